import { rule } from '../rule.ts';
import { namedContainer } from './named-container.ts';

export const containerForOnePatient = rule({
  id: 'container-for-one-patient',
  title: 'A single-dose container serves one patient',
  source: 'CDC, safe injection practices: a single-dose vial is for one patient [background]',
  stop: 'hard',
  overrideBy: [],
  commands: ['DrawMedicine'],
  check(_state, command, context) {
    const known = namedContainer(context, command);
    if (known?.product.contents.form !== 'solution' || known.product.contents.use !== 'single_dose') return null;
    // Whoever drew from it in this session did it for this patient; all other sessions are another's, or another day's.
    if (known.drawnFor.every((session) => session === context.stock?.session)) return null;
    return {
      field: 'container.id',
      message: `${command.container.label} is a single-dose container, and was used in another session already.`,
      numbers: { container: command.container.label },
      satisfy: 'Take a new container, and have what is left of this one wasted.',
    };
  },
});
