/** The roles that people have in a clinic, and the person who does something in a session. */
import { z } from 'zod';
import type { Localized } from './language.ts';

export const ROLES = [
  'medical_director',
  'prescriber',
  'anesthesia',
  'nurse',
  'therapist',
  'guide',
  'front_desk',
  'clinic_admin',
] as const;
export const roleSchema = z.enum(ROLES);
export type Role = (typeof ROLES)[number];

/** How a role is said on a screen. */
export const ROLE_NAMES: Record<Role, string> = {
  medical_director: 'Medical director',
  prescriber: 'Prescriber',
  anesthesia: 'Anesthesia provider',
  nurse: 'Nurse',
  therapist: 'Therapist',
  guide: 'Guide',
  front_desk: 'Front desk',
  clinic_admin: 'Clinic administrator',
};
/** And to a patient, in their language. */
export const ROLES_TO_PATIENTS: Localized<Readonly<Record<Role, string>>> = {
  en: ROLE_NAMES,
  es: {
    medical_director: 'Dirección médica',
    prescriber: 'Quien receta',
    anesthesia: 'Anestesia',
    nurse: 'Enfermería',
    therapist: 'Terapeuta',
    guide: 'Guía',
    front_desk: 'Recepción',
    clinic_admin: 'Administración de la clínica',
  },
};

/** "nurse, anesthesia provider or prescriber": a list of roles as words. */
export function sayRoles(roles: readonly Role[]): string {
  const words = roles.map((role) => ROLE_NAMES[role].toLowerCase());
  const last = words.pop();
  return words.length > 0 ? `${words.join(', ')} or ${last}` : (last ?? 'nobody');
}

/** Who does a thing: the signed-in practitioner, as the server knows them. */
export interface Practitioner {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
}
