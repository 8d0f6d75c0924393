import { largeJump } from '../../dosing/limits.ts';
import { rule } from '../rule.ts';
import { preparedFor, signedForTheCourse } from './course-order.ts';

export const jumpAsksWhy = rule({
  id: 'jump-asks-why',
  title: 'A large change from the last dose is explained',
  source: 'the protocol’s jump limit (a default to confirm)',
  stop: 'soft',
  overrideBy: [],
  commands: ['OrderDose'],
  check(state, command, context) {
    const { protocol, courseOrders } = context;
    const last = state.plan?.lastDose;
    if (!last || command.purpose === 'booster') return null;
    // The change that the prescriber explained when signing is the one into the first session under the order.
    const { underCourseOrder } = command;
    const isExplained =
      signedForTheCourse(context, command, 'jump-asks-why') &&
      (courseOrders?.sessionsUsed[underCourseOrder?.id ?? ''] ?? 0) === 0;
    if (isExplained) return null;
    const prepared = preparedFor(protocol, state, command);
    return prepared.known ? largeJump(protocol, prepared.amount, last.amount) : null;
  },
});
