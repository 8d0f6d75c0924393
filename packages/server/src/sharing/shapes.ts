/** Shapes of what a patient has agreed to, for staff and patient alike, and the makers of what they show. */
import {
  agreementStanding,
  COVERED,
  DAY,
  type Instant,
  LONGEST_TERM_DAYS,
  later,
  OUTSIDE_SCOPES,
  RECIPIENT_KINDS,
} from '@holdspace/care';
import type { Authorization, Disclosure, OutsideMember } from '@holdspace/store';
import { DISCLOSED, DISCLOSURE_BASES } from '@holdspace/store';
import { z } from 'zod';
import { anyId, line } from '../fields.ts';
import { badField } from '../problem.ts';
import { idShape, instantShape } from '../shapes.ts';

const standingShape = z.enum(['in_force', 'expired', 'revoked', 'not_yet']);

export const authorizationShape = z
  .object({
    id: idShape,
    covers: z.enum(COVERED),
    /** Whose notes, by name. */
    author: z.string().optional(),
    noteIds: z.array(idShape).readonly().optional(),
    recipientKind: z.enum(RECIPIENT_KINDS),
    recipientId: idShape.optional(),
    recipient: z.string(),
    purpose: z.string(),
    signedHow: z.enum(['portal', 'paper']),
    signedAt: instantShape,
    expiresAt: instantShape,
    revokedAt: instantShape.optional(),
    standing: standingShape,
  })
  .meta({ id: 'Authorization', description: 'What a patient lets whom see, for what, until when. 45 CFR 164.508.' });

export const outsideMemberShape = z
  .object({
    id: idShape,
    name: z.string(),
    profession: z.string(),
    scopes: z.array(z.enum(OUTSIDE_SCOPES)).readonly(),
    includesPart2: z.boolean(),
    consentedHow: z.enum(['portal', 'paper']),
    consentedAt: instantShape,
    expiresAt: instantShape,
    revokedAt: instantShape.optional(),
    standing: standingShape,
  })
  .meta({
    id: 'OutsideMember',
    description: 'Somebody of the care team outside the clinic, and what the patient lets them see.',
  });

export const disclosureShape = z
  .object({
    id: idShape,
    at: instantShape,
    what: z.enum(DISCLOSED),
    basis: z.enum(DISCLOSURE_BASES),
    recipient: z.string(),
    purpose: z.string(),
    by: z.string().optional(),
  })
  .meta({ id: 'Disclosure', description: 'What of a patient’s records went to whom. 45 CFR 164.528.' });

/** A link that is used once, and the code that goes with it by another way. */
export const invitationShape = z.object({ link: z.string(), code: z.string(), expiresAt: instantShape });

export const outsideMemberBody = z.strictObject({
  id: anyId,
  name: line,
  profession: line,
  scopes: z.array(z.enum(OUTSIDE_SCOPES)).min(1, 'must name at least one thing').max(OUTSIDE_SCOPES.length),
  includesPart2: z.boolean(),
  expiresAt: z.iso.datetime({ offset: true }),
});

export type Names = ReadonlyMap<string, string>;

export const showAuthorization = (given: Authorization, names: Names, now: Instant) => {
  const { patientId, authorId, recordedBy, revokedHow, ...shown } = given;
  return {
    ...shown,
    ...(authorId && { author: names.get(authorId) ?? 'somebody who has left' }),
    standing: agreementStanding(given, now),
  };
};
export const showMember = (given: OutsideMember, now: Instant) => {
  const { patientId, invitedBy, ...shown } = given;
  return { ...shown, standing: agreementStanding({ ...given, signedAt: given.consentedAt }, now) };
};
export const showDisclosure = ({ patientId, aboutId, byPractitioner, ...shown }: Disclosure, names: Names) => ({
  ...shown,
  ...(byPractitioner && { by: names.get(byPractitioner) ?? 'somebody who has left' }),
});

/** The end of a term as it is kept. Throws a problem where it is past, or further off than a term may be. */
export function endOfTerm(expiresAt: string, now: Instant): Instant {
  const end = new Date(expiresAt).toISOString() as Instant;
  if (end <= now) throw badField('expiresAt', 'past', 'Ends: this must lie in the future.');
  if (end > later(now, LONGEST_TERM_DAYS * DAY))
    throw badField(
      'expiresAt',
      'too-far',
      `Ends: at most ${LONGEST_TERM_DAYS} days from now; it can be given again then.`,
    );
  return end;
}
