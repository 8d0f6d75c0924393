/** A patient's medicine list: what they take, as it was told, since when, and when it ended. An entry is never rewritten. */
import { z } from 'zod';
import { daySchema, type Instant } from '../instant.ts';
import { uuid } from '../uuid.ts';

const line = z.string().trim().min(1, 'must not be empty').max(300);

/** Who or what told of it. */
export const MEDICINE_SOURCES = ['patient', 'letter', 'pharmacy', 'relative'] as const;
export type MedicineSource = (typeof MEDICINE_SOURCES)[number];
export const MEDICINE_SOURCE_WORDS: Readonly<Record<MedicineSource, string>> = {
  patient: 'told by the patient',
  letter: 'from a letter',
  pharmacy: 'from the pharmacy',
  relative: 'told by a relative',
};

export const newMedicineSchema = z.strictObject({
  id: uuid,
  /** As it was written or said. */
  name: line,
  /** Where the name does not say it: "escitalopram". */
  ingredient: line.optional(),
  /** As it was written or said: "10 mg in the morning". */
  dose: line.optional(),
  since: daySchema.optional(),
  source: z.enum(MEDICINE_SOURCES),
});
export type NewMedicine = z.output<typeof newMedicineSchema>;
export const endMedicineSchema = z.strictObject({ on: daySchema, because: line });

export interface PatientMedicine extends NewMedicine {
  readonly recordedAt: Instant;
  readonly recordedBy: { readonly id: string; readonly name: string };
  readonly ended?: {
    readonly on: string;
    readonly because: string;
    readonly by: { readonly id: string; readonly name: string };
  };
}

/** Whether somebody takes it on a day: from the day on which it ended they do not. */
export const isTakenOn = ({ since, ended }: Pick<PatientMedicine, 'since' | 'ended'>, day: string): boolean =>
  (since === undefined || since <= day) && (ended === undefined || day < ended.on);
