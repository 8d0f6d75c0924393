/** How the screening of this session's course stands: looked at again while the room is open, for what re-opens it comes from elsewhere. */
import type { ScreeningOnRecord } from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../api/client.ts';
import { useClient, useLoaded } from './use-session.tsx';

const LOOK_AGAIN_AFTER = 20_000;

export function useScreeningOnRecord(): ScreeningOnRecord | undefined {
  const { session, screening } = useLoaded();
  const client = useClient();
  const fresh = useQuery({
    queryKey: ['screening-of-session', session.id],
    queryFn: () => api.get<{ screening: ScreeningOnRecord | null }>(`/api/sessions/${session.id}/screening`),
    refetchInterval: LOOK_AGAIN_AFTER,
    enabled: screening !== undefined,
  });
  const now = fresh.data?.screening ?? undefined;
  useEffect(() => client.knowScreening(now), [client, now]);
  return screening;
}
