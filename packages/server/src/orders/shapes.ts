/** Course orders as they are answered. */
import { type CourseOrder, type CourseOrdersOnRecord, MEDICINE_SOURCES } from '@holdspace/care';
import { z } from 'zod';
import { scoreAroundShape } from '../measures/score-shapes.ts';
import { dayShape, idShape, instantShape, practitionerShape } from '../shapes.ts';

const outlineOf = <T>(schema: z.ZodType): z.ZodType<T> => schema as z.ZodType<T>;

export const courseOrderShape = outlineOf<CourseOrder>(
  z
    .looseObject({
      id: idShape,
      courseId: idShape,
      patientId: idShape,
      version: z.number().int(),
      protocol: z.object({ id: z.string(), version: z.string() }),
      zone: z.string(),
      signedBy: practitionerShape,
      signedAt: instantShape,
    })
    .meta({
      id: 'CourseOrder',
      description:
        'An order for a course as it stands: `terms`, the soft stops that were passed with their reasons, every version, and whether it was stopped.',
    }),
);

export const courseOrdersOnRecordShape = outlineOf<CourseOrdersOnRecord>(
  z
    .looseObject({ courseId: idShape.optional() })
    .meta({ description: 'The course orders of the patient, for a device that decides: see CourseOrder.' }),
);

export const standingShape = z.union([
  z.object({ stands: z.literal(true), sessionsLeft: z.number().int(), expiresAt: instantShape }),
  z.object({
    stands: z.literal(false),
    why: z.enum(['stopped', 'not_yet', 'expired', 'used_up']),
    because: z.string(),
  }),
]);

const quantityShape = z.object({ value: z.number(), unit: z.string() });
export const pastDoseShape = z.object({
  sessionId: idShape,
  protocol: z.object({ id: z.string(), name: z.string() }),
  at: instantShape,
  amount: quantityShape,
  weight: quantityShape.optional(),
  weighedOn: dayShape.optional(),
  perKilogram: quantityShape.optional(),
  systolicPeak: quantityShape.optional(),
  nausea: z.number().int(),
  vomiting: z.number().int(),
  dissociation: z.object({
    onset: instantShape.optional(),
    peak: instantShape.optional(),
    return: instantShape.optional(),
  }),
  adverseEvents: z.array(z.string()).readonly(),
  /** Against the dose before it. */
  change: quantityShape.optional(),
  response: z.array(scoreAroundShape).readonly(),
});

const sourceShape = z.object({
  citation: z.string(),
  checked: z.object({ how: z.enum(['verified', 'background']), on: dayShape }),
});
export const medicineShape = z.object({
  id: idShape,
  name: z.string(),
  ingredient: z.string().optional(),
  dose: z.string().optional(),
  since: dayShape.optional(),
  source: z.enum(MEDICINE_SOURCES),
  recordedAt: instantShape,
  recordedBy: z.object({ id: idShape, name: z.string() }),
  ended: z.object({ on: dayShape, because: z.string(), by: z.object({ id: idShape, name: z.string() }) }).optional(),
  /** What is known of it beside ketamine; of one that is not known, the words that say so. */
  cautions: z.union([
    z.object({
      known: z.literal(true),
      found: z
        .array(
          z.object({
            caution: z.object({
              id: z.string(),
              title: z.string(),
              advice: z.string(),
              sources: z.array(sourceShape).readonly(),
            }),
            ingredient: z.string(),
            atc: z.array(z.string()).readonly(),
          }),
        )
        .readonly(),
    }),
    z.object({ known: z.literal(false), says: z.string() }),
  ]),
});
