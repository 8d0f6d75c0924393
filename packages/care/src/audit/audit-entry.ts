/**
 * One line of the audit: who did or tried what, about whom, when, from where and why. It names people of the clinic and
 * ids of patients, and holds no patient's name, nothing of a record and nothing of what was sent.
 */
import type { Act } from '../authority/acts.ts';
import type { Condition } from '../authority/conditions.ts';
import type { Instant } from '../instant.ts';
import type { Role } from '../roles.ts';

/** What came of it. `refused`: a rule, a role or a lock said no; `failed`: something broke on our side. */
export const AUDIT_OUTCOMES = ['allowed', 'refused', 'failed'] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

export interface AuditWho {
  /** `nobody` has not shown who they are; `system` is this installation itself. */
  readonly kind: 'practitioner' | 'patient' | 'outside' | 'nobody' | 'system';
  readonly practitionerId?: string;
  /** Of a member of the care team outside. */
  readonly memberId?: string;
  readonly userId?: string;
  /** As the clinic's people are called; never a patient's. */
  readonly name?: string;
  readonly roles: readonly Role[];
  /** By what they came: a cookie, a token, a reader's session, or the means of signing in. */
  readonly by?: string;
}

export interface AuditEntry {
  readonly at: Instant;
  /** As the authority table names it. */
  readonly act: Act;
  readonly outcome: AuditOutcome;
  readonly who: AuditWho;
  /** Whose data; absent where it is nobody's in particular. */
  readonly patientId?: string;
  readonly sessionId?: string;
  /** The route, "GET /api/patients/:id"; or what happened at the door, "signed-in". */
  readonly what: string;
  /** The types of the commands that were sent to a session. */
  readonly commands?: readonly string[];
  /** Which conditions were found to hold; absent where none was looked for. */
  readonly grounds?: readonly Condition[];
  /** The rule that said no, or the reason that was given. Words of this program or of staff, never of a record. */
  readonly why?: string;
  /** What it was about by its id, where that is no patient or session known here: a person, a protocol, a guess. */
  readonly target?: string;
  /** Whom the asker said that they were, by that person's id, without having shown it. */
  readonly claimed?: string;
  readonly from: { readonly address: string; readonly device?: string };
  readonly requestId?: string;
  /** Held in memory while the audit could not be written, and written after later ones. */
  readonly isLate?: true;
  /** Milliseconds by which its clock is behind an entry that was stored before it. The order is the chain's. */
  readonly clockBehind?: number;
}

/** An entry in its place in its clinic's chain. */
export interface PlacedAuditEntry extends AuditEntry {
  readonly seq: number;
  readonly hash: string;
}
