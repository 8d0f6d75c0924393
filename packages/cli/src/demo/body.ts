/**
 * Plausible vital signs for the demo: pressure and rate peak some 10 to 40 minutes after the dose and are near the
 * baseline by 60 to 120 (clinical.md §4, expected curve). Drawn from a seed, so that a demo repeats.
 */
import { quantity, type VitalSigns } from '@holdspace/care';

/** A small generator of repeatable numbers between 0 and 1 (a linear congruential one; nothing here needs more). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface Person {
  readonly systolic: number;
  readonly diastolic: number;
  readonly heartRate: number;
  readonly oxygenSaturation: number;
}
export const RESTING: Person = { systolic: 121, diastolic: 77, heartRate: 70, oxygenSaturation: 98 };

/** How far the effect has risen, 0 to 1, so many minutes after the dose. */
const effect = (minutes: number): number => (minutes <= 0 ? 0 : (minutes / 24) * Math.exp(1 - minutes / 24));

/** A reading so many minutes after the dose (negative before it). */
export function reading(person: Person, minutes: number, random: () => number): VitalSigns {
  const around = (value: number, spread: number) => Math.round(value + (random() - 0.5) * spread);
  const rise = effect(minutes);
  return {
    bloodPressure: {
      systolic: quantity(around(person.systolic + 23 * rise, 5), 'mm[Hg]'),
      diastolic: quantity(around(person.diastolic + 12 * rise, 4), 'mm[Hg]'),
    },
    heartRate: quantity(around(person.heartRate + 14 * rise, 5), '/min'),
    oxygenSaturation: quantity(Math.min(100, around(person.oxygenSaturation - 1.2 * rise, 1.6)), '%'),
    respiratoryRate: quantity(around(14, 2), '/min'),
    sedation: quantity(rise > 0.6 ? -1 : 0, '{score}'),
  };
}
