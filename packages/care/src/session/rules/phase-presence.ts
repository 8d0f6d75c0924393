import { presenceFor } from '../phases.ts';
import { rule } from '../rule.ts';
import { SENIOR_CLINICIANS } from './answers.ts';

export const phasePresence = rule({
  id: 'phase-presence',
  title: 'The people whom a phase asks for are there when it begins',
  source: 'clinical §1 "who", §2 "people present"',
  stop: 'soft',
  overrideBy: SENIOR_CLINICIANS,
  commands: ['EnterPhase'],
  check(state, command, { protocol }) {
    const phase = protocol.phases.find((one) => one.id === command.phase);
    const missing = phase ? presenceFor(phase, state, command.at).filter((status) => !status.met) : [];
    return missing.length === 0
      ? null
      : {
          message: `"${phase?.name}": ${missing.map((one) => one.says).join('; ')}.`,
          satisfy: 'Record who has come in.',
        };
  },
});
