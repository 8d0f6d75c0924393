import { sayQuantity } from '../../quantity.ts';
import { activeInfusion } from '../infusion.ts';
import { rule } from '../rule.ts';
import { orderOf, SENIOR_CLINICIANS } from './answers.ts';

export const rateWithinProtocol = rule({
  id: 'rate-within-protocol',
  title: 'The pump runs as ordered, and never faster than the protocol allows',
  source: 'clinical §1 "how"; the protocol’s highest rate',
  stop: 'soft',
  overrideBy: SENIOR_CLINICIANS,
  commands: ['StartInfusion', 'ChangeInfusionRate'],
  check(state, command, { protocol }) {
    if (protocol.delivery.kind !== 'infusion') return null;
    const { highestRate, pumpStep } = protocol.delivery;
    const rate = sayQuantity(command.rate);
    if (command.rate.value > highestRate.value)
      return {
        field: 'rate',
        stop: 'hard',
        message: `${rate} is over the protocol’s highest rate, ${sayQuantity(highestRate)}.`,
        numbers: { rate, highest: sayQuantity(highestRate) },
        satisfy: 'Set a lower rate.',
      };
    const order = orderOf(state, command.type === 'StartInfusion' ? command.order : activeInfusion(state)?.order);
    const ordered = order?.dose.pump?.rate;
    const over = ordered !== undefined && command.rate.value > ordered.value + pumpStep.value;
    const under =
      command.type === 'StartInfusion' && ordered !== undefined && command.rate.value < ordered.value - pumpStep.value;
    // Slower is a nurse's to do while it runs, with the reason that the command carries; faster is not.
    if (!ordered || (!over && !under)) return null;
    return {
      field: 'rate',
      message: `${rate} is ${over ? 'faster' : 'slower'} than ordered, ${sayQuantity(ordered)}.`,
      numbers: { rate, ordered: sayQuantity(ordered) },
      satisfy: 'Set the ordered rate, or let a senior clinician decide.',
    };
  },
});
