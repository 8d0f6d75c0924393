import { expect, test } from 'vitest';
import { instant } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';
import { shippedProtocol } from '../protocols/index.ts';
import { quantity } from '../quantity.ts';
import { ACKNOWLEDGEMENTS, courseMove, refuseMove } from './course-move.ts';
import type { VersionFacts } from './life.ts';

const kap = shippedProtocol('kap-im');
const at = instant(Date.UTC(2026, 2, 2, 14));
const to = (change: Partial<Protocol>): Protocol => ({ ...kap, version: '2.0.0', ...change });
const signed = (protocol: Protocol): VersionFacts => ({
  protocolId: protocol.id,
  version: protocol.version,
  origin: 'clinic',
  documentHash: 'h',
  signOff: { signedBy: { id: 'd', name: 'D' }, signedAt: at, documentHash: 'h', effectiveFrom: at },
});
const rules = (
  from: Protocol,
  protocol: Protocol,
  acknowledged: readonly (typeof ACKNOWLEDGEMENTS)[number][] = [],
  facts = signed(protocol),
) =>
  refuseMove({ from: { protocol: from }, to: { protocol, facts }, all: [facts], acknowledged, at }).map(
    ({ rule, field }) => (field ? `${rule} ${field}` : rule),
  );
const wider = to({ dose: { ...kap.dose, jumpAsksWhyAbove: quantity(40, '%') } });
const narrower = to({ dose: { ...kap.dose, jumpAsksWhyAbove: quantity(10, '%') } });
const withoutEscort: Protocol = { ...kap, gates: kap.gates.filter((gate) => gate.gate !== 'escort') };
const otherConsent = to({
  gates: kap.gates.map((gate) => (gate.gate === 'consent' ? { ...gate, document: 'Consent, new' } : gate)),
});

test('what a move changes is told by what it does', () => {
  const move = courseMove(withoutEscort, wider);
  expect(move.wider.map(({ path }) => path)).toEqual(['dose.jumpAsksWhyAbove']);
  expect(move.newGates.map(({ path }) => path)).toEqual(['gates.escort']);
  expect(move.narrower).toEqual([]);
  expect(move.acknowledge).toEqual(['wider_limits', 'new_gates']);
});

test.each([
  ['a wider limit is acknowledged', kap, wider, ['move-is-acknowledged wider_limits']],
  ['a narrower one needs nothing', kap, narrower, []],
  ['a new gate is acknowledged', withoutEscort, to({}), ['move-is-acknowledged new_gates']],
  ['another consent is asked for again', kap, otherConsent, ['move-is-acknowledged consent_again']],
  ['another treatment is another course', kap, shippedProtocol('infusion-iv'), ['move-stays-with-the-treatment']],
  ['the same version is no move', kap, kap, ['move-has-somewhere-to-go']],
] as const)('%s', (_name, from, protocol, refused) => {
  expect(rules(from, protocol)).toEqual(refused);
});

test('what is acknowledged is let through', () => {
  expect(rules(withoutEscort, wider, ['wider_limits', 'new_gates'])).toEqual([]);
  expect(rules(withoutEscort, wider, ['new_gates'])).toEqual(['move-is-acknowledged wider_limits']);
});

test('no course moves to a version that is not signed', () => {
  const { signOff: _, ...unsigned } = signed(narrower);
  expect(rules(kap, narrower, [...ACKNOWLEDGEMENTS], unsigned)).toEqual(['version-is-in-force']);
});
