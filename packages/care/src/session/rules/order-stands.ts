import { rule } from '../rule.ts';
import { orderOf } from './answers.ts';

export const orderStands = rule({
  id: 'order-stands',
  title: 'An order that is checked, stopped, drawn up or carried out is there and not stopped',
  source: 'design: doses come from a prescriber’s signed order',
  stop: 'hard',
  overrideBy: [],
  commands: ['CheckOrder', 'StopOrder', 'DrawMedicine', 'AdministerDose', 'StartInfusion'],
  keepsTheRecordCoherent: true,
  check(state, command) {
    if (command.order === undefined) return null;
    const order = orderOf(state, command.order);
    if (!order)
      return {
        field: 'order',
        message: 'There is no such order in this session.',
        satisfy: 'Choose an order of this session, or record a dose given without one.',
      };
    if (order.stopped && (command.type === 'CheckOrder' || command.type === 'StopOrder'))
      return { field: 'order', message: `The order was stopped: ${order.stopped.reason}.`, satisfy: 'Order anew.' };
    if (command.type === 'CheckOrder' && order.checkedBy)
      return {
        field: 'order',
        message: `${order.checkedBy.name} has checked this order already.`,
        satisfy: 'Nothing more is needed.',
      };
    return null;
  },
});
