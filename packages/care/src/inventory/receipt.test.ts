import { describe, expect, test } from 'vitest';
import { productSchema } from '../formulary/product.ts';
import { differencesOf, isDeaNumber, lacksAddress, lacksDeaNumber, receiptSchema } from './receipt.ts';

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const LINE = {
  product: 'ketamine-50-vial-10',
  lot: 'L-1',
  expiresOn: '2027-12-31',
  expected: 2,
  containers: [
    { id: idOf(3), label: 'K-0001' },
    { id: idOf(4), label: 'K-0002', serial: 'S-1' },
  ],
};
const RECEIPT = {
  id: idOf(1),
  at: '2026-03-02T09:00:00-05:00',
  safe: idOf(2),
  supplier: { name: 'Example Supply', deaNumber: 'ab1234563' },
  invoice: 'INV-1',
  lines: [LINE],
};
const refusals = (more: object) =>
  receiptSchema
    .safeParse({ ...RECEIPT, ...more })
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('a receipt', () => {
  test('is kept in UTC, with the supplier’s registration in capitals', () => {
    expect(receiptSchema.parse(RECEIPT)).toMatchObject({
      at: '2026-03-02T14:00:00.000Z',
      supplier: { deaNumber: 'AB1234563' },
    });
  });

  test('gives each container a label of its own', () => {
    const twice = [LINE, { ...LINE, containers: [{ id: idOf(5), label: 'K-0001' }] }];
    expect(refusals({ lines: twice })).toEqual([
      'lines.1.containers.0.label: another container of this receipt is labelled K-0001',
    ]);
    const same = [LINE, { ...LINE, containers: [{ id: idOf(3), label: 'K-0003', serial: 'S-1' }] }];
    expect(refusals({ lines: same }).map((one) => one.split(':')[0])).toEqual([
      'lines.1.containers.0.id',
      'lines.1.containers.0.serial',
    ]);
  });

  test('has a line, and no more containers than can be looked through', () => {
    expect(refusals({ lines: [] })).toEqual(['lines: must have a line']);
    const many = Array.from({ length: 2 }, (_, half) => ({
      ...LINE,
      containers: Array.from({ length: 300 }, (_one, index) => ({
        id: idOf(1_000 * half + index),
        label: `K-${half}-${index}`,
      })),
    }));
    expect(refusals({ lines: many })[0]).toContain('600 containers are more than 500');
  });

  test('names each line of which another number came than the invoice says', () => {
    const parsed = receiptSchema.parse({ ...RECEIPT, lines: [LINE, { ...LINE, lot: 'L-2', containers: [] }] });
    expect(differencesOf(parsed)).toEqual([{ product: LINE.product, lot: 'L-2', expected: 2, received: 0 }]);
  });

  test('of what is controlled names the supplier’s registration and address', () => {
    const vial = (schedule: string) =>
      productSchema.parse({
        id: LINE.product,
        name: 'A vial',
        substance: 'ketamine',
        schedule,
        contents: {
          form: 'solution',
          concentration: { value: 50, unit: 'mg/mL' },
          volume: { value: 10, unit: 'mL' },
          use: 'multi_dose',
        },
        codes: { ndc: [] },
        storage: 'In the safe',
      });
    const products = (schedule: string) => new Map([[LINE.product, vial(schedule)]]);
    const unnamed = receiptSchema.parse({ ...RECEIPT, supplier: { name: 'Example Supply' } });
    expect(lacksDeaNumber(unnamed, products('III'))).toBe(true);
    expect(lacksDeaNumber(unnamed, products('none'))).toBe(false);
    expect(lacksDeaNumber(receiptSchema.parse(RECEIPT), products('III'))).toBe(false);
    expect(lacksAddress(unnamed, products('III'))).toBe(true);
    expect(lacksAddress(unnamed, products('none'))).toBe(false);
    const whole = receiptSchema.parse({ ...RECEIPT, supplier: { name: 'Example Supply', address: '1 Example Way' } });
    expect(lacksAddress(whole, products('III'))).toBe(false);
  });
});

test.each([
  ['AB1234563', true],
  ['A91234563', true],
  ['AB1234564', false],
  ['AB123456', false],
  ['1B1234563', false],
])('a DEA number’s last digit fits the others: %s %s', (text, fits) => {
  expect(isDeaNumber(text)).toBe(fits);
});
