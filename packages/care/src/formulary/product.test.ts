import { describe, expect, test } from 'vitest';
import { parseProtocol } from '../protocol/parse.ts';
import { infusionIv } from '../protocols/infusion-iv.ts';
import { contentOf, isControlled, isOrdered, productSchema } from './product.ts';

const VIAL = {
  id: 'ketamine-50-vial-10',
  name: 'Ketamine 50 mg/mL, vial of 10 mL',
  substance: 'ketamine',
  schedule: 'III',
  contents: {
    form: 'solution',
    concentration: { value: 50, unit: 'mg/mL' },
    volume: { value: 10, unit: 'mL' },
    use: 'multi_dose',
  },
  codes: { ndc: [] },
  useWithinAfterOpening: { value: 28, unit: 'd' },
  storage: 'At 20 to 25 °C, away from light',
};

describe('a product of the formulary', () => {
  const vial = productSchema.parse(VIAL);

  test('holds concentration times volume, in whole micrograms', () => {
    expect(contentOf(vial)).toEqual({ value: 500_000, unit: 'ug' });
  });

  test('of a schedule is controlled', () => {
    expect(isControlled(vial)).toBe(true);
    expect(isControlled({ schedule: 'none' })).toBe(false);
  });

  test('is what a protocol asks for only in the same strength', () => {
    const parsed = parseProtocol(infusionIv);
    if (!parsed.ok) throw new Error('the shipped protocol is valid');
    const { medicine } = parsed.protocol;
    expect(medicine.products.map((asked) => isOrdered(vial, medicine.substance, asked))).toEqual([false, true]);
    expect(isOrdered({ ...vial, substance: 'esketamine' }, medicine.substance, medicine.products[1] as never)).toBe(
      false,
    );
  });

  test('with a code that is no National Drug Code is refused', () => {
    expect(productSchema.safeParse({ ...VIAL, codes: { ndc: ['123'] } }).error?.issues[0]?.message).toContain(
      'National Drug Code',
    );
  });
});
