/** What the audit looks like on its way out. */
import {
  ACT_NAMES,
  AUDIT_OUTCOMES,
  CONDITIONS,
  type Condition,
  daySchema,
  UNUSUAL,
  type UnusualMark,
} from '@holdspace/care';
import { z } from 'zod';
import { anyId } from '../fields.ts';
import { idShape, instantShape, roleShape } from '../shapes.ts';

export const markShape = z.enum(Object.keys(UNUSUAL) as [UnusualMark, ...UnusualMark[]]);
const whoShape = z.object({
  kind: z.enum(['practitioner', 'patient', 'outside', 'nobody', 'system']),
  practitionerId: idShape.optional(),
  memberId: idShape.optional(),
  userId: z.string().optional(),
  name: z.string().optional(),
  roles: z.array(roleShape).readonly(),
  by: z.string().optional(),
});
export const auditEntryShape = z
  .object({
    seq: z.number().int(),
    hash: z.string(),
    at: instantShape,
    act: z.enum(ACT_NAMES),
    outcome: z.enum(AUDIT_OUTCOMES),
    who: whoShape,
    patientId: idShape.optional(),
    sessionId: idShape.optional(),
    what: z.string(),
    commands: z.array(z.string()).readonly().optional(),
    grounds: z
      .array(z.enum(Object.keys(CONDITIONS) as [Condition, ...Condition[]]))
      .readonly()
      .optional(),
    why: z.string().optional(),
    target: z.string().optional(),
    claimed: z.string().optional(),
    from: z.object({ address: z.string(), device: z.string().optional() }),
    requestId: z.string().optional(),
    isLate: z.literal(true).optional(),
    clockBehind: z.number().optional(),
    unusual: z.array(markShape).readonly(),
  })
  .meta({ id: 'AuditEntry', description: 'Who did or tried what, about whom, when, from where and why.' });
export const whoSawShape = z.object({
  person: z.string(),
  who: whoShape,
  roles: z.array(roleShape).readonly(),
  times: z.number().int(),
  refused: z.number().int(),
  first: instantShape,
  last: instantShape,
  inCareTeam: z.enum(['always', 'never', 'sometimes', 'not known']),
  unusual: z.array(markShape).readonly(),
});
export const checkpointShape = z
  .object({
    kind: z.string(),
    clinicId: idShape,
    clinic: z.string(),
    seq: z.number().int(),
    hash: z.string(),
    ledger: z.object({ seq: z.number().int(), hash: z.string() }).optional(),
    at: instantShape,
    keyId: z.string(),
    publicKey: z.string(),
    signature: z.string(),
  })
  .meta({
    id: 'AuditCheckpoint',
    description: 'Where the audit and the ledger of medicine stood, signed with Ed25519.',
  });
/** Names of patients, beside entries that hold their ids alone. */
export const namesShape = z.record(z.string(), z.string());

/** Days are the clinic's own, from the first to the last. */
export const filterQuery = z.strictObject({
  patient: anyId.optional(),
  practitioner: anyId.optional(),
  act: z.enum(ACT_NAMES).optional(),
  outcome: z.enum(AUDIT_OUTCOMES).optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
});
