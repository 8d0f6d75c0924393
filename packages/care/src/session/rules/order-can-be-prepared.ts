import { prepareDose } from '../../dosing/prepare-dose.ts';
import { weightAt } from '../gates.ts';
import { rule } from '../rule.ts';

export const orderCanBePrepared = rule({
  id: 'order-can-be-prepared',
  title: 'What is ordered can be drawn up, counted out or pumped',
  source: 'clinical §1; the protocol’s products and delivery',
  stop: 'hard',
  overrideBy: [],
  commands: ['OrderDose'],
  keepsTheRecordCoherent: true,
  check(state, command, { protocol }) {
    const weight = weightAt(state, command.at)?.weight;
    const prepared = prepareDose(protocol, {
      prescribed: command.prescribed,
      product: command.product,
      ...(weight && { weight }),
      ...(command.over && { over: command.over }),
    });
    return prepared.known ? null : { field: prepared.field, message: prepared.because, satisfy: 'Correct the order.' };
  },
});
