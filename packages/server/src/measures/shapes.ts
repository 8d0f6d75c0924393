/** How measures are asked, put and shown, and what is taken in. */
import {
  bandOf,
  type Instant,
  instrumentOf,
  LANGUAGES,
  MEASURE_STANDINGS,
  type MeasureDue,
  MOMENTS,
  measureStanding,
  uuid,
} from '@holdspace/care';
import type { MeasureRequest, MeasureResponse } from '@holdspace/store';
import { z } from 'zod';
import { idShape, instantShape } from '../shapes.ts';
import { type PutInstrument, titleOf } from './put.ts';

/** Whether an answer can be is for the measure to say, by its question’s name. */
const MOST_QUESTIONS = 200;
export const answersBody = z
  .record(z.string().min(1).max(64), z.number())
  .refine((answers) => Object.keys(answers).length <= MOST_QUESTIONS, 'must be the answers to one measure');
const version = z.string().min(1).max(40);
export const draftBody = z.strictObject({ id: uuid, follows: z.number().int().min(0), version, answers: answersBody });
export const sendBody = z.strictObject({ id: uuid, version, language: z.enum(LANGUAGES), answers: answersBody });

export const putShape = z
  .looseObject({ id: z.string(), version: z.string(), title: z.string(), minutes: z.number() })
  .meta({
    id: 'PutMeasure',
    description: 'A measure as it is put: its questions, their answers, and what acts at once.',
  }) as unknown as z.ZodType<PutInstrument>;
export const draftShape = z.object({
  version: z.number().int(),
  savedAt: instantShape,
  instrumentVersion: z.string(),
  answers: z.record(z.string(), z.number()),
});
export const formShape = z
  .object({ request: idShape, instrument: putShape, draft: draftShape.optional() })
  .meta({ id: 'MeasureForm' });

export const requestShape = z
  .object({
    id: idShape,
    instrument: z.string(),
    title: z.string(),
    answeredBy: z.enum(['patient', 'clinician']),
    moment: z.enum(MOMENTS),
    occasion: z.string(),
    courseId: idShape.optional(),
    sessionId: idShape.optional(),
    opensAt: instantShape,
    dueAt: instantShape,
    closesAt: instantShape.optional(),
    standing: z.enum([...MEASURE_STANDINGS, 'withdrawn']),
    /** Absent where the protocol asks. */
    askedBy: idShape.optional(),
    /** When a link to it was sent. */
    sentAt: instantShape.optional(),
    /** When it was saved last, where it is begun. */
    begunAt: instantShape.optional(),
    answeredAt: instantShape.optional(),
  })
  .meta({ id: 'MeasureRequest' });

export function showRequest(
  one: MeasureRequest,
  {
    now,
    sent,
    begun,
  }: {
    readonly now: Instant;
    readonly sent?: ReadonlyMap<string, Instant>;
    readonly begun?: ReadonlyMap<string, Instant>;
  },
): z.output<typeof requestShape> {
  const { id, instrument, answeredBy, moment, occasion, courseId, sessionId, opensAt, dueAt, closesAt, askedBy } = one;
  const sentAt = sent?.get(occasion);
  const begunAt = begun?.get(id);
  return {
    id,
    instrument,
    title: titleOf(instrument),
    answeredBy,
    moment,
    occasion,
    ...(courseId && { courseId }),
    ...(sessionId && { sessionId }),
    opensAt,
    dueAt,
    ...(closesAt && { closesAt }),
    standing:
      one.state === 'withdrawn' ? 'withdrawn' : measureStanding(one as MeasureDue, one.state === 'answered', now),
    ...(askedBy && { askedBy }),
    ...(sentAt && { sentAt }),
    ...(begunAt && { begunAt }),
    ...(one.answeredAt && { answeredAt: one.answeredAt }),
  };
}

export const responseShape = z
  .object({
    id: idShape,
    instrument: z.string(),
    title: z.string(),
    instrumentVersion: z.string(),
    moment: z.enum(MOMENTS),
    courseId: idShape.optional(),
    sessionId: idShape.optional(),
    answeredAt: instantShape,
    recordedAt: instantShape,
    way: z.enum(['link', 'portal', 'kiosk', 'staff', 'import']),
    by: z.object({ kind: z.enum(['patient', 'practitioner']), name: z.string() }).optional(),
    crisis: z.boolean(),
    scores: z
      .array(
        z.object({
          scale: z.string(),
          name: z.string(),
          value: z.number(),
          low: z.number().optional(),
          high: z.number().optional(),
          band: z.string().optional(),
        }),
      )
      .readonly(),
    /** Scales that have no score, each with its reason. */
    unscored: z.array(z.object({ scale: z.string(), name: z.string(), says: z.string() })).readonly(),
    answers: z.record(z.string(), z.number()).optional(),
  })
  .meta({ id: 'MeasureResponse' });

export function showResponse(one: MeasureResponse, names: ReadonlyMap<string, string>): z.output<typeof responseShape> {
  const { id, instrument, instrumentVersion, moment, courseId, sessionId, answeredAt, recordedAt, way, by, crisis } =
    one;
  const known = instrumentOf(instrument, instrumentVersion) ?? instrumentOf(instrument);
  const scaleOf = (scale: string) => known?.scales.find((each) => each.id === scale);
  return {
    id,
    instrument,
    title: titleOf(instrument),
    instrumentVersion,
    moment,
    ...(courseId && { courseId }),
    ...(sessionId && { sessionId }),
    answeredAt,
    recordedAt,
    way,
    ...(by && { by: { kind: by.kind, name: names.get(by.id) ?? 'Somebody' } }),
    crisis,
    scores: Object.entries(one.scores).map(([scale, value]) => {
      const its = scaleOf(scale);
      const band = its && bandOf(its, value);
      return {
        scale,
        name: its?.name ?? scale,
        value,
        ...(its && { low: its.range.low, high: its.range.high }),
        ...(band && { band: band.name }),
      };
    }),
    unscored: Object.entries(one.unscored).map(([scale, { says }]) => ({
      scale,
      name: scaleOf(scale)?.name ?? scale,
      says,
    })),
    ...(one.answers && { answers: one.answers }),
  };
}
