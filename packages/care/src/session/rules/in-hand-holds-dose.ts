import { sayQuantity } from '../../quantity.ts';
import { drawOf, leftOf } from '../draws.ts';
import { rule, type Violation } from '../rule.ts';

export const inHandHoldsDose = rule({
  id: 'in-hand-holds-dose',
  title: 'No more is given than is in hand',
  source: 'issue "Medicine": draw-up, administered and leftover amounts add up',
  stop: 'hard',
  overrideBy: [],
  commands: ['AdministerDose', 'StartInfusion'],
  check: (state, command) =>
    (command.draws ?? []).flatMap(({ draw, amount }, index): Violation[] => {
      const found = drawOf(state, draw);
      if (!found || leftOf(found).value >= amount.value) return [];
      const left = sayQuantity(leftOf(found));
      return [
        {
          field: `draws.${index}.amount`,
          message: `${left} of ${found.container.label} is left in hand; ${sayQuantity(amount)} were asked.`,
          numbers: { container: found.container.label, left, asked: sayQuantity(amount) },
          satisfy: 'Draw up what is missing. If it has been given already, record that it happened, with the reason.',
        },
      ];
    }),
});
