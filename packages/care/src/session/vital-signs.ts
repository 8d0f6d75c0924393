/**
 * Vital signs: what a reading may be (else it is refused), and when it asks "is this right?".
 * Source: clinical.md §4 (plausible ranges and confirmations; LOINC and UCUM codes).
 */
import { z } from 'zod';
import { type Quantity, quantityOf } from '../quantity.ts';

const pressure = (low: number, high: number) => quantityOf('pressure', { low, high, whole: true });

/** One set of readings taken together; at least one of them. */
export const vitalSignsSchema = z
  .strictObject({
    bloodPressure: z
      .strictObject({ systolic: pressure(40, 300), diastolic: pressure(20, 200) })
      .refine((reading) => reading.diastolic.value < reading.systolic.value, {
        error: 'diastolic must be below systolic',
        path: ['diastolic'],
      })
      .optional(),
    heartRate: quantityOf('frequency', { low: 20, high: 300, whole: true }).optional(),
    oxygenSaturation: quantityOf('fraction', { low: 30, high: 100, whole: true }).optional(),
    respiratoryRate: quantityOf('frequency', { low: 2, high: 80, whole: true }).optional(),
    temperature: quantityOf('temperature', { low: 30, high: 43 }).optional(),
    endTidalCarbonDioxide: quantityOf('pressure', { low: 0, high: 150 }).optional(),
    /** Richmond Agitation-Sedation Scale, -5 to +4. */
    sedation: quantityOf('score', { low: -5, high: 4, whole: true }).optional(),
    /** 0 (none) to 10. */
    pain: quantityOf('score', { low: 0, high: 10, whole: true }).optional(),
  })
  .refine((reading) => Object.values(reading).some((value) => value !== undefined), {
    error: 'must hold at least one reading',
  });
export type VitalSigns = z.output<typeof vitalSignsSchema>;

/** The LOINC code of each reading. Source: clinical.md §4; those marked there "confirm" are named so here. */
export const VITAL_SIGN_CODES = {
  bloodPressure: { loinc: '85354-9', name: 'Blood pressure' },
  systolic: { loinc: '8480-6', name: 'Systolic blood pressure' },
  diastolic: { loinc: '8462-4', name: 'Diastolic blood pressure' },
  heartRate: { loinc: '8867-4', name: 'Heart rate' },
  oxygenSaturation: { loinc: '59408-5', name: 'Oxygen saturation by pulse oximetry' },
  respiratoryRate: { loinc: '9279-1', name: 'Respiratory rate' },
  temperature: { loinc: '8310-5', name: 'Temperature' },
  endTidalCarbonDioxide: { loinc: '19889-5', name: 'End-tidal carbon dioxide' },
  sedation: { loinc: '54632-5', name: 'Sedation (RASS)' },
  pain: { loinc: '72514-3', name: 'Pain, 0 to 10' },
} as const;

/** A reading that is possible but unlikely: the person is asked, and the answer is stored. */
export interface Implausible {
  readonly field: string;
  readonly reading: Quantity;
  readonly because: string;
}

const ASK = [
  { field: 'bloodPressure.systolic', read: (v: VitalSigns) => v.bloodPressure?.systolic, low: 80, high: 200 },
  { field: 'heartRate', read: (v: VitalSigns) => v.heartRate, low: 40, high: 160 },
  { field: 'oxygenSaturation', read: (v: VitalSigns) => v.oxygenSaturation, low: 85, high: 100 },
] as const;

/** The readings that ask "is this right?". Source: clinical.md §4. */
export function implausibleReadings(reading: VitalSigns): Implausible[] {
  return ASK.flatMap(({ field, read, low, high }) => {
    const given = read(reading);
    if (!given || (given.value >= low && given.value <= high)) return [];
    const because = given.value < low ? `below ${low} ${given.unit}` : `above ${high} ${given.unit}`;
    return [{ field, reading: given, because }];
  });
}
