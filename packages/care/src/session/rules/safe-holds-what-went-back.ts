import { sayQuantity } from '../../quantity.ts';
import { drawOf } from '../draws.ts';
import { rule } from '../rule.ts';

export const safeHoldsWhatWentBack = rule({
  id: 'safe-holds-what-went-back',
  title: 'That something was put back is struck out only while it still lies there',
  source:
    'a rule of this product; 21 CFR 1304.21(a) asks for a complete and accurate record, and for no perpetual inventory',
  stop: 'hard',
  overrideBy: [],
  commands: ['StrikeOut'],
  keepsTheRecordCoherent: true,
  check(state, command, { stock }) {
    const entry = state.log.find((event) => event.seq === command.seq);
    if (entry?.type !== 'MedicinePutBack' || !stock?.keepsLedger) return null;
    const draw = drawOf(state, entry.draw);
    const lies = draw && stock.containers[draw.container.id]?.places;
    const safe = draw?.ledger?.safe;
    const held = lies?.find(({ account }) => account.kind === 'safe' && account.safe === safe)?.amount.value ?? 0;
    if (!lies || held >= entry.amount.value) return null;
    return {
      field: 'seq',
      message: `${draw.container.label} lies there with ${sayQuantity({ value: held, unit: 'ug' })}; ${sayQuantity(entry.amount)} went back and has been taken since.`,
      numbers: { container: draw.container.label, putBack: sayQuantity(entry.amount) },
      satisfy: 'Count the safe; what differs is settled as a discrepancy.',
    };
  },
});
