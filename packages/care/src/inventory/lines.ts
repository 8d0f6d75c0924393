/** One container's movements as a ledger shows them: a line each, out of one account into another, with what is left. */
import { type DrugAmount, quantity } from '../quantity.ts';
import { type Account, isKeeping } from './account.ts';
import type { Movement } from './movement.ts';

export interface LedgerLine<M> {
  readonly movement: M;
  /** What the clinic still holds of the container after it: in safes and in hands together. */
  readonly held: DrugAmount;
}

type Moved = Pick<Movement, 'from' | 'into' | 'amount'>;
const change = ({ from, into, amount }: Moved): number =>
  (isKeeping(into) ? amount.value : 0) - (isKeeping(from) ? amount.value : 0);

/** The lines in the order of the ledger, with a running balance. */
export function ledgerLines<M extends Moved>(movements: readonly M[]): readonly LedgerLine<M>[] {
  let held = 0;
  return movements.map((movement) => {
    held += change(movement);
    return { movement, held: quantity(held, 'ug') };
  });
}

/** How an account is said: "Main safe", "In hand", "Given to a patient". */
export function sayAccount(account: Account, safes: ReadonlyMap<string, string>): string {
  switch (account.kind) {
    case 'safe':
      return safes.get(account.safe) ?? 'A safe';
    case 'in_hand':
      return 'In hand, for a session';
    case 'supplier':
      return 'Supplier';
    case 'administered':
      return 'Given to a patient';
    case 'wasted':
      return 'Wasted';
    case 'returned':
      return 'Returned';
    case 'lost':
      return 'Lost or broken';
    case 'destroyed':
      return 'Destroyed';
    case 'unexplained':
      return 'Unexplained';
  }
}

/** What a kind of movement is called on a page and on paper. */
export const MOVEMENT_NAMES: Readonly<Record<Movement['kind'], string>> = {
  received: 'Received',
  moved: 'Moved',
  drawn: 'Drawn',
  administered: 'Given',
  wasted: 'Wasted',
  put_back: 'Put back',
  returned: 'Returned',
  lost: 'Lost or broken',
  destroyed: 'Destroyed',
  count_adjusted: 'Count adjusted',
  reversed: 'Undone',
};
