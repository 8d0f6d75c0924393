/** The day's visits, kept fresh by live changes, and the beginning of a dosing session. */
import { type CommandInput, instant } from '@holdspace/care';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { POLL_WHEN_LIVE, POLL_WHEN_NOT, useLive } from '../api/live.ts';
import { newId } from '../api/new-id.ts';
import type { TodayShown, VisitToday } from '../api/shapes.ts';
import { deviceName, serverAhead } from '../room/browser-line.ts';

export function useDay(day: string) {
  const queries = useQueryClient();
  const changed = useCallback(() => void queries.invalidateQueries({ queryKey: ['today'] }), [queries]);
  const { live } = useLive('/api/live', changed);
  const visits = useQuery({
    queryKey: ['today', day],
    queryFn: () => api.get<TodayShown>(`/api/today?day=${day}`),
    refetchInterval: live ? POLL_WHEN_LIVE : POLL_WHEN_NOT,
  });
  return { visits, live };
}

/** Makes the visit's dosing session and opens its room. The id is made here, so that a second touch makes no second session. */
export function useBegin(visit: Pick<VisitToday, 'visitId'>) {
  const queries = useQueryClient();
  const [, go] = useLocation();
  return useMutation({
    mutationFn: (sessionId: string) => api.post(`/api/visits/${visit.visitId}/session`, { id: sessionId }),
    onSuccess: (_, sessionId) => {
      void queries.invalidateQueries({ queryKey: ['today'] });
      go(`/sessions/${sessionId}`);
    },
  });
}

type FromOutside = CommandInput extends infer C
  ? C extends { type: 'RecordArrival' | 'CallEmergencyStop' | 'ConfirmGate' }
    ? Omit<C, 'id' | 'at' | 'device'>
    : never
  : never;

/** One command to a session from who does not sit in its room. */
export function useSendFromOutside(sessionId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (command: FromOutside) => {
      const at = instant(Date.now() + (await serverAhead()));
      return api.post(`/api/sessions/${sessionId}/commands`, {
        ...command,
        id: newId(),
        at,
        device: deviceName(false),
      });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['today'] }),
  });
}
