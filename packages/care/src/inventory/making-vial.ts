/** For tests of medicine: the vial that they have in common. */
import type { Product } from '../formulary/product.ts';
import { quantity } from '../quantity.ts';

export const vialOf = (more: Partial<Product> = {}): Product => ({
  id: 'ketamine-50',
  name: 'Ketamine 50 mg/mL',
  substance: 'Ketamine hydrochloride',
  schedule: 'III',
  contents: {
    form: 'solution',
    concentration: quantity(50_000, 'ug/mL'),
    volume: quantity(10_000, 'uL'),
    use: 'multi_dose',
  },
  codes: { ndc: [] },
  storage: 'Room temperature',
  ...more,
});
