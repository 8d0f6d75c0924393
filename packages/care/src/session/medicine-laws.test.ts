import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { later, MINUTE } from '../instant.ts';
import { balanceKey, balancesOf } from '../inventory/balances.ts';
import { type Movement, movementSchema } from '../inventory/movement.ts';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { quantity } from '../quantity.ts';
import { leftOf } from './draws.ts';
import { evolve, fold } from './evolve.ts';
import { idOf, PEOPLE, Room, SESSION } from './making.ts';
import { containerOf, named, SAFE, stockOf } from './making-stock.ts';
import { discrepanciesOf, movementsOf } from './posting.ts';

type Body = Parameters<Room['ask']>[1];
const PROTOCOLS = ['kap-im', 'kap-sublingual', SHIPPED_PROTOCOLS[0]?.id].flatMap(
  (id) => SHIPPED_PROTOCOLS.find((one) => one.id === id) ?? [],
);
const people = fc.constantFrom(PEOPLE.nurse, PEOPLE.prescriber, PEOPLE.anesthesia, PEOPLE.therapist, PEOPLE.guide);
const small = fc.nat(2);
const milligrams = fc.integer({ min: 1, max: 120 }).map((value) => quantity(value * 1000, 'ug'));
const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];

const bodies: fc.Arbitrary<(room: Room) => Body>[] = [
  fc.tuple(small, small, milligrams, fc.boolean()).map(([number, vial, amount, isPiece]) => (room: Room) => {
    const stock = at(Object.values(room.stock?.containers ?? {}), vial);
    const contents = stock?.product.contents;
    return {
      type: 'DrawMedicine',
      draw: idOf(600 + number),
      container: stock ? named(stock) : { id: idOf(799), label: 'K-9', product: 'x', lot: 'x' },
      amount: isPiece && contents?.form === 'unit' ? contents.strength : amount,
      order: idOf(500),
    };
  }),
  fc.tuple(small, small, milligrams, fc.boolean()).map(([one, other, amount, both]) => (room: Room) => {
    const half = quantity(Math.ceil(amount.value / 2), 'ug');
    const isTwo = both && one !== other;
    return {
      type: 'AdministerDose',
      order: idOf(500),
      amount: isTwo ? quantity(half.value * 2, 'ug') : amount,
      ...(room.protocol.delivery.kind === 'injection' && { site: room.protocol.delivery.sites[0] }),
      draws: isTwo
        ? [
            { draw: idOf(600 + one), amount: half },
            { draw: idOf(600 + other), amount: half },
          ]
        : [{ draw: idOf(600 + one), amount }],
    };
  }),
  small.map((number) => (room: Room) => {
    const order = room.state.orders[0]?.dose;
    return {
      type: 'StartInfusion',
      order: idOf(500),
      rate: order?.pump?.rate ?? quantity(1000, 'uL/h'),
      draws: [{ draw: idOf(600 + number), amount: order?.amount ?? quantity(1, 'ug') }],
    };
  }),
  fc.constant(() => ({ type: 'StopInfusion', reason: 'other' })),
  fc.constant(() => ({ type: 'CallEmergencyStop' })),
  fc.tuple(small, milligrams, fc.nat(5)).map(([number, amount, waste]) => (room: Room) => {
    const draw = room.state.draws.find((one) => one.id === idOf(600 + number));
    const isAll = waste % 2 === 0 && draw && leftOf(draw).value > 0;
    return {
      type: 'WasteMedicine',
      waste: idOf(650 + waste),
      draw: idOf(600 + number),
      amount: isAll ? leftOf(draw) : amount,
      how: 'other',
    };
  }),
  fc.nat(5).map((waste) => () => ({ type: 'WitnessWaste', waste: idOf(650 + waste) })),
  fc.tuple(small, fc.integer({ min: 1, max: 3 })).map(([number, pieces]) => (room: Room) => ({
    type: 'PutBackMedicine',
    draw: idOf(600 + number),
    amount: quantity((room.state.draws.find((one) => one.id === idOf(600 + number))?.piece?.value ?? 1) * pieces, 'ug'),
  })),
  fc.tuple(small, milligrams).map(([number, amount]) => () => ({
    type: 'LoseMedicine',
    draw: idOf(600 + number),
    amount,
    how: 'spilled',
    note: 'on the floor',
  })),
  fc.nat(60).map((seq) => () => ({ type: 'StrikeOut', seq: seq + 1, reason: 'wrong' })),
  fc
    .nat(12)
    .map((back) => (room: Room) => ({ type: 'StrikeOut', seq: Math.max(1, room.state.seq - back), reason: 'wrong' })),
];
const step = fc.tuple(people, fc.nat(8), fc.oneof(...bodies), fc.integer({ min: 0, max: 4 }));

