import { expect, test } from 'vitest';
import { KNOWN_MEDICINES, rxnormMedicine, searchMedicines } from './known-medicines.ts';

const found = (typed: string) => searchMedicines(typed).map(({ name }) => name.en);

test('a medicine is found by its name in either language, by a brand, and with the dose behind it', () => {
  expect(found('sertr')).toEqual(['sertraline']);
  expect(found('Zoloft 50 mg')).toEqual(['sertraline']);
  expect(found('ACIDO valp')).toEqual(['valproic acid']);
  expect(found('paracetamol')).toEqual(['acetaminophen']);
  expect(found('litio')).toEqual(['lithium']);
});
test('one letter finds nothing yet, and what is not in the set is not guessed at', () => {
  expect(found('s')).toEqual([]);
  expect(found('grandmother’s tea')).toEqual([]);
});
test('each code stands once, and is a number of RxNorm’s', () => {
  expect(new Set(KNOWN_MEDICINES.map(({ code }) => code)).size).toBe(KNOWN_MEDICINES.length);
  for (const { code, name } of KNOWN_MEDICINES) {
    expect(code, name.en).toMatch(/^\d{2,7}$/);
    expect(rxnormMedicine(code)?.name.en).toBe(name.en);
  }
});
