import { describe, expect, test } from 'vitest';
import type { Json } from '../protocol/compare.ts';
import { protocolJsonSchema } from '../protocol/json-schema.ts';
import type { GateKind, GateOf, Protocol } from '../protocol/schema.ts';
import { SHIPPED_PROTOCOLS, shippedProtocol } from '../protocols/index.ts';
import { quantity } from '../quantity.ts';
import { PLACES } from './places.ts';
import { judgeOf, labelChange, weighDifferences } from './weigh.ts';

const kap = shippedProtocol('kap-im');
const infusion = shippedProtocol('infusion-iv');
const nasal = shippedProtocol('esketamine-nasal');
const weighed = (before: Protocol, after: Partial<Protocol>) =>
  weighDifferences(before, { ...before, ...after }).map(({ path, weight }) => [path, weight]);
const withGate = <K extends GateKind>(kind: K, change: Partial<GateOf<K>>): Partial<Protocol> => ({
  gates: kap.gates.map((gate) => (gate.gate === kind ? ({ ...gate, ...change } as typeof gate) : gate)),
});
const withPhase = (id: string, change: Partial<Protocol['phases'][number]>): Partial<Protocol> => ({
  phases: kap.phases.map((phase) => (phase.id === id ? { ...phase, ...change } : phase)),
});
const mmHg = (systolic: number, diastolic: number) => ({
  systolic: quantity(systolic, 'mm[Hg]'),
  diastolic: quantity(diastolic, 'mm[Hg]'),
});
const journey = kap.phases.find((phase) => phase.id === 'journey');
const [first, ...others] = journey?.presence ?? [];
if (!first || kap.dose.basis.by !== 'weight') throw new Error('kap-im has changed');
const { basis } = kap.dose;

const CASES: readonly (readonly [name: string, change: Partial<Protocol>, path: string, weight: string])[] = [
  [
    'a higher end of the range',
    { dose: { ...kap.dose, basis: { ...basis, allowed: { ...basis.allowed, high: quantity(1600, 'ug/kg') } } } },
    'dose.basis.allowed.high',
    'loosens',
  ],
  [
    'a lower end of the range',
    { dose: { ...kap.dose, basis: { ...basis, allowed: { ...basis.allowed, low: quantity(300, 'ug/kg') } } } },
    'dose.basis.allowed.low',
    'loosens',
  ],
  [
    'a lower maximum',
    { dose: { ...kap.dose, absoluteMaximum: { ...kap.dose.absoluteMaximum, amount: quantity(150_000, 'ug') } } },
    'dose.absoluteMaximum.amount',
    'tightens',
  ],
  [
    'a maximum per kilogram that is gone',
    { dose: { ...kap.dose, absoluteMaximum: { amount: kap.dose.absoluteMaximum.amount } } },
    'dose.absoluteMaximum.perKilogram',
    'loosens',
  ],
  [
    'no second person any more',
    { dose: { ...kap.dose, secondPersonCheck: { ...kap.dose.secondPersonCheck, required: false } } },
    'dose.secondPersonCheck.required',
    'loosens',
  ],
  ['other people who order', { dose: { ...kap.dose, orderBy: ['prescriber'] } }, 'dose.orderBy', 'changes_who'],
  [
    'a weight that may be older',
    withGate('weight', { stopAfter: quantity(60 * 86400, 's') }),
    'gates.weight.stopAfter',
    'loosens',
  ],
  ['a shorter fast', withGate('fasting', { solids: quantity(4 * 3600, 's') }), 'gates.fasting.solids', 'loosens'],
  ['a gate that becomes hard', withGate('fasting', { stop: 'hard', overrideBy: [] }), 'gates.fasting.stop', 'tightens'],
  ['a gate that becomes soft', withGate('identity', { stop: 'soft' }), 'gates.identity.stop', 'loosens'],
  [
    'a lower saturation',
    withGate('baseline_vital_signs', { oxygenSaturationAtLeast: quantity(92, '%') }),
    'gates.baseline_vital_signs.oxygenSaturationAtLeast',
    'loosens',
  ],
  [
    'a lower pressure that stops',
    withGate('baseline_vital_signs', { hardBloodPressure: mmHg(155, 100) }),
    'gates.baseline_vital_signs.hardBloodPressure.systolic',
    'tightens',
  ],
  [
    'equipment left out',
    withGate('emergency_equipment', { items: ['Oxygen'] }),
    'gates.emergency_equipment.items',
    'loosens',
  ],
  [
    'another instrument',
    withGate('suicide_risk', { instrument: 'A conversation' }),
    'gates.suicide_risk.instrument',
    'may_loosen',
  ],
  ['a gate removed', { gates: kap.gates.filter((gate) => gate.gate !== 'escort') }, 'gates.escort', 'loosens'],
  ['one person fewer', withPhase('journey', { presence: others }), 'phases.journey.presence', 'loosens'],
  [
    'company with gaps',
    withPhase('journey', { presence: [{ ...first, continuous: false }, ...others] }),
    'phases.journey.presence',
    'loosens',
  ],
  [
    'one person more',
    withPhase('journey', { presence: [first, ...others, { ...first, anyOf: ['nurse'] }] }),
    'phases.journey.presence',
    'tightens',
  ],
  [
    'other people there',
    withPhase('journey', { presence: [{ ...first, anyOf: ['nurse'] }, ...others] }),
    'phases.journey.presence',
    'changes_who',
  ],
  [
    'a dose in another phase',
    withPhase('journey', { doseAllowed: !journey?.doseAllowed }),
    'phases.journey.doseAllowed',
    journey?.doseAllowed ? 'tightens' : 'loosens',
  ],
  [
    'an earlier discharge',
    { discharge: { ...kap.discharge, minimumTime: { ...kap.discharge.minimumTime, duration: quantity(3600, 's') } } },
    'discharge.minimumTime.duration',
    'loosens',
  ],
  [
    'a criterion left out',
    { discharge: { ...kap.discharge, criteria: kap.discharge.criteria.slice(1) } },
    'discharge.criteria',
    'loosens',
  ],
  [
    'a call that comes sooner',
    { callLimits: { ...kap.callLimits, sedationAtMost: quantity(-2, '{score}') } },
    'callLimits.sedationAtMost',
    'tightens',
  ],
  [
    'a call that comes later',
    { callLimits: { ...kap.callLimits, heartRateBelow: quantity(40, '/min') } },
    'callLimits.heartRateBelow',
    'loosens',
  ],
  ['a line less for the way home', { afterwards: kap.afterwards.slice(1) }, 'afterwards', 'loosens'],
  ['a line said otherwise', { afterwards: ['Rest.', ...kap.afterwards.slice(1)] }, 'afterwards', 'changes_words'],
  ['another summary', { summary: 'In other words.' }, 'summary', 'changes_words'],
];

