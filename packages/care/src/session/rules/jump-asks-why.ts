import { prepareDose } from '../../dosing/prepare-dose.ts';
import { sayQuantity } from '../../quantity.ts';
import { weightAt } from '../gates.ts';
import { rule } from '../rule.ts';

export const jumpAsksWhy = rule({
  id: 'jump-asks-why',
  title: 'A large change from the last dose is explained',
  source: 'the protocol’s jump limit (a default to confirm)',
  stop: 'soft',
  overrideBy: [],
  commands: ['OrderDose'],
  check(state, command, { protocol }) {
    const last = state.plan?.lastDose;
    if (!last || command.purpose === 'booster') return null;
    const weight = weightAt(state, command.at)?.weight;
    const prepared = prepareDose(protocol, {
      prescribed: command.prescribed,
      product: command.product,
      ...(weight && { weight }),
      ...(command.over && { over: command.over }),
    });
    if (!prepared.known) return null;
    const limit = protocol.dose.jumpAsksWhyAbove;
    const difference = prepared.amount.value - last.amount.value;
    if (Math.abs(difference) * 100 <= last.amount.value * limit.value) return null;
    const percent = Math.round((difference * 100) / last.amount.value);
    return {
      field: 'prescribed',
      overrideBy: protocol.dose.orderBy,
      message: `${sayQuantity(prepared.amount)} is ${percent > 0 ? '+' : ''}${percent} % from the last dose, ${sayQuantity(last.amount)}; over ${sayQuantity(limit)} asks why.`,
      numbers: { amount: sayQuantity(prepared.amount), last: sayQuantity(last.amount), change: `${percent} %` },
      satisfy: 'Give the reason for the change.',
    };
  },
});
