/**
 * Which role may do what outside a session, in one place. What may be done within a session is the
 * protocol's and care's own to say, command by command.
 */
import { ROLES, type Role, sayRoles } from '@holdspace/care';
import { Problem } from './problem.ts';
import type { Principal } from './sign-in/principal.ts';

const EVERYBODY: readonly Role[] = ROLES;
const CLINICAL: readonly Role[] = ['medical_director', 'prescriber', 'anesthesia', 'nurse', 'therapist', 'guide'];
/** 45 CFR 164.501: a psychotherapy note is a mental health professional's. */
const MENTAL_HEALTH: readonly Role[] = ['medical_director', 'prescriber', 'therapist'];

const MAY = {
  'see the clinic': EVERYBODY,
  'register patients': EVERYBODY,
  'arrange visits': EVERYBODY,
  // A course fixes the protocol under which a patient is treated.
  'begin a course': ['medical_director', 'prescriber', 'anesthesia', 'nurse', 'clinic_admin'],
  'plan a session': EVERYBODY,
  'write and read notes of the record': CLINICAL,
  'keep psychotherapy notes of one’s own': MENTAL_HEALTH,
  'flag records of treatment for substance use': [...CLINICAL, 'clinic_admin'],
  'record a patient’s authorization': [...CLINICAL, 'clinic_admin'],
  'share with the care team outside': [...CLINICAL, 'front_desk', 'clinic_admin'],
  'let a patient in': EVERYBODY,
  'see to whom a patient’s records went': ['medical_director', 'clinic_admin'],
} as const satisfies Record<string, readonly Role[]>;
export type Deed = keyof typeof MAY;

/** The roles that may. */
export const rolesThatMay = (deed: Deed): readonly Role[] => MAY[deed];

/** Throws a problem that names who may, unless the principal may. */
export function demand({ practitioner }: Principal, deed: Deed): void {
  const roles = rolesThatMay(deed);
  if (practitioner.roles.some((role) => roles.includes(role))) return;
  throw new Problem('not-allowed', `To ${deed} takes a ${sayRoles(roles)}.`);
}
