/**
 * A course's screening: what was told, what was asked for outside, and each decision as it was signed. It is the fold of
 * its events, which are only ever added to.
 */
import { momentOfClock } from '../governance/clinic-clock.ts';
import { type Instant, instant } from '../instant.ts';
import type { Practitioner } from '../roles.ts';
import { dayLater, daysBetween } from '../session/site-day.ts';
import type { ScreeningAnswers } from './answers.ts';
import type { RestingPressure } from './chart.ts';
import type { AskClearance, ClearanceVerdict, ScreeningJudgement } from './commands.ts';
import type { ScreeningFinding } from './finding.ts';

interface EventBase {
  /** Made by the client; sent again, it is stored once. */
  readonly id: string;
  readonly at: Instant;
  readonly author: Practitioner;
}
/** What a decision was signed over, kept with it: changes are told against this, whatever stands elsewhere by then. */
export interface SignedOver {
  readonly protocol: { readonly id: string; readonly version: string };
  readonly answers: ScreeningAnswers;
  /** Of those taken on that day. */
  readonly medicines: readonly { readonly id: string; readonly name: string }[];
  readonly findings: readonly ScreeningFinding[];
  /** Letters that had come by then. */
  readonly letters: readonly string[];
  /** The pressures at rest that were known by then; absent in decisions from before these were kept. */
  readonly pressures?: readonly RestingPressure[];
}
export interface SignedOutcome {
  readonly rule: string;
  readonly judgement: ScreeningJudgement;
  readonly reason: string;
}
export const SCREENING_DECISIONS = ['fits', 'waits', 'does_not_fit'] as const;
export type ScreeningDecisionKind = (typeof SCREENING_DECISIONS)[number];
export const SCREENING_DECISION_WORDS: Readonly<Record<ScreeningDecisionKind, string>> = {
  fits: 'Fits this protocol',
  waits: 'Waits for a clearance',
  does_not_fit: 'Does not fit this protocol',
};

export type ScreeningEvent =
  | (EventBase & {
      readonly type: 'AnswersTold';
      readonly follows: string | null;
      readonly answers: ScreeningAnswers;
    })
  | (EventBase &
      SignedOver & {
        readonly type: 'ScreeningSigned';
        readonly decision: ScreeningDecisionKind;
        readonly outcomes: readonly SignedOutcome[];
        readonly note?: string | undefined;
      })
  | (EventBase & { readonly type: 'ClearanceAsked' } & Omit<AskClearance, 'id'>)
  | (EventBase & {
      readonly type: 'ClearanceArrived';
      readonly clearance: string;
      readonly arrivedOn: string;
      readonly from: string;
      readonly verdict: ClearanceVerdict;
      readonly says: string;
    })
  | (EventBase & { readonly type: 'ClearanceEnded'; readonly clearance: string; readonly reason: string });
export type ScreeningEventOf<T extends ScreeningEvent['type']> = Extract<ScreeningEvent, { type: T }>;

export interface AnswersKept {
  readonly id: string;
  readonly answers: ScreeningAnswers;
  readonly at: Instant;
  readonly by: string;
}
export interface Clearance extends Omit<AskClearance, 'id'> {
  readonly id: string;
  readonly askedBy: Practitioner;
  readonly arrived?: ScreeningEventOf<'ClearanceArrived'>;
  readonly ended?: ScreeningEventOf<'ClearanceEnded'>;
}
export interface Screening {
  readonly answers?: AnswersKept;
  /** The first one first; the last is the one that counts. */
  readonly decisions: readonly ScreeningEventOf<'ScreeningSigned'>[];
  readonly clearances: readonly Clearance[];
}

export function foldScreening(events: readonly ScreeningEvent[]): Screening {
  let answers: AnswersKept | undefined;
  const decisions: ScreeningEventOf<'ScreeningSigned'>[] = [];
  const clearances = new Map<string, Clearance>();
  for (const event of events) {
    switch (event.type) {
      case 'AnswersTold':
        answers = { id: event.id, answers: event.answers, at: event.at, by: event.author.name };
        break;
      case 'ScreeningSigned':
        decisions.push(event);
        break;
      case 'ClearanceAsked': {
        const { id, rules, of, what, askedOn, dueOn, author } = event;
        clearances.set(id, { id, rules, of, what, askedOn, dueOn, askedBy: author });
        break;
      }
      default: {
        const asked = clearances.get(event.clearance);
        if (!asked) throw new TypeError('an event of a clearance that nobody asked for');
        const next = event.type === 'ClearanceArrived' ? { arrived: event } : { ended: event };
        clearances.set(asked.id, { ...asked, ...next });
      }
    }
  }
  return { ...(answers && { answers }), decisions, clearances: [...clearances.values()] };
}

/** From when on somebody has to ask where it is: the morning after the day on which it was due, on the clinic's clock. */
export function clearanceOverdueFrom({ dueOn }: Pick<Clearance, 'dueOn'>, zone: string): Instant {
  const clock = `${dayLater(dueOn, 1)}T08:00`;
  const moment = momentOfClock(clock, zone);
  return moment.known ? moment.at : instant(Date.parse(`${clock}:00Z`));
}

export type ClearanceState = 'waiting' | 'overdue' | 'arrived' | 'ended';
/** How a clearance stands on a day; overdue from the day after it was due. */
export function clearanceState({ arrived, ended, dueOn }: Clearance, today: string): ClearanceState {
  if (ended) return 'ended';
  if (arrived) return 'arrived';
  return daysBetween(dueOn, today) > 0 ? 'overdue' : 'waiting';
}