test.each(CASES)('%s', (_name, change, path, weight) => {
  expect(weighed(kap, change)).toContainEqual([path, weight]);
});

test('a gate that is new is told as a gate', () => {
  const without = { ...kap, gates: kap.gates.filter((gate) => gate.gate !== 'escort') };
  expect(weighDifferences(without, kap).map(({ path, weight }) => [path, weight])).toEqual([
    ['gates.escort', 'adds_gate'],
  ]);
});

test('the version’s number and the reasons themselves weigh nothing', () => {
  const departures = [{ path: 'name', to: 'x', reason: 'y', sources: [] }];
  expect(weighed(kap, { version: '9.0.0', departures })).toEqual([]);
});

test('a loosening of a number undone is a tightening, for every number, of doses by weight and of fixed ones', () => {
  for (const protocol of [kap, nasal])
    for (const change of raisedNumbers(protocol)) {
      const [difference] = weighDifferences(protocol, change);
      // An entry replaced in a list is one left out, either way.
      if (Array.isArray(difference?.is)) continue;
      const there = difference?.weight;
      const [back] = weighDifferences(change, protocol).map((one) => one.weight);
      expect([`${there} ${back}`]).toEqual([
        expect.stringMatching(
          /^(loosens tightens|tightens loosens|may_loosen may_loosen|changes_words changes_words)$/,
        ),
      ]);
    }
});

/** The protocol with one of its quantities doubled, for each of them. */
function* raisedNumbers(protocol: Protocol): Generator<Protocol> {
  const whole = JSON.stringify(protocol);
  for (const match of whole.matchAll(/"value":(-?\d+)/g)) {
    const value = Number(match[1]);
    const at = match.index;
    yield JSON.parse(`${whole.slice(0, at)}"value":${value + 1}${whole.slice(at + match[0].length)}`) as Protocol;
  }
}

describe('the table of places', () => {
  test('has every field of the language, so that none is weighed by chance', () => {
    const unknown = placesOf(protocolJsonSchema() as unknown as Schema).filter((place) => judgeOf(place) === undefined);
    expect(unknown.map((place) => place.join('.'))).toEqual([]);
  });

  test('names each place once', () => {
    const named = PLACES.map(([place]) => place);
    expect(new Set(named).size).toBe(named.length);
  });
});

interface Schema {
  readonly type?: string;
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}
const APART = ['$schema', 'language', 'id', 'version', 'departures'];
/** Lists whose entries have no name are compared whole. */
const WHOLE = new Set(['presence']);

/** Every place at which two documents of the language can differ. */
function placesOf(schema: Schema, at: readonly string[] = []): string[][] {
  const ways = schema.oneOf ?? schema.anyOf;
  if (ways) return ways.flatMap((way) => placesOf(way, at));
  const { properties, items } = schema;
  if (properties && !('value' in properties && 'unit' in properties))
    return Object.entries(properties).flatMap(([key, one]) =>
      at.length === 0 && APART.includes(key) ? [] : placesOf(one, [...at, key]),
    );
  if (items && !WHOLE.has(at.at(-1) ?? '') && items.properties?.unit === undefined && (items.properties ?? items.oneOf))
    return [[...at, '*'], ...placesOf(items, [...at, '*'])];
  return [[...at]];
}

describe('the label', () => {
  const alone = {
    ...kap,
    phases: kap.phases.map((phase) => ({ ...phase, presence: phase.presence.filter((rule) => !rule.continuous) })),
  };
  test('that psychotherapy loses is told', () => expect(labelChange(kap, alone).kind).toBe('loses_kap'));
  test('that psychotherapy gains is told', () => expect(labelChange(alone, kap).kind).toBe('gains_kap'));
  test('of another route is another name', () => expect(labelChange(infusion, nasal).kind).toBe('renamed'));
  test('of the same is the same', () => expect(labelChange(kap, kap).kind).toBe('same'));
});

test('whatever differs between two ways of treating is weighed', () => {
  for (const one of SHIPPED_PROTOCOLS)
    for (const other of SHIPPED_PROTOCOLS)
      for (const difference of weighDifferences(one, other)) {
        const _is: Json | undefined = difference.is;
        expect(difference.weight).toBeDefined();
      }
});
