import { describe, expect, test } from 'vitest';
import { later, MINUTE } from '../instant.ts';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { infusionIv } from '../protocols/infusion-iv.ts';
import { quantity } from '../quantity.ts';
import { handsOn, leftOf, unaccounted } from './draws.ts';
import { idOf, PEOPLE, Room, SESSION } from './making.ts';
import { containerOf, named, productOf, SAFE, stockOf } from './making-stock.ts';

const find = (id: string) => {
  const found = SHIPPED_PROTOCOLS.find((one) => one.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};
const kap = find('kap-im');
const lozenge = find('kap-sublingual');
const infusion = find((infusionIv as { id: string }).id);
const mg = (value: number) => quantity(value * 1000, 'ug');
const VIAL = containerOf(kap);
const ready = new Room(kap).readyForDose().withStock(stockOf(VIAL));
const dose = ready.state.orders[0]?.dose.amount ?? mg(0);
const [DRAW, ORDER, WASTE] = [idOf(600), idOf(500), idOf(650)];

type Drawing = Partial<Extract<Parameters<Room['ask']>[1], { type: 'DrawMedicine' }>>;
const drawing = (more: Drawing = {}) => ({
  type: 'DrawMedicine' as const,
  draw: DRAW,
  container: named(VIAL),
  amount: mg(100),
  order: ORDER,
  ...more,
});
const draw = (room: Room, more: Drawing = {}) => room.does(PEOPLE.nurse, drawing(more));
const give = (room: Room, more: object = {}) =>
  room.does(PEOPLE.nurse, giving({ draws: [{ draw: DRAW, amount: dose }], ...more }));
const giving = (more: object = {}) => ({
  type: 'AdministerDose' as const,
  order: ORDER,
  amount: dose,
  ...(kap.delivery.kind === 'injection' && { site: kap.delivery.sites[0] }),
  ...more,
});
const wasting = (amount = leftOf_(), more: object = {}) => ({
  type: 'WasteMedicine' as const,
  waste: WASTE,
  draw: DRAW,
  amount,
  how: 'controlled_waste_container' as const,
  ...more,
});
const leftOf_ = () => quantity(100_000 - dose.value, 'ug');
const refused = (room: Room, author: (typeof PEOPLE)[keyof typeof PEOPLE], body: Parameters<Room['ask']>[1]) => {
  const decision = room.ask(author, body);
  return decision.accepted ? [] : decision.refusals;
};

describe('what may be drawn', () => {
  test('a vial as ordered, out of its safe: it is in hand', () => {
    const room = draw(ready);
    expect(room.state.draws[0]).toMatchObject({
      container: named(VIAL),
      drawn: mg(100),
      ledger: { safe: SAFE, isControlled: true },
    });
    expect(room.stock?.containers[VIAL.container.id]?.places).toContainEqual({
      account: { kind: 'safe', safe: SAFE },
      amount: mg(productAmount() - 100),
    });
  });

  test.each([
    ['container-in-stock', stockOf(), {}],
    ['container-in-stock', stockOf({ ...VIAL, places: [] }), {}],
    ['container-in-stock', stockOf(VIAL), { container: { ...named(VIAL), lot: 'B99' } }],
    ['container-as-ordered', stockOf({ ...VIAL, product: productOf(kap, 0, { substance: 'esketamine' }) }), {}],
    ['container-not-expired', stockOf(containerOf(kap, { container: { expiresOn: '2026-03-01' } })), {}],
    [
      'container-not-open-too-long',
      stockOf(containerOf(kap, { container: { openedAt: later(ready.now, -29 * 24 * 60 * MINUTE) } })),
      {},
    ],
    ['container-not-recalled', stockOf({ ...VIAL, recalled: { reason: 'glass', at: ready.now } }), {}],
    ['container-holds-enough', stockOf(containerOf(kap, { held: mg(12) })), {}],
    ['amount-fits-container', stockOf(VIAL), { volume: quantity(1, 'uL') }],
    ['container-for-one-patient', stockOf({ ...singleDose(), drawnFor: [idOf(901)] }), {}],
  ])('is refused by %s', (rule, stock, more) => {
    const known =
      Object.keys(stock.containers).length > 0 ? stock : { ...stock, containers: { [VIAL.container.id]: null } };
    const room = ready.withStock(known);
    expect(room.refusedBy(PEOPLE.nurse, drawing(more))).toContain(rule);
    // What has happened is recorded all the same, and flagged.
    const told = room.does(PEOPLE.nurse, { ...drawing(more), happened: { reason: 'it was done' } });
    expect(told.state.flags.map((flag) => flag.rule)).toContain(rule);
  });

  test('more than it holds is refused with the numbers', () => {
    const room = ready.withStock(stockOf(containerOf(kap, { held: mg(12) })));
    expect(refused(room, PEOPLE.nurse, drawing({ amount: mg(40) }))[0]?.message).toBe(
      'K-0042 holds 12 mg; 40 mg were asked.',
    );
  });

  test('on its last day it may still be used, and while it is open no longer than it may be', () => {
    const room = ready.withStock(
      stockOf(
        containerOf(kap, {
          container: { expiresOn: '2026-03-02', openedAt: later(ready.now, -28 * 24 * 60 * MINUTE) },
        }),
      ),
    );
    expect(room.refusedBy(PEOPLE.nurse, drawing())).toEqual([]);
  });

  test('a single-dose vial serves this patient again', () => {
    const vial = singleDose();
    const room = draw(ready.withStock(stockOf(vial)));
    expect(room.refusedBy(PEOPLE.nurse, drawing({ draw: idOf(601) }))).toEqual([]);
  });

  test('a single-dose vial of which another session drew serves nobody here, however often it was drawn from here', () => {
    const vial = { ...singleDose(), drawnFor: [idOf(901)] };
    const room = ready
      .withStock(stockOf(vial))
      .does(PEOPLE.nurse, { ...drawing(), happened: { reason: 'there was no other' } });
    expect(room.refusedBy(PEOPLE.nurse, drawing({ draw: idOf(601) }))).toEqual(['container-for-one-patient']);
    const own = ready.withStock(stockOf({ ...vial, drawnFor: [SESSION] }));
    expect(own.refusedBy(PEOPLE.nurse, drawing())).toEqual([]);
  });

  test('nothing under an order that nobody checked, that was stopped, or that is not good any more', () => {
    const open = new Room(kap).planned().arrived().peopled().gatesConfirmed().measured().inDosingPhase();
    const ordered = open.withStock(stockOf(VIAL)).does(PEOPLE.prescriber, {
      type: 'OrderDose',
      order: ORDER,
      purpose: 'first',
      product: kap.medicine.products[0]?.id ?? '',
      prescribed: { by: 'weight', perKilogram: quantity(500, 'ug/kg') },
      validUntil: later(open.now, 30 * MINUTE),
    });
    expect(ordered.refusedBy(PEOPLE.nurse, drawing())).toEqual(['order-is-checked']);
    const checked = ordered.does(PEOPLE.nurse, { type: 'CheckOrder', order: ORDER });
    expect(checked.after(30).refusedBy(PEOPLE.nurse, drawing())).toEqual([]);
    expect(checked.after(31).refusedBy(PEOPLE.nurse, drawing())).toEqual(['order-in-force']);
    expect(
      draw(checked)
        .after(31)
        .refusedBy(PEOPLE.nurse, giving({ draws: [{ draw: DRAW, amount: dose }] })),
    ).toContain('order-in-force');
    const stopped = checked.does(PEOPLE.prescriber, { type: 'StopOrder', order: ORDER, reason: 'not today' });
    expect(stopped.refusedBy(PEOPLE.nurse, drawing())).toEqual(['order-not-stopped']);
  });

  test('by those who may hold a controlled substance', () => {
    expect(ready.refusedBy(PEOPLE.guide, drawing())).toEqual(['drawn-by-medical-staff']);
    expect(ready.refusedBy(PEOPLE.therapist, drawing())).toEqual(['drawn-by-medical-staff']);
  });

  test('twice under one id is refused', () => {
    expect(draw(ready).refusedBy(PEOPLE.nurse, drawing())).toEqual(['draw-stands']);
  });
});

describe('what is given', () => {
  test('comes out of what is in hand', () => {
    expect(ready.refusedBy(PEOPLE.nurse, giving())).toEqual(['dose-from-a-draw']);
    expect(ready.refusedBy(PEOPLE.nurse, giving({ draws: [{ draw: DRAW, amount: dose }] }))).toEqual(['draw-stands']);
    const room = give(draw(ready));
    expect(room.state.draws[0]).toMatchObject({ given: dose });
    expect(room.state.draws.map(leftOf)).toEqual([leftOf_()]);
  });

  test('may be made of several draws, which come to the dose', () => {
    const two = draw(draw(ready, { amount: mg(10) }), { draw: idOf(601) });
    const first = { draw: DRAW, amount: mg(10) };
    expect(two.refusedBy(PEOPLE.nurse, giving({ draws: [first] }))).toEqual(['draws-make-the-dose']);
    const rest = { draw: idOf(601), amount: quantity(dose.value - 10_000, 'ug') };
    const room = give(two, { draws: [first, rest] });
    expect(room.state.draws.map((one) => one.given)).toEqual([first.amount, rest.amount]);
  });

  test('is no more than is in hand, unless it has happened', () => {
    const little = draw(ready, { amount: mg(10) });
    const body = giving({ draws: [{ draw: DRAW, amount: dose }] });
    expect(refused(little, PEOPLE.nurse, body)[0]?.message).toContain('10 mg of K-0042 is left in hand');
    const room = little.does(PEOPLE.nurse, { ...body, happened: { reason: 'the syringe held more' } });
    expect(room.state.draws[0]).toMatchObject({ drawn: dose, given: dose });
    expect(room.state.flags.map((flag) => flag.rule)).toContain('in-hand-holds-dose');
  });

  test('without a container is recorded when it has happened', () => {
    const room = ready.does(PEOPLE.nurse, { ...giving(), happened: { reason: 'emergency' } });
    expect(room.state.flags.map((flag) => flag.rule)).toContain('dose-from-a-draw');
  });

  test('asks for no container where the clinic keeps no ledger, or this device knows none', () => {
    expect(
      ready.withStock({ ...stockOf(), keepsLedger: false, containers: {} }).refusedBy(PEOPLE.nurse, giving()),
    ).toEqual([]);
    expect(new Room(kap).readyForDose().refusedBy(PEOPLE.nurse, giving())).toEqual([]);
  });
});

describe('what is left', () => {
  const given = give(draw(ready));

  test('is wasted before a witness who is licensed, there, and neither wasted nor gave it', () => {
    const wasted = given.does(PEOPLE.nurse, wasting());
    const witness = { type: 'WitnessWaste' as const, waste: WASTE };
    expect(unaccounted(wasted.state).unwitnessed).toHaveLength(1);
    for (const who of [PEOPLE.nurse, PEOPLE.guide, PEOPLE.director])
      expect(wasted.refusedBy(who, witness)).toEqual(['witness-is-another-person']);
    const byAnother = given.does(PEOPLE.anesthesia, wasting());
    expect(refused(byAnother, PEOPLE.nurse, witness)[0]?.message).toBe(
      'You gave the dose; somebody else is its witness.',
    );
    const seen = wasted.does(PEOPLE.therapist, witness);
    expect(seen.state.wastes[0]?.witness?.name).toBe('Thea Therapist');
    expect(unaccounted(seen.state)).toEqual({ left: [], unwitnessed: [] });
    expect(seen.refusedBy(PEOPLE.prescriber, witness)).toEqual(['draw-stands']);
  });

  test('is not witnessed by who drew it up, though another gave and wasted it', () => {
    const drawn = ready.does(PEOPLE.anesthesia, drawing());
    const wasted = give(drawn).does(PEOPLE.nurse, wasting());
    const witness = { type: 'WitnessWaste' as const, waste: WASTE };
    expect(refused(wasted, PEOPLE.anesthesia, witness)).toMatchObject([
      { rule: 'witness-is-another-person', message: 'You drew it up; somebody else is its witness.' },
    ]);
    const [waste] = wasted.state.wastes;
    expect(waste && [...handsOn(wasted.state, waste)]).toEqual([
      [PEOPLE.anesthesia.id, 'drew'],
      [PEOPLE.nurse.id, 'wasted'],
    ]);
    expect(wasted.does(PEOPLE.therapist, witness).state.wastes[0]?.witness?.name).toBe('Thea Therapist');
  });

  test('is never more than is in hand', () => {
    expect(given.refusedBy(PEOPLE.nurse, wasting(mg(100)))).toEqual(['in-hand-holds-rest']);
  });

  test('does not go back where it was drawn up; whole pieces do', () => {
    const back = { type: 'PutBackMedicine' as const, draw: DRAW, amount: leftOf_() };
    expect(given.refusedBy(PEOPLE.nurse, back)).toEqual(['only-unopened-goes-back']);
    // It has been done all the same: the record says so, and that it should not have been.
    const told = given.does(PEOPLE.nurse, { ...back, happened: { reason: 'it is in the vial' } });
    expect(told.state.flags.map((flag) => flag.rule)).toEqual(['only-unopened-goes-back']);
    expect(told.state.draws.map(leftOf)).toEqual([mg(0)]);

    const pack = containerOf(lozenge);
    const piece = pack.product.contents.form === 'unit' ? pack.product.contents.strength : mg(0);
    const taken = new Room(lozenge)
      .readyForDose()
      .withStock(stockOf(pack))
      .does(PEOPLE.nurse, { ...drawing(), container: named(pack), amount: quantity(piece.value * 3, 'ug') });
    expect(taken.refusedBy(PEOPLE.nurse, { ...back, amount: quantity(piece.value / 2, 'ug') })).toEqual([
      'only-unopened-goes-back',
    ]);
    const put = taken.does(PEOPLE.nurse, { ...back, amount: piece });
    expect(put.state.draws.map(leftOf)).toEqual([quantity(piece.value * 2, 'ug')]);
    expect(
      taken.refusedBy(PEOPLE.nurse, { ...drawing(), draw: idOf(601), container: named(pack), amount: mg(1.5) }),
    ).toContain('amount-fits-container');
  });

  test('goes back into a safe, or nowhere, even where it was done', () => {
    const nowhere = ready
      .withStock(stockOf({ ...VIAL, places: [] }))
      .does(PEOPLE.nurse, { ...drawing(), happened: { reason: 'it was on the shelf' } });
    const back = { type: 'PutBackMedicine' as const, draw: DRAW, amount: mg(100) };
    for (const more of [{}, { happened: { reason: 'it is on the shelf again' } }])
      expect(nowhere.refusedBy(PEOPLE.nurse, { ...back, ...more })).toEqual(['goes-back-into-a-safe']);
  });

  test('keeps the session open, unless a senior clinician closes it with a reason', () => {
    const room = given.recovered().fitToLeave();
    const [refusal] = refused(room, PEOPLE.nurse, { type: 'SignDischarge' });
    expect(refusal).toMatchObject({ rule: 'medicine-adds-up', stop: 'soft' });
    expect(refusal?.message).toContain('of K-0042 is left in hand');
    const closed = room.does(PEOPLE.prescriber, {
      type: 'SignDischarge',
      overrides: [{ rule: 'medicine-adds-up', reason: 'the count will tell' }],
    });
    // What is left is still accounted for after the end.
    const later_ = closed.after(10).does(PEOPLE.nurse, wasting());
    expect(
      later_.does(PEOPLE.therapist, { type: 'WitnessWaste', waste: WASTE }).state.wastes[0]?.witness,
    ).toBeDefined();
    expect(
      given
        .does(PEOPLE.nurse, wasting())
        .recovered()
        .fitToLeave()
        .refusedBy(PEOPLE.prescriber, { type: 'SignDischarge' }),
    ).toEqual(['medicine-adds-up']);
  });

  test('an infusion interrupted leaves its true remainder in hand', () => {
    const vial = containerOf(infusion);
    const before = new Room(infusion).readyForDose().withStock(stockOf(vial));
    const order = before.state.orders[0]?.dose;
    if (!order?.pump) throw new Error('no pump');
    const body = { type: 'StartInfusion' as const, order: ORDER, rate: order.pump.rate };
    const running = before
      .does(PEOPLE.nurse, { ...drawing(), container: named(vial), amount: order.amount })
      .does(PEOPLE.nurse, { ...body, draws: [{ draw: DRAW, amount: order.amount }] });
    expect(running.state.draws[0]).toMatchObject({ inBag: order.amount });
    expect(running.after(10).refusedBy(PEOPLE.nurse, wasting(mg(1)))).toEqual(['in-hand-holds-rest']);
    const stopped = running.after(10).does(PEOPLE.nurse, { type: 'StopInfusion', reason: 'patient_request' });
    const delivered = stopped.state.infusions[0]?.delivered?.value ?? 0;
    expect(delivered).toBeGreaterThan(0);
    expect(stopped.state.draws[0]).toMatchObject({ given: quantity(delivered, 'ug'), inBag: mg(0) });
    expect(stopped.state.draws.map(leftOf)).toEqual([quantity(order.amount.value - delivered, 'ug')]);
  });
});

describe('a wrong entry', () => {
  test('is struck out after what stands on it', () => {
    const room = give(draw(ready))
      .does(PEOPLE.nurse, wasting())
      .does(PEOPLE.therapist, { type: 'WitnessWaste', waste: WASTE });
    const seq = (type: string) => room.state.log.findLast((event) => event.type === type)?.seq ?? 0;
    const strike = (type: string) => ({ type: 'StrikeOut' as const, seq: seq(type), reason: 'wrong vial' });
    expect(room.refusedBy(PEOPLE.nurse, strike('MedicineDrawn'))).toEqual(['strike-later-first']);
    expect(room.refusedBy(PEOPLE.nurse, strike('MedicineWasted'))).toEqual(['strike-later-first']);
    const bare = ['WasteWitnessed', 'MedicineWasted', 'DoseAdministered', 'MedicineDrawn'].reduce(
      (at, type) => at.does(PEOPLE.prescriber, strike(type)),
      room,
    );
    expect(bare.state.draws).toEqual([]);
    expect(bare.stock?.containers[VIAL.container.id]?.places.filter(({ amount }) => amount.value > 0)).toEqual(
      VIAL.places,
    );
  });
});

function productAmount(): number {
  return (VIAL.places[0]?.amount.value ?? 0) / 1000;
}
function singleDose() {
  const { contents } = productOf(kap);
  if (contents.form !== 'solution') throw new Error('no solution');
  return containerOf(kap, { product: productOf(kap, 0, { contents: { ...contents, use: 'single_dose' } }) });
}
