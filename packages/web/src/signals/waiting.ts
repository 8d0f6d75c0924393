/** How much waits, heard as it changes: for the way between places, Today, and every open screen in a crisis. */
import { type Instant, mayEver } from '@holdspace/care';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../api/client.ts';
import { POLL_WHEN_LIVE, POLL_WHEN_NOT, useLive } from '../api/live.ts';
import { useMe } from '../api/me.ts';

export const TASKS = 'tasks';

export interface WaitingShown {
  readonly mine: number;
  readonly overdue: number;
  readonly all: number;
  readonly isNobodyOnCall: boolean;
  readonly crises: readonly {
    readonly id: string;
    readonly raisedAt: Instant;
    readonly pages: number;
    readonly isMine: boolean;
  }[];
}

/** Nothing is asked for those who never see what waits. */
export function useWaitingTasks() {
  const { practitioner, screen } = useMe();
  const queries = useQueryClient();
  const changed = useCallback(() => void queries.invalidateQueries({ queryKey: [TASKS] }), [queries]);
  const hears = mayEver('see what waits', practitioner.roles) && !screen.isLocked;
  const { live } = useLive(hears ? '/api/live' : undefined, changed, 'task');
  return useQuery({
    queryKey: [TASKS, 'waiting'],
    queryFn: () => api.get<WaitingShown>('/api/tasks/waiting'),
    enabled: hears,
    refetchInterval: live ? POLL_WHEN_LIVE : POLL_WHEN_NOT,
  });
}
