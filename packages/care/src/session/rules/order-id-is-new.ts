import { rule } from '../rule.ts';
import { orderOf } from './answers.ts';

export const orderIdIsNew = rule({
  id: 'order-id-is-new',
  title: 'Each order has an id of its own',
  source: 'design: the session is a log',
  stop: 'hard',
  overrideBy: [],
  commands: ['OrderDose'],
  keepsTheRecordCoherent: true,
  check: (state, command) =>
    orderOf(state, command.order)
      ? {
          field: 'order',
          message: 'There is an order with this id already.',
          satisfy: 'Make a new id for a new order.',
        }
      : null,
});
