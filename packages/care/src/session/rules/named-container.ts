/** What the ledger says of the container that a draw names; undefined where this device does not know, or none is kept. */
import type { ContainerStock } from '../../inventory/stock.ts';
import type { CommandOf } from '../commands.ts';
import type { RuleContext } from '../rule.ts';

export function namedContainer(
  { stock }: Pick<RuleContext, 'stock'>,
  { container }: CommandOf<'DrawMedicine'>,
): ContainerStock | null | undefined {
  return stock?.keepsLedger ? stock.containers[container.id] : undefined;
}
