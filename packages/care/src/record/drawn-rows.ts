/** What came out of each container and what became of it, in a line each: the part of the record that an inspector reads. */
import type { DrugAmount } from '../quantity.ts';
import { sayQuantity } from '../quantity.ts';
import { awaitsWitness, type DrawnMedicine, leftOf } from '../session/draws.ts';
import type { Session } from '../session/session.ts';
import type { RecordRow } from './record.ts';
import { clockIn } from './times.ts';

function fatesOf(state: Session, draw: DrawnMedicine): string[] {
  const says: string[] = [];
  const say = (what: string, amount: DrugAmount) => {
    if (amount.value > 0) says.push(`${what} ${sayQuantity(amount)}`);
  };
  say('given', draw.given);
  say('in the bag', draw.inBag);
  for (const waste of state.wastes.filter((one) => one.draw === draw.id)) {
    const seen = waste.witness
      ? `, witnessed by ${waste.witness.name}`
      : waste.needsWitness
        ? ', NOT YET WITNESSED'
        : '';
    says.push(`wasted ${sayQuantity(waste.amount)} by ${waste.by.name}${seen}`);
  }
  say('put back', draw.putBack);
  say('LOST', draw.lost);
  say('LEFT IN HAND', leftOf(draw));
  return says;
}

export const drawnRows = (state: Session, zone: string): RecordRow[] =>
  state.draws.map((draw) => ({
    time: clockIn(zone, draw.at),
    label: `${draw.container.label}, lot ${draw.container.lot}`,
    value: `${sayQuantity(draw.drawn)} drawn; ${fatesOf(state, draw).join('; ')}.`,
    by: draw.by.name,
    isLoud:
      leftOf(draw).value > 0 ||
      draw.lost.value > 0 ||
      state.wastes.some((waste) => waste.draw === draw.id && awaitsWitness(waste)),
  }));
