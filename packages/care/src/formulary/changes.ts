/** What of a product may be changed, and what cannot be right about it: containers on record hold what it said. */
import { sayQuantity } from '../quantity.ts';
import { contentOf, type Product } from './product.ts';

/** One thing that cannot be right: where, and in words that say what to do. */
export interface Misfit {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** "50 mg/mL" in a name, where it says one. */
const STRENGTH = /(\d+(?:\.\d+)?)\s*mg\s*\/\s*mL/i;

/** What a product says of itself that does not fit together. */
export function misfitsOf(product: Product): readonly Misfit[] {
  const found: Misfit[] = [];
  const { contents, name } = product;
  const said = STRENGTH.exec(name)?.[1];
  if (contents.form === 'solution' && said !== undefined && Number(said) * 1000 !== contents.concentration.value)
    found.push({
      field: 'contents.concentration',
      rule: 'strength-fits-name',
      message: `Concentration: the name says ${said} mg/mL, the concentration is ${sayQuantity(contents.concentration)}. Correct the one that is wrong.`,
    });
  try {
    contentOf(product);
  } catch {
    found.push({
      field: 'contents',
      rule: 'whole-micrograms',
      message: 'Contents: strength times size comes to no whole number of micrograms. Check both against the label.',
    });
  }
  return found;
}

/**
 * What a change would make untrue of containers that came under the product as it was: strength, size, substance and
 * schedule stay. Names, codes, storage and use after opening may be corrected.
 */
export function whyNotChanged(before: Product, after: Product): readonly Misfit[] {
  const found: Misfit[] = [];
  const stays = (field: string, what: string) =>
    found.push({
      field,
      rule: 'stays-as-received',
      message: `${what}: containers of this product are on record, and hold what it said when they came. Add a product of its own, and retire this one.`,
    });
  if (JSON.stringify(essence(before)) !== JSON.stringify(essence(after))) stays('contents', 'Strength and size');
  if (before.substance !== after.substance) stays('substance', 'Substance');
  if (before.schedule !== after.schedule) stays('schedule', 'Schedule');
  return found;
}

const essence = ({ contents }: Product) =>
  contents.form === 'solution'
    ? [contents.form, contents.concentration.value, contents.volume.value]
    : [contents.form, contents.strength.value, contents.units];

/** The arithmetic of what a full container holds: "50 mg/mL × 10 mL = 500 mg". */
export function sayContent(product: Pick<Product, 'contents'>): string {
  const { contents } = product;
  const whole = sayQuantity(contentOf(product));
  return contents.form === 'solution'
    ? `${sayQuantity(contents.concentration)} × ${sayQuantity(contents.volume)} = ${whole}`
    : `${contents.units} × ${sayQuantity(contents.strength)} (${contents.unitName}) = ${whole}`;
}
