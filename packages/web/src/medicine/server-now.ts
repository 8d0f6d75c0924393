/** The server's time on a device whose clock is off: what is counted or moved is judged by when it happened. */
import { type Instant, instant } from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { serverAhead } from '../room/browser-line.ts';

const LEARNED_FOR_MS = 10 * 60_000;

/** Answers what time it is now. Until the server has said how far its clock is ahead, the device's own is the only one. */
export function useServerNow(): () => Instant {
  const ahead = useQuery({ queryKey: ['server clock'], queryFn: serverAhead, staleTime: LEARNED_FOR_MS }).data ?? 0;
  return () => instant(Date.now() + ahead);
}
