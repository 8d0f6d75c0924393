import { prepareDose } from '../../dosing/prepare-dose.ts';
import { quantity, sayQuantity } from '../../quantity.ts';
import { weightAt } from '../gates.ts';
import { committedDose } from '../infusion.ts';
import { rule } from '../rule.ts';
import { orderOf } from './answers.ts';

export const doseWithinAbsoluteMaximum = rule({
  id: 'dose-within-absolute-maximum',
  title: 'All doses of a session together stay under the protocol’s absolute maximum',
  source: 'clinical §1; the protocol’s absolute maximum',
  stop: 'hard',
  overrideBy: [],
  commands: ['OrderDose', 'AdministerDose', 'StartInfusion'],
  check(state, command, { protocol }) {
    const weight = weightAt(state, command.at)?.weight;
    const asked = () => {
      if (command.type === 'AdministerDose') return command.amount;
      if (command.type === 'StartInfusion') return orderOf(state, command.order)?.dose.amount;
      const prepared = prepareDose(protocol, {
        prescribed: command.prescribed,
        product: command.product,
        ...(weight && { weight }),
        ...(command.over && { over: command.over }),
      });
      return prepared.known ? prepared.amount : undefined;
    };
    const amount = asked();
    if (!amount) return null;
    const before = committedDose(state);
    const total = before.value + amount.value;
    const { absoluteMaximum } = protocol.dose;
    const byWeight =
      weight && absoluteMaximum.perKilogram
        ? Math.floor(absoluteMaximum.perKilogram.value * weight.value)
        : Number.POSITIVE_INFINITY;
    const most = quantity(Math.min(absoluteMaximum.amount.value, byWeight), 'ug');
    if (total <= most.value) return null;
    return {
      field: command.type === 'OrderDose' ? 'prescribed' : command.type === 'AdministerDose' ? 'amount' : 'order',
      message: `With ${sayQuantity(before)} given before, ${sayQuantity(amount)} would make ${sayQuantity(quantity(total, 'ug'))}; the most in one session is ${sayQuantity(most)}.`,
      numbers: {
        before: sayQuantity(before),
        asked: sayQuantity(amount),
        total: sayQuantity(quantity(total, 'ug')),
        most: sayQuantity(most),
      },
      satisfy: 'Give less. If it has been given already, record that it happened, with the reason.',
    };
  },
});
