import { orderExpiresAt } from '../../orders/standing.ts';
import { rule } from '../rule.ts';
import { orderOf } from './answers.ts';

const SATISFY = 'Ask for a new order. What was drawn up for it can be given under the new one, or wasted.';

export const orderInForce = rule({
  id: 'order-in-force',
  title: 'An order is drawn up and given while it is good',
  source: 'issue "Medicine": an order expired between draw and dose',
  stop: 'hard',
  overrideBy: [],
  commands: ['DrawMedicine', 'AdministerDose', 'StartInfusion'],
  check(state, command) {
    const order = orderOf(state, command.order);
    if (!order) return null;
    const { validUntil } = order.dose;
    const expiresAt = orderExpiresAt(order);
    if (expiresAt && command.at >= expiresAt)
      return {
        field: 'order',
        message: 'The course order that this was placed under has expired.',
        numbers: { expiresAt, at: command.at },
        satisfy: SATISFY,
      };
    if (!validUntil || command.at <= validUntil) return null;
    return {
      field: 'order',
      message: 'The order is not good any more.',
      numbers: { validUntil, at: command.at },
      satisfy: SATISFY,
    };
  },
});
