/** Under whose registration the medicine is kept: what every paper that goes to the authorities begins with. */
import { z } from 'zod';
import { isDeaNumber } from './receipt.ts';

const line = z.string().trim().min(1, 'must not be empty').max(200);

/** What a business is, as Form 106 asks. */
export const PRINCIPAL_BUSINESSES = ['practitioner', 'hospital_or_clinic', 'other'] as const;
export const PRINCIPAL_BUSINESS_WORDS = {
  practitioner: 'Practitioner',
  hospital_or_clinic: 'Hospital or clinic',
  other: 'Other',
} as const satisfies Record<(typeof PRINCIPAL_BUSINESSES)[number], string>;

export const registrantSchema = z.strictObject({
  name: line,
  /** Two letters or a letter and a 9, six digits, and a seventh that checks them. */
  deaNumber: z
    .string()
    .trim()
    .toUpperCase()
    .refine(isDeaNumber, 'must be a DEA registration number such as AB1234563, whose last digit fits the others'),
  street: line,
  city: line,
  state: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, 'must be the two letters of a state'),
  zip: z
    .string()
    .trim()
    .regex(/^\d{5}(-\d{4})?$/, 'must be a ZIP code such as 02139'),
  county: line,
  telephone: line,
  contact: line,
  business: z.enum(PRINCIPAL_BUSINESSES),
});
export type Registrant = z.output<typeof registrantSchema>;

/**
 * The controlled substance's number where a form asks for one: ketamine with its salts and isomers, so esketamine too.
 * Source: 21 CFR 1308.13(c) (background).
 */
const DEA_CODES: Readonly<Record<string, string>> = { ketamine: '7285', esketamine: '7285' };
export const deaCodeOf = (substance: string): string | undefined =>
  Object.entries(DEA_CODES).find(([name]) => substance.toLowerCase().includes(name))?.[1];
