import { describe, expect, test } from 'vitest';
import { later, MINUTE } from '../instant.ts';
import type { GateKind, Protocol } from '../protocol/schema.ts';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { quantity } from '../quantity.ts';
import { cumulativeDose } from './infusion.ts';
import { findingFor, idOf, PEOPLE, Room } from './making.ts';

const shipped = (id: string): Protocol => {
  const found = SHIPPED_PROTOCOLS.find((protocol) => protocol.id === id);
  if (!found) throw new Error(`no shipped protocol ${id}`);
  return found;
};
const infusion = shipped('infusion-iv');
const kap = shipped('kap-im');
const { nurse, prescriber, guide, therapist, frontDesk, anesthesia, director } = PEOPLE;
const dose = (room: Room) => ({
  type: 'AdministerDose' as const,
  order: idOf(500),
  amount: room.state.orders[0]?.dose.amount ?? quantity(1, 'ug'),
  site: 'deltoid',
});
const site = kap.delivery.kind === 'injection' ? kap.delivery.sites[0] : undefined;

describe.each(SHIPPED_PROTOCOLS.map((protocol) => [protocol.id, protocol] as const))('under %s', (_id, protocol) => {
  test('a session runs from arrival to a signed record', () => {
    const end = new Room(protocol).readyForDose().dosed().recovered().fitToLeave().discharged();
    expect(end.state.status).toBe('discharged');
    expect(end.does(prescriber, { type: 'SignRecord', meaning: 'author' }).state.signatures).toHaveLength(1);
    expect(cumulativeDose(end.state, end.now)).toEqual(end.state.orders[0]?.dose.amount);
  });

  const confirmed = protocol.gates
    .map((one) => one.gate)
    .filter((gate) => findingFor(protocol, gate, new Room(protocol).now));
  test.each(confirmed.filter((gate) => gate !== 'focus' && gate !== 'weight'))(
    'no dose before the gate %s, even when everything else is ready',
    (gate: GateKind) => {
      const room = new Room(protocol)
        .planned()
        .arrived()
        .peopled()
        .gatesConfirmed(gate)
        .measured()
        .inDosingPhase()
        .ordered();
      const start =
        protocol.delivery.kind === 'infusion'
          ? {
              type: 'StartInfusion' as const,
              order: idOf(500),
              rate: room.state.orders[0]?.dose.pump?.rate ?? quantity(1, 'uL/h'),
            }
          : { ...dose(room), site };
      expect(room.refusedBy(nurse, start)).toEqual([`gate-${gate.replaceAll('_', '-')}`]);
    },
  );

  test('no dose before baseline vital signs', () => {
    const room = new Room(protocol).planned().arrived().peopled().gatesConfirmed().inDosingPhase().ordered();
    expect(() => room.dosed()).toThrow('gate-baseline-vital-signs');
  });

  test('no discharge a minute before the minimum time', () => {
    const end = new Room(protocol).readyForDose().dosed().recovered().fitToLeave();
    const early = new Room(protocol, end.state, later(end.now, -MINUTE));
    expect(early.refusedBy(prescriber, { type: 'SignDischarge' })).toContain('minimum-recovery-time');
  });
});

