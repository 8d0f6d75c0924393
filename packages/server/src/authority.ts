/**
 * Which role may do what outside a session, in one place. What may be done within a session is the
 * protocol's and care's own to say, command by command.
 */
import { ROLES, type Role, sayRoles } from '@holdspace/care';
import { Problem } from './problem.ts';
import type { Principal } from './sign-in/principal.ts';

const EVERYBODY: readonly Role[] = ROLES;

const MAY = {
  'see the clinic': EVERYBODY,
  'register patients': EVERYBODY,
  'arrange visits': EVERYBODY,
  // A course fixes the protocol under which a patient is treated.
  'begin a course': ['medical_director', 'prescriber', 'anesthesia', 'nurse', 'clinic_admin'],
  'plan a session': EVERYBODY,
  'draft protocols': ['medical_director', 'prescriber', 'anesthesia', 'clinic_admin'],
  // What a clinic treats by is one person's to answer for.
  'sign protocols': ['medical_director'],
  'move a course': ['medical_director', 'prescriber', 'anesthesia'],
} as const satisfies Record<string, readonly Role[]>;
export type Deed = keyof typeof MAY;

/** Throws a problem that names who may, unless the principal may. */
export function demand({ practitioner }: Principal, deed: Deed): void {
  const roles: readonly Role[] = MAY[deed];
  if (practitioner.roles.some((role) => roles.includes(role))) return;
  throw new Problem('not-allowed', `To ${deed} takes a ${sayRoles(roles)}.`);
}
