import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { later, MINUTE } from '../instant.ts';
import { MUSIC_ACTIONS, MUSIC_PHASES } from '../music/words.ts';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { quantity } from '../quantity.ts';
import type { Practitioner } from '../roles.ts';
import type { SessionEvent } from './events.ts';
import { evolve, fold } from './evolve.ts';
import { gatesAt } from './gates.ts';
import { cumulativeDose } from './infusion.ts';
import { findingFor, idOf, PEOPLE, Room } from './making.ts';
import { EMPTY_SESSION } from './session.ts';

type Body = Parameters<Room['ask']>[1];
interface Step {
  readonly author: Practitioner;
  readonly minutes: number;
  readonly body: (room: Room) => Body;
  readonly overrides: boolean;
  readonly happened: boolean;
}

const protocolArbitrary = fc.constantFrom(...SHIPPED_PROTOCOLS);
const author = fc.constantFrom(...Object.values(PEOPLE));
const gateIndex = fc.nat(14);
const bodies: fc.Arbitrary<(room: Room) => Body>[] = [
  fc.constant(() => ({ type: 'RecordArrival' })),
  fc
    .tuple(fc.constantFrom(...Object.values(PEOPLE)), fc.constantFrom('in_room', 'on_site', 'available'))
    .map(([person, attendance]) => () => ({
      type: 'JoinSession',
      person: { ...person, roles: [...person.roles] },
      attendance: attendance as 'in_room',
    })),
  fc
    .constantFrom(...Object.values(PEOPLE))
    .map((person) => () => ({ type: 'LeaveSession', person: { id: person.id } })),
  fc
    .tuple(fc.constantFrom(...Object.values(PEOPLE)), fc.constantFrom(...Object.values(PEOPLE)))
    .map(([from, to]) => () => ({
      type: 'HandOverPresence',
      from: { id: from.id },
      to: { ...to, roles: [...to.roles] },
      words: 'a',
    })),
  gateIndex.map((index) => (room: Room) => {
    const gate = room.protocol.gates[index % room.protocol.gates.length]?.gate ?? 'identity';
    const finding = findingFor(room.protocol, gate, room.now) ?? {
      gate: 'identity',
      identifiers: ['name', 'date_of_birth'],
    };
    return { type: 'ConfirmGate', finding };
  }),
  fc.nat(7).map((index) => (room: Room) => ({
    type: 'EnterPhase',
    phase: room.protocol.phases[index % room.protocol.phases.length]?.id ?? '',
  })),
  fc.tuple(fc.integer({ min: 90, max: 190 }), fc.integer({ min: 50, max: 89 })).map(([systolic, diastolic]) => () => ({
    type: 'RecordVitalSigns',
    vitalSigns: {
      bloodPressure: { systolic: quantity(systolic, 'mm[Hg]'), diastolic: quantity(diastolic, 'mm[Hg]') },
      heartRate: quantity(70, '/min'),
      oxygenSaturation: quantity(97, '%'),
    },
  })),
  fc
    .tuple(fc.nat(2), fc.integer({ min: 100, max: 1600 }), fc.boolean())
    .map(([number, micrograms, first]) => (room: Room) => ({
      type: 'OrderDose',
      order: idOf(500 + number),
      purpose: first ? 'first' : 'booster',
      product: room.protocol.medicine.products[0]?.id ?? '',
      prescribed:
        room.protocol.dose.basis.by === 'weight'
          ? { by: 'weight', perKilogram: quantity(micrograms, 'ug/kg') }
          : { by: 'fixed', amount: quantity(56_000, 'ug') },
    })),
  fc.nat(2).map((number) => () => ({ type: 'CheckOrder', order: idOf(500 + number) })),
  fc.tuple(fc.nat(2), fc.integer({ min: 1000, max: 120_000 })).map(([number, amount]) => (room: Room) => ({
    type: 'AdministerDose',
    order: idOf(500 + number),
    amount: quantity(
      Math.min(amount, room.state.orders.find((one) => one.id === idOf(500 + number))?.dose.amount.value ?? amount),
      'ug',
    ),
    ...(room.protocol.delivery.kind === 'injection' && { site: room.protocol.delivery.sites[0] }),
  })),
  fc.nat(2).map((number) => (room: Room) => ({
    type: 'StartInfusion',
    order: idOf(500 + number),
    rate: room.state.orders.find((one) => one.id === idOf(500 + number))?.dose.pump?.rate ?? quantity(1000, 'uL/h'),
  })),
  fc.constant(() => ({ type: 'PauseInfusion', reason: 'a' })),
  fc.constant(() => ({ type: 'ResumeInfusion' })),
  fc
    .integer({ min: 1000, max: 300_000 })
    .map((rate) => () => ({ type: 'ChangeInfusionRate', rate: quantity(rate, 'uL/h'), reason: 'a' })),
  fc.constant(() => ({ type: 'StopInfusion', reason: 'completed' })),
  fc
    .tuple(fc.constantFrom(...MUSIC_ACTIONS), fc.nat(1), fc.constantFrom(...MUSIC_PHASES))
    .map(([action, number, phase]) => () => ({
      type: 'RecordMusic',
      action,
      player: idOf(700 + number),
      phase,
      soundtrack: { id: idOf(800), version: 1, name: 'a' },
      track: { id: idOf(801), title: 'a' },
    })),
  fc.constant(() => ({ type: 'CallEmergencyStop' })),
  fc.constant(() => ({ type: 'ClearEmergencyStop', reason: 'a' })),
  fc.constantFrom('onset', 'peak', 'return').map((moment) => () => ({ type: 'RecordNosc', moment: moment as 'onset' })),
  fc.constant((room: Room) => ({
    type: 'ConfirmDischargeCriterion',
    criterion: room.protocol.discharge.criteria[room.state.seq % room.protocol.discharge.criteria.length] ?? 'oriented',
    met: true,
  })),
  fc.constant(() => ({ type: 'HandOverToEscort', name: 'E', telephone: '1' })),
  fc.constant(() => ({ type: 'SignDischarge' })),
  fc.nat(40).map((seq) => () => ({ type: 'StrikeOut', seq: seq + 1, reason: 'a' })),
];
const step: fc.Arbitrary<Step> = fc
  .tuple(author, fc.nat(25), fc.oneof(...bodies), fc.boolean(), fc.integer({ min: 0, max: 9 }))
  .map(([who, minutes, body, overrides, happened]) => ({
    author: who,
    minutes,
    body,
    overrides,
    happened: happened === 0,
  }));

