/**
 * What an initial or biennial inventory must show of each controlled substance: its name, each finished form, how much one
 * commercial container holds, how many containers there are, and what is in those that are opened. It is what was found,
 * whatever the ledger says. Source: 21 CFR 1304.11(e) (background: to be read against the text).
 */
import type { Product } from '../../formulary/product.ts';
import { formOf, measureOf, packageOf, strengthOf } from '../product-words.ts';
import type { CountResult } from './compare.ts';

export interface InventoryLine {
  readonly product: string;
  readonly substance: string;
  readonly schedule: string;
  readonly form: string;
  readonly strength: string;
  readonly package: string;
  readonly containers: number;
  readonly opened: readonly { readonly label: string; readonly holds: string }[];
  /** The two people found different things: this is what the second found. */
  readonly isDisputed: boolean;
}

/** Of products that were found; none is shown of which there is none. */
export function inventoryRecord({ products }: CountResult, formulary: readonly Product[]): InventoryLine[] {
  return products.flatMap(({ product: id, second, finding }): InventoryLine[] => {
    const product = formulary.find((one) => one.id === id);
    if (!product) return [];
    const opened = second.opened.flatMap(({ label, counted }) =>
      counted ? [{ label, holds: measureOf(product, counted) }] : [],
    );
    if (second.unopened.counted === 0 && opened.length === 0) return [];
    return [
      {
        product: id,
        substance: product.substance,
        schedule: product.schedule,
        form: formOf(product),
        strength: strengthOf(product),
        package: packageOf(product),
        containers: second.unopened.counted,
        opened,
        isDisputed: finding === 'counters_differ',
      },
    ];
  });
}
