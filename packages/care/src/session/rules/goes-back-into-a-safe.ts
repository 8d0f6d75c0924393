import { drawOf } from '../draws.ts';
import { rule } from '../rule.ts';

export const goesBackIntoASafe = rule({
  id: 'goes-back-into-a-safe',
  title: 'What goes back goes into the safe in which the ledger has its container',
  source: 'a rule of this product: a movement goes somewhere',
  stop: 'hard',
  overrideBy: [],
  commands: ['PutBackMedicine'],
  keepsTheRecordCoherent: true,
  check(state, command) {
    const draw = drawOf(state, command.draw);
    if (!draw?.ledger || draw.ledger.safe) return null;
    return {
      field: 'draw',
      message: `The ledger has ${draw.container.label} in no safe.`,
      satisfy: 'Have it counted in under Medicine, or waste it before a witness.',
    };
  },
});
