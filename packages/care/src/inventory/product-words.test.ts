import { expect, test } from 'vitest';
import { SHIPPED_PRODUCTS } from '../formulary/defaults.ts';
import { measureOf, packageOf } from './product-words.ts';

const product = (id: string) => {
  const found = SHIPPED_PRODUCTS.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

test.each([
  ['esketamine-kit-56', 28_000, '1 device'],
  ['esketamine-kit-56', 56_000, '2 devices'],
  ['ketamine-50-vial-10', 63_000, '1.26 mL'],
])('an amount of %s, %i ug, is said as an inspector reads it', (id, micrograms, says) => {
  expect(measureOf(product(id), micrograms)).toBe(says);
});

test('a package says how many pieces are in it', () => {
  expect(packageOf(product('esketamine-kit-84'))).toBe('pack of 3 devices');
  expect(packageOf(product('ketamine-50-vial-10'))).toBe('10 mL vial');
});
