/** Preparation and setting plans as they are answered. */
import { PREPARATION_SECTION_IDS } from '@holdspace/care';
import { z } from 'zod';
import { idShape, instantShape } from '../shapes.ts';

const fillerShape = z.enum(['patient', 'practitioner']);
const answersShape = z.record(z.string(), z.string());
const authorShape = z.object({ kind: fillerShape, id: idShape, name: z.string() });
const turnShape = z.object({
  version: z.number().int(),
  author: authorShape,
  at: instantShape,
  answers: answersShape,
});
export const sectionShape = z
  .object({
    id: z.enum(PREPARATION_SECTION_IDS),
    title: z.string(),
    help: z.string(),
    mayFill: z.array(fillerShape).readonly(),
    fields: z
      .array(
        z.object({
          id: z.string(),
          label: z.string(),
          help: z.string().optional(),
          asMade: z
            .string()
            .optional()
            .describe('How the protocol makes it; then this and the label are the protocol’s own words.'),
          kind: z.enum(['line', 'text', 'choice']),
          options: z
            .array(z.object({ value: z.string(), says: z.string() }))
            .readonly()
            .optional(),
          most: z.number().int(),
          isNeeded: z.boolean(),
          by: z.array(fillerShape).readonly().optional(),
        }),
      )
      .readonly(),
    version: z.number().int().meta({ description: 'What a saving follows on; 0 where nobody has saved it yet.' }),
    answers: answersShape,
    isDone: z.boolean(),
    missing: z.array(z.string()).readonly(),
    turns: z.array(turnShape).readonly().meta({ description: 'Who said what when, the latest first.' }),
  })
  .meta({ id: 'PreparationSection', description: 'A section of preparation, as it stands and how it came to.' });
export type SectionShown = z.output<typeof sectionShape>;

const progressShape = z.object({ done: z.number().int(), of: z.number().int() });
export const plannedElementShape = z.object({
  element: z.string(),
  name: z.string(),
  kind: z.string(),
  template: z.string(),
  wish: z.string().optional(),
  planned: z.string(),
  from: z.enum(['protocol', 'patient', 'clinic']),
});
export const sessionPlanShape = z
  .object({
    visitId: idShape,
    scheduledFor: instantShape,
    room: z.string(),
    version: z.number().int(),
    last: z.object({ name: z.string(), at: instantShape }).optional(),
    own: answersShape.meta({ description: 'What the clinic settled for this session, by element.' }),
    plan: z.array(plannedElementShape).readonly(),
  })
  .meta({ id: 'SettingPlan', description: 'How the room is made ready for one dosing session.' });

export const preparationShape = z
  .object({
    course: z.object({ id: idShape, label: z.string() }),
    patient: z.object({ id: idShape, name: z.string() }),
    zone: z.string(),
    sections: z.array(sectionShape).readonly(),
    progress: z.object({ patient: progressShape, clinic: progressShape }),
  })
  .meta({ id: 'Preparation' });

const touchShape = z.object({ answer: z.enum(['yes', 'no', 'unsure']), limits: z.string(), stopSign: z.string() });
export const quietPageShape = z
  .object({
    focus: z.string().optional(),
    intention: z.string().optional(),
    helps: z.string().optional(),
    hinders: z.string().optional(),
    touch: touchShape.optional(),
    there: z.string().optional(),
    notThere: z.string().optional(),
    wishes: z.array(z.object({ name: z.string(), words: z.string() })).readonly(),
    avoid: z.string().optional(),
    escort: z.string().optional(),
    evening: z.string().optional(),
  })
  .meta({ id: 'QuietPage', description: 'What was said in preparation, for the room.' });
