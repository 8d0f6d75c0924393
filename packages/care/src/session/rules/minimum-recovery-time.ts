import { between, SECOND } from '../../instant.ts';
import { quantity, sayQuantity } from '../../quantity.ts';
import { dischargeAt } from '../discharge.ts';
import { doseTimes } from '../infusion.ts';
import { rule } from '../rule.ts';

export const minimumRecoveryTime = rule({
  id: 'minimum-recovery-time',
  title: 'The patient stays for the minimum time',
  source: 'clinical §4 "Leaving" (minimum time by protocol)',
  stop: 'soft',
  overrideBy: [],
  commands: ['SignDischarge'],
  check(state, command, { protocol }) {
    const status = dischargeAt(protocol, state, command.at);
    if (status.minimumTimeMet) return null;
    const { duration, after } = protocol.discharge.minimumTime;
    const last = doseTimes(state).last;
    const since = last ? quantity(Math.max(0, Math.floor(between(last, command.at) / SECOND)), 's') : undefined;
    const by = protocol.discharge.minimumTimeOverrideBy;
    return {
      message: `${since ? sayQuantity(since) : 'No time'} of ${sayQuantity(duration)} have passed since the ${after === 'infusion_end' ? 'end of the infusion' : 'last dose'}.`,
      numbers: {
        asked: sayQuantity(duration),
        ...(since && { since: sayQuantity(since) }),
        ...(status.earliest && { earliest: status.earliest }),
      },
      satisfy: status.earliest ? 'Wait until the minimum time has passed.' : 'Stop the infusion first.',
      stop: by.length > 0 ? 'soft' : 'hard',
      overrideBy: by,
    };
  },
});