describe('a dose', () => {
  test('is ordered by a prescriber: not by nurse, guide or front desk', () => {
    const room = new Room(kap).planned().arrived().gatesConfirmed();
    const order = {
      type: 'OrderDose',
      order: idOf(1),
      purpose: 'first',
      product: kap.medicine.products[0]?.id ?? '',
      prescribed: { by: 'weight', perKilogram: { value: 0.75, unit: 'mg/kg' } },
    } as const;
    for (const who of [nurse, guide, therapist, frontDesk])
      expect(room.refusedBy(who, order)).toContain('prescriber-orders');
    expect(room.refusedBy(prescriber, order)).toEqual([]);
  });

  test('of 0.75 mg/kg at 80 kg is 60 mg', () => {
    const room = new Room(kap)
      .planned()
      .arrived()
      .gatesConfirmed()
      .ordered({ prescribed: { by: 'weight', perKilogram: { value: 0.75, unit: 'mg/kg' } } });
    expect(room.state.orders[0]?.dose.exact).toEqual(quantity(60_000, 'ug'));
  });

  test('is never given by a guide', () => {
    const room = new Room(kap).readyForDose();
    expect(room.refusedBy(guide, { ...dose(room), site })).toContain('licensed-staff-give');
  });

  test('given by a guide all the same is recorded, flagged, with the reason', () => {
    const room = new Room(kap).readyForDose();
    const after = room.does(guide, { ...dose(room), site, happened: { reason: 'nurse collapsed' } });
    expect(after.state.doses).toHaveLength(1);
    expect(after.state.flags).toMatchObject([
      { rule: 'licensed-staff-give', why: 'recorded_against_rule', reason: 'nurse collapsed' },
    ]);
  });

  test('without an order is refused, and recorded when it happened', () => {
    const room = new Room(kap).readyForDose();
    const given = { type: 'AdministerDose' as const, amount: quantity(10_000, 'ug'), site };
    expect(room.refusedBy(nurse, given)).toContain('order-needed');
    expect(room.does(nurse, { ...given, happened: { reason: 'verbal order' } }).state.doses[0]?.purpose).toBe(
      'unordered',
    );
  });

  test('is not given under an order that nobody else has checked, where the protocol asks for that', () => {
    const checking = SHIPPED_PROTOCOLS.find((protocol) => protocol.dose.secondPersonCheck.required) ?? infusion;
    const room = new Room(checking).planned().arrived().peopled().gatesConfirmed().measured().inDosingPhase();
    const ordered = room.ordered();
    expect(
      room
        .does(prescriber, {
          type: 'OrderDose',
          order: idOf(7),
          purpose: 'first',
          product: checking.medicine.products[0]?.id ?? '',
          prescribed: ordered.state.orders[0]?.dose.prescribed ?? { by: 'fixed', amount: quantity(1, 'ug') },
        })
        .refusedBy(prescriber, { type: 'CheckOrder', order: idOf(7) }),
    ).toEqual(['checker-is-another-person']);
  });

  test('of more than is left of the order is refused', () => {
    const room = new Room(kap).readyForDose();
    const more = quantity((room.state.orders[0]?.dose.amount.value ?? 0) + 1, 'ug');
    expect(room.refusedBy(nurse, { ...dose(room), site, amount: more })).toContain('dose-as-ordered');
  });

  test('past the absolute maximum is a hard stop for the order and a loud record after the fact', () => {
    const room = new Room(kap).readyForDose();
    const huge = quantity(kap.dose.absoluteMaximum.amount.value + 1, 'ug');
    const refused = room.ask(nurse, {
      ...dose(room),
      site,
      amount: huge,
      overrides: [{ rule: 'dose-within-absolute-maximum', reason: 'please' }],
    });
    expect(refused).toMatchObject({ accepted: false });
    const recorded = room.does(nurse, { ...dose(room), site, amount: huge, happened: { reason: 'wrong syringe' } });
    expect(recorded.state.flags.map((flag) => flag.rule)).toContain('dose-within-absolute-maximum');
  });

  test('more than the jump limit over the last one asks why, and takes the reason', () => {
    const room = new Room(kap)
      .planned({ lastDose: { amount: quantity(20_000, 'ug'), at: '2026-02-20T15:00:00Z' } })
      .arrived()
      .gatesConfirmed();
    expect(() => room.ordered()).toThrow('jump-asks-why');
    expect(
      room.ordered({ overrides: [{ rule: 'jump-asks-why', reason: 'no effect at the last session' }] }).state.flags,
    ).toMatchObject([{ rule: 'jump-asks-why', why: 'overridden' }]);
  });

  test('outside the range is ordered only with the reason of one who may order', () => {
    const high = kap.dose.basis.by === 'weight' ? kap.dose.basis.allowed.high.value : 0;
    const prescribed = { by: 'weight' as const, perKilogram: quantity(high + 1, 'ug/kg') };
    const room = new Room(kap).planned().arrived().gatesConfirmed();
    expect(() => room.ordered({ prescribed })).toThrow('order-within-range');
  });

  test('is not given while the emergency stop stands', () => {
    const room = new Room(kap).readyForDose().does(guide, { type: 'CallEmergencyStop' });
    expect(room.refusedBy(nurse, { ...dose(room), site })).toContain('no-dose-during-emergency-stop');
    expect(room.refusedBy(nurse, { type: 'ClearEmergencyStop', reason: 'false alarm' })).toEqual([
      'emergency-stop-cleared-by',
    ]);
    expect(
      room.does(anesthesia, { type: 'ClearEmergencyStop', reason: 'false alarm' }).does(nurse, { ...dose(room), site })
        .state.doses,
    ).toHaveLength(1);
  });
});

