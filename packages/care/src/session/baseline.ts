/** The readings before the first dose, against which later ones are held. */
import { between, type Instant, SECOND } from '../instant.ts';
import { doseTimes } from './infusion.ts';
import { lastEntryWith } from './readings.ts';
import type { Session, VitalSignsEntry } from './session.ts';
import type { VitalSigns } from './vital-signs.ts';

/** The last reading of one kind at or before a moment. */
export function lastReading<K extends keyof VitalSigns>(
  state: Session,
  kind: K,
  at: Instant,
): { value: NonNullable<VitalSigns[K]>; entry: VitalSignsEntry } | undefined {
  const entry = lastEntryWith(state, kind, at);
  const value = entry?.vitalSigns[kind];
  return entry && value !== undefined ? { value: value as NonNullable<VitalSigns[K]>, entry } : undefined;
}

/** The last reading of one kind before anything was given; at the latest `at` where nothing was. */
export const baselineReading = <K extends keyof VitalSigns>(state: Session, kind: K, at: Instant) => {
  const first = doseTimes(state).first;
  return lastReading(state, kind, first !== undefined && first < at ? first : at);
};

/** Whether a moment lies within `seconds` before another. */
export const isWithin = (moment: Instant, before: Instant, seconds: number): boolean =>
  between(moment, before) <= seconds * SECOND;
