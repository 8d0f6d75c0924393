import { sayQuantity } from '../../quantity.ts';
import { drawOf, leftOf } from '../draws.ts';
import { rule } from '../rule.ts';

export const inHandHoldsRest = rule({
  id: 'in-hand-holds-rest',
  title: 'No more is wasted, put back or lost than is in hand',
  source: 'issue "Medicine": draw-up, administered and leftover amounts add up',
  stop: 'hard',
  overrideBy: [],
  commands: ['WasteMedicine', 'PutBackMedicine', 'LoseMedicine'],
  keepsTheRecordCoherent: true,
  check(state, command) {
    const found = drawOf(state, command.draw);
    if (!found || leftOf(found).value >= command.amount.value) return null;
    const left = sayQuantity(leftOf(found));
    return {
      field: 'amount',
      message: `${left} of ${found.container.label} is left in hand; ${sayQuantity(command.amount)} were asked.`,
      numbers: { container: found.container.label, left, asked: sayQuantity(command.amount) },
      satisfy:
        'Correct the amount. If more was drawn up than was recorded, strike out the draw and record it as it was.',
    };
  },
});