describe('a soft stop', () => {
  const raised = () =>
    new Room(kap).planned().arrived().peopled().gatesConfirmed().measured(150, 85).inDosingPhase().ordered();
  const override = [{ rule: 'gate-baseline-vital-signs', reason: 'white coat; settled at 138 by hand' }];

  test('is told with its numbers and who may override it', () => {
    const room = raised();
    const answer = room.ask(nurse, { ...dose(room), site });
    expect(answer).toMatchObject({ accepted: false, refusals: [{ rule: 'gate-baseline-vital-signs', stop: 'soft' }] });
    expect(!answer.accepted && answer.refusals[0]?.message).toContain('150/85 mmHg');
    expect(!answer.accepted && answer.refusals[0]?.overrideBy).toContain('prescriber');
  });

  test('is not overridden by a nurse alone', () => {
    const room = raised();
    expect(room.refusedBy(nurse, { ...dose(room), site, overrides: override })).toEqual(['gate-baseline-vital-signs']);
  });

  test('is overridden by a nurse for whom a prescriber has signed, and says who', () => {
    const room = raised().does(prescriber, {
      type: 'SignOverride',
      rule: 'gate-baseline-vital-signs',
      reason: 'seen by me',
    });
    const given = room.does(nurse, { ...dose(room), site, overrides: override });
    expect(given.state.flags).toMatchObject([{ why: 'overridden', signedBy: { name: prescriber.name } }]);
    expect(given.state.signedOverrides).toEqual([]);
  });

  test('at or over 160/100 is hard: no override', () => {
    const room = new Room(kap)
      .planned()
      .arrived()
      .peopled()
      .gatesConfirmed()
      .measured(165, 85)
      .inDosingPhase()
      .ordered();
    expect(room.refusedBy(prescriber, { ...dose(room), site, overrides: override })).toEqual([
      'gate-baseline-vital-signs',
    ]);
  });
});

describe('an infusion', () => {
  const running = () => new Room(infusion).readyForDose().dosed();
  test('paused for ten minutes delivers nothing meanwhile', () => {
    const paused = running().after(20).does(nurse, { type: 'PauseInfusion', reason: 'nausea' });
    const before = cumulativeDose(paused.state, paused.now);
    expect(cumulativeDose(paused.after(10).state, paused.after(10).now)).toEqual(before);
  });

  test('stopped half-way leaves a true remainder', () => {
    const stopped = running().after(20).does(nurse, { type: 'StopInfusion', reason: 'patient_request' });
    const event = stopped.state.log.at(-1);
    const ordered = stopped.state.orders[0]?.dose.amount.value ?? 0;
    expect(event).toMatchObject({ type: 'InfusionStopped' });
    if (event?.type === 'InfusionStopped') {
      expect(event.delivered.value + event.remainder.value).toBe(ordered);
      expect(event.delivered.value / ordered).toBeCloseTo(0.5, 2);
    }
  });

  test('is stopped by the emergency stop, which a guide may call', () => {
    const stopped = running().after(5).does(guide, { type: 'CallEmergencyStop', reason: 'seizure' });
    expect(stopped.state.infusions[0]?.stoppedAt).toBe(stopped.now);
    expect(stopped.state.log.slice(-2).map((event) => event.type)).toEqual(['EmergencyStopCalled', 'InfusionStopped']);
  });

  test('never runs faster than the protocol’s highest rate', () => {
    const highest = infusion.delivery.kind === 'infusion' ? infusion.delivery.highestRate.value : 0;
    expect(
      running()
        .after(1)
        .refusedBy(nurse, { type: 'ChangeInfusionRate', rate: quantity(highest + 1, 'uL/h'), reason: 'hurry' }),
    ).toEqual(['rate-within-protocol']);
  });

  test('may be slowed by a nurse', () => {
    expect(
      running()
        .after(1)
        .refusedBy(nurse, { type: 'ChangeInfusionRate', rate: quantity(50_000, 'uL/h'), reason: 'dizzy' }),
    ).toEqual([]);
  });
});

