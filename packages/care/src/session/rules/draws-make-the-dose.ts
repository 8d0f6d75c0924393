import { quantity, sayQuantity } from '../../quantity.ts';
import { rule } from '../rule.ts';
import { orderOf } from './answers.ts';

export const drawsMakeTheDose = rule({
  id: 'draws-make-the-dose',
  title: 'The draws named make up the dose, or the bag, exactly',
  source: 'issue "Medicine": draw-up, administered and leftover amounts add up',
  stop: 'hard',
  overrideBy: [],
  commands: ['AdministerDose', 'StartInfusion'],
  keepsTheRecordCoherent: true,
  check(state, command) {
    if (!command.draws) return null;
    const dose = command.type === 'AdministerDose' ? command.amount : orderOf(state, command.order)?.dose.amount;
    const sum = quantity(
      command.draws.reduce((total, { amount }) => total + amount.value, 0),
      'ug',
    );
    if (!dose || dose.value === sum.value) return null;
    return {
      field: 'draws',
      message: `The draws come to ${sayQuantity(sum)}; the dose is ${sayQuantity(dose)}.`,
      numbers: { draws: sayQuantity(sum), dose: sayQuantity(dose) },
      satisfy: 'Say how much of each draw went into the dose.',
    };
  },
});
