/** Screenings as they are answered. */
import {
  type AnswersKept,
  CLEARANCE_VERDICTS,
  type Clearance,
  SCREENING_DECISIONS,
  SCREENING_OUTCOMES,
  SCREENING_STATES,
  type ScreeningEventOf,
  type ScreeningFinding,
  type ScreeningOnRecord,
} from '@holdspace/care';
import { z } from 'zod';
import { dayShape, idShape, instantShape, practitionerShape } from '../shapes.ts';

const outlineOf = <T>(schema: z.ZodType): z.ZodType<T> => schema as z.ZodType<T>;

export const findingShape = outlineOf<ScreeningFinding>(
  z
    .looseObject({
      rule: z.string(),
      title: z.string(),
      outcome: z.enum(SCREENING_OUTCOMES),
      because: z.string(),
      by: z.string().optional(),
      answered: z.string().optional(),
      missing: z.literal(true).optional(),
    })
    .meta({
      id: 'ScreeningFinding',
      description:
        'What one rule found for the course’s protocol, why, and from which sources. Advice; a clinician decides.',
    }),
);
const answersShape = outlineOf<AnswersKept>(
  z.looseObject({ id: idShape, at: instantShape, by: z.string() }).meta({
    description: '`answers` by the question’s link id: a code, several, a quantity or words.',
  }),
);
const decisionShape = outlineOf<ScreeningEventOf<'ScreeningSigned'>>(
  z
    .looseObject({
      id: idShape,
      at: instantShape,
      author: practitionerShape,
      decision: z.enum(SCREENING_DECISIONS),
    })
    .meta({
      id: 'ScreeningDecision',
      description:
        'As it was signed: each finding’s outcome with its reason, and the answers and medicines that it was signed over.',
    }),
);
export const clearanceShape = outlineOf<Clearance & { readonly state: 'waiting' | 'overdue' | 'arrived' | 'ended' }>(
  z
    .looseObject({
      id: idShape,
      of: z.string(),
      what: z.string(),
      askedOn: dayShape,
      dueOn: dayShape,
      state: z.enum(['waiting', 'overdue', 'arrived', 'ended']),
    })
    .meta({
      id: 'Clearance',
      description: `A letter that is waited for. Once it has arrived: when, from whom, what it says, and its verdict (${CLEARANCE_VERDICTS.join(', ')}).`,
    }),
);
const changeShape = z.object({
  what: z.enum(['protocol', 'answer', 'medicine', 'pressure', 'finding', 'letter']),
  says: z.string(),
});
export const screeningShape = z.object({
  course: z.object({
    id: idShape,
    patient: z.object({ id: idShape, name: z.string() }),
    protocol: z.object({ id: z.string(), version: z.string(), name: z.string(), isKap: z.boolean() }),
  }),
  zone: z.string(),
  answers: answersShape.nullable(),
  findings: z.array(findingShape).readonly(),
  state: z.enum(SCREENING_STATES),
  changes: z.array(changeShape).readonly().meta({ description: 'What has come since the last decision.' }),
  seen: z.string().meta({ description: 'Names what is on record now; a decision is sent with what it was made over.' }),
  decisions: z.array(decisionShape).readonly().meta({ description: 'The newest first.' }),
  clearances: z.array(clearanceShape).readonly(),
});
export const screeningOnRecordShape = outlineOf<ScreeningOnRecord>(
  z.looseObject({ courseId: idShape, state: z.enum(SCREENING_STATES), because: z.array(z.string()) }).meta({
    id: 'ScreeningOnRecord',
    description: 'How the screening stands for the next dose, item by item in words.',
  }),
);
