import { rule } from '../rule.ts';
import { needsRole, orderOf } from './answers.ts';
import { placersOf } from './course-order.ts';

export const prescriberOrders = rule({
  id: 'prescriber-orders',
  title: 'A dose is ordered by a prescriber',
  source: 'design: safety rule 1',
  stop: 'hard',
  overrideBy: [],
  commands: ['OrderDose', 'StopOrder'],
  check(state, command, context) {
    const { protocol } = context;
    const underCourseOrder =
      command.type === 'OrderDose' ? command.underCourseOrder : orderOf(state, command.order)?.dose.underCourseOrder;
    // A prescriber has signed it for the course: whoever may give it places it, and takes back what was placed.
    if (underCourseOrder) return needsRole(context, placersOf(protocol), 'Placing a dose under a course order');
    return needsRole(context, protocol.dose.orderBy, 'An order');
  },
});
