import { describe, expect, test } from 'vitest';
import type { ConsentsOnRecord } from '../consent/on-record.ts';
import type { ConsentStanding } from '../consent/standing.ts';
import { instant, MINUTE, toMilliseconds } from '../instant.ts';
import { shippedProtocol } from '../protocols/index.ts';
import type { GateFinding } from './commands.ts';
import { decide } from './decide.ts';
import { gatesAt } from './gates.ts';
import { idOf, PEOPLE, Room } from './making.ts';
import { dayAt } from './site-day.ts';

const infusion = shippedProtocol('infusion-iv');
const document = infusion.gates.find((one) => one.gate === 'consent')?.document ?? '';
const room = new Room(infusion).planned().arrived();
const inMinutes = (minutes: number) => instant(toMilliseconds(room.now) + minutes * MINUTE);
const day = (at: ReturnType<typeof instant>) => dayAt(at, room.state.plan?.zone ?? 'UTC');
const DAY_OLD = -24 * 60;
const today = day(room.now);
const yesterday = day(inMinutes(DAY_OLD));

const [TREATMENT, OFF_LABEL] = [idOf(800), idOf(801)];
type Kind = Exclude<ConsentStanding['kind'], 'never_signed'>;
const record = (kind: Kind, minutes = 0, signature = TREATMENT): ConsentsOnRecord => [
  {
    documentId: 'treatment.infusion-iv',
    title: 'Treatment',
    version: 2,
    standing: { kind, signature, version: 2, at: inMinutes(minutes) },
  },
  {
    documentId: 'off_label',
    title: 'Off-label use',
    version: 1,
    standing: { kind: 'signed', signature: OFF_LABEL, version: 1, at: inMinutes(DAY_OLD) },
  },
];
const PAPER = { gate: 'consent', document, signedOn: today } as const;
const NAMED = [
  { id: TREATMENT, document: 'treatment.infusion-iv', version: 2 },
  { id: OFF_LABEL, document: 'off_label', version: 1 },
];
const SIGNED = { ...PAPER, signedOn: yesterday, signatures: NAMED };

const confirming = (consents: ConsentsOnRecord, finding: GateFinding, more: object = {}) =>
  decide(
    infusion,
    room.state,
    { ...room.command({ type: 'ConfirmGate', finding }), ...more },
    { now: room.now, author: PEOPLE.nurse, consents },
  );
const refusals = (consents: ConsentsOnRecord, finding: GateFinding) => {
  const decision = confirming(consents, finding);
  return decision.accepted ? [] : decision.refusals;
};

describe('confirming consent by the signatures on record', () => {
  test('takes those that stand, of the day of the oldest and in their versions, and says so of any other', () => {
    const stands = record('signed', -1);
    expect(refusals(stands, SIGNED)).toEqual([]);
    expect(refusals(stands, { ...SIGNED, signedOn: today })).toMatchObject([
      { rule: 'consent-as-signed', field: 'finding.signedOn', numbers: { signedOn: yesterday } },
    ]);
    for (const wrong of [{ version: 1 }, { id: idOf(802) }]) {
      const [treatment, offLabel] = NAMED;
      const signatures = [{ ...treatment, ...wrong }, offLabel] as typeof NAMED;
      expect(refusals(stands, { ...SIGNED, signatures })).toMatchObject([
        { field: 'finding.signatures', satisfy: 'Look again, and confirm what stands now.' },
      ]);
      // Nor is a right one beside it a reason to take it.
      expect(refusals(stands, { ...SIGNED, signatures: [...NAMED, ...signatures.slice(0, 1)] })).toHaveLength(1);
    }
  });

  test('one that waits for its witness names who can do something about it, in the rule and in the gate', () => {
    const waits = record('awaits_witness');
    const says = 'Who saw it signs as the witness: the patient’s page, the course, Consents.';
    expect(refusals(waits, SIGNED)).toMatchObject([{ satisfy: says }]);
    const gate = gatesAt(infusion, room.state, room.now, { consents: waits }).find(({ gate }) => gate === 'consent');
    expect(gate).toMatchObject({ met: false, satisfy: says });
  });
});

describe('a consent that is withdrawn', () => {
  const gateOf = (of: Room, consents: ConsentsOnRecord, minutes: number) =>
    gatesAt(infusion, of.state, inMinutes(minutes), { consents }).find(({ gate }) => gate === 'consent');

  test('opens the gate again also where a device whose clock is ahead confirmed its signature', () => {
    const ahead = room.after(5).confirmed(SIGNED);
    expect(gateOf(ahead, record('signed', -1), 6)?.met).toBe(true);
    expect(gateOf(ahead, record('withdrawn', 3), 6)).toMatchObject({ met: false });
    // Nor does one that the last signature has taken the place of.
    expect(gateOf(ahead, record('withdrawn', 3, idOf(803)), 6)).toMatchObject({ met: false });
    expect(gateOf(ahead, record('withdrawn', 7), 6)?.met).toBe(true);
  });

  test('opens it also where its signature was confirmed afterwards as having happened', () => {
    const decision = confirming(record('withdrawn'), SIGNED, { happened: { reason: 'Shown on the telephone.' } });
    const after = room.having(decision.accepted ? decision.events : []);
    expect(decision.accepted && decision.events[0]?.flags).toMatchObject([{ rule: 'consent-as-signed' }]);
    expect(gateOf(after, record('withdrawn'), 1)).toMatchObject({ met: false });
  });

  test('is not made good by a paper of the same day, which may be from before; by one of a later day it is', () => {
    const then = record('withdrawn', DAY_OLD);
    const [refusal] = refusals(then, { ...PAPER, signedOn: yesterday });
    expect(refusal).toMatchObject({ rule: 'consent-as-signed', field: 'finding.signedOn' });
    expect(refusal?.satisfy).toContain('They can sign again on their own page');
    expect(refusals(then, PAPER)).toEqual([]);
    const of = (signedOn: string) => gateOf(room.confirmed({ ...PAPER, signedOn }), then, 1);
    expect(of(yesterday)).toMatchObject({ met: false });
    expect(of(yesterday)?.satisfy).toContain('They can sign again on their own page');
    expect(of(today)?.met).toBe(true);
  });
});
