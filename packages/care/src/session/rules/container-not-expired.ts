import { rule } from '../rule.ts';
import { dayAt } from '../site-day.ts';
import { namedContainer } from './named-container.ts';

export const containerNotExpired = rule({
  id: 'container-not-expired',
  title: 'Nothing is drawn from a container that has expired',
  source: '21 CFR 211.137 binds the maker to a date; not drawing after it is practice [background]',
  stop: 'hard',
  overrideBy: [],
  commands: ['DrawMedicine'],
  check(state, command, context) {
    const expiresOn = namedContainer(context, command)?.container.expiresOn;
    const day = dayAt(command.at, state.plan?.zone ?? 'UTC');
    if (!expiresOn || day <= expiresOn) return null;
    return {
      field: 'container.id',
      message: `${command.container.label} expired: its last day was ${expiresOn}.`,
      numbers: { expiresOn, day },
      satisfy: 'Take another container, and have this one returned or destroyed.',
    };
  },
});
