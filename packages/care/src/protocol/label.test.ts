import { describe, expect, test } from 'vitest';
import { shippedProtocol as shipped } from '../protocols/index.ts';
import { labelOf } from './label.ts';
import type { Protocol, ProtocolPhase } from './schema.ts';

const kap = shipped('kap-im');
const infusion = shipped('infusion-iv');
const phases = (change: (phase: ProtocolPhase) => ProtocolPhase): Protocol => ({
  ...kap,
  phases: kap.phases.map(change),
});
const visits = (more: Partial<Protocol['visits']>): Protocol => ({ ...kap, visits: { ...kap.visits, ...more } });
const unmet = (protocol: Protocol) => labelOf(protocol).reasons.filter((reason) => !reason.met);

test('preparation, company through the journey and integration make it KAP', () => {
  for (const id of ['kap-im', 'kap-sublingual']) {
    const label = labelOf(shipped(id));
    expect(label).toMatchObject({ kind: 'kap', name: 'Ketamine-assisted psychotherapy (KAP)' });
    expect(label.reasons).toHaveLength(3);
    expect(label.reasons.every((reason) => reason.met)).toBe(true);
  }
});

test.each([
  ['infusion-iv', 'Ketamine infusion (IV)'],
  ['esketamine-nasal', 'Esketamine nasal spray'],
])('%s is named as the medical treatment that it is, and says so plainly', (id, name) => {
  expect(labelOf(shipped(id))).toMatchObject({ kind: 'medical', name, statement: 'No psychotherapy included.' });
  expect(unmet(shipped(id))).toHaveLength(3);
});

test('a typed name changes nothing', () => {
  expect(labelOf({ ...infusion, name: 'Ketamine-assisted psychotherapy' }).kind).toBe('medical');
});

describe('what is missing takes the label away, and is said', () => {
  const nobodyPrepares = { ...phases((one) => (one.kind === 'preparation' ? { ...one, presence: [] } : one)) };

  test.each<[string, Protocol, string]>([
    [
      'no preparation at all',
      { ...nobodyPrepares, visits: { ...kap.visits, preparation: [] } },
      'It lacks preparation. Not ketamine-assisted psychotherapy.',
    ],
    ['no integration visit', visits({ integration: [] }), 'It lacks integration. Not ketamine-assisted psychotherapy.'],
    [
      'integration that a nurse may hold alone',
      visits({ integration: kap.visits.integration.map((one) => ({ ...one, by: ['therapist', 'nurse'] })) }),
      'It lacks integration. Not ketamine-assisted psychotherapy.',
    ],
    [
      'neither',
      { ...nobodyPrepares, visits: { ...kap.visits, preparation: [], integration: [] } },
      'It lacks preparation and integration. Not ketamine-assisted psychotherapy.',
    ],
  ])('%s', (_what, protocol, statement) => {
    expect(labelOf(protocol)).toMatchObject({ kind: 'medical', name: 'Ketamine injection (intramuscular)', statement });
  });

  const journey = (change: (rule: ProtocolPhase['presence'][number]) => ProtocolPhase['presence'][number]) =>
    phases((one) => (one.kind === 'journey' ? { ...one, presence: one.presence.map(change) } : one));

  test.each<[string, Protocol]>([
    ['with gaps', journey((rule) => ({ ...rule, continuous: false }))],
    ['from the next room', journey((rule) => ({ ...rule, attendance: 'on_site' }))],
    ['by whoever is free, a nurse too', journey((rule) => ({ ...rule, anyOf: [...rule.anyOf, 'nurse'] }))],
  ])('company %s is not company', (_what, protocol) => {
    expect(unmet(protocol).map((reason) => reason.says)).toEqual([
      'Company: no therapist or guide is bound to stay in the room in "Journey".',
    ]);
  });

  test('company that begins only after the dose has begun to work is not company', () => {
    const late = phases((one) => (one.kind === 'administration' ? { ...one, presence: [] } : one));
    expect(unmet(late).map((reason) => reason.says)).toEqual([
      'Company: no therapist or guide is bound to stay in the room in "Administration".',
    ]);
  });

  test('an inward phase under another name needs company too', () => {
    const renamed = phases((one) =>
      one.kind === 'journey' ? { ...one, kind: 'recovery', inward: true, presence: [] } : one,
    );
    expect(labelOf(renamed).kind).toBe('medical');
  });
});

test('a preparation phase with a therapist counts where there is no preparation visit', () => {
  expect(labelOf(visits({ preparation: [] }))).toMatchObject({
    kind: 'kap',
    reasons: [{ met: true, says: 'Preparation: a therapist or guide is there in "Preparation".' }, {}, {}],
  });
});

test('a nurse laying an intravenous line is not the preparation that KAP means', () => {
  expect(infusion.phases.some((phase) => phase.kind === 'preparation')).toBe(true);
  expect(unmet(infusion)[0]?.says).toBe('Preparation: none with a therapist or guide.');
});
