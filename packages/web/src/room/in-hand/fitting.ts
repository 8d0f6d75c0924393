/** Which containers fit an order, and out of which draws a dose is made. */
import {
  type ContainerStock,
  type DrawnMedicine,
  type DrawPart,
  type DrugAmount,
  inSafes,
  isOrdered,
  leftOf,
  type Order,
  type Protocol,
  quantity,
} from '@holdspace/care';
import type { ContainerShown } from '../../medicine/queries.ts';

/** What fits an order and has something left in a safe: what runs out first stands first. */
export function fitting(containers: readonly ContainerShown[], order: Order, protocol: Protocol): ContainerShown[] {
  const asked = protocol.medicine.products.find(({ id }) => id === order.dose.product);
  return containers.filter(
    (one) => asked && isOrdered(one.product, protocol.medicine.substance, asked) && inSafes(one).value > 0,
  );
}

/** A container as the rules look at it; for whom else it was drawn from, only the server knows. */
export const asStock = ({ receipt, product, places, recalled, ...container }: ContainerShown): ContainerStock => ({
  container: { ...container, product: product.id },
  product,
  places,
  ...(recalled && { recalled }),
  drawnFor: [],
});

/** What is in hand for an order, drawn for it or for none. */
export const inHandFor = (draws: readonly DrawnMedicine[], order: Order): readonly DrawnMedicine[] =>
  draws.filter((draw) => leftOf(draw).value > 0 && (draw.order === undefined || draw.order === order.id));

/** The draws that make up a dose, the first drawn first; undefined where they do not suffice. */
export function drawsFor(
  draws: readonly DrawnMedicine[],
  order: Order,
  amount: DrugAmount,
): Pick<DrawPart, 'draw' | 'amount'>[] | undefined {
  let missing = amount.value;
  const parts: Pick<DrawPart, 'draw' | 'amount'>[] = [];
  for (const draw of inHandFor(draws, order)) {
    const taken = Math.min(missing, leftOf(draw).value);
    if (taken > 0) parts.push({ draw: draw.id, amount: quantity(taken, 'ug') });
    missing -= taken;
  }
  return missing === 0 ? parts : undefined;
}
