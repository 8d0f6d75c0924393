import { describe, expect, test } from 'vitest';
import { CAUTIONS } from './cautions.ts';
import { lookUpMedicine } from './match.ts';
import { isTakenOn } from './patient-medicine.ts';

const idsOf = (name: string, ingredient?: string) => {
  const looked = lookUpMedicine({ name, ...(ingredient && { ingredient }) });
  return looked.known ? looked.found.map(({ caution }) => caution.id) : [];
};

describe('a medicine as it is written', () => {
  test.each([
    ['Lamictal 100mg', 'lamotrigine'],
    ['LORAZEPAM', 'benzodiazepines'],
    ['Ativan (as needed)', 'benzodiazepines'],
    ['St. John’s Wort', 'cyp-inducers'],
    ['St Johns-Wort tea', 'cyp-inducers'],
    ['Vyvanse', 'stimulants'],
    ['levothyroxine 75 µg', 'thyroid-hormone'],
    ['Paxlovid', 'cyp-inhibitors'],
    ['EMSAM patch', 'maoi'],
    ['a glass of wine', 'alcohol'],
    ['Naltrexone', 'naltrexone'],
    ['Theophylline', 'theophylline'],
    ['Suboxone', 'opioids'],
  ])('“%s” brings the caution of %s', (name, id) => {
    expect(idsOf(name)).toEqual([id]);
  });

  test('that holds a known name inside another word is not taken for it', () => {
    expect(lookUpMedicine({ name: 'Codeinexol' }).known).toBe(false);
    expect(lookUpMedicine({ name: 'Apomorphine' }).known).toBe(false);
  });

  test('that is not known says so, and says that this is no clearance', () => {
    const looked = lookUpMedicine({ name: 'Sertraline' });
    expect(looked.known ? '' : looked.says).toContain('no clearance');
  });

  test('of which the ingredient was written is known by that', () => {
    expect(idsOf('The blue ones', 'diazepam')).toEqual(['benzodiazepines']);
    expect(idsOf('Valium and wine')).toEqual(['benzodiazepines', 'alcohol']);
  });
});

test('every caution is advice with a source, and each ingredient stands once', () => {
  const names = CAUTIONS.flatMap(({ ingredients }) => ingredients.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
  for (const { advice, sources, ingredients } of CAUTIONS) {
    expect(advice).not.toBe('');
    expect(sources.length).toBeGreaterThan(0);
    for (const { checked } of sources) expect(checked.how).toBe('background');
    for (const { atc, name } of ingredients)
      for (const code of atc) expect(code, name).toMatch(/^([A-Z]\d\d[A-Z]{2}\d\d|none)$/);
  }
});

test('an ingredient has its own code, and not its neighbour’s: N05CD02 is nitrazepam', () => {
  const triazolam = CAUTIONS.flatMap(({ ingredients }) => ingredients).find(({ name }) => name === 'triazolam');
  expect(triazolam?.atc).toEqual(['N05CD05']);
});

test('advice asks and tells; it orders nothing', () => {
  for (const { advice } of CAUTIONS) expect(advice).not.toMatch(/\b(watch|none on|do not|must|never|stop|avoid)\b/i);
});

test('an entry counts until the day on which it ended', () => {
  const ended = { on: '2026-03-02', because: 'a', by: { id: '', name: '' } };
  expect(isTakenOn({ since: '2026-01-01' }, '2026-03-02')).toBe(true);
  expect(isTakenOn({ ended }, '2026-03-01')).toBe(true);
  expect(isTakenOn({ ended }, '2026-03-02')).toBe(false);
});
