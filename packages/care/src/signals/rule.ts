/**
 * A signal's rule: what it looks for, how urgent it is, whose it is, until when, and who hears of it when that has passed.
 * Data that a clinician reads as sentences and changes with a reason.
 */
import { z } from 'zod';
import { type Role, roleSchema } from '../roles.ts';
import { CONCERN_KINDS, SLEEP_ANSWERS } from './facts.ts';

const whole = (low: number, high: number, says: string) =>
  z
    .number({ error: `must be a whole number from ${low} to ${high}${says}` })
    .int(`must be a whole number from ${low} to ${high}${says}`)
    .min(low, `must be at least ${low}${says}`)
    .max(high, `must be at most ${high}${says}`);

export const looksForSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('check_in_missed'), hours: whole(0, 336, ' hours') }),
  z.strictObject({ kind: z.literal('check_in_to_call'), hours: whole(0, 48, ' hours') }),
  z.strictObject({ kind: z.literal('distress'), atLeast: whole(0, 10, '') }),
  z.strictObject({
    kind: z.literal('sleep'),
    atMost: z.enum(SLEEP_ANSWERS),
    inARow: whole(1, 10, ' check-ins in a row'),
  }),
  z.strictObject({ kind: z.literal('not_safe'), unsureToo: z.boolean() }),
  z.strictObject({ kind: z.literal('crisis_words'), atLeast: whole(1, 20, ' words') }),
  z.strictObject({ kind: z.literal('no_integration_visit'), days: whole(1, 90, ' days') }),
  z.strictObject({
    kind: z.literal('score'),
    measure: z.string().trim().min(1).max(40),
    item: z.string().trim().min(1).max(40).optional(),
    atLeast: whole(0, 1000, ''),
  }),
  z.strictObject({ kind: z.literal('measure_missed'), hours: whole(0, 336, ' hours') }),
  z.strictObject({ kind: z.literal('clearance_overdue'), days: whole(0, 14, ' days') }),
  z.strictObject({ kind: z.literal('concern'), concern: z.enum(CONCERN_KINDS) }),
]);
export type LooksFor = z.output<typeof looksForSchema>;

export const SEVERITIES = ['look', 'today', 'now'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  look: 'To look at',
  today: 'Today',
  now: 'Now',
};

/** The longest that anybody may take: what is due in a month is no promise. */
const LONGEST_MINUTES = 14 * 24 * 60;
const ownerSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('role'), role: roleSchema }),
  z.strictObject({ by: z.literal('person'), personId: z.uuid({ error: 'must be a UUID' }) }),
]);
export type RuleOwner = z.output<typeof ownerSchema>;

/** What a clinic may change of a rule. What kind of thing it looks for stays. */
export const ruleTermsSchema = z.strictObject({
  looksFor: looksForSchema,
  severity: z.enum(SEVERITIES),
  owner: ownerSchema,
  dueWithinMinutes: whole(1, LONGEST_MINUTES, ' minutes: somebody needs time to act, and not for ever'),
  escalatesTo: roleSchema,
  /** After it was due. */
  escalatesAfterMinutes: whole(0, LONGEST_MINUTES, ' minutes'),
  on: z.boolean(),
});
export type RuleTerms = z.output<typeof ruleTermsSchema>;

export interface SignalRule extends RuleTerms {
  readonly id: string;
  readonly name: string;
  /** Where its numbers come from, as long as a clinic has not changed them. */
  readonly source: string;
  readonly checked: 'background' | 'read';
  /** 0 as it is shipped; each change counts one. */
  readonly version: number;
}

/** Changing a rule says why: in words that somebody can weigh a year later. */
export const LEAST_REASON_LETTERS = 10;
export const ruleReasonSchema = z
  .string()
  .trim()
  .min(LEAST_REASON_LETTERS, `must say why, in at least ${LEAST_REASON_LETTERS} letters`)
  .max(1000);

/** Who may own a task: those who treat. */
export const OWNER_ROLES: readonly Role[] = [
  'therapist',
  'guide',
  'nurse',
  'prescriber',
  'anesthesia',
  'medical_director',
];
