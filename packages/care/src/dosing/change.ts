/** How much one amount differs from another: the last dose from the next, the rounded from the prescribed. */
import { type DrugAmount, type Quantity, quantity } from '../quantity.ts';

export type Change =
  | { readonly known: true /** Negative where it became less; to the hundredth. */; readonly share: Quantity<'%'> }
  | { readonly known: false; readonly because: string };

/**
 * The change from one amount to another, as a share of the first.
 * Units: ug; result percent, to two decimals. Refuses to compare with nothing.
 */
export function changeBetween(before: DrugAmount, after: DrugAmount): Change {
  if (before.value <= 0) return { known: false, because: 'There is no amount to compare with.' };
  const hundredths = Math.round(((after.value - before.value) * 10_000) / before.value);
  return { known: true, share: quantity(hundredths / 100, '%') };
}
