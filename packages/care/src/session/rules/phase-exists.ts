import { phaseAt } from '../phases.ts';
import { rule } from '../rule.ts';

export const phaseExists = rule({
  id: 'phase-exists',
  title: 'A phase is one of the protocol and not the present one',
  source: 'design: the protocol is the program',
  stop: 'hard',
  overrideBy: [],
  commands: ['EnterPhase'],
  keepsTheRecordCoherent: true,
  check(state, command, { protocol }) {
    if (!protocol.phases.some((phase) => phase.id === command.phase))
      return {
        field: 'phase',
        message: `The protocol has no phase "${command.phase}".`,
        satisfy: `Name one of: ${protocol.phases.map((phase) => phase.id).join(', ')}.`,
      };
    return phaseAt(protocol, state, command.at)?.phase.id === command.phase
      ? { field: 'phase', message: 'The session is in this phase already.', satisfy: 'Nothing more is needed.' }
      : null;
  },
});
