/**
 * What the ledger says at a moment of the containers that somebody is about to draw from: asked where commands are decided,
 * and given to the rules like the time of day.
 */
import type { Product } from '../formulary/product.ts';
import type { Instant } from '../instant.ts';
import { type DrugAmount, quantity } from '../quantity.ts';
import { type Account, accountKey } from './account.ts';
import type { Container } from './container.ts';
import type { Movement } from './movement.ts';

export interface Place {
  readonly account: Account;
  readonly amount: DrugAmount;
}

export interface ContainerStock {
  readonly container: Container;
  readonly product: Product;
  /** The keeping accounts that hold something of it. */
  readonly places: readonly Place[];
  readonly recalled?: { readonly reason: string; readonly at: Instant };
  /** The sessions for which something was drawn from it. */
  readonly drawnFor: readonly string[];
}

export interface StockKnown {
  /** The session for which it was looked up. */
  readonly session: string;
  /** Whether the clinic has a safe: without one it keeps no ledger here, and nothing is asked of a draw. */
  readonly keepsLedger: boolean;
  /** By container's id; null where the clinic has none of that id. Whoever is not named was not looked up. */
  readonly containers: Readonly<Record<string, ContainerStock | null>>;
}

/** The safe in which a container lies: the one that holds most of it. */
export const safeOf = ({
  places,
}: Pick<ContainerStock, 'places'>): (Place & { account: { kind: 'safe' } }) | undefined =>
  places
    .filter((place): place is Place & { account: { kind: 'safe'; safe: string } } => place.account.kind === 'safe')
    .reduce<(Place & { account: { kind: 'safe'; safe: string } }) | undefined>(
      (most, place) => (most && most.amount.value >= place.amount.value ? most : place),
      undefined,
    );

/** The stock after movements, so that a list of commands is decided one after the other. */
export function stockAfter(stock: StockKnown, movements: readonly Movement[]): StockKnown {
  if (movements.length === 0) return stock;
  const containers: Record<string, ContainerStock | null> = { ...stock.containers };
  for (const { container: id, from, into, amount, session, kind } of movements) {
    const held = containers[id];
    if (!held) continue;
    const change = (places: readonly Place[], account: Account, by: number): readonly Place[] => {
      if (account.kind !== 'safe' && account.kind !== 'in_hand') return places;
      const key = accountKey(account);
      const before = places.find((one) => accountKey(one.account) === key)?.amount.value ?? 0;
      return [
        ...places.filter((one) => accountKey(one.account) !== key),
        { account, amount: quantity(before + by, 'ug') },
      ];
    };
    containers[id] = {
      ...held,
      places: change(change(held.places, from, -amount.value), into, amount.value),
      drawnFor: kind === 'drawn' && session ? [...held.drawnFor, session] : held.drawnFor,
    };
  }
  return { ...stock, containers };
}
