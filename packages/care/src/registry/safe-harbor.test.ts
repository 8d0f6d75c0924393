import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anonymityOf } from '../statistics/disclosure/anonymity.ts';
import { ageBand, anonymised, SAFE_HARBOR, WANTED_K } from './safe-harbor.ts';

test('all eighteen identifiers are there, each with what happens to it', () => {
  expect(SAFE_HARBOR.map(({ letter }) => letter).join('')).toBe('ABCDEFGHIJKLMNOPQR');
  for (const { what } of SAFE_HARBOR) expect(what.length).toBeGreaterThan(20);
});

test.each([
  [1990, '30-39'],
  [1986, '40-49'],
  [1937, '80-89'],
  [1936, '90+'],
  [null, '90+'],
])('born in %s is told in 2026 as %s', (birthYear, says) => expect(ageBand(birthYear, 2026)).toBe(says));

describe('rows of patients', () => {
  const people = (count: number, band: string, protocols = ['infusion-iv'], from = 0) =>
    Array.from({ length: count }, (_, at) => ({
      patient: `${band} ${protocols} ${from + at}`,
      ageBand: band,
      protocols,
    }));

  test('of a group that is large enough stay as they are', () => {
    const { kept, k, generalised, leftOut } = anonymised(people(WANTED_K, '30-39'));
    expect(kept.every((one) => one.ageBand === '30-39')).toBe(true);
    expect({ k, generalised, leftOut }).toEqual({ k: WANTED_K, generalised: 0, leftOut: 0 });
  });

  test('of small groups lose the age where that makes them alike, and are left out where it does not', () => {
    const some = [...people(6, '30-39'), ...people(6, '70-79'), ...people(3, '30-39', ['kap-im'])];
    const { kept, k, generalised, leftOut } = anonymised(some);
    expect(kept).toHaveLength(12);
    expect({ k, generalised, leftOut }).toEqual({ k: 12, generalised: 12, leftOut: 3 });
  });

  test('of whatever patients: in what is left nobody stands among fewer than wanted', () => {
    const anybody = fc.record({
      ageBand: fc.constantFrom('20-29', '30-39', '90+'),
      protocols: fc.subarray(['infusion-iv', 'kap-im'], { minLength: 1 }),
    });
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 90 }), fc.integer({ min: 2, max: 12 }), (some, wanted) => {
        const all = some.map((one, at) => ({ patient: `${at}`, ...one }));
        const { kept, k, leftOut } = anonymised(all, wanted);
        const protocolsOf = (patient: string) => [...(all[Number(patient)]?.protocols ?? [])].sort().join(' ');
        const again = anonymityOf(kept, {
          person: ({ patient }) => patient,
          quasi: (one) => [one.ageBand, protocolsOf(one.patient)],
          wanted,
        });
        expect(again.tooFew).toEqual([]);
        expect(again.k).toBe(k);
        expect(kept.length + leftOut).toBe(all.length);
      }),
    );
  });
});
