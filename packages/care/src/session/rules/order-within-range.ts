import { outsideRange } from '../../dosing/limits.ts';
import { rule } from '../rule.ts';
import { preparedFor, signedForTheCourse } from './course-order.ts';

export const orderWithinRange = rule({
  id: 'order-within-range',
  title: 'A dose lies within the protocol’s range',
  source: 'clinical §1; the protocol’s dose range',
  stop: 'soft',
  overrideBy: [],
  commands: ['OrderDose'],
  check(state, command, context) {
    const prepared = preparedFor(context.protocol, state, command);
    if (!prepared.known || signedForTheCourse(context, command, 'order-within-range')) return null;
    const { purpose, prescribed } = command;
    const isFirstSession = state.plan?.lastDose === undefined;
    return outsideRange(context.protocol, { purpose, prescribed, prepared, isFirstSession });
  },
});
