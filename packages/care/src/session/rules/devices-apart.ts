import { between, SECOND } from '../../instant.ts';
import { quantity, sayQuantity } from '../../quantity.ts';
import { rule } from '../rule.ts';

export const devicesApart = rule({
  id: 'devices-apart',
  title: 'Nasal devices are given with the pause between them',
  source: 'clinical §1 "how" (5 min between devices)',
  stop: 'soft',
  overrideBy: [],
  commands: ['AdministerDose'],
  check(state, command, { protocol }) {
    if (protocol.delivery.kind !== 'nasal_device') return null;
    const last = state.doses.findLast((dose) => dose.at <= command.at);
    const since = last ? Math.floor(between(last.at, command.at) / SECOND) : Number.POSITIVE_INFINITY;
    const asked = protocol.delivery.between;
    return since >= asked.value
      ? null
      : {
          overrideBy: protocol.dose.giveBy,
          message: `It is ${sayQuantity(quantity(since, 's'))} since the last device; ${sayQuantity(asked)} asked.`,
          numbers: { since: sayQuantity(quantity(since, 's')), asked: sayQuantity(asked) },
          satisfy: 'Wait.',
        };
  },
});
