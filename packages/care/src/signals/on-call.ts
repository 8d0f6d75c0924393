/** Who is on call, and who is paged when a crisis waits: the plan, and what holds where nobody is planned. */
import { z } from 'zod';
import { type HardRule, refusalsOf } from '../authority/hard-rule.ts';
import { mayEver } from '../authority/may-do.ts';
import { between, DAY, type Instant, instantSchema, MINUTE } from '../instant.ts';
import type { Practitioner } from '../roles.ts';
import type { Refusal } from '../session/rule.ts';

export interface OnCallShift {
  readonly id: string;
  readonly personId: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly withdrawnAt?: Instant;
}
const uuid = z.uuid({ error: 'must be a UUID' });
export const onCallSchema = z.strictObject({ id: uuid, personId: uuid, from: instantSchema, until: instantSchema });
export type NewShift = z.output<typeof onCallSchema>;

/** Again so often, until somebody takes it. */
export const PAGE_AGAIN_AFTER = 5 * MINUTE;
/** Tries at those on call before the next are paged beside them. */
export const PAGES_BEFORE_NEXT = 2;
/** A longer shift is a slip of the pen. */
const LONGEST_SHIFT_DAYS = 31;

export interface OnCall {
  readonly people: readonly Practitioner[];
  /**
   * Nobody is planned, or nobody of those who are works here any more: every medical director is asked, and, where there is
   * none, everybody who may act.
   */
  readonly isNobodyPlanned: boolean;
}

/** Who is asked at a moment. */
export function onCallAt(shifts: readonly OnCallShift[], staff: readonly Practitioner[], now: Instant): OnCall {
  const ids = new Set(
    shifts
      .filter(({ from, until, withdrawnAt }) => from <= now && now < until && withdrawnAt === undefined)
      .map(({ personId }) => personId),
  );
  const planned = staff.filter(({ id, roles }) => ids.has(id) && mayEver('answer what waits', roles));
  if (planned.length > 0) return { people: planned, isNobodyPlanned: false };
  const directors = staff.filter(({ roles }) => roles.includes('medical_director'));
  const people = directors.length > 0 ? directors : staff.filter(({ roles }) => mayEver('answer what waits', roles));
  return { people, isNobodyPlanned: true };
}

/** Who hears of the try of this number: first those on call, then the next beside them. */
export function pagedAt(
  attempt: number,
  onCall: OnCall,
  next: readonly Practitioner[],
  owner: Practitioner | undefined,
): readonly Practitioner[] {
  const first = [...onCall.people, ...(owner ? [owner] : [])];
  const all = attempt > PAGES_BEFORE_NEXT ? [...first, ...next] : first;
  return [...new Map(all.map((person) => [person.id, person])).values()];
}

interface AskedShift {
  readonly shift: Pick<OnCallShift, 'from' | 'until'>;
  readonly person: Practitioner | undefined;
  readonly now: Instant;
}
const SHIFT_RULES: readonly HardRule<AskedShift>[] = [
  {
    id: 'on-call-works-here',
    title: 'Who is on call works here and may act',
    check({ person }) {
      if (!person) return { message: 'Nobody of that id works here now.', satisfy: 'Choose somebody who works here.' };
      return mayEver('answer what waits', person.roles)
        ? null
        : {
            message: `${person.name} may not see patients’ records, so could not act on a page.`,
            satisfy: 'Choose a clinician.',
          };
    },
  },
  {
    id: 'on-call-ends-after-it-begins',
    title: 'A shift ends after it begins, and lies ahead',
    check({ shift: { from, until }, now }) {
      if (until <= from) return { message: 'This shift ends before it begins.', satisfy: 'Choose a later end.' };
      if (until <= now) return { message: 'This shift is over already.', satisfy: 'Choose one that is still to come.' };
      return between(from, until) > LONGEST_SHIFT_DAYS * DAY
        ? {
            message: `This shift is longer than ${LONGEST_SHIFT_DAYS} days.`,
            satisfy: 'Plan several, one after the other.',
          }
        : null;
    },
  },
];
export const refuseShift = (asked: AskedShift): readonly Refusal[] =>
  refusalsOf(SHIFT_RULES, asked, 'design: safety rule 6 (crisis pages the clinic’s on-call person)');
