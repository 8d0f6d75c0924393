import { describe, expect, test } from 'vitest';
import type { ScreeningOnRecord } from '../eligibility/on-record.ts';
import { shippedProtocol } from '../protocols/index.ts';
import type { GateFinding } from './commands.ts';
import { decide } from './decide.ts';
import { gatesAt } from './gates.ts';
import { idOf, MORNING, PEOPLE, Room } from './making.ts';

const infusion = shippedProtocol('infusion-iv');
const room = new Room(infusion).planned().arrived();
const DECISION = { id: idOf(700), by: PEOPLE.prescriber.name, on: '2026-03-01', at: MORNING };
const REOPENED: ScreeningOnRecord = {
  courseId: idOf(1),
  state: 'reopened',
  decision: DECISION,
  because: ['New on the medicine list: Ativan.'],
};
const SIGNED: ScreeningOnRecord = { courseId: idOf(1), state: 'signed', decision: DECISION, because: [] };
const PAPER = { gate: 'screening', signedBy: DECISION.by, signedOn: DECISION.on } as const;

const confirming = (
  screening: ScreeningOnRecord | undefined,
  finding: GateFinding = PAPER,
  more: object = {},
  protocol = infusion,
) =>
  decide(
    protocol,
    room.state,
    { ...room.command({ type: 'ConfirmGate', finding }), ...more },
    { now: room.now, author: PEOPLE.nurse, screening },
  );
const refusalsIn = (decision: ReturnType<typeof confirming>) => (decision.accepted ? [] : decision.refusals);

describe('confirming that the screening is signed', () => {
  test('from a paper is taken where none was begun here, or where this machine does not know', () => {
    expect(confirming(undefined).accepted).toBe(true);
    expect(confirming({ courseId: idOf(1), state: 'none', because: [] }).accepted).toBe(true);
  });

  test('from a paper is refused where it is signed on record: it is confirmed as it stands there', () => {
    expect(refusalsIn(confirming(SIGNED))).toMatchObject([
      { rule: 'screening-as-on-record', stop: 'hard', satisfy: 'Confirm it as it stands on record.' },
    ]);
    const recorded = confirming(SIGNED, PAPER, { happened: { reason: 'The room was out of reach.' } });
    expect(recorded.accepted && recorded.events[0]?.flags).toMatchObject([
      { rule: 'screening-as-on-record', why: 'recorded_against_rule' },
    ]);
  });

  test.each([
    [REOPENED, 'New on the medicine list: Ativan.'],
    [{ ...REOPENED, state: 'unsigned' as const, decision: undefined, because: [] }, 'no clinician has signed'],
    [{ ...REOPENED, state: 'waits' as const, because: ['Heart: asked of cardiology.'] }, 'Heart: asked of cardiology.'],
    [{ ...REOPENED, state: 'does_not_fit' as const, because: ['Mania: now.'] }, 'Mania: now.'],
  ])('is refused where the record says otherwise, and the item is named: %#', (onRecord, names) => {
    const [refusal] = refusalsIn(confirming(onRecord));
    expect(refusal).toMatchObject({ rule: 'screening-as-on-record', stop: 'hard' });
    expect(refusal?.message).toContain(names);
  });

  test('is recorded with its reason where it has happened, and flagged', () => {
    const decision = confirming(REOPENED, PAPER, { happened: { reason: 'The prescriber looked at it by telephone.' } });
    expect(decision.accepted && decision.events[0]?.flags).toMatchObject([
      { rule: 'screening-as-on-record', why: 'recorded_against_rule' },
    ]);
  });

  test('is passed by a reason where the protocol lets its gate be overridden, by whom it names', () => {
    const gates = infusion.gates.map((gate) =>
      gate.gate === 'screening' ? { ...gate, stop: 'soft' as const, overrideBy: ['nurse' as const] } : gate,
    );
    const overrides = [{ rule: 'screening-as-on-record', reason: 'Spoken about.' }];
    const decision = confirming(REOPENED, PAPER, { overrides }, { ...infusion, gates });
    expect(decision.accepted && decision.events[0]?.flags).toMatchObject([{ why: 'overridden' }]);
  });

  test('by reference is of the decision that stands, as it stands', () => {
    const by = (more: object) => refusalsIn(confirming(SIGNED, { ...PAPER, record: DECISION.id, ...more }));
    expect(by({})).toEqual([]);
    expect(by({ record: idOf(701) })).toMatchObject([{ field: 'finding.record' }]);
    expect(by({ signedBy: 'Somebody else' })).toMatchObject([{ field: 'finding.signedBy' }]);
    const none = refusalsIn(
      confirming({ courseId: idOf(1), state: 'none', because: [] }, { ...PAPER, record: DECISION.id }),
    );
    expect(none).toMatchObject([{ field: 'finding.record' }]);
  });
});

test('the gate shuts again when the screening is re-opened after it was confirmed', () => {
  const confirmed = room.confirmed(PAPER);
  const gate = (screening?: ScreeningOnRecord) =>
    gatesAt(infusion, confirmed.state, confirmed.now, { screening }).find((one) => one.gate === 'screening');
  expect(gate()?.met).toBe(true);
  expect(gate(SIGNED)?.met).toBe(true);
  expect(gate(REOPENED)).toMatchObject({ met: false, stop: 'hard' });
  expect(gate(REOPENED)?.because).toContain('New on the medicine list: Ativan.');
});

test('a dose is refused under the gate’s own name while the screening is re-opened', () => {
  const kap = shippedProtocol('kap-im');
  const ready = new Room(kap).planned().arrived().peopled().gatesConfirmed().measured();
  const command = ready.command({ type: 'AdministerDose', amount: { value: 40, unit: 'mg' }, site: 'left deltoid' });
  const rules = (screening: ScreeningOnRecord) => {
    const decision = decide(kap, ready.state, command, { now: ready.now, author: PEOPLE.nurse, screening });
    return decision.accepted ? [] : decision.refusals.map(({ rule }) => rule);
  };
  expect(rules(SIGNED)).not.toContain('gate-screening');
  expect(rules(REOPENED)).toContain('gate-screening');
});