describe('a reading', () => {
  const room = () => new Room(infusion).planned().arrived();
  test('that is unlikely asks "is this right?" and is stored with the answer', () => {
    const reading = { type: 'RecordVitalSigns' as const, vitalSigns: { heartRate: quantity(170, '/min') } };
    expect(room().refusedBy(nurse, reading)).toEqual(['is-this-right']);
    const stored = room()
      .does(nurse, { ...reading, confirmed: ['heartRate'] })
      .state.log.at(-1);
    expect(stored).toMatchObject({ confirmed: [{ field: 'heartRate' }] });
  });

  test('at a call limit is stored and raises the call', () => {
    const dosed = new Room(infusion).readyForDose().dosed().after(20).measured(182, 95);
    const calls = dosed.state.vitalSigns.at(-1)?.calls.map((call) => call.limit);
    expect(calls).toEqual(['systolic', 'systolic_rise']);
  });

  test('in the future is refused with both times', () => {
    expect(
      room().refusedBy(nurse, {
        type: 'RecordVitalSigns',
        vitalSigns: { heartRate: quantity(70, '/min') },
        at: later(room().now, 5 * MINUTE),
      }),
    ).toEqual(['not-in-the-future']);
  });

  test('before the arrival is refused', () => {
    expect(
      room()
        .after(30)
        .refusedBy(nurse, {
          type: 'RecordVitalSigns',
          vitalSigns: { heartRate: quantity(70, '/min') },
          at: later(room().now, -MINUTE),
        }),
    ).toEqual(['not-before-arrival']);
  });

  test('entered an hour later is marked late and takes its place by clinical time', () => {
    const base = room().after(10).measured(120, 80).after(60).measured(130, 85);
    const late = base.does(nurse, {
      type: 'RecordVitalSigns',
      vitalSigns: { heartRate: quantity(99, '/min') },
      at: later(room().now, 15 * MINUTE),
    });
    expect(late.state.log.at(-1)).toMatchObject({ lateEntry: true });
    expect(late.state.vitalSigns.map((entry) => entry.vitalSigns.heartRate?.value)).toEqual([72, 99, 72]);
  });
});

describe('what a gate is confirmed by', () => {
  const room = new Room(infusion).planned().arrived();
  const consent = findingFor(infusion, 'consent', room.now);
  const weight = { gate: 'weight' as const, weight: quantity(80, 'kg') };
  const fasting = { gate: 'fasting' as const, lastSolids: later(room.now, -600 * MINUTE) };
  test.each([
    ['a weight of tomorrow', { ...weight, measuredOn: '2999-01-01' }, 'finding.measuredOn'],
    ['a weight from before the birth', { ...weight, measuredOn: '1800-01-01' }, 'finding.measuredOn'],
    ['a consent signed tomorrow', { ...consent, signedOn: '2999-01-01' }, 'finding.signedOn'],
    ['a screening signed tomorrow', { gate: 'screening', signedBy: 'x', signedOn: '2999-01-01' }, 'finding.signedOn'],
    [
      'a drink still to come',
      { ...fasting, lastClearLiquids: later(room.now, 2 * MINUTE) },
      'finding.lastClearLiquids',
    ],
    [
      'a drink of another century',
      { ...fasting, lastClearLiquids: '1800-01-01T00:00:00.000Z' },
      'finding.lastClearLiquids',
    ],
  ])('has happened: %s is refused, even on somebody’s word', (_what, finding, field) => {
    const command = { type: 'ConfirmGate', finding: finding as never, happened: { reason: 'I say so' } } as const;
    expect(room.ask(nurse, command)).toMatchObject({
      accepted: false,
      refusals: [{ rule: 'finding-has-happened', field, numbers: expect.anything() }],
    });
  });

  test('may be older than the protocol likes: it is stored, and the gate stays open', () => {
    const after = room.does(nurse, { type: 'ConfirmGate', finding: { ...weight, measuredOn: '2025-01-01' } });
    expect(after.state.gateConfirmations).toHaveLength(1);
  });
});

