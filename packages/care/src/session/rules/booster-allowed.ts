import { between, SECOND } from '../../instant.ts';
import { quantity, sayQuantity } from '../../quantity.ts';
import { doseTimes } from '../infusion.ts';
import { rule } from '../rule.ts';
import { orderOf, SENIOR_CLINICIANS } from './answers.ts';

export const boosterAllowed = rule({
  id: 'booster-allowed',
  title: 'A booster follows a first dose, where, when and as often as the protocol allows',
  source: 'clinical §1 (supplement 12 minutes after an intramuscular dose)',
  stop: 'hard',
  overrideBy: [],
  commands: ['OrderDose', 'AdministerDose', 'StartInfusion'],
  check(state, command, { protocol }) {
    const order = command.type === 'OrderDose' ? undefined : orderOf(state, command.order);
    const purpose = command.type === 'OrderDose' ? command.purpose : order?.dose.purpose;
    if (purpose === undefined) return null;
    const given = state.doses.length + state.infusions.length;
    if (purpose === 'first') {
      const another = state.orders.some(
        (one) => one.dose.purpose === 'first' && !one.stopped && one.id !== command.order,
      );
      return command.type === 'OrderDose' && another
        ? {
            field: 'purpose',
            message: 'There is an order for the first dose already.',
            satisfy: 'Stop that order, or order a booster.',
          }
        : null;
    }
    const { booster } = protocol.dose;
    if (!booster)
      return {
        field: 'purpose',
        message: 'This protocol has no booster.',
        satisfy: 'Do not give one; if it happened, record that.',
      };
    const first = doseTimes(state).first;
    if (given === 0 || !first)
      return command.type === 'OrderDose'
        ? null
        : { message: 'No first dose has been given.', satisfy: 'Give the first dose before a booster.' };
    const used = state.orders.filter(
      (one) => one.dose.purpose === 'booster' && !one.stopped && one.id !== command.order,
    ).length;
    if (used >= booster.most)
      return {
        message: `The protocol allows ${booster.most} booster${booster.most === 1 ? '' : 's'}; ${used} ordered.`,
        numbers: { most: String(booster.most), ordered: String(used) },
        satisfy: 'Do not give another.',
      };
    if (command.type === 'OrderDose') return null;
    const since = Math.floor(between(first, command.at) / SECOND);
    if (since >= booster.earliest.value && since <= booster.latest.value) return null;
    return {
      stop: 'soft',
      overrideBy: SENIOR_CLINICIANS,
      message: `It is ${sayQuantity(quantity(Math.max(0, since), 's'))} since the first dose; a booster is given between ${sayQuantity(booster.earliest)} and ${sayQuantity(booster.latest)}.`,
      numbers: {
        since: sayQuantity(quantity(Math.max(0, since), 's')),
        earliest: sayQuantity(booster.earliest),
        latest: sayQuantity(booster.latest),
      },
      satisfy: since < booster.earliest.value ? 'Wait.' : 'The time for a booster has passed.',
    };
  },
});
