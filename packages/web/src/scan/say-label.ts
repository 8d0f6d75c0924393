/** What stands on a label, in words a person compares with the vial in their hand. */
import { matchProducts, type Product, type ScannedLabel } from '@holdspace/care';
import { sayDay } from '../ui/moment.ts';

export interface Said {
  readonly what: string;
  readonly says: string;
}
export type NamedProduct = Pick<Product, 'name' | 'codes'>;

/** The product where the formulary knows one, and otherwise the numbers it was looked for under. */
function sayProduct(label: ScannedLabel, products: readonly NamedProduct[] | undefined): Said[] {
  const { ndc, gtin } = label;
  const found = products && ndc ? matchProducts(label, products) : [];
  if (found.length > 0) return [{ what: 'Product', says: found.map(({ name }) => name).join(', or ') }];
  const numbers: Said[] = [
    ...(ndc ? [{ what: 'National Drug Code', says: ndc.join(' or ') }] : []),
    ...(gtin ? [{ what: 'Product number', says: gtin }] : []),
  ];
  return products && numbers.length > 0
    ? [{ what: 'Product', says: 'None of the formulary has this number.' }, ...numbers]
    : numbers;
}

/** A line for each thing that was read. `products`: the formulary, where whoever asks has it. */
export const sayLabel = (label: ScannedLabel, products?: readonly NamedProduct[]): readonly Said[] => [
  ...(label.own ? [{ what: "The clinic's label", says: label.own }] : []),
  ...sayProduct(label, products),
  ...(label.lot ? [{ what: 'Lot', says: label.lot }] : []),
  ...(label.expiresOn ? [{ what: 'Use until', says: sayDay(label.expiresOn) }] : []),
  ...(label.serial ? [{ what: 'Serial number', says: label.serial }] : []),
];
