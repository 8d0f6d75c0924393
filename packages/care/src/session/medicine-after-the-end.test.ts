import { describe, expect, test } from 'vitest';
import { later, MINUTE } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { quantity } from '../quantity.ts';
import { fold } from './evolve.ts';
import { idOf, PEOPLE, Room, SESSION } from './making.ts';
import { containerOf, named, stockOf } from './making-stock.ts';
import { discrepanciesOf } from './posting.ts';

const find = (kind: Protocol['delivery']['kind']): Protocol => {
  const found = SHIPPED_PROTOCOLS.find(({ delivery }) => delivery.kind === kind);
  if (!found) throw new Error(`no protocol by ${kind}`);
  return found;
};
const kap = find('injection');
const vial = containerOf(kap);
const mg = (value: number) => quantity(value * 1000, 'ug');
const [DRAW, WASTE] = [idOf(600), idOf(650)];
const happened = { reason: 'it was done' };
const ready = new Room(kap).readyForDose().withStock(stockOf(vial));
const drawing = { type: 'DrawMedicine' as const, draw: DRAW, container: named(vial), amount: mg(10), order: idOf(500) };
const wasting = {
  ...{ type: 'WasteMedicine' as const, waste: WASTE, draw: DRAW, amount: mg(10) },
  how: 'controlled_waste_container' as const,
};
const witnessing = { type: 'WitnessWaste' as const, waste: WASTE };
const leaving = { type: 'RecordDeparture' as const, how: 'transferred' as const, reason: 'to the hospital' };
const drawn = ready.does(PEOPLE.nurse, drawing);
const seqOf = (room: Room, type: string) => room.state.log.findLast((event) => event.type === type)?.seq ?? 0;
const striking = (room: Room, type: string) =>
  room.does(PEOPLE.prescriber, { type: 'StrikeOut', seq: seqOf(room, type), reason: 'it was not so' });
/** What the last entry leaves to be settled. */
const opened = (room: Room) => {
  const event = room.state.log.at(-1);
  return event ? discrepanciesOf(SESSION, fold(room.state.log.slice(0, -1)), event) : [];
};

describe('when the session ends, somebody is asked about', () => {
  test('waste that no witness has signed, which the ledger has in hand', () => {
    const gone = drawn.does(PEOPLE.nurse, wasting).after(2).does(PEOPLE.nurse, leaving);
    expect(opened(gone)).toMatchObject([
      {
        cause: 'left_unaccounted',
        container: vial.container.id,
        amountUg: 10_000,
        what: '10 mg of K-0042 was wasted by Noor Nurse, and no witness had signed when the session ended.',
        recordedAt: gone.now,
      },
    ]);
    expect(
      opened(drawn.does(PEOPLE.nurse, wasting).does(PEOPLE.therapist, witnessing).does(PEOPLE.nurse, leaving)),
    ).toEqual([]);
  });

  test('what came out of a container that the ledger should have had: left in hand, or lost', () => {
    const unknown = ready
      .withStock({ ...stockOf(), containers: { [vial.container.id]: null } })
      .does(PEOPLE.nurse, { ...drawing, happened });
    expect(unknown.state.draws[0]?.ledger).toBeUndefined();
    const lost = unknown.does(PEOPLE.nurse, {
      ...{ type: 'LoseMedicine' as const, draw: DRAW, amount: mg(4) },
      ...{ how: 'spilled' as const, note: 'on the floor' },
    });
    expect(opened(lost)).toMatchObject([{ cause: 'lost', container: null, amountUg: 4_000 }]);
    expect(opened(lost.does(PEOPLE.nurse, leaving))).toMatchObject([
      { cause: 'left_unaccounted', container: null, amountUg: 6_000 },
    ]);
  });
});

describe('after the end, somebody is asked about', () => {
  const wasted = drawn.does(PEOPLE.nurse, wasting);
  const seen = wasted.does(PEOPLE.therapist, witnessing);

  test('what a strike-out puts back in hand', () => {
    const gone = seen.does(PEOPLE.nurse, leaving).after(10);
    const unseen = striking(gone, 'WasteWitnessed');
    expect(opened(unseen)).toMatchObject([
      {
        cause: 'left_unaccounted',
        container: vial.container.id,
        amountUg: 10_000,
        what: '10 mg more of K-0042 is in hand than when the session ended.',
        recordedAt: gone.now,
      },
    ]);
    // Whether it was wasted and not seen, or not wasted: it is the same medicine, and was asked about.
    expect(opened(striking(unseen, 'MedicineWasted'))).toEqual([]);
  });

  test('what was drawn late; not what a late entry accounts for', () => {
    const gone = ready.after(5).does(PEOPLE.nurse, leaving).after(10);
    const late = gone.does(PEOPLE.nurse, { ...drawing, at: ready.now });
    expect(opened(late)).toMatchObject([{ cause: 'left_unaccounted', container: vial.container.id, amountUg: 10_000 }]);
    const thrown = late.does(PEOPLE.nurse, wasting);
    expect(opened(thrown)).toEqual([]);
    expect(opened(thrown.does(PEOPLE.therapist, witnessing))).toEqual([]);
  });
});

test('an infusion struck out after the end is entered again as it was, and never as running later', () => {
  const room = new Room(find('infusion')).readyForDose();
  const rate = room.state.orders[0]?.dose.pump?.rate;
  if (!rate) throw new Error('no rate');
  const start = { type: 'StartInfusion' as const, order: idOf(500), rate };
  const stop = { type: 'StopInfusion' as const, reason: 'completed' as const };
  const gone = room
    .does(PEOPLE.nurse, start)
    .after(20)
    .does(PEOPLE.nurse, stop)
    .after(10)
    .does(PEOPLE.nurse, leaving)
    .after(10);
  const struck = striking(striking(gone, 'InfusionStopped'), 'InfusionStarted');
  expect(struck.state.infusions).toEqual([]);
  expect(struck.refusedBy(PEOPLE.nurse, start)).toEqual(['session-is-open']);
  const at = (minutes: number) => ({ at: later(room.now, minutes * MINUTE), happened });
  const again = struck
    .does(PEOPLE.nurse, { ...start, ...at(1) })
    .does(PEOPLE.nurse, { type: 'PauseInfusion', reason: 'other', ...at(5) })
    .does(PEOPLE.nurse, { type: 'ResumeInfusion', ...at(6) })
    .does(PEOPLE.nurse, { type: 'ChangeInfusionRate', rate, reason: 'as ordered', ...at(7) })
    .does(PEOPLE.nurse, { ...stop, ...at(21) });
  expect(again.state.infusions).toMatchObject([{ stoppedAt: later(room.now, 21 * MINUTE) }]);
  expect(again.state.status).toBe('departed');
});
