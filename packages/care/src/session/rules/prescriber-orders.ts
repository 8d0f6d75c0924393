import { rule } from '../rule.ts';
import { needsRole } from './answers.ts';

export const prescriberOrders = rule({
  id: 'prescriber-orders',
  title: 'A dose is ordered by a prescriber',
  source: 'design: safety rule 1',
  stop: 'hard',
  overrideBy: [],
  commands: ['OrderDose', 'StopOrder'],
  check: (_state, _command, context) => needsRole(context, context.protocol.dose.orderBy, 'An order'),
});
