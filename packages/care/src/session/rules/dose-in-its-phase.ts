import { phaseAt } from '../phases.ts';
import { rule } from '../rule.ts';

export const doseInItsPhase = rule({
  id: 'dose-in-its-phase',
  title: 'A dose is given in a phase meant for it',
  source: 'design: the protocol is the program',
  stop: 'hard',
  overrideBy: [],
  commands: ['AdministerDose', 'StartInfusion'],
  check(state, command, { protocol }) {
    const current = phaseAt(protocol, state, command.at)?.phase;
    if (current?.doseAllowed) return null;
    const where = protocol.phases.filter((phase) => phase.doseAllowed).map((phase) => `"${phase.name}"`);
    return {
      message: current ? `No dose is given in "${current.name}".` : 'The session has not begun its first phase.',
      satisfy: `Enter ${where.join(' or ')} first.`,
    };
  },
});