/** Starts some runs at a prepared room, so that random steps reach doses and discharges too. */
const start = fc.tuple(protocolArbitrary, fc.nat(3)).map(([protocol, how]) => {
  const planned = new Room(protocol).planned();
  if (how === 0) return planned;
  const ready = planned.arrived().peopled().gatesConfirmed().measured().inDosingPhase();
  return how === 1 ? ready : how === 2 ? ready.ordered() : ready.ordered().dosed();
});

/** Runs the steps; what is refused leaves no trace, unless the refused soft rules are overridden. */
function run(room: Room, steps: readonly Step[]): Room {
  return steps.reduce((before, one) => {
    const at = before.after(one.minutes);
    const body = { ...one.body(at), ...(one.happened && { happened: { reason: 'it happened' } }) } as Body;
    let decision = at.ask(one.author, body);
    if (!decision.accepted && one.overrides)
      decision = at.ask(one.author, {
        ...body,
        overrides: decision.refusals.map((refusal) => ({ rule: refusal.rule, reason: 'because' })),
      } as Body);
    return decision.accepted ? new Room(at.protocol, decision.events.reduce(evolve, at.state), at.now) : at;
  }, room);
}
const runs = (law: (room: Room) => void) =>
  fc.assert(
    fc.property(start, fc.array(step, { maxLength: 45 }), (room, steps) => {
      law(run(room, steps));
    }),
    { numRuns: 250 },
  );
const prefixes = (log: readonly SessionEvent[]) =>
  log.map((event, index) => ({ event, before: fold(log.slice(0, index)) }));
