import { rule } from '../rule.ts';
import { CLINICAL_STAFF } from './answers.ts';

export const siteAsProtocol = rule({
  id: 'site-as-protocol',
  title: 'An injection names its site',
  source: 'clinical §1 "how"',
  stop: 'soft',
  overrideBy: CLINICAL_STAFF,
  commands: ['AdministerDose'],
  check(_state, command, { protocol }) {
    if (protocol.delivery.kind !== 'injection') return null;
    const { sites } = protocol.delivery;
    return command.site && sites.includes(command.site)
      ? null
      : {
          field: 'site',
          message: command.site ? `"${command.site}" is not a site of the protocol.` : 'No site is named.',
          satisfy: `Name one of: ${sites.join(', ')}.`,
        };
  },
});
