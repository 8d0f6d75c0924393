import { expect, test } from 'vitest';
import { SHIPPED_PROTOCOLS, shippedProtocol } from '../protocols/index.ts';
import { quantity } from '../quantity.ts';
import { compareProtocols } from './compare.ts';
import type { Protocol } from './schema.ts';

const kap = shippedProtocol('kap-im');
const changed = (more: Partial<Protocol>) => compareProtocols(kap, { ...kap, ...more });

test('a protocol does not differ from itself', () => {
  for (const protocol of SHIPPED_PROTOCOLS) expect(compareProtocols(protocol, protocol)).toEqual([]);
});

test('a number is told before and after, as people say it', () => {
  const dose = { ...kap.dose, jumpAsksWhyAbove: quantity(10, '%') };
  expect(changed({ dose })).toEqual([
    { path: 'dose.jumpAsksWhyAbove', before: '25 %', after: '10 %', says: '25 % became 10 %' },
  ]);
});

test('a gate is found by its name wherever it stands, and its limits are told as pressures', () => {
  const gates = [...kap.gates]
    .reverse()
    .map((gate) =>
      gate.gate === 'baseline_vital_signs'
        ? { ...gate, hardBloodPressure: { ...gate.hardBloodPressure, systolic: quantity(170, 'mm[Hg]') } }
        : gate,
    );
  expect(changed({ gates })).toEqual([
    {
      path: 'gates.baseline_vital_signs.hardBloodPressure.systolic',
      before: '160 mmHg',
      after: '170 mmHg',
      says: '160 mmHg became 170 mmHg',
    },
  ]);
});

test('an added gate and a removed one are told as such', () => {
  const gates = kap.gates.filter((gate) => gate.gate !== 'escort');
  expect(changed({ gates })).toMatchObject([{ path: 'gates.escort', says: expect.stringMatching(/^removed: /) }]);
  expect(compareProtocols({ ...kap, gates }, kap)).toMatchObject([
    {
      path: 'gates.escort',
      says: 'added: Escort home: somebody named and reachable takes the patient home (soft stop)',
    },
  ]);
});

test('phases in another order differ, since they are entered in order', () => {
  const phases = [...kap.phases];
  phases.push(...phases.splice(1, 1));
  expect(changed({ phases })).toEqual([
    {
      path: 'phases.order',
      before: 'arrival, preparation, administration, journey, return, debrief',
      after: 'arrival, administration, journey, return, debrief, preparation',
      says: expect.stringContaining(' became '),
    },
  ]);
});

test('people are told in words', () => {
  const phases = kap.phases.map((phase) =>
    phase.kind === 'journey' ? { ...phase, presence: phase.presence.slice(0, 1) } : phase,
  );
  expect(changed({ phases })).toMatchObject([
    {
      path: 'phases.journey.presence',
      after: 'One therapist or guide in the room, without a gap',
    },
  ]);
});

test('two visits of one name are both compared', () => {
  const [visit] = kap.visits.integration;
  if (!visit) throw new Error('no integration visit');
  const twice = { ...kap, visits: { ...kap.visits, integration: [visit, visit] } };
  const second = { ...visit, day: 9 };
  expect(compareProtocols(twice, { ...kap, visits: { ...kap.visits, integration: [visit, second] } })).toMatchObject([
    { path: `visits.integration.${visit.name} (2).day`, says: '1 became 9' },
  ]);
});

test('each place is named once, also between two ways of treating', () => {
  for (const one of SHIPPED_PROTOCOLS)
    for (const other of SHIPPED_PROTOCOLS) {
      const found = compareProtocols(one, other);
      expect(new Set(found.map((difference) => difference.path)).size).toBe(found.length);
      for (const difference of found) expect(difference.says).not.toMatch(/undefined|\[object/);
    }
});
