import { describe, expect, test } from 'vitest';
import { instant } from '../instant.ts';
import { explainProtocol } from '../protocol/explain.ts';
import type { Departure, Protocol } from '../protocol/schema.ts';
import { SHIPPED_DOCUMENTS, shippedProtocol } from '../protocols/index.ts';
import { quantity } from '../quantity.ts';
import { propose, refuseDecline, refuseRetirement, refuseSigning, statementFor } from './approval.ts';
import { missingReasons } from './departures.ts';
import type { VersionFacts } from './life.ts';
import { nextVersion } from './version-number.ts';
import { weighDifferences } from './weigh.ts';

const kap = shippedProtocol('kap-im');
const now = instant(Date.UTC(2026, 2, 2, 14));
const later = instant(Date.UTC(2026, 2, 3, 14));
const longer = (departures?: Departure[]): Protocol => ({
  ...kap,
  version: '2.0.0',
  dose: { ...kap.dose, jumpAsksWhyAbove: quantity(40, '%') },
  ...(departures && { departures }),
});
const reason = { path: 'dose.jumpAsksWhyAbove', to: '40 %', reason: 'Our patients step up by a third.', sources: [] };

describe('a proposal', () => {
  const proposing = (document: unknown, taken = ['1.0.0']) =>
    propose({ document, protocolId: 'kap-im', taken, before: kap });
  const rules = (document: unknown, taken?: string[]) => {
    const answer = proposing(document, taken);
    return answer.ok ? [] : answer.refusals.map(({ rule, field }) => `${rule} ${field}`);
  };

  test('with its reasons is taken', () => expect(rules(longer([reason]))).toEqual([]));
  test('without the reason for a looser limit is refused, and the place is named', () =>
    expect(rules(longer())).toEqual(['change-has-a-reason dose.jumpAsksWhyAbove']));
  test('with a reason for another number than the one that stands there is refused', () =>
    expect(rules(longer([{ ...reason, to: '35 %' }]))).toEqual(['change-has-a-reason dose.jumpAsksWhyAbove']));
  test('of a tighter limit than the shipped one gives a reason too', () =>
    expect(rules({ ...kap, version: '2.0.0', dose: { ...kap.dose, jumpAsksWhyAbove: quantity(10, '%') } })).toEqual([
      'change-has-a-reason dose.jumpAsksWhyAbove',
    ]));
  test('of words alone gives none', () => expect(rules({ ...kap, version: '1.0.1', summary: 'Anew.' })).toEqual([]));
  test('of nothing is refused', () =>
    expect(rules({ ...kap, version: '1.0.1' })).toEqual(['changes-something undefined']));
  test('under a number that is taken, or lower, is refused', () => {
    expect(rules({ ...kap, summary: 'Anew.' })).toEqual(['version-is-new version']);
    expect(rules({ ...kap, version: '1.9.0', summary: 'Anew.' }, ['1.0.0', '1.10.0'])).toEqual([
      'version-is-new version',
    ]);
  });
  test('of another protocol is refused', () =>
    expect(rules({ ...kap, id: 'kap-own', version: '2.0.0', summary: 'A' })).toContain('document-holds id'));
  test('with an error is refused by path', () =>
    expect(rules({ ...kap, version: '2.0.0', dose: { ...kap.dose, orderBy: ['guide'] } })[0]).toMatch(
      /^document-holds dose\.orderBy/,
    ));
});

test('a limit loosened from the version in force asks for a reason even where the shipped one is looser still', () => {
  const strict = { ...kap, dose: { ...kap.dose, jumpAsksWhyAbove: quantity(10, '%') } };
  const missing = missingReasons(kap, { before: strict, shipped: kap });
  expect(missing.map(({ path, weight }) => [path, weight])).toEqual([['dose.jumpAsksWhyAbove', 'loosens']]);
});

test('a reason without a source stands on the medical director’s word, and is read with the protocol', () => {
  const saying = (departure: Departure) =>
    explainProtocol(longer([departure])).find((section) => section.id === 'departures')?.rows;
  expect(saying(reason)).toEqual([
    {
      id: 'dose.jumpAsksWhyAbove',
      term: 'Dose, jump asks why above',
      says: ['Now: 40 %.', 'Changed by the medical director: Our patients step up by a third.'],
      sources: [],
    },
  ]);
  expect(saying({ ...reason, sources: ['dore-2019'] })).toMatchObject([
    { says: ['Now: 40 %.', 'Our patients step up by a third.'], sources: ['dore-2019'] },
  ]);
});

