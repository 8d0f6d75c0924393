/**
 * Reads facts by rules. The same rules, facts and moment always answer the same signals: nothing is remembered here, and
 * what has been raised already is told apart by each signal's key.
 */
import { DAY, HOUR, type Instant, later } from '../instant.ts';
import { type CheckInAnswered, type SignalFact, SLEEP_ANSWERS } from './facts.ts';
import type { LooksFor, SignalRule } from './rule.ts';

export interface Signal {
  /** One for a rule and the fact that made it fire: whoever raises it twice raises it once. */
  readonly key: string;
  readonly ruleId: string;
  readonly patientId: string;
  readonly courseId: string;
  /** When it became so. */
  readonly at: Instant;
  /** The facts that it rests on, in the order in which they happened. */
  readonly because: readonly SignalFact[];
}

export const signalKey = (rule: Pick<SignalRule, 'id'>, factId: string): string => `${rule.id}:${factId}`;

interface Fired {
  /** The fact that it is about. */
  readonly fact: SignalFact;
  readonly at: Instant;
  readonly because: readonly SignalFact[];
}

const inOrder = (one: SignalFact, other: SignalFact): number =>
  one.at.localeCompare(other.at) || one.id.localeCompare(other.id);

export function evaluate(rules: readonly SignalRule[], facts: readonly SignalFact[], now: Instant): readonly Signal[] {
  const known = [...new Map(facts.map((fact) => [fact.id, fact])).values()].toSorted(inOrder);
  const byCourse = new Map<string, SignalFact[]>();
  for (const fact of known) {
    const key = `${fact.patientId} ${fact.courseId}`;
    const ofCourse = byCourse.get(key) ?? [];
    ofCourse.push(fact);
    byCourse.set(key, ofCourse);
  }
  const signals = [...byCourse.values()].flatMap((ofCourse) =>
    rules
      .filter(({ on }) => on)
      .flatMap((rule) =>
        firedBy(rule.looksFor, ofCourse)
          .filter(({ at }) => at <= now)
          .map(
            ({ fact, at, because }): Signal => ({
              key: signalKey(rule, fact.id),
              ruleId: rule.id,
              patientId: fact.patientId,
              courseId: fact.courseId,
              at,
              because,
            }),
          ),
      ),
  );
  return signals.toSorted((one, other) => one.at.localeCompare(other.at) || one.key.localeCompare(other.key));
}

const itself = (fact: SignalFact): Fired => ({ fact, at: fact.at, because: [fact] });

/** Of one course, in order of time. */
function firedBy(looksFor: LooksFor, facts: readonly SignalFact[]): readonly Fired[] {
  switch (looksFor.kind) {
    case 'check_in_missed':
      return missed(looksFor.hours, facts);
    case 'check_in_to_call':
      return toCall(looksFor.hours, facts);
    case 'distress':
      return facts
        .filter((fact) => fact.kind === 'check_in_answered' && (fact.distress ?? -1) >= looksFor.atLeast)
        .map(itself);
    case 'sleep':
      return sleptBadly(SLEEP_ANSWERS.indexOf(looksFor.atMost), looksFor.inARow, facts);
    case 'not_safe':
      return facts
        .filter(
          (fact) =>
            fact.kind === 'check_in_answered' &&
            (fact.safe === 'no' || (looksFor.unsureToo && fact.safe === 'not_sure')),
        )
        .map(itself);
    case 'crisis_words':
      return facts.filter((fact) => fact.kind === 'words_shared' && fact.crisisWords >= looksFor.atLeast).map(itself);
    case 'no_integration_visit':
      return withoutVisit(looksFor.days, facts);
    case 'score':
      return facts
        .filter(
          (fact) =>
            fact.kind === 'score' &&
            fact.measure === looksFor.measure &&
            fact.item === looksFor.item &&
            fact.value >= looksFor.atLeast,
        )
        .map(itself);
    case 'measure_missed':
      return facts.flatMap((fact): Fired[] => {
        if (fact.kind !== 'measures_due' || fact.measures.length === 0) return [];
        const at = later(fact.at, looksFor.hours * HOUR);
        // Nobody is telephoned for what is asked no more by then. Where clocks are put forward, a day has an hour less.
        const isOver = fact.closesAt !== undefined && later(fact.closesAt, HOUR) < at;
        return isOver ? [] : [{ fact, at, because: [fact] }];
      });
    case 'clearance_overdue':
      return facts.flatMap((fact): Fired[] =>
        fact.kind === 'clearance_due' ? [{ fact, at: later(fact.at, looksFor.days * DAY), because: [fact] }] : [],
      );
    case 'concern':
      return facts.filter((fact) => fact.kind === 'concern' && fact.concern === looksFor.concern).map(itself);
  }
}

/** Not answered by so many hours after its time ran out. What comes later is welcome, and was late. */
function missed(hours: number, facts: readonly SignalFact[]): readonly Fired[] {
  return facts.flatMap((due): Fired[] => {
    if (due.kind !== 'check_in_due') return [];
    const at = later(due.at, hours * HOUR);
    const isAnswered = facts.some(
      (fact) => fact.kind === 'check_in_answered' && fact.checkIn === due.checkIn && fact.at <= at,
    );
    return isAnswered ? [] : [{ fact: due, at, because: [due] }];
  });
}

/** Somebody is to call: so many hours after it opened it is not answered, and not over either. */
function toCall(hours: number, facts: readonly SignalFact[]): readonly Fired[] {
  return facts.flatMap((open): Fired[] => {
    if (open.kind !== 'check_in_to_call') return [];
    const at = later(open.at, hours * HOUR);
    const isAnswered = facts.some(
      (fact) => fact.kind === 'check_in_answered' && fact.checkIn === open.checkIn && fact.at <= at,
    );
    return isAnswered || at >= open.closesAt ? [] : [{ fact: open, at, because: [open] }];
  });
}

/** Each answer that is the last of so many in a row; an answer that leaves sleep out neither adds to a row nor ends it. */
function sleptBadly(atMost: number, inARow: number, facts: readonly SignalFact[]): readonly Fired[] {
  const answers = facts.filter(
    (fact): fact is CheckInAnswered => fact.kind === 'check_in_answered' && fact.sleep !== undefined,
  );
  let row: CheckInAnswered[] = [];
  return answers.flatMap((fact): Fired[] => {
    const isBad = fact.sleep !== undefined && SLEEP_ANSWERS.indexOf(fact.sleep) <= atMost;
    row = isBad ? [...row, fact] : [];
    return row.length >= inARow ? [{ fact, at: fact.at, because: row.slice(-inARow) }] : [];
  });
}

/** A dosing session after which the days went by and no integration visit was held. */
function withoutVisit(days: number, facts: readonly SignalFact[]): readonly Fired[] {
  return facts.flatMap((ended): Fired[] => {
    if (ended.kind !== 'session_ended' || !ended.promisesIntegration) return [];
    const at = later(ended.at, days * DAY);
    const isHeld = facts.some(
      (fact) => fact.kind === 'visit_held' && fact.visit === 'integration' && fact.at >= ended.at && fact.at <= at,
    );
    return isHeld ? [] : [{ fact: ended, at, because: [ended] }];
  });
}

/** How often a rule would have fired in a stretch of time. */
export const firedBetween = (
  rule: SignalRule,
  facts: readonly SignalFact[],
  { from, to }: { readonly from: Instant; readonly to: Instant },
): number => evaluate([{ ...rule, on: true }], facts, to).filter(({ at }) => at >= from).length;
