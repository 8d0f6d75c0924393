/**
 * What somebody has answered in the decision aid. It is theirs: nothing is stored unless they ask, and nothing is sent but
 * what they send, in words. This shape is kept on a device where they ask for it, and goes along to the other language.
 */
import { z } from 'zod';
import {
  KNOWLEDGE_ANSWERS,
  KNOWLEDGE_IDS,
  LONGEST_TEXT,
  MOST_OWN,
  PERSON_TO_ASK_IDS,
  QUESTION_IDS,
  SURE_IDS,
  VALUE_IDS,
  VALUE_WEIGHTS,
} from './ids.ts';
import { OPTION_IDS } from './points.ts';

const text = z.string().max(LONGEST_TEXT);
const noneTwice = (ids: readonly string[]) => new Set(ids).size === ids.length;
const valueId = z.enum(VALUE_IDS);

export const decisionAnswersSchema = z.strictObject({
  /** Of this shape; another is not read as this one. */
  version: z.literal(1),
  /** What matters, the most first; only what somebody placed. */
  order: z.array(valueId).refine(noneTwice, 'names something twice'),
  weights: z.partialRecord(valueId, z.enum(VALUE_WEIGHTS)),
  ownValue: text,
  knowledge: z.partialRecord(z.enum(KNOWLEDGE_IDS), z.enum(KNOWLEDGE_ANSWERS)),
  sure: z.partialRecord(z.enum(SURE_IDS), z.enum(['yes', 'no'])),
  leaning: z.enum([...OPTION_IDS, 'not sure']).optional(),
  peopleToAsk: z.array(z.enum(PERSON_TO_ASK_IDS)).refine(noneTwice, 'names somebody twice'),
  otherPeople: text,
  questions: z.array(z.enum(QUESTION_IDS)).refine(noneTwice, 'names a question twice'),
  ownQuestions: z.array(text).max(MOST_OWN),
  note: text,
});
export type DecisionAnswers = z.infer<typeof decisionAnswersSchema>;
