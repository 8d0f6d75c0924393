import { safeOf } from '../../inventory/stock.ts';
import { sayQuantity } from '../../quantity.ts';
import { rule } from '../rule.ts';
import { namedContainer } from './named-container.ts';

export const containerHoldsEnough = rule({
  id: 'container-holds-enough',
  title: 'No more is drawn from a container than it holds',
  source:
    'a rule of this product; 21 CFR 1304.21(a) asks for a complete and accurate record, and for no perpetual inventory',
  stop: 'hard',
  overrideBy: [],
  commands: ['DrawMedicine'],
  check(_state, command, context) {
    const known = namedContainer(context, command);
    const lies = known && safeOf(known);
    if (!lies || lies.amount.value >= command.amount.value) return null;
    const [holds, asked] = [sayQuantity(lies.amount), sayQuantity(command.amount)];
    return {
      field: 'amount',
      message: `${command.container.label} holds ${holds}; ${asked} were asked.`,
      numbers: { container: command.container.label, holds, asked },
      satisfy:
        'Draw what it holds and the rest from another container. If more was drawn already, record that it happened, with the reason; a discrepancy is opened.',
    };
  },
});
