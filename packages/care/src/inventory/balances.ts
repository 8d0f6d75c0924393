/** Balances: the sums of movements, and nothing else. */
import { type DrugAmount, quantity } from '../quantity.ts';
import { type Account, accountKey, isKeeping } from './account.ts';
import type { Movement } from './movement.ts';

/** What each account holds of one container, by the account's key. */
export type Balances = ReadonlyMap<string, DrugAmount>;

/** The key of one container's part of an account. */
export const balanceKey = (container: string, account: Account): string => `${container} ${accountKey(account)}`;

/**
 * The balances after movements, in any order: they add up to zero for every container, since what one account gives
 * another takes. Accounts that only say what became of medicine may be anything; see `shortage` for the others.
 */
export function balancesOf(movements: Iterable<Pick<Movement, 'container' | 'from' | 'into' | 'amount'>>): Balances {
  const sums = new Map<string, number>();
  const add = (key: string, value: number) => sums.set(key, (sums.get(key) ?? 0) + value);
  for (const { container, from, into, amount } of movements) {
    add(balanceKey(container, from), -amount.value);
    add(balanceKey(container, into), amount.value);
  }
  return new Map([...sums].map(([key, value]) => [key, quantity(value, 'ug')]));
}

/** How much is missing for a movement to be made; undefined where there is enough. */
export function shortage(
  balances: Balances,
  { container, from, amount }: Pick<Movement, 'container' | 'from' | 'amount'>,
): DrugAmount | undefined {
  if (!isKeeping(from)) return undefined;
  const missing = amount.value - (balances.get(balanceKey(container, from))?.value ?? 0);
  return missing > 0 ? quantity(missing, 'ug') : undefined;
}