/** What the other room takes out of a vial between two steps, so that the ledger moves on by itself. */
interface Ran {
  readonly room: Room;
  readonly movements: readonly Movement[];
}
const runs = (law: (ran: Ran) => void) =>
  fc.assert(
    fc.property(fc.constantFrom(...PROTOCOLS), fc.array(step, { maxLength: 60 }), (protocol, steps) => {
      const stock = stockOf(
        containerOf(protocol, { number: 1, held: quantity(90_000, 'ug') }),
        containerOf(protocol, { number: 2 }),
        containerOf(protocol, { number: 3, held: quantity(12_000, 'ug') }),
      );
      let room = new Room(protocol).readyForDose().withStock(stock);
      const movements: Movement[] = [];
      for (const [author, minutes, body, happened] of steps) {
        const now = room.after(minutes);
        const asked = { ...body(now), ...(happened === 0 && { happened: { reason: 'it happened' } }) } as Body;
        const decision = now.ask(author, asked);
        if (!decision.accepted) continue;
        let { state } = now;
        for (const event of decision.events) {
          movements.push(...movementsOf(SESSION, state, event));
          state = evolve(state, event);
        }
        room = now.having(decision.events);
      }
      law({ room, movements });
    }),
    { numRuns: 300 },
  );

describe('whatever is drawn, given, wasted, put back, lost and struck out, in whatever order', () => {
  test('what was drawn is in hand, given, wasted, put back or lost, and nothing of it is below zero', () => {
    runs(({ room }) => {
      for (const draw of room.state.draws) {
        const { drawn, given, inBag, wasted, putBack, lost } = draw;
        const fates = [given, inBag, wasted, putBack, lost, leftOf(draw)].map(({ value }) => value);
        expect(Math.min(...fates)).toBeGreaterThanOrEqual(0);
        expect(fates.reduce((sum, value) => sum + value, 0)).toBe(drawn.value);
      }
    });
  });

  test('the ledger says of what is in hand what the session says', () => {
    runs(({ room, movements }) => {
      const balances = balancesOf(movements);
      const containers = new Set(room.state.draws.map((draw) => draw.container.id));
      for (const container of containers) {
        const draws = room.state.draws.filter((draw) => draw.container.id === container && draw.ledger);
        const waiting = room.state.wastes.filter(
          (one) => one.needsWitness && !one.witness && draws.some((draw) => draw.id === one.draw),
        );
        const inHand =
          draws.reduce((sum, draw) => sum + leftOf(draw).value + draw.inBag.value, 0) +
          waiting.reduce((sum, { amount }) => sum + amount.value, 0);
        expect(balances.get(balanceKey(container, { kind: 'in_hand', session: SESSION }))?.value ?? 0).toBe(inHand);
      }
    });
  });

  test('the movements add up to zero for each container, and none takes what is not there', () => {
    runs(({ movements }) => {
      const held = new Map([
        [balanceKey(idOf(701), { kind: 'safe', safe: SAFE }), 90_000],
        [balanceKey(idOf(703), { kind: 'safe', safe: SAFE }), 12_000],
      ]);
      for (const movement of movements) {
        expect(movementSchema.safeParse(movement).error).toBeUndefined();
        for (const [account, sign] of [
          [movement.from, -1],
          [movement.into, 1],
        ] as const) {
          const key = balanceKey(movement.container, account);
          held.set(key, (held.get(key) ?? 0) + sign * movement.amount.value);
          const isKept = account.kind === 'in_hand' || (account.kind === 'safe' && movement.container !== idOf(702));
          if (isKept) expect(held.get(key)).toBeGreaterThanOrEqual(0);
        }
      }
      const byContainer = new Map<string, number>();
      for (const [key, { value }] of balancesOf(movements)) {
        const container = key.split(' ')[0] ?? '';
        byContainer.set(container, (byContainer.get(container) ?? 0) + value);
      }
      expect([...byContainer.values()].every((sum) => sum === 0)).toBe(true);
      expect(new Set(movements.map(({ id }) => id)).size).toBe(movements.length);
    });
  });

  test('the fold of the log equals the live state', () => {
    runs(({ room }) => expect(fold(room.state.log)).toEqual(room.state));
  });
});

