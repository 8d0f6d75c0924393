import { rule } from '../rule.ts';
import { preparedFor } from './course-order.ts';

export const orderCanBePrepared = rule({
  id: 'order-can-be-prepared',
  title: 'What is ordered can be drawn up, counted out or pumped',
  source: 'clinical §1; the protocol’s products and delivery',
  stop: 'hard',
  overrideBy: [],
  commands: ['OrderDose'],
  keepsTheRecordCoherent: true,
  check(state, command, { protocol }) {
    const prepared = preparedFor(protocol, state, command);
    return prepared.known ? null : { field: prepared.field, message: prepared.because, satisfy: 'Correct the order.' };
  },
});
