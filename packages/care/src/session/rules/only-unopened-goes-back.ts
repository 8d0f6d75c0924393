import { sayQuantity } from '../../quantity.ts';
import { drawOf } from '../draws.ts';
import { rule } from '../rule.ts';

export const onlyUnopenedGoesBack = rule({
  id: 'only-unopened-goes-back',
  title: 'Only whole, unopened pieces go back; never what was in a syringe',
  source:
    'CDC, safe injection practices: nothing goes back into a vial [background]; 21 CFR 1304.22(c) (wastage is recorded)',
  stop: 'hard',
  overrideBy: [],
  commands: ['PutBackMedicine'],
  check(state, command) {
    const draw = drawOf(state, command.draw);
    if (!draw) return null;
    if (!draw.piece)
      return { field: 'draw', message: 'What was drawn up does not go back.', satisfy: 'Waste it before a witness.' };
    if (command.amount.value % draw.piece.value === 0) return null;
    return {
      field: 'amount',
      message: `${sayQuantity(command.amount)} is no number of whole pieces of ${sayQuantity(draw.piece)}.`,
      numbers: { amount: sayQuantity(command.amount), piece: sayQuantity(draw.piece) },
      satisfy: 'Put whole pieces back, and waste a cut one before a witness.',
    };
  },
});
