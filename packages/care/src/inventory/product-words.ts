/** A product's form, strength and package in the words that the records of 21 CFR 1304 use. */
import type { Product } from '../formulary/product.ts';
import { sayQuantity } from '../quantity.ts';

/** "50 mg/mL", "100 mg" */
export const strengthOf = ({ contents }: Pick<Product, 'contents'>): string =>
  contents.form === 'solution' ? sayQuantity(contents.concentration) : sayQuantity(contents.strength);

/** "solution", "lozenge" */
export const formOf = ({ contents }: Pick<Product, 'contents'>): string =>
  contents.form === 'solution' ? 'solution' : contents.unitName;

const pieces = (count: number, unitName: string): string => `${count} ${unitName}${count === 1 ? '' : 's'}`;

/** "10 mL vial", "pack of 30 lozenges" */
export const packageOf = ({ contents }: Pick<Product, 'contents'>): string =>
  contents.form === 'solution'
    ? `${sayQuantity(contents.volume)} vial`
    : `pack of ${pieces(contents.units, contents.unitName)}`;

/** An amount in what is measured: "1.2 mL", "2.5 lozenges"; micrograms of it as mg where it is neither. */
export function measureOf({ contents }: Pick<Product, 'contents'>, micrograms: number): string {
  const tidy = (value: number) => Math.round(value * 1000) / 1000;
  return contents.form === 'solution'
    ? `${tidy(micrograms / contents.concentration.value)} mL`
    : pieces(tidy(micrograms / contents.strength.value), contents.unitName);
}
