import { rule } from '../rule.ts';
import { needsRole, orderOf } from './answers.ts';

export const checkerIsAnotherPerson = rule({
  id: 'checker-is-another-person',
  title: 'An order is checked by a second person who may',
  source: 'the protocol’s second-person check',
  stop: 'hard',
  overrideBy: [],
  commands: ['CheckOrder'],
  check(state, command, context) {
    const order = orderOf(state, command.order);
    if (order && order.by.id === context.author.id)
      return {
        message: 'You ordered this dose; somebody else checks it.',
        satisfy: 'Ask a colleague to check it from their own sign-in.',
      };
    return needsRole(context, context.protocol.dose.secondPersonCheck.by, 'The second-person check');
  },
});
