/** Finding a reading by halving answers as a search through all of them does, whatever was entered late. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instant, later } from '../instant.ts';
import { firstReadAt, lastEntryWith, lastReadAt, type ReadingKind, withReadings } from './readings.ts';
import { EMPTY_SESSION, type Session, type VitalSignsEntry } from './session.ts';
import type { VitalSigns } from './vital-signs.ts';

const BEGIN = instant(Date.UTC(2026, 2, 1, 14));
const KINDS: readonly ReadingKind[] = ['heartRate', 'oxygenSaturation', 'sedation'];
const minute = (count: number) => later(BEGIN, count * 60_000);
const VALUES = {
  heartRate: { value: 70, unit: '/min' },
  oxygenSaturation: { value: 98, unit: '%' },
  sedation: { value: 0, unit: '{score}' },
} as const;

/** A session that holds readings at minutes, entered in the order given. */
function withEntries(entries: readonly { readonly minute: number; readonly kinds: readonly string[] }[]): Session {
  let latestReadings: Session['latestReadings'] = {};
  const vitalSigns: VitalSignsEntry[] = entries.map((one, index) => {
    const read = Object.fromEntries(Object.entries(VALUES).filter(([kind]) => one.kinds.includes(kind))) as VitalSigns;
    latestReadings = withReadings(latestReadings, read, minute(one.minute));
    return { seq: index + 1, at: minute(one.minute), by: { id: '', name: '', roles: [] }, vitalSigns: read, calls: [] };
  });
  vitalSigns.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return { ...EMPTY_SESSION, vitalSigns, latestReadings };
}
const anyEntries = fc.array(fc.record({ minute: fc.nat(30), kinds: fc.subarray([...KINDS] as string[]) }), {
  maxLength: 40,
});

test('the last reading of a kind up to a moment is the one that a search from the end finds', () => {
  fc.assert(
    fc.property(anyEntries, fc.constantFrom(...KINDS), fc.nat(31), (entries, kind, until) => {
      const state = withEntries(entries);
      const at = minute(until);
      const searched = state.vitalSigns.findLast((one) => one.at <= at && one.vitalSigns[kind] !== undefined);
      expect(lastEntryWith(state, kind, at)).toBe(searched);
      expect(lastReadAt(state, kind, at)).toBe(searched?.at);
    }),
  );
});

test('the first reading of a kind in a stretch of time is the one that a search from the start finds', () => {
  fc.assert(
    fc.property(anyEntries, fc.constantFrom(...KINDS), fc.nat(31), fc.nat(31), (entries, kind, from, length) => {
      const state = withEntries(entries);
      const [since, at] = [minute(from), minute(from + length)];
      const searched = state.vitalSigns.find(
        (one) => one.at >= since && one.at <= at && one.vitalSigns[kind] !== undefined,
      );
      expect(firstReadAt(state, kind, since, at)).toBe(searched?.at);
    }),
  );
});
