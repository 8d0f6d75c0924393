import { sayRoles } from '../../roles.ts';
import { rule } from '../rule.ts';
import { orderOf } from './answers.ts';

export const orderIsChecked = rule({
  id: 'order-is-checked',
  title: 'A second person has checked the order',
  source: 'the protocol’s second-person check',
  stop: 'hard',
  overrideBy: [],
  commands: ['DrawMedicine', 'AdministerDose', 'StartInfusion'],
  check(state, command, { protocol }) {
    const check = protocol.dose.secondPersonCheck;
    const order = orderOf(state, command.order);
    return !check.required || !order || order.checkedBy
      ? null
      : {
          field: 'order',
          message: 'Nobody has checked this order yet.',
          satisfy: `A ${sayRoles(check.by)} other than ${order.by.name} checks it from their own sign-in.`,
        };
  },
});
