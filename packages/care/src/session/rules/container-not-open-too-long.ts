import { useUntil } from '../../inventory/container.ts';
import { rule } from '../rule.ts';
import { namedContainer } from './named-container.ts';

export const containerNotOpenTooLong = rule({
  id: 'container-not-open-too-long',
  title: 'Nothing is drawn from a container that was opened too long ago',
  source: 'the product’s own limit after opening; USP <797> (28 days for a multiple-dose container) [background]',
  stop: 'hard',
  overrideBy: [],
  commands: ['DrawMedicine'],
  check(_state, command, context) {
    const known = namedContainer(context, command);
    const until = known && useUntil(known.container, known.product);
    if (!until || command.at <= until) return null;
    return {
      field: 'container.id',
      message: `${command.container.label} was opened too long ago to be used.`,
      numbers: { openedAt: known.container.openedAt ?? '', useUntil: until, at: command.at },
      satisfy: 'Take another container, and have what is left of this one wasted.',
    };
  },
});
