import { rule } from '../rule.ts';
import { orderOf } from './answers.ts';

export const orderInForce = rule({
  id: 'order-in-force',
  title: 'An order is drawn up and given while it is good',
  source: 'issue "Medicine": an order expired between draw and dose',
  stop: 'hard',
  overrideBy: [],
  commands: ['DrawMedicine', 'AdministerDose', 'StartInfusion'],
  check(state, command) {
    const validUntil = orderOf(state, command.order)?.dose.validUntil;
    if (!validUntil || command.at <= validUntil) return null;
    return {
      field: 'order',
      message: 'The order is not good any more.',
      numbers: { validUntil, at: command.at },
      satisfy: 'Ask for a new order. What was drawn up for it can be given under the new one, or wasted.',
    };
  },
});
