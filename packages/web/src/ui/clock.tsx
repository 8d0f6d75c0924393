/** Time on the screen: how long since, and how long until. Read aloud only when the state changes, never each second. */
import type { Instant } from '@holdspace/care';
import { sayClock } from './moment.ts';
import { useNow } from './now.ts';
import { StatusBadge } from './status-badge.tsx';

/** The time that has passed since a moment: "12:40". */
export function Clock({ since, says }: { since: Instant; says?: string }) {
  const now = useNow();
  return (
    <time className="hs-numbers" dateTime={since}>
      {says ? `${says} ` : ''}
      {sayClock(now - Date.parse(since))}
    </time>
  );
}

export type DueState = 'upcoming' | 'due' | 'overdue';

/** Whether something is still to come, due, or late at a moment; late only where the protocol says when. */
export function dueState(now: number, dueAt: Instant, overdueAt?: Instant): DueState {
  if (now < Date.parse(dueAt)) return 'upcoming';
  return overdueAt !== undefined && now >= Date.parse(overdueAt) ? 'overdue' : 'due';
}

const DUE_WORDS: Record<DueState, string> = { upcoming: 'in', due: 'due now', overdue: 'overdue' };

/** A countdown to what is due: "in 4:05", "due now", "overdue 2:10", with a sign beside the colour. */
export function Countdown({ says, dueAt, overdueAt }: { says: string; dueAt: Instant; overdueAt?: Instant }) {
  const now = useNow();
  const state = dueState(now, dueAt, overdueAt);
  const away = state === 'upcoming' ? Date.parse(dueAt) - now : now - Date.parse(overdueAt ?? dueAt);
  const what = says.charAt(0).toUpperCase() + says.slice(1);
  const clock = state === 'due' ? '' : ` ${sayClock(away)}`;
  return (
    <span>
      <span aria-hidden="true" className="hs-numbers">
        {what}{' '}
        <StatusBadge meaning={state === 'overdue' ? 'danger' : state === 'due' ? 'caution' : 'neutral'}>
          {DUE_WORDS[state]}
          {clock}
        </StatusBadge>
      </span>
      <span className="hs-visually-hidden" aria-live="polite">
        {state === 'upcoming' ? `${what}: not due yet` : `${what}: ${DUE_WORDS[state]}`}
      </span>
    </span>
  );
}