describe('a signature', () => {
  const facts: VersionFacts = { protocolId: 'kap-im', version: '2.0.0', origin: 'clinic', documentHash: 'h' };
  const rules = (more: Partial<Parameters<typeof refuseSigning>[0]> = {}) =>
    refuseSigning({
      facts,
      protocol: longer([reason]),
      before: kap,
      shownHash: 'h',
      effectiveFrom: later,
      acknowledgesLabelChange: false,
      now,
      ...more,
    }).map(({ rule }) => rule);
  const signOff = { signedBy: { id: 'd', name: 'D' }, signedAt: now, documentHash: 'h', effectiveFrom: now };
  const alone: Protocol = {
    ...kap,
    name: 'Ketamine injection',
    phases: kap.phases.map((phase) => ({ ...phase, presence: phase.presence.filter((rule) => !rule.continuous) })),
  };

  test('over what was shown is taken', () => expect(rules()).toEqual([]));
  test('over another document than was shown is refused', () =>
    expect(rules({ shownHash: 'g' })).toEqual(['signed-is-what-was-shown']));
  test('that takes effect at this very moment is taken', () => expect(rules({ effectiveFrom: now })).toEqual([]));
  test('that takes effect in the past is refused', () =>
    expect(rules({ effectiveFrom: instant(Date.parse(now) - 1) })).toEqual(['not-in-the-past']));
  test('that retires before it begins is refused', () =>
    expect(rules({ retiresFrom: now })).toEqual(['retired-after-it-began']));
  test('twice is refused', () => expect(rules({ facts: { ...facts, signOff } })).toEqual(['not-signed-twice']));
  test('under a declined version is refused', () =>
    expect(rules({ facts: { ...facts, declinedAt: now } })).toEqual(['not-declined']));
  test('without the reasons is refused', () => expect(rules({ protocol: longer() })).toEqual(['change-has-a-reason']));
  test('that takes the name of psychotherapy away says that it knows', () => {
    expect(rules({ protocol: alone })).toContain('label-change-is-acknowledged');
    expect(rules({ protocol: alone, acknowledgesLabelChange: true })).not.toContain('label-change-is-acknowledged');
  });
  test('names protocol, version and clinic', () =>
    expect(statementFor(kap, 'Quay Clinic')).toMatch(
      /Ketamine-assisted psychotherapy, intramuscular, version 1\.0\.0.*Quay Clinic/,
    ));
  test('under every shipped document needs no reasons', () => {
    for (const { id } of SHIPPED_DOCUMENTS)
      expect(rules({ protocol: shippedProtocol(id), before: undefined })).toEqual([]);
  });

  test('is declined or retired only as far as it makes sense', () => {
    expect(refuseDecline(facts)).toEqual([]);
    expect(refuseDecline({ ...facts, signOff })).toMatchObject([{ rule: 'not-signed-twice' }]);
    expect(refuseRetirement(facts, [facts], later, now)).toMatchObject([{ rule: 'only-signed-is-retired' }]);
    const inUse = { ...facts, signOff };
    expect(refuseRetirement(inUse, [inUse], later, now)).toEqual([]);
    expect(refuseRetirement(inUse, [inUse], now, later)).toMatchObject([{ rule: 'not-in-the-past' }]);
  });
});

test('a number goes up by how much the change weighs', () => {
  const weigh = (after: Partial<Protocol>) => weighDifferences(kap, { ...kap, ...after });
  expect(nextVersion('1.2.3', weigh({ summary: 'Anew.' }))).toBe('1.2.4');
  expect(nextVersion('1.2.3', weigh({ dose: { ...kap.dose, jumpAsksWhyAbove: quantity(10, '%') } }))).toBe('1.3.0');
  expect(nextVersion('1.2.3', weigh({ dose: { ...kap.dose, jumpAsksWhyAbove: quantity(40, '%') } }))).toBe('2.0.0');
  expect(nextVersion('1.2.3', weigh({ summary: 'Anew.' }), 'loses_kap')).toBe('2.0.0');
});
