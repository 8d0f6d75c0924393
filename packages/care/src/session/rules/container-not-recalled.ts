import { rule } from '../rule.ts';
import { namedContainer } from './named-container.ts';

export const containerNotRecalled = rule({
  id: 'container-not-recalled',
  title: 'Nothing is drawn from a lot that was recalled',
  source: '21 CFR 7.49(d) (whoever gets a recall notice carries it out)',
  stop: 'hard',
  overrideBy: [],
  commands: ['DrawMedicine'],
  check(_state, command, context) {
    const recalled = namedContainer(context, command)?.recalled;
    if (!recalled) return null;
    return {
      field: 'container.lot',
      message: `Lot ${command.container.lot} was recalled: ${recalled.reason}.`,
      numbers: { lot: command.container.lot, recalledAt: recalled.at },
      satisfy: 'Take a container of another lot, and set this one apart.',
    };
  },
});
