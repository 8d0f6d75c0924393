import { rule } from '../rule.ts';

export const deliveryAsProtocol = rule({
  id: 'delivery-as-protocol',
  title: 'Medicine goes in the way that the protocol says',
  source: 'clinical §1 "how"',
  stop: 'hard',
  overrideBy: [],
  commands: ['AdministerDose'],
  check(_state, _command, { protocol }) {
    return protocol.delivery.kind === 'infusion'
      ? {
          message: 'Under this protocol the medicine is infused, not given at once.',
          satisfy: 'Start the infusion under the order.',
        }
      : null;
  },
});
