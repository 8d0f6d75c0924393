import { phaseAt } from '../phases.ts';
import { rule } from '../rule.ts';
import { CLINICAL_STAFF } from './answers.ts';

export const phaseInOrder = rule({
  id: 'phase-in-order',
  title: 'Phases are entered in the order of the protocol',
  source: 'design: the protocol is the program',
  stop: 'soft',
  overrideBy: CLINICAL_STAFF,
  commands: ['EnterPhase'],
  check(state, command, { protocol }) {
    const names = protocol.phases.map((phase) => phase.id);
    const wanted = names.indexOf(command.phase);
    if (wanted < 0) return null;
    const current = phaseAt(protocol, state, command.at)?.phase;
    const next = current ? names.indexOf(current.id) + 1 : 0;
    if (wanted === next) return null;
    const expected = protocol.phases[next]?.name ?? 'the end of the session';
    return {
      field: 'phase',
      message: current ? `After "${current.name}" comes "${expected}".` : `The session begins with "${expected}".`,
      numbers: { asked: command.phase, ...(names[next] && { expected: names[next] }) },
      satisfy: `Enter "${expected}", or say why the order differs.`,
    };
  },
});
