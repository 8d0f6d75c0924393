/** Broken glass: what is asked of the server, what is sent, and what is shown anew when it begins and ends. */
import {
  type GlassReason,
  type GlassReview,
  type GlassState,
  type GlassVerdict,
  type Instant,
  mayEver,
} from '@holdspace/care';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../api/client.ts';
import { POLL_WHEN_LIVE, POLL_WHEN_NOT, useLive } from '../api/live.ts';
import { useMe } from '../api/me.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}
export interface OwnGlass {
  readonly id: string;
  readonly patientId: string;
  readonly at: Instant;
  readonly until: Instant;
  readonly state: GlassState;
}
export interface WaitingGlass {
  readonly id: string;
  readonly person: Named;
  readonly at: Instant;
  readonly stands: boolean;
}
export interface GlassShown {
  readonly id: string;
  readonly patient: Named;
  readonly person: Named;
  readonly isOwn: boolean;
  readonly kind: GlassReason;
  readonly words: string;
  readonly at: Instant;
  readonly until: Instant;
  readonly state: GlassState;
  readonly ended?: { readonly at: Instant; readonly by: Named };
  readonly review?: {
    readonly at: Instant;
    readonly by: Named;
    readonly verdict: GlassVerdict;
    readonly words: string;
  };
}

const KEY = 'broken-glass';

/** What one has open now; nothing is asked for those who could not have broken any. */
export function useOwnGlass() {
  const { practitioner, screen } = useMe();
  return useQuery({
    queryKey: [KEY, 'own'],
    queryFn: () => api.get<{ standing: readonly OwnGlass[] }>('/api/me/break-glass'),
    enabled: mayEver('break glass', practitioner.roles) && !screen.isLocked,
    refetchInterval: POLL_WHEN_LIVE,
  });
}

/** What waits for one's review, heard as it happens; for those alone who review. */
export function useWaiting() {
  const { practitioner, screen } = useMe();
  const queries = useQueryClient();
  const changed = useCallback(() => void queries.invalidateQueries({ queryKey: [KEY] }), [queries]);
  const hears = mayEver('review break-glass', practitioner.roles) && !screen.isLocked;
  const { live } = useLive(hears ? '/api/live' : undefined, changed, 'break-glass');
  return useQuery({
    queryKey: [KEY, 'waiting'],
    queryFn: () => api.get<{ waiting: readonly WaitingGlass[] }>('/api/break-glass/waiting'),
    enabled: hears,
    refetchInterval: live ? POLL_WHEN_LIVE : POLL_WHEN_NOT,
  });
}

export const useQueue = (state: 'open' | 'reviewed') =>
  useQuery({
    queryKey: [KEY, 'queue', state],
    queryFn: () => api.get<{ glasses: readonly GlassShown[] }>(`/api/break-glass?state=${state}`),
  });

/** What may be seen has changed: everything shown is asked for anew, and nothing old stays on the screen meanwhile. */
export const lookAnew = (queries: QueryClient): Promise<void> =>
  queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });

export interface NewGlass {
  readonly id: string;
  readonly kind: GlassReason;
  readonly words: string;
}
export const useBreak = (patientId: string) =>
  useMutation({
    mutationFn: (glass: NewGlass) => api.post<{ glass: OwnGlass }>(`/api/patients/${patientId}/break-glass`, glass),
  });

export const useEnd = (id: string) =>
  useMutation({ mutationFn: () => api.post<{ glass: OwnGlass }>(`/api/break-glass/${id}/end`) });

export function useReview(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (review: GlassReview) => api.post<{ glass: GlassShown }>(`/api/break-glass/${id}/review`, review),
    // Somebody else may have reviewed it meanwhile: what is so is shown whatever the answer was.
    onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }),
  });
}
