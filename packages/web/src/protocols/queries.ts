/** Installed protocols; a version never changes, so it is asked for once. */
import type { Protocol } from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { LabelShown, ProtocolShown } from '../api/shapes.ts';

export const useProtocols = () =>
  useQuery({ queryKey: ['protocols'], queryFn: () => api.get<{ protocols: ProtocolShown[] }>('/api/protocols') });

export interface ProtocolVersion {
  readonly protocol: Protocol;
  readonly label: LabelShown;
}

/** One version's whole document; asks nothing while it is not known which. */
export const useProtocolVersion = (which: { id: string; version: string } | undefined) =>
  useQuery({
    queryKey: ['protocol', which?.id, which?.version],
    queryFn: () => api.get<ProtocolVersion>(`/api/protocols/${which?.id}/versions/${which?.version}`),
    enabled: which !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
