/** What became of each draw: the unit of which patterns are made. One draw is what one session had of one container. */
import type { Product } from '../../formulary/product.ts';
import type { Instant } from '../../instant.ts';
import type { Movement } from '../movement.ts';

export interface DrawOutcome {
  readonly session: string;
  readonly container: string;
  readonly product: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: Instant;
  /** Micrograms. */
  readonly drawn: number;
  readonly administered: number;
  readonly wasted: number;
  readonly putBack: number;
  readonly lost: number;
}

/** Draws of the movements, reversed ones aside; whose it is says who drew first. */
export function drawsOf(
  movements: readonly Movement[],
  products: ReadonlyMap<string, Pick<Product, 'id'>>,
): readonly DrawOutcome[] {
  const reversed = new Set(movements.flatMap(({ reverses }) => reverses ?? []));
  const draws = new Map<string, { -readonly [K in keyof DrawOutcome]: DrawOutcome[K] }>();
  for (const movement of movements) {
    if (movement.kind === 'reversed' || reversed.has(movement.id)) continue;
    const { from, into, amount, container } = movement;
    const session = into.kind === 'in_hand' ? into.session : from.kind === 'in_hand' ? from.session : undefined;
    const product = products.get(container);
    if (session === undefined || !product) continue;
    const key = `${session} ${container}`;
    const draw = draws.get(key) ?? {
      session,
      container,
      product: product.id,
      by: movement.by,
      at: movement.at,
      drawn: 0,
      administered: 0,
      wasted: 0,
      putBack: 0,
      lost: 0,
    };
    draws.set(key, draw);
    if (movement.kind === 'drawn') draw.drawn += amount.value;
    else if (movement.kind === 'administered') draw.administered += amount.value;
    else if (movement.kind === 'wasted') draw.wasted += amount.value;
    else if (movement.kind === 'put_back') draw.putBack += amount.value;
    else if (movement.kind === 'lost') draw.lost += amount.value;
  }
  // What was drawn before the time that is looked at is no draw of it.
  return [...draws.values()].filter(({ drawn }) => drawn > 0);
}

/** The share that was wasted. */
export const wastedShare = ({ wasted, drawn }: Pick<DrawOutcome, 'wasted' | 'drawn'>): number =>
  Math.min(1, wasted / drawn);

/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? 0) + high) / 2;
}

/** By what each gives, in the order in which it first came. */
export function grouped<T, K>(list: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