describe('what is left to be settled', () => {
  const [kap] = PROTOCOLS;
  if (!kap) throw new Error('no protocol');
  const vial = containerOf(kap, { held: quantity(12_000, 'ug') });
  const ready = new Room(kap).readyForDose().withStock(stockOf(vial));
  const drawing: Body = {
    type: 'DrawMedicine',
    draw: idOf(600),
    container: named(vial),
    amount: quantity(40_000, 'ug'),
    order: idOf(500),
  };
  const opened = (room: Room) => {
    const event = room.state.log.at(-1);
    return event ? discrepanciesOf(SESSION, fold(room.state.log.slice(0, -1)), event) : [];
  };
  const happened = { happened: { reason: 'it was done' } };

  test('more drawn than the ledger holds: what there is comes out of the vial, the rest is unexplained', () => {
    const room = ready.does(PEOPLE.nurse, { ...drawing, ...happened });
    const event = room.state.log.at(-1);
    if (!event) throw new Error('nothing');
    expect(movementsOf(SESSION, ready.state, event).map(({ kind, amount }) => [kind, amount.value])).toEqual([
      ['drawn', 12_000],
      ['count_adjusted', 28_000],
    ]);
    expect(opened(room)).toMatchObject([
      { cause: 'drawn_beyond_ledger', container: vial.container.id, amountUg: 28_000, session: SESSION },
    ]);
  });

  test('a dose with no container; what was lost; what is in hand when the patient goes', () => {
    const amount = ready.state.orders[0]?.dose.amount ?? quantity(1, 'ug');
    const site = kap.delivery.kind === 'injection' ? { site: kap.delivery.sites[0] } : {};
    const given = ready.does(PEOPLE.nurse, { type: 'AdministerDose', order: idOf(500), amount, ...site, ...happened });
    expect(opened(given)).toMatchObject([{ cause: 'dose_without_container', container: null, amountUg: amount.value }]);
    const drawn = ready.does(PEOPLE.nurse, { ...drawing, amount: quantity(10_000, 'ug') } as Body);
    const lost = drawn.does(PEOPLE.nurse, {
      type: 'LoseMedicine',
      draw: idOf(600),
      amount: quantity(4_000, 'ug'),
      how: 'spilled',
      note: 'on the floor',
    });
    expect(opened(lost)).toMatchObject([{ cause: 'lost', amountUg: 4_000 }]);
    const gone = lost.does(PEOPLE.nurse, { type: 'RecordDeparture', how: 'transferred', reason: 'to the hospital' });
    expect(opened(gone)).toMatchObject([{ cause: 'left_unaccounted', amountUg: 6_000 }]);
  });

  test('waste counts in the ledger once it was seen, by both and at its own time', () => {
    const drawn = ready.does(PEOPLE.nurse, { ...drawing, amount: quantity(10_000, 'ug') } as Body);
    const wasted = drawn.does(PEOPLE.nurse, {
      type: 'WasteMedicine',
      waste: idOf(650),
      draw: idOf(600),
      amount: quantity(10_000, 'ug'),
      how: 'controlled_waste_container',
    });
    const before = wasted.state.log.at(-1);
    expect(before && movementsOf(SESSION, drawn.state, before)).toEqual([]);
    const seen = wasted.after(3).does(PEOPLE.therapist, { type: 'WitnessWaste', waste: idOf(650) });
    const event = seen.state.log.at(-1);
    expect(event && movementsOf(SESSION, wasted.state, event)).toMatchObject([
      {
        kind: 'wasted',
        at: wasted.now,
        recordedAt: later(wasted.now, 3 * MINUTE),
        by: { name: 'Noor Nurse' },
        witness: { name: 'Thea Therapist' },
        reason: 'controlled waste container',
      },
    ]);
  });
});