describe('a strike-out', () => {
  test('leaves both entries readable and takes the struck one out of every figure', () => {
    const room = new Room(kap).readyForDose().dosed();
    const seq = room.state.seq;
    const struck = room.does(nurse, { type: 'StrikeOut', seq, reason: 'wrong patient’s screen' });
    expect(struck.state.log.map((event) => event.type).slice(-2)).toEqual(['DoseAdministered', 'StruckOut']);
    expect(struck.state.doses).toEqual([]);
    expect(struck.state.orders[0]?.used).toBe(false);
  });

  test('is made by the author or a senior clinician, and once', () => {
    const room = new Room(infusion).planned().arrived().measured();
    const strike = { type: 'StrikeOut' as const, seq: room.state.seq, reason: 'cuff on the wrong arm' };
    expect(room.refusedBy(therapist, strike)).toEqual(['strike-by-author-or-senior']);
    expect(room.does(director, strike).refusedBy(director, strike)).toEqual(['strike-names-an-entry']);
  });

  test('of an order under which a dose was given waits for the dose to be struck', () => {
    const room = new Room(kap).readyForDose().dosed();
    const order = room.state.orders[0]?.seq ?? 0;
    expect(room.refusedBy(prescriber, { type: 'StrikeOut', seq: order, reason: 'wrong product' })).toEqual([
      'strike-later-first',
    ]);
  });
});

describe('the end', () => {
  test('needs each criterion, told one by one', () => {
    const room = new Room(kap).readyForDose().dosed().recovered();
    const missing = room.refusedBy(prescriber, { type: 'SignDischarge' });
    expect(missing).toContain('discharge-escort-present');
    expect(missing).toContain('discharge-oriented');
  });

  test('before the minimum time takes a reason of one who may', () => {
    const room = new Room(infusion)
      .readyForDose()
      .dosed()
      .after(41)
      .does(nurse, { type: 'StopInfusion', reason: 'completed' })
      .after(30)
      .fitToLeave();
    expect(
      room.refusedBy(nurse, { type: 'SignDischarge', overrides: [{ rule: 'minimum-recovery-time', reason: 'late' }] }),
    ).toContain('minimum-recovery-time');
  });

  test('is not a cancellation once medicine was given', () => {
    expect(new Room(kap).readyForDose().dosed().refusedBy(nurse, { type: 'CancelSession', reason: 'x' })).toEqual([
      'no-cancel-after-dose',
    ]);
  });

  test('without a discharge is recorded as a departure, with how', () => {
    const left = new Room(kap)
      .readyForDose()
      .dosed()
      .after(10)
      .does(nurse, { type: 'RecordDeparture', how: 'transferred', reason: 'ambulance' });
    expect(left.state.status).toBe('departed');
  });

  test('lets late entries of the time before it in, and nothing after', () => {
    const end = new Room(kap).readyForDose().dosed().recovered().fitToLeave().discharged().after(120);
    const note = { type: 'RecordObservation' as const, observation: 'still' as const };
    expect(end.refusedBy(guide, note)).toEqual(['session-is-open']);
    expect(end.refusedBy(guide, { ...note, at: later(end.now, -130 * MINUTE) })).toEqual([]);
  });
});

test('a booster is given once, in its window, within its amounts', () => {
  const room = new Room(kap).readyForDose().dosed();
  const booster = kap.dose.booster;
  if (!booster) throw new Error('kap-im has a booster');
  const order = { purpose: 'booster' as const, prescribed: { by: 'fixed' as const, amount: booster.allowed.low } };
  const ordered = room.after(2).ordered(order, idOf(501));
  expect(
    ordered.refusedBy(nurse, { type: 'AdministerDose', order: idOf(501), amount: booster.allowed.low, site }),
  ).toContain('booster-allowed');
  const inWindow = room
    .after(booster.earliest.value / 60)
    .ordered(order, idOf(501))
    .dosed(idOf(501));
  expect(inWindow.state.doses.map((one) => one.purpose)).toEqual(['first', 'booster']);
  expect(() => inWindow.ordered(order, idOf(502))).toThrow('booster-allowed');
});
