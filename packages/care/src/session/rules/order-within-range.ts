import { prepareDose } from '../../dosing/prepare-dose.ts';
import { sayQuantity } from '../../quantity.ts';
import { weightAt } from '../gates.ts';
import { rule } from '../rule.ts';

export const orderWithinRange = rule({
  id: 'order-within-range',
  title: 'A dose lies within the protocol’s range',
  source: 'clinical §1; the protocol’s dose range',
  stop: 'soft',
  overrideBy: [],
  commands: ['OrderDose'],
  check(state, command, { protocol }) {
    const { basis, booster, orderBy } = protocol.dose;
    const weight = weightAt(state, command.at)?.weight;
    const prepared = prepareDose(protocol, {
      prescribed: command.prescribed,
      product: command.product,
      ...(weight && { weight }),
      ...(command.over && { over: command.over }),
    });
    if (!prepared.known) return null;
    const soft = { overrideBy: orderBy, satisfy: 'Order within the range, or give the reason.' };
    if (command.purpose === 'booster') {
      if (!booster) return null;
      const { low, high } = booster.allowed;
      return prepared.amount.value >= low.value && prepared.amount.value <= high.value
        ? null
        : {
            ...soft,
            field: 'prescribed',
            message: `A booster of ${sayQuantity(prepared.amount)} is outside ${sayQuantity(low)} to ${sayQuantity(high)}.`,
            numbers: { amount: sayQuantity(prepared.amount), low: sayQuantity(low), high: sayQuantity(high) },
          };
    }
    if (basis.by === 'fixed') {
      const isFirst = state.plan?.lastDose === undefined;
      const choices = isFirst && basis.firstSession ? basis.firstSession : basis.choices;
      if (choices.some((choice) => choice.value === prepared.amount.value)) return null;
      const says = choices.map(sayQuantity).join(' or ');
      return {
        ...soft,
        field: 'prescribed',
        message: `${sayQuantity(prepared.amount)} is not ${says}${isFirst && basis.firstSession ? ', which a first session gets' : ''}.`,
        numbers: { amount: sayQuantity(prepared.amount), choices: says },
      };
    }
    // Held against what is ordered; rounding to what can be drawn up does not push a dose over its limit.
    const asked = command.prescribed.by === 'weight' ? command.prescribed.perKilogram : prepared.perKilogram;
    if (!asked)
      return {
        ...soft,
        field: 'prescribed',
        message: 'Without a weight the dose per kilogram is not known.',
        satisfy: 'Weigh the patient.',
      };
    const { low, high } = basis.allowed;
    return asked.value >= low.value && asked.value <= high.value
      ? null
      : {
          ...soft,
          field: 'prescribed',
          message: `${sayQuantity(asked)} is outside ${sayQuantity(low)} to ${sayQuantity(high)}.`,
          numbers: { asked: sayQuantity(asked), low: sayQuantity(low), high: sayQuantity(high) },
        };
  },
});
