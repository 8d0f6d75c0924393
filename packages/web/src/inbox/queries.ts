/** The inbox: what is asked of the server, and what is said to it. */
import type { DeclineReason, Instant, Language, RequestState } from '@holdspace/care';
import { mayEver } from '@holdspace/care';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import type { PatientListed } from '../api/shapes.ts';

export interface RequestShown {
  readonly id: string;
  readonly name: string;
  readonly receivedAt: Instant;
  readonly dueAt: Instant;
  readonly standing: 'in_time' | 'soon' | 'overdue' | 'answered';
  readonly state: RequestState;
  readonly crisis: boolean;
  readonly owner?: { readonly id: string; readonly name: string };
  readonly escalatedAt?: Instant;
  readonly patientId?: string;
}
export interface AskedShown {
  readonly dateOfBirth: string;
  readonly language: Language;
  readonly email?: string;
  readonly telephone?: string;
  readonly words?: string;
  readonly chosen: readonly { readonly title: string; readonly lines: readonly string[] }[];
}
type Named = { readonly id: string; readonly name: string };
export interface WholeRequest {
  readonly request: RequestShown;
  readonly asked: AskedShown;
  readonly steps: readonly {
    readonly id: string;
    readonly kind: 'taken' | 'handed_on' | 'escalated' | 'invited' | 'declined' | 'merged';
    readonly at: Instant;
    readonly by?: Named;
    readonly told?: Named;
    readonly reason?: DeclineReason;
    readonly words?: string;
  }[];
  readonly mayBe: readonly PatientListed[];
  readonly letter?: string;
}
export interface PromiseShown {
  readonly hours: number;
  readonly isDefault: boolean;
  readonly source: string;
}
export interface Invited {
  readonly patient: PatientListed;
  readonly invitation: { readonly link: string; readonly code: string; readonly expiresAt: Instant };
}

const INBOX = ['inbox'] as const;
const EVERY_MINUTE = 60_000;

export const useRequests = (state: 'open' | 'answered') =>
  useQuery({
    queryKey: [...INBOX, state],
    queryFn: () =>
      api.get<{ requests: readonly RequestShown[]; promise: PromiseShown }>(`/api/consult-requests?state=${state}`),
    refetchInterval: EVERY_MINUTE,
  });
export const useRequest = (id: string) =>
  useQuery({ queryKey: [...INBOX, 'one', id], queryFn: () => api.get<WholeRequest>(`/api/consult-requests/${id}`) });

/** Nothing is asked for those who answer no requests. */
export function useWaitingRequests() {
  const { practitioner, screen } = useMe();
  return useQuery({
    queryKey: [...INBOX, 'waiting'],
    queryFn: () => api.get<{ open: number; overdue: number }>('/api/consult-requests/waiting'),
    enabled: mayEver('answer consult requests', practitioner.roles) && !screen.isLocked,
    refetchInterval: EVERY_MINUTE,
  });
}

/** Says something to the server about requests, and shows what is so after it; `hears` the answer before that. */
export function useAnswering<Answer = WholeRequest>(hears?: (answer: Answer) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) => api.post<Answer>(path, body),
    onSuccess: (answer) => {
      hears?.(answer);
      return queries.invalidateQueries({ queryKey: INBOX });
    },
  });
}

/** What came of an answer that is shown this once: the way in for who was invited, the letter for who was declined. */
export type Outcome = { readonly invited: Invited } | { readonly declined: WholeRequest };
