/** How consult requests and forms are answered. */
import {
  answersSchema,
  DECLINE_REASONS,
  dueStanding,
  type FormAnswers,
  type Instant,
  LANGUAGES,
  type Questionnaire,
  REQUEST_STATES,
} from '@holdspace/care';
import type { ConsultRequest, ConsultStep, FormFile, FormResponse } from '@holdspace/store';
import { z } from 'zod';
import { dayShape, idShape, instantShape, patientShape } from '../shapes.ts';

const named = z.object({ id: idShape, name: z.string() });
export type Names = ReadonlyMap<string, string>;
const nameOf = (names: Names, id: string) => ({ id, name: names.get(id) ?? 'Somebody' });

export const requestShape = z
  .object({
    id: idShape,
    name: z.string(),
    receivedAt: instantShape,
    dueAt: instantShape,
    standing: z.enum(['in_time', 'soon', 'overdue', 'answered']),
    state: z.enum(REQUEST_STATES),
    crisis: z.boolean(),
    owner: named.optional(),
    /** When whoever runs the clinic was told that its time has passed. */
    escalatedAt: instantShape.optional(),
    patientId: idShape.optional(),
  })
  .meta({ id: 'ConsultRequest' });
export function showRequest(one: ConsultRequest, names: Names, now: Instant): z.output<typeof requestShape> {
  const { request, receivedAt, dueAt, state, crisis, ownerId, escalatedAt, patientId } = one;
  return {
    id: request.id,
    name: request.name,
    receivedAt,
    dueAt,
    standing: state === 'open' ? dueStanding(receivedAt, dueAt, now) : 'answered',
    state,
    crisis,
    ...(ownerId && { owner: nameOf(names, ownerId) }),
    ...(escalatedAt && { escalatedAt }),
    ...(patientId && { patientId }),
  };
}

/** What the person sent, as they said it. */
export const askedShape = z.object({
  dateOfBirth: dayShape,
  language: z.enum(LANGUAGES),
  email: z.string().optional(),
  telephone: z.string().optional(),
  words: z.string().optional(),
  chosen: z.array(z.object({ title: z.string(), lines: z.array(z.string()).readonly() })).readonly(),
});
export const showAsked = ({ request }: ConsultRequest): z.output<typeof askedShape> => ({
  dateOfBirth: request.dateOfBirth,
  language: request.language,
  ...(request.email && { email: request.email }),
  ...(request.telephone && { telephone: request.telephone }),
  ...(request.words && { words: request.words }),
  chosen: request.chosen ?? [],
});

export const stepShape = z.object({
  id: idShape,
  kind: z.enum(['taken', 'handed_on', 'escalated', 'invited', 'declined', 'merged']),
  at: instantShape,
  by: named.optional(),
  told: named.optional(),
  reason: z.enum(DECLINE_REASONS).optional(),
  words: z.string().optional(),
});
export const showStep = ({ by, told, ...step }: ConsultStep, names: Names): z.output<typeof stepShape> => ({
  ...step,
  ...(by && { by: nameOf(names, by) }),
  ...(told && { told: nameOf(names, told) }),
});

export const wholeRequestShape = z
  .object({
    request: requestShape,
    asked: askedShape,
    steps: z.array(stepShape).readonly(),
    /** Patients of the clinic, open to who asks, who may be the same person. */
    mayBe: z.array(patientShape).readonly(),
    /** The letter in which a declined request is told so. */
    letter: z.string().optional(),
  })
  .meta({ id: 'WholeConsultRequest' });

/** A FHIR Questionnaire; its own definition says the rest. */
export const questionnaireShape = z
  .looseObject({ resourceType: z.literal('Questionnaire'), id: z.string(), url: z.string(), version: z.string() })
  .meta({ id: 'Questionnaire', description: 'FHIR R4.' }) as unknown as z.ZodType<Questionnaire>;
export const answersShape = z
  .record(z.string(), z.unknown())
  .meta({ id: 'FormAnswers', description: 'By the linkId of the question.' }) as unknown as z.ZodType<FormAnswers>;
export { answersSchema };

export const FORM_STATES = ['open', 'begun', 'sent'] as const;
const saidShape = z.object({ en: z.string(), es: z.string() });
export const formListedShape = z.object({
  id: z.string(),
  title: saidShape,
  about: saidShape,
  state: z.enum(FORM_STATES),
  savedAt: instantShape.optional(),
  sentAt: instantShape.optional(),
});
export const draftShape = z.object({ version: z.number().int(), savedAt: instantShape, answers: answersShape });
export const fileShape = z.object({
  id: idShape,
  linkId: z.string(),
  name: z.string(),
  mediaType: z.string().optional(),
  bytes: z.number().int().optional(),
});
export const showFile = ({ id, linkId, name, kept }: FormFile): z.output<typeof fileShape> => ({
  id,
  linkId,
  name,
  ...(kept && { mediaType: kept.mediaType, bytes: kept.bytes }),
});
export const responseShape = z.object({
  id: idShape,
  questionnaireVersion: z.string(),
  language: z.enum(LANGUAGES),
  by: z.object({ kind: z.enum(['patient', 'practitioner']), name: z.string() }),
  submittedAt: instantShape,
  crisis: z.boolean(),
  answers: answersShape,
});
export const showResponse = (
  { id, questionnaireVersion, language, by, submittedAt, crisis, answers }: FormResponse,
  names: Names,
): z.output<typeof responseShape> => ({
  id,
  questionnaireVersion,
  language,
  by: { kind: by.kind, name: names.get(by.id) ?? 'Somebody' },
  submittedAt,
  crisis,
  answers,
});
