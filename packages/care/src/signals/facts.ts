/**
 * What rules look at: a closed list of things that happened in a course, each supplied by the part that knows it. A fact
 * holds numbers and choices, never words: what a patient wrote stays where it is sealed.
 */
import type { Instant } from '../instant.ts';
import { instrumentOf } from '../measures/catalogue.ts';

interface Base {
  /** Made from what it tells of, so that the same thing told twice is one fact. */
  readonly id: string;
  readonly at: Instant;
  readonly patientId: string;
  readonly courseId: string;
}

/** How sleep is answered, the worst first: its place in this list is the number that rules compare. */
export const SLEEP_ANSWERS = ['hardly', 'badly', 'so_so', 'well'] as const;
export type SleepAnswer = (typeof SLEEP_ANSWERS)[number];
export const SLEEP_WORDS: Readonly<Record<SleepAnswer, string>> = {
  hardly: 'hardly at all',
  badly: 'badly',
  so_so: 'so-so',
  well: 'well',
};
export type SafeAnswer = 'yes' | 'not_sure' | 'no';

export const CONCERN_KINDS = ['crisis', 'distress', 'message', 'other'] as const;
export type ConcernKind = (typeof CONCERN_KINDS)[number];

/** A dosing session that is over and in which medicine was given. */
export interface SessionEnded extends Base {
  readonly kind: 'session_ended';
  /** Whether the way of treating promises integration: an infusion without it is looked after in other ways. */
  readonly promisesIntegration: boolean;
}
export interface VisitHeld extends Base {
  readonly kind: 'visit_held';
  readonly visit: 'consult' | 'preparation' | 'dosing' | 'integration' | 'follow_up';
}
/** A check-in whose time has run out: `at` is the end of the time in which it was asked for. */
export interface CheckInDue extends Base {
  readonly kind: 'check_in_due';
  readonly checkIn: string;
  /** Days after the session. */
  readonly day: number;
}
/** A check-in of a patient who has chosen that the clinic calls: `at` is from when on it is to call. */
export interface CheckInToCall extends Base {
  readonly kind: 'check_in_to_call';
  readonly checkIn: string;
  readonly day: number;
  /** When the check-in is over: from then on it is a missed one. */
  readonly closesAt: Instant;
}
export interface CheckInAnswered extends Base {
  readonly kind: 'check_in_answered';
  readonly checkIn: string;
  readonly day: number;
  readonly distress?: number;
  readonly sleep?: SleepAnswer;
  readonly safe?: SafeAnswer;
}
/** Words that the patient chose to share: how many of the list of crisis words stand in them. */
export interface WordsShared extends Base {
  readonly kind: 'words_shared';
  readonly crisisWords: number;
}
/** A score, or an answer to one item, of a questionnaire. */
export interface ScoreGiven extends Base {
  readonly kind: 'score';
  readonly measure: string;
  readonly item?: string;
  readonly value: number;
}
/** Measures that were asked on one occasion, from the time on at which they were due. */
export interface MeasuresDue extends Base {
  readonly kind: 'measures_due';
  /** Those that are not answered, by their names. */
  readonly measures: readonly string[];
  /** When the last of them is asked no more, where that is. */
  readonly closesAt?: Instant;
}
/** A letter or clearance that was asked for outside and has not come: `at` is the morning after the day it was due on. */
export interface ClearanceDue extends Base {
  readonly kind: 'clearance_due';
  /** The calendar day at the clinic. */
  readonly dueOn: string;
}
/** Another part of the product has seen something that a person must hear of. */
export interface ConcernRaised extends Base {
  readonly kind: 'concern';
  readonly concern: ConcernKind;
}
export type SignalFact =
  | SessionEnded
  | VisitHeld
  | CheckInDue
  | CheckInToCall
  | CheckInAnswered
  | WordsShared
  | ScoreGiven
  | MeasuresDue
  | ClearanceDue
  | ConcernRaised;

/** A fact in a line, for whoever has to act on it. */
export function sayFact(fact: SignalFact): string {
  switch (fact.kind) {
    case 'session_ended':
      return 'A dosing session ended';
    case 'visit_held':
      return fact.visit === 'integration' ? 'An integration visit was held' : `A ${fact.visit} visit was held`;
    case 'check_in_due':
      return `The time for the check-in of day ${fact.day} ran out`;
    case 'check_in_to_call':
      return `The check-in of day ${fact.day} is open, and the patient wants to be called about it`;
    case 'check_in_answered': {
      const said = [
        ...(fact.distress === undefined ? [] : [`distress ${fact.distress} of 10`]),
        ...(fact.sleep === undefined ? [] : [`slept ${SLEEP_WORDS[fact.sleep]}`]),
        ...(fact.safe === undefined ? [] : [SAFE_SAYS[fact.safe]]),
      ];
      return `Check-in of day ${fact.day} answered${said.length > 0 ? `: ${said.join(', ')}` : ''}`;
    }
    case 'words_shared':
      return `Shared words with ${fact.crisisWords === 1 ? 'a crisis word' : `${fact.crisisWords} crisis words`} in them`;
    case 'score':
      return sayScoreGiven(fact);
    case 'measures_due':
      return `${fact.measures.join(', ')} ${fact.measures.length === 1 ? 'was' : 'were'} due, and not answered`;
    case 'clearance_due':
      return `A letter that was asked for was due on ${fact.dueOn}, and has not come`;
    case 'concern':
      return CONCERN_SAYS[fact.concern];
  }
}
/** The question and what it was about, where the measure is known: "C-SSRS, item low: 2" tells nobody what to do. */
function sayScoreGiven({ measure, item, value }: ScoreGiven): string {
  const asked = instrumentOf(measure)?.actsOn.find(
    ({ fact }) => fact.item === item && (fact.value === undefined || fact.value === value),
  );
  if (!asked) return `${measure.toUpperCase()}${item ? `, item ${item}` : ''}: ${value}`;
  const says = asked.says.replace(/\.$/, '');
  return asked.fact.value === undefined ? `${says} (answered ${value})` : says;
}
const SAFE_SAYS: Readonly<Record<SafeAnswer, string>> = {
  yes: 'feels safe',
  not_sure: 'is not sure of being safe',
  no: 'does not feel safe',
};
const CONCERN_SAYS: Readonly<Record<ConcernKind, string>> = {
  crisis: 'A crisis was raised',
  distress: 'Distress was raised',
  message: 'A message from the patient waits for an answer',
  other: 'A concern was raised',
};