const ruleIds = (event: SessionEvent) => (event.flags ?? []).map((flag) => flag.rule);

describe('whatever is asked, in whatever order', () => {
  test('the fold of what is stored equals the live state', () => {
    runs((room) => expect(fold(room.state.log)).toEqual(room.state));
  });

  test('no first dose is reached without every gate met or flagged', () => {
    runs((room) => {
      for (const { event, before } of prefixes(room.state.log)) {
        if (event.type !== 'DoseAdministered' && event.type !== 'InfusionStarted') continue;
        const order = before.orders.find((one) => one.id === event.order);
        if (order?.used || order?.dose.purpose === 'booster') continue;
        const open = gatesAt(room.protocol, before, event.at)
          .filter((gate) => !gate.met)
          .map((gate) => gate.rule);
        expect(ruleIds(event)).toEqual(expect.arrayContaining(open));
      }
    });
  });

  test('the cumulative dose passes the absolute maximum only in a flagged record', () => {
    runs((room) => {
      const over =
        room.state.doses.length + room.state.infusions.length > 0 &&
        cumulativeDose(room.state, later(room.now, 600 * MINUTE)).value >
          room.protocol.dose.absoluteMaximum.amount.value;
      if (over) expect(room.state.flags.map((flag) => flag.rule)).toContain('dose-within-absolute-maximum');
    });
  });

  test('nobody is discharged before the minimum time without an override', () => {
    runs((room) => {
      for (const { event, before } of prefixes(room.state.log)) {
        if (event.type !== 'DischargeSigned') continue;
        const ends = [
          ...before.doses.map((one) => one.at),
          ...before.infusions.flatMap((one) => one.stoppedAt ?? []),
        ].sort();
        const last = ends.at(-1);
        if (last && event.at < later(last, room.protocol.discharge.minimumTime.duration.value * 1000))
          expect(ruleIds(event)).toContain('minimum-recovery-time');
      }
    });
  });

  test('a strike leaves the struck entry and the strike in the log, whatever came between', () => {
    runs((room) => {
      expect(room.state.log.map((event) => event.seq)).toEqual(room.state.log.map((_, index) => index + 1));
      for (const seq of room.state.struck) {
        expect(room.state.log[seq - 1]?.seq).toBe(seq);
        expect(room.state.log.some((event) => event.type === 'StruckOut' && event.struck === seq)).toBe(true);
      }
    });
  });

  test('striking entries that do not stand on each other leaves the same session in either order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 120 }), fc.integer({ min: 60, max: 120 }), (one, other) => {
        const room = new Room(SHIPPED_PROTOCOLS[0] as Room['protocol'])
          .planned()
          .arrived()
          .measured(130, 80, one)
          .measured(131, 80, other);
        const [first, second] = [room.state.seq - 1, room.state.seq];
        const strike = (seq: number) => ({ type: 'StrikeOut' as const, seq, reason: 'x' });
        const ab = room.does(PEOPLE.nurse, strike(first)).does(PEOPLE.nurse, strike(second)).state;
        const ba = room.does(PEOPLE.nurse, strike(second)).does(PEOPLE.nurse, strike(first)).state;
        expect({ ...ab, log: [], struck: [...ab.struck].sort() }).toEqual({
          ...ba,
          log: [],
          struck: [...ba.struck].sort(),
        });
      }),
      { numRuns: 50 },
    );
  });

  test('an event folded alone equals the same event folded with the rest', () => {
    runs((room) => expect(room.state.log.reduce(evolve, EMPTY_SESSION)).toEqual(room.state));
  });

  test('a refusal names its rule, a way to satisfy it, and an override only where it is soft', () => {
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 10 }), step, (room, steps, last) => {
        const at = run(room, steps);
        const decision = at.ask(last.author, last.body(at));
        if (decision.accepted) return;
        for (const refusal of decision.refusals) {
          expect(refusal.message.length).toBeGreaterThan(5);
          expect(refusal.satisfy.length).toBeGreaterThan(3);
          if (refusal.stop === 'hard') expect(refusal.overrideBy).toEqual([]);
        }
      }),
      { numRuns: 250 },
    );
  });
});
