/**
 * Which role may do what outside a session, in one place. What may be done within a session is the
 * protocol's and care's own to say, command by command.
 */
import { PEOPLE_MANAGERS, ROLES, type Role, sayRoles } from '@holdspace/care';
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
  'change who works here': PEOPLE_MANAGERS,
} as const satisfies Record<string, readonly Role[]>;
export type Deed = keyof typeof MAY;

/** Whether the principal may; for answers that hold more for those who may. */
export const may = ({ practitioner }: Principal, deed: Deed): boolean =>
  practitioner.roles.some((role) => (MAY[deed] as readonly Role[]).includes(role));

/** Throws a problem that names who may, unless the principal may. */
export function demand(principal: Principal, deed: Deed): void {
  if (may(principal, deed)) return;
  throw new Problem('not-allowed', `To ${deed} takes a ${sayRoles(MAY[deed])}.`);
}
