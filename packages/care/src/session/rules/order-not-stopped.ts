import { rule } from '../rule.ts';
import { orderOf } from './answers.ts';

export const orderNotStopped = rule({
  id: 'order-not-stopped',
  title: 'Nothing is drawn up or given under an order that was stopped',
  source: 'design: doses come from a prescriber’s signed order',
  stop: 'hard',
  overrideBy: [],
  commands: ['DrawMedicine', 'AdministerDose', 'StartInfusion'],
  check(state, command) {
    const order = orderOf(state, command.order);
    return order?.stopped
      ? { field: 'order', message: `The order was stopped: ${order.stopped.reason}.`, satisfy: 'Ask for a new order.' }
      : null;
  },
});
