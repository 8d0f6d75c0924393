import { quantity, sayQuantity } from '../../quantity.ts';
import { rule } from '../rule.ts';
import { givenUnder, orderOf } from './answers.ts';

export const doseAsOrdered = rule({
  id: 'dose-as-ordered',
  title: 'No more is given than was ordered',
  source: 'design: safety rule 1',
  stop: 'hard',
  overrideBy: [],
  commands: ['AdministerDose'],
  check(state, command) {
    const order = orderOf(state, command.order);
    if (!order) return null;
    const before = givenUnder(state, order);
    const left = quantity(Math.max(0, order.dose.amount.value - before), 'ug');
    if (command.amount.value <= left.value) return null;
    return {
      field: 'amount',
      message: `${sayQuantity(command.amount)} is more than is left of the order: ${sayQuantity(left)} of ${sayQuantity(order.dose.amount)}.`,
      numbers: {
        amount: sayQuantity(command.amount),
        left: sayQuantity(left),
        ordered: sayQuantity(order.dose.amount),
      },
      satisfy: 'Give what is left of the order, or ask for a new one.',
    };
  },
});
