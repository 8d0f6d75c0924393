/** What is told of people: to everybody who works with them, and to those who run the clinic. */
import type { Credential } from '@holdspace/store';
import { z } from 'zod';
import { dayShape, idShape, instantShape, roleShape } from '../shapes.ts';

const named = z.object({ id: idShape, name: z.string() });
const roles = z.array(roleShape).readonly();

export const personShape = z.object({
  id: idShape,
  name: z.string(),
  email: z.string(),
  roles,
  endedAt: instantShape.optional(),
});

/** As colleagues see it: what somebody may be relied on for, and until when. */
export const credentialListed = z.object({
  id: idShape,
  kind: z.string(),
  validFrom: dayShape.optional(),
  expiresOn: dayShape,
  endedOn: dayShape.optional(),
});
export const asListed = ({ id, kind, validFrom, expiresOn, ended }: Credential) => ({
  id,
  kind,
  expiresOn,
  ...(validFrom && { validFrom }),
  ...(ended && { endedOn: ended.on }),
});

export const credentialShape = z.object({
  id: idShape,
  personId: idShape,
  kind: z.string(),
  number: z.string().optional(),
  issuer: z.string().optional(),
  validFrom: dayShape.optional(),
  expiresOn: dayShape,
  recordedAt: instantShape.optional(),
  recordedBy: idShape.optional(),
  replacedBy: idShape.optional(),
  ended: z.object({ on: dayShape, because: z.string(), at: instantShape, by: idShape }).optional(),
});

export const changeShape = z.object({
  kind: z.enum(['joined', 'roles_changed', 'ended', 'returned']),
  before: roles,
  after: roles,
  because: z.string().optional(),
  at: instantShape,
  by: named.optional(),
});

export const upcomingShape = z.object({
  visitId: idShape,
  scheduledFor: instantShape,
  room: z.string(),
  role: roleShape,
  patient: named,
});

export const tokenShape = z.object({
  id: idShape,
  label: z.string(),
  scopes: z.array(z.string()).readonly(),
  createdAt: instantShape,
  expiresAt: instantShape,
  lastUsedOn: dayShape.optional(),
  revokedAt: instantShape.optional(),
});

export const invitationShape = z.object({
  id: idShape,
  name: z.string(),
  email: z.string(),
  roles,
  invitedAt: instantShape,
  expiresAt: instantShape,
  invitedBy: named.optional(),
});
