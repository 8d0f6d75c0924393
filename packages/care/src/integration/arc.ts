/** A dosing session as it stands in the arc of its course: the day, the dose, the non-ordinary state, and words to keep. */
import { between, type Instant, MINUTE } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';
import { sayQuantity } from '../quantity.ts';
import type { SessionEvent } from '../session/events.ts';
import { fold } from '../session/evolve.ts';
import { cumulativeDose, doseTimes } from '../session/infusion.ts';
import type { SessionStatus } from '../session/session.ts';
import { dayAt } from '../session/site-day.ts';

export interface HeardWords {
  /** Of the session's log. */
  readonly seq: number;
  readonly at: Instant;
  readonly words: string;
  readonly about?: 'experience' | 'carry_home' | undefined;
}
export interface SessionOfArc {
  readonly at?: Instant;
  readonly day?: string;
  readonly status: SessionStatus;
  /** Whether any medicine was given. */
  readonly isDosed: boolean;
  readonly dose?: string;
  /** Minutes from the first dose. */
  readonly nosc: { readonly onset?: number; readonly peak?: number; readonly return?: number };
  readonly words: readonly HeardWords[];
}

/** From a log that begins with its plan. What was struck out is not there. */
export function sessionOfArc(protocol: Protocol, events: readonly SessionEvent[], zone: string): SessionOfArc {
  const state = fold(events);
  const { first } = doseTimes(state);
  const end = state.endedAt ?? events.at(-1)?.at;
  const at = state.arrivedAt ?? first;
  const struck = new Set(state.struck);
  const after = (moment: Instant | undefined) =>
    first && moment ? Math.round(between(first, moment) / MINUTE) : undefined;
  const [onset, peak, back] = [after(state.nosc.onset), after(state.nosc.peak), after(state.nosc.return)];
  return {
    ...(at && { at, day: dayAt(first ?? at, zone) }),
    status: state.status,
    isDosed: first !== undefined,
    ...(first && end && { dose: `${sayQuantity(cumulativeDose(state, end))} of ${protocol.medicine.substance}` }),
    nosc: {
      ...(onset !== undefined && { onset }),
      ...(peak !== undefined && { peak }),
      ...(back !== undefined && { return: back }),
    },
    words: events.flatMap((event) =>
      event.type === 'WordsRecorded' && !struck.has(event.seq)
        ? [{ seq: event.seq, at: event.at, words: event.words, ...(event.about && { about: event.about }) }]
        : [],
    ),
  };
}
