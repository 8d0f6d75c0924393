/**
 * A patient's authorization: what of theirs may be shown to whom, for what, and until when. It is in force while it has
 * neither ended nor been taken back; nothing else opens what it covers.
 * Source: 45 CFR 164.508(a)(2) and (c); for substance-use treatment records 42 CFR 2.31.
 */
import type { Instant } from '../instant.ts';

export const COVERED = ['psychotherapy_notes', 'part_2'] as const;
export type Covered = (typeof COVERED)[number];
export const RECIPIENT_KINDS = ['patient', 'practitioner', 'outside_member', 'other'] as const;
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];

export interface Term {
  readonly signedAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt?: Instant;
}
export type AgreementStanding = 'in_force' | 'expired' | 'revoked' | 'not_yet';

/** How an authorization or a consent stands at a moment. The moment of its end is no longer part of it. */
export function agreementStanding({ signedAt, expiresAt, revokedAt }: Term, now: Instant): AgreementStanding {
  if (revokedAt !== undefined && revokedAt <= now) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return signedAt <= now ? 'in_force' : 'not_yet';
}

/** Longest term: what somebody signed years ago is no longer what they want today. */
export const LONGEST_TERM_DAYS = 365;
