/** What can be asked of a screening, as it comes in: parsed at the edge, so that the core trusts it. */
import { z } from 'zod';
import { daySchema } from '../instant.ts';
import { uuid } from '../uuid.ts';
import { screeningAnswersSchema } from './answers.ts';

const rule = z.string().trim().min(1, 'must not be empty').max(64);
const line = z.string().trim().min(1, 'must not be empty').max(300);
const words = z.string().trim().min(1, 'must not be empty').max(4000, 'must be at most 4000 characters');

/** What a patient answered, written down by whoever asked. All of it each time: what is left out is not answered. */
export const tellAnswersSchema = z.strictObject({
  id: uuid,
  /** The answers that were looked at; null where there were none. */
  follows: uuid.nullable(),
  answers: screeningAnswersSchema,
});
export type TellAnswers = z.output<typeof tellAnswersSchema>;

export const SCREENING_JUDGEMENTS = ['accepted', 'clearance_asked', 'does_not_fit'] as const;
export type ScreeningJudgement = (typeof SCREENING_JUDGEMENTS)[number];
export const SCREENING_JUDGEMENT_WORDS: Readonly<Record<ScreeningJudgement, string>> = {
  accepted: 'Accepted, with the reason',
  clearance_asked: 'A clearance is asked for',
  does_not_fit: 'Does not fit',
};

export const signScreeningSchema = z
  .strictObject({
    id: uuid,
    /** What was looked at, as the server named it: a decision is about what was seen. */
    seen: z.string().min(1).max(200),
    /** One for each finding that is not clear. */
    outcomes: z
      .array(z.strictObject({ rule, judgement: z.enum(SCREENING_JUDGEMENTS), reason: words }))
      .max(100)
      .refine((list) => new Set(list.map((one) => one.rule)).size === list.length, {
        error: 'each finding is decided once',
      }),
    note: words.optional(),
  })
  .meta({ id: 'SignScreening' });
export type SignScreening = z.output<typeof signScreeningSchema>;

export const askClearanceSchema = z.strictObject({
  id: uuid,
  /** The findings that it is about. */
  rules: z.array(rule).min(1, 'must name what it is about').max(20),
  of: line,
  what: words,
  askedOn: daySchema,
  dueOn: daySchema,
});
export type AskClearance = z.output<typeof askClearanceSchema>;

export const CLEARANCE_VERDICTS = ['agrees', 'with_conditions', 'against', 'leaves_open'] as const;
export type ClearanceVerdict = (typeof CLEARANCE_VERDICTS)[number];
export const CLEARANCE_VERDICT_WORDS: Readonly<Record<ClearanceVerdict, string>> = {
  agrees: 'Nothing stands against it',
  with_conditions: 'Agrees, with conditions',
  against: 'Advises against it',
  leaves_open: 'Leaves it open',
};
export const clearanceArrivedSchema = z.strictObject({
  id: uuid,
  arrivedOn: daySchema,
  from: line,
  verdict: z.enum(CLEARANCE_VERDICTS),
  says: words,
});
export type ClearanceArrived = z.output<typeof clearanceArrivedSchema>;
/** It is waited for no longer, or was written down by mistake. */
export const endClearanceSchema = z.strictObject({ id: uuid, reason: line });
export type EndClearance = z.output<typeof endClearanceSchema>;
