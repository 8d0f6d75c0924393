/** Shapes of answers that more than one resource uses, for the types of routes and for the OpenAPI document. */
import { LANGUAGES, type Label, type Language, type Protocol, ROLES, type SessionSummary } from '@holdspace/care';
import type { StoredEvent } from '@holdspace/store';
import { z } from 'zod';
import { problemSchema } from './problem.ts';

/** Lets a schema that tells readers the outline stand for a type that the core defines in full. */
const outlineOf = <T>(schema: z.ZodType): z.ZodType<T> => schema as z.ZodType<T>;

export const instantShape = z.string().meta({ format: 'date-time', description: 'UTC, "2026-03-01T14:05:00.000Z"' });
export const dayShape = z.string().meta({ format: 'date', description: 'A calendar day at the clinic, "2026-03-01"' });
export const idShape = z.string().meta({ format: 'uuid' });
export const roleShape = z.enum(ROLES);

export const practitionerShape = z.object({ id: idShape, name: z.string(), roles: z.array(roleShape).readonly() });

export const clinicShape = z
  .object({ id: idShape, slug: z.string(), name: z.string(), zone: z.string() })
  .meta({ id: 'Clinic' });

export const labelShape = outlineOf<Label>(
  z
    .object({
      name: z.string(),
      kind: z.enum(['kap', 'medical']),
      statement: z.string(),
      reasons: z.array(z.object({ met: z.boolean(), says: z.string() })).readonly(),
    })
    .meta({ id: 'Label', description: 'What a way of treating may be called, computed from its protocol, and why.' }),
);

const spokenLabelShape = z.object({ name: z.string(), statement: z.string() });
/** The same as patients and the public are told of it, in every language. */
export const serviceLabelShape = z.object(
  Object.fromEntries(LANGUAGES.map((one) => [one, spokenLabelShape])) as Record<Language, typeof spokenLabelShape>,
);

export const statusShape = z.enum(['planned', 'open', 'discharged', 'departed', 'cancelled']);

export const summaryShape = outlineOf<SessionSummary>(
  z.looseObject({ status: statusShape, seq: z.number().int() }).meta({
    id: 'SessionSummary',
    description: 'Where a session stands: phase, open gates, cumulative dose, what is due next, flags.',
  }),
);

export const storedEventShape = outlineOf<StoredEvent>(
  z
    .looseObject({
      seq: z.number().int(),
      type: z.string(),
      at: instantShape,
      recordedAt: instantShape,
      author: practitionerShape,
      device: z.string(),
      commandId: idShape,
      part: z.number().int(),
      hash: z.string(),
      previousHash: z.string(),
    })
    .meta({
      id: 'StoredEvent',
      description: 'An event of a session’s log with its place in the hash chain; more fields by type.',
    }),
);

/** The problems that a route may answer with, by status, for its schema. */
export function problems<const S extends number>(...statuses: readonly S[]): Record<S, typeof problemSchema> {
  return Object.fromEntries(statuses.map((status) => [status, problemSchema])) as Record<S, typeof problemSchema>;
}

/** A protocol document, whole; its language has a JSON Schema of its own at /api/protocols/schema.json. */
export const protocolDocumentShape = outlineOf<Protocol>(
  z
    .looseObject({ language: z.literal('holdspace.protocol/1'), id: z.string(), version: z.string(), name: z.string() })
    .meta({ id: 'ProtocolDocument', description: 'See /api/protocols/schema.json for the whole language.' }),
);

/** A protocol version as lists show it. */
export const protocolShape = z.object({ id: z.string(), version: z.string(), name: z.string(), label: labelShape });

export const VISIT_KINDS = ['consult', 'preparation', 'dosing', 'integration', 'follow_up'] as const;
export const visitKindShape = z.enum(VISIT_KINDS);

export const patientShape = z
  .object({
    id: idShape,
    name: z.string(),
    dateOfBirth: dayShape,
    recordNumber: z.string(),
    telephone: z.string().optional(),
    email: z.string().optional(),
    address: z.string().optional(),
    language: z.enum(LANGUAGES).optional(),
  })
  .meta({ id: 'Patient' });
