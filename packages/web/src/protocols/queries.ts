/** Protocol versions, their lives and drafts: what is asked of the server, and what is sent. */
import type { Instant, Protocol, Standing } from '@holdspace/care';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { LabelShown, ProtocolShown } from '../api/shapes.ts';

export interface SignOffShown {
  readonly id: string;
  readonly kind: 'approved' | 'declined' | 'retired';
  readonly signedBy: { readonly id: string; readonly name: string };
  readonly signedAt: Instant;
  readonly documentHash: string;
  readonly statement: string;
  readonly takesEffectAt: Instant;
  readonly retiresAt?: Instant;
}
/** A version with where it stands now and who signed it. */
export interface VersionShown extends ProtocolShown {
  readonly origin: 'shipped' | 'clinic';
  readonly standing: Standing;
  /** "In force" */
  readonly says: string;
  readonly installedAt: Instant;
  readonly hash: string;
  readonly signOffs: readonly SignOffShown[];
}

export const useProtocols = () =>
  useQuery({ queryKey: ['protocols'], queryFn: () => api.get<{ protocols: VersionShown[] }>('/api/protocols') });

export interface ProtocolVersion {
  readonly protocol: Protocol;
  readonly label: LabelShown;
  /** As it was written, for a file. */
  readonly document: object;
  readonly hash: string;
  /** What the medical director signs. */
  readonly statement: string;
}

/** One version's whole document, which never changes; asks nothing while it is not known which. */
export const useProtocolVersion = (which: { id: string; version: string } | undefined) =>
  useQuery({
    queryKey: ['protocol', which?.id, which?.version],
    queryFn: () => api.get<ProtocolVersion>(`/api/protocols/${which?.id}/versions/${which?.version}`),
    enabled: which !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });

export interface DraftListed {
  readonly id: string;
  readonly protocolId: string;
  readonly name: string;
  readonly madeFrom?: string;
  readonly savedBy: string;
  readonly savedAt: Instant;
}
export interface DraftShown extends Omit<DraftListed, 'name'> {
  readonly document: object;
  readonly revision: number;
  readonly status: 'open' | 'proposed' | 'put_aside';
}

export const useDrafts = () =>
  useQuery({
    queryKey: ['protocol-drafts'],
    queryFn: () => api.get<{ drafts: DraftListed[] }>('/api/protocol-drafts'),
  });

/** Asked for once: from then on the editor holds the draft, and a look at the server would undo what is being typed. */
export const useDraft = (id: string) =>
  useQuery({
    queryKey: ['protocol-draft', id],
    queryFn: () => api.get<{ draft: DraftShown }>(`/api/protocol-drafts/${id}`),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** Sends, and asks again for the lists that it changes. */
function useChange<Sent, Answer>(send: (sent: Sent) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['protocol-drafts'] });
      return queries.invalidateQueries({ queryKey: ['protocols'] });
    },
  });
}

export type NewDraft =
  | { readonly id: string; readonly from: { readonly id: string; readonly version: string } }
  | { readonly id: string; readonly document: object };
export const useBeginDraft = () =>
  useChange((draft: NewDraft) => api.post<{ draft: DraftShown }>('/api/protocol-drafts', draft));

export const saveDraft = async (id: string, revision: number, document: object): Promise<DraftShown> =>
  (await api.put<{ draft: DraftShown }>(`/api/protocol-drafts/${id}`, { revision, document })).draft;

export const useProposeDraft = (id: string) =>
  useChange((revision: number) =>
    api.post<{ id: string; version: string }>(`/api/protocol-drafts/${id}/proposal`, { revision }),
  );
export const usePutAside = (id: string) =>
  useChange((revision: number) => api.post(`/api/protocol-drafts/${id}/put-aside`, { revision }));

export interface Signature {
  readonly id: string;
  readonly hash: string;
  readonly statement: string;
  readonly effectiveFrom?: string;
  readonly retiresFrom?: string;
  readonly acknowledgesLabelChange?: boolean;
}
const versionPath = ({ id, version }: { id: string; version: string }) => `/api/protocols/${id}/versions/${version}`;
export const useSign = (which: { id: string; version: string }) =>
  useChange((signature: Signature) => api.post(`${versionPath(which)}/sign-off`, signature));

export interface Decision {
  readonly id: string;
  readonly reason: string;
}
export const useDecline = (which: { id: string; version: string }) =>
  useChange((decision: Decision) => api.post(`${versionPath(which)}/decline`, decision));
export const useRetire = (which: { id: string; version: string }) =>
  useChange((decision: Decision & { readonly from?: string }) =>
    api.post(`${versionPath(which)}/retirement`, decision),
  );
