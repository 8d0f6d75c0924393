import { expect, test } from 'vitest';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { quantity } from '../quantity.ts';
import { idOf, PEOPLE, Room } from '../session/making.ts';
import { containerOf, named, stockOf } from '../session/making-stock.ts';
import { drawnRows } from './drawn-rows.ts';
import { recordOf } from './record.ts';

const kap = SHIPPED_PROTOCOLS.find(({ id }) => id === 'kap-im');
if (!kap) throw new Error('no kap-im');
const vial = containerOf(kap);
const dose = quantity(40_000, 'ug');
const given = new Room(kap)
  .readyForDose()
  .withStock(stockOf(vial))
  .does(PEOPLE.nurse, {
    type: 'DrawMedicine',
    draw: idOf(600),
    container: named(vial),
    amount: quantity(60_000, 'ug'),
    volume: quantity(1200, 'uL'),
    order: idOf(500),
  })
  .does(PEOPLE.nurse, {
    type: 'AdministerDose',
    order: idOf(500),
    amount: dose,
    ...(kap.delivery.kind === 'injection' && { site: kap.delivery.sites[0] }),
    draws: [{ draw: idOf(600), amount: dose }],
  });
const wasted = given.does(PEOPLE.nurse, {
  type: 'WasteMedicine',
  waste: idOf(650),
  draw: idOf(600),
  amount: quantity(20_000, 'ug'),
  how: 'controlled_waste_container',
});
const rowOf = (room: Room) => drawnRows(room.state, 'UTC')[0];

test('the record says of each container what was drawn, given and wasted, and who saw it', () => {
  expect(rowOf(given)).toMatchObject({
    label: 'K-0042, lot A12',
    value: '60 mg drawn; given 40 mg; LEFT IN HAND 20 mg.',
    isLoud: true,
  });
  expect(rowOf(wasted)?.value).toBe('60 mg drawn; given 40 mg; wasted 20 mg by Noor Nurse, NOT YET WITNESSED.');
  const seen = wasted.does(PEOPLE.therapist, { type: 'WitnessWaste', waste: idOf(650) });
  expect(rowOf(seen)).toMatchObject({
    value: '60 mg drawn; given 40 mg; wasted 20 mg by Noor Nurse, witnessed by Thea Therapist.',
    isLoud: false,
  });
  const medicine = recordOf(kap, seen.state.log).sections.find(({ id }) => id === 'medicine');
  expect(medicine?.rows.map(({ value }) => value)).toContain('Drawn: 1.2 mL = 60 mg out of K-0042, lot A12.');
});
