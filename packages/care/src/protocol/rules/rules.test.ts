import { describe, expect, test } from 'vitest';
import { SHIPPED_DOCUMENTS } from '../../protocols/index.ts';
import { parseProtocol } from '../parse.ts';
import { SPANNING_RULES } from './index.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test breaks documents in ways that their type forbids
type Loose = any;
const mg = (value: number) => ({ value, unit: 'mg' });
const min = (value: number) => ({ value, unit: 'min' });
const gate = (document: Loose, name: string): Loose => document.gates.find((one: Loose) => one.gate === name);
const pressure = (systolic: number, diastolic: number) => ({
  systolic: { value: systolic, unit: 'mm[Hg]' },
  diastolic: { value: diastolic, unit: 'mm[Hg]' },
});

/** Each case breaks one rule of a shipped document in one place; what it says is what a reader gets. */
type Case = readonly [rule: string, id: string, change: (document: Loose) => void, path: string, says: RegExp];
const CASES: readonly Case[] = [
  ['ids-are-unique', 'kap-im', (d) => (d.phases[2].id = d.phases[1].id), 'phases[2].id', /"preparation" is here twice/],
  ['ids-are-unique', 'kap-im', (d) => d.gates.push({ ...d.gates[0] }), 'gates[15].gate', /"consent" is here twice/],
  ['sources-are-listed', 'kap-im', (d) => (d.dose.sources = ['hearsay']), 'dose.sources[0]', /"hearsay" is not listed/],
  ['sources-are-listed', 'kap-im', (d) => (d.gates[1].sources = ['hearsay']), 'gates[1].sources[0]', /not listed/],
  ['form-fits-substance', 'kap-im', (d) => (d.medicine.form = 'S-enantiomer'), 'medicine.form', /dosed differently/],
  [
    'delivery-fits-route',
    'kap-im',
    (d) => (d.medicine.route = 'sublingual'),
    'medicine.route',
    /injection is not subl/,
  ],
  [
    'products-fit-delivery',
    'kap-im',
    (d) => (d.medicine.products[0] = { form: 'unit', id: 'x', name: 'Lozenge', unitName: 'lozenge', strength: mg(50) }),
    'medicine.products[0].form',
    /Lozenge is a unit; what is given as injection must be a solution/,
  ],
  [
    'pieces-divide-evenly',
    'kap-sublingual',
    (d) => (d.medicine.products[1].divisibleInto = 3),
    'medicine.products[1].divisibleInto',
    /100 mg does not divide into 3 equal parts/,
  ],
  [
    'infusion-time-holds',
    'infusion-iv',
    (d) => (d.delivery.duration = min(20)),
    'delivery.duration',
    /20 min is outside/,
  ],
  [
    'infusion-time-holds',
    'infusion-iv',
    (d) => (d.delivery.durationAllowed.low = min(0)),
    'delivery.durationAllowed.low',
    /longer than no time/,
  ],
  [
    'infusion-time-holds',
    'infusion-iv',
    (d) => (d.delivery.highestRate = { value: 150, unit: 'mL/h' }),
    'delivery.highestRate',
    /100 mL cannot run in 30 min at 150 mL\/h/,
  ],
  [
    'infusion-time-holds',
    'infusion-iv',
    (d) => (d.delivery.pumpStep = { value: 100, unit: 'mL/h' }),
    'delivery.pumpStep',
    /slower than the pump's step/,
  ],
  [
    'dose-range-holds',
    'kap-im',
    (d) => (d.dose.basis.usual = { value: 2, unit: 'mg/kg' }),
    'dose.basis.usual',
    /2 mg\/kg, is outside 0.4 mg\/kg to 1.5 mg\/kg/,
  ],
  [
    'dose-range-holds',
    'kap-im',
    (d) => (d.dose.absoluteMaximum.perKilogram = { value: 1, unit: 'mg/kg' }),
    'dose.absoluteMaximum.perKilogram',
    /below the allowed 1.5 mg\/kg/,
  ],
  [
    'dose-range-holds',
    'kap-im',
    (d) => delete d.dose.absoluteMaximum.perKilogram,
    'dose.absoluteMaximum.perKilogram',
    /needs an absolute maximum per kilogram/,
  ],
  [
    'fixed-doses-hold',
    'esketamine-nasal',
    (d) => d.dose.basis.choices.push(mg(112)),
    'dose.basis.choices[2]',
    /112 mg is above the absolute maximum, 84 mg/,
  ],
  ['fixed-doses-hold', 'esketamine-nasal', (d) => (d.dose.basis.usual = mg(70)), 'dose.basis.usual', /not one of/],
  [
    'fixed-doses-hold',
    'esketamine-nasal',
    (d) => (d.dose.basis.firstSession = [mg(28)]),
    'dose.basis.firstSession[0]',
    /28 mg is not one of the choices/,
  ],
  [
    'choices-can-be-counted',
    'esketamine-nasal',
    (d) => (d.dose.basis.choices[0] = mg(60)),
    'dose.basis.choices[0]',
    /60 mg cannot be counted out of Esketamine nasal device 28 mg/,
  ],
  [
    'booster-holds',
    'kap-im',
    (d) => (d.dose.booster.earliest = min(30)),
    'dose.booster.earliest',
    /from 30 min but only until 20 min/,
  ],
  ['booster-holds', 'kap-im', (d) => (d.dose.booster.allowed.low = mg(50)), 'dose.booster.allowed', /low end is above/],
  [
    'licensed-roles',
    'kap-im',
    (d) => d.dose.giveBy.push('guide'),
    'dose.giveBy[3]',
    /A guide may not do this; it is for a medical director, prescriber, anesthesia provider or nurse/,
  ],
  ['licensed-roles', 'kap-im', (d) => d.dose.orderBy.push('nurse'), 'dose.orderBy[3]', /A nurse may not do this/],
  ['licensed-roles', 'kap-im', (d) => d.discharge.signBy.push('guide'), 'discharge.signBy[4]', /A guide may not/],
  [
    'licensed-roles',
    'kap-im',
    (d) => (gate(d, 'focus').overrideBy = ['front_desk']),
    'gates[14].overrideBy[0]',
    /A front desk may not/,
  ],
  [
    'weight-is-a-gate',
    'kap-im',
    (d) => (d.gates = d.gates.filter((one: Loose) => one.gate !== 'weight')),
    'gates',
    /no gate asks for the weight/,
  ],
  ['consent-and-identity-are-gates', 'kap-im', (d) => d.gates.shift(), 'gates', /no gate "consent"/],
  [
    'gate-limits-are-ordered',
    'kap-im',
    (d) => (gate(d, 'weight').warnAfter = { value: 60, unit: 'd' }),
    'gates[3].warnAfter',
    /warns after 60 days but stops after 30 days/,
  ],
  [
    'gate-limits-are-ordered',
    'kap-im',
    (d) => (gate(d, 'baseline_vital_signs').softBloodPressure = pressure(150, 105)),
    'gates[9].softBloodPressure',
    /asks from 150\/105 mmHg but stops from 160\/100 mmHg/,
  ],
  [
    'gate-limits-are-ordered',
    'kap-im',
    (d) => (gate(d, 'baseline_vital_signs').softBloodPressure = pressure(80, 90)),
    'gates[9].softBloodPressure',
    /systolic pressure is the higher one/,
  ],
  [
    'soft-gates-have-an-overrider',
    'kap-im',
    (d) => delete gate(d, 'escort').overrideBy,
    'gates[4].overrideBy',
    /Nobody may override this soft gate/,
  ],
  [
    'soft-gates-have-an-overrider',
    'kap-im',
    (d) => (gate(d, 'consent').overrideBy = ['prescriber']),
    'gates[0].overrideBy',
    /A hard gate cannot be overridden/,
  ],
  ['setting-gate-has-a-setting', 'kap-im', (d) => (d.setting = []), 'gates[13]', /says nothing of the setting/],
  [
    'dose-has-a-phase',
    'esketamine-nasal',
    (d) => (d.phases[1].doseAllowed = false),
    'phases',
    /No phase allows a dose/,
  ],
  [
    'somebody-may-give',
    'kap-im',
    (d) => (d.phases[2].presence = [{ anyOf: ['therapist', 'nurse'], attendance: 'in_room', continuous: true }]),
    'phases[2].presence',
    /"Administration", but nobody need be there who may give it/,
  ],
  [
    'phases-exist',
    'infusion-iv',
    (d) => (d.monitoring.rules[0].during = ['drip']),
    'monitoring.rules[0].during[0]',
    /no phase "drip"; there are arrival, preparation, infusion, recovery/,
  ],
  [
    'monitoring-has-a-rhythm',
    'infusion-iv',
    (d) => (d.monitoring.rules[0].every = { value: 0, unit: 's' }),
    'monitoring.rules[0].every',
    /more often than every minute/,
  ],
  [
    'monitoring-has-a-rhythm',
    'infusion-iv',
    (d) => (d.monitoring.grace = min(10)),
    'monitoring.grace',
    /never be overdue/,
  ],
  [
    'monitoring-has-a-rhythm',
    'kap-im',
    (d) => d.monitoring.rules[0].at.reverse(),
    'monitoring.rules[0].at[1]',
    /30 min stands after 1 h/,
  ],
  [
    'call-limits-are-ordered',
    'kap-im',
    (d) => (d.callLimits.heartRateBelow = { value: 140, unit: '/min' }),
    'callLimits.heartRateBelow',
    /Every heart rate/,
  ],
  [
    'discharge-can-be-reached',
    'kap-im',
    (d) => (d.discharge.minimumTime.after = 'infusion_end'),
    'discharge.minimumTime.after',
    /no infusion whose end/,
  ],
  [
    'discharge-can-be-reached',
    'infusion-iv',
    (d) => (d.discharge.criteria = ['oriented', 'oriented']),
    'discharge.criteria[1]',
    /"oriented" is here twice/,
  ],
  [
    'discharge-can-be-reached',
    'infusion-iv',
    (d) => (d.discharge.criteria = ['debrief_held']),
    'discharge.criteria[0]',
    /asks for a debrief, but no phase is one/,
  ],
  [
    'name-fits-the-label',
    'infusion-iv',
    (d) => (d.name = 'KAP by infusion'),
    'name',
    /claims psychotherapy that the protocol does not have. Preparation: none/,
  ],
  [
    'name-fits-the-label',
    'kap-im',
    (d) => (d.visits.integration = []),
    'name',
    /claims psychotherapy that the protocol does not have. Integration: no visit/,
  ],
];

describe.each(SPANNING_RULES.map((rule) => [rule.title, rule] as const))('%s', (_title, rule) => {
  const cases = CASES.filter(([id]) => id === rule.id);

  test('is held by at least one case', () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  test.each(cases)('%s, in %s', (id, document, change, path, says) => {
    const broken = JSON.parse(JSON.stringify(SHIPPED_DOCUMENTS.find((one) => one.id === document)));
    change(broken);
    const parsed = parseProtocol(broken);
    const found = parsed.ok ? [] : parsed.issues.filter((issue) => issue.rule === id);
    expect(found.map((issue) => issue.path)).toContain(path);
    expect(found.find((issue) => issue.path === path)?.message).toMatch(says);
  });
});

test('every rule has an id of its own, and a title that is a statement', () => {
  expect(new Set(SPANNING_RULES.map((rule) => rule.id)).size).toBe(SPANNING_RULES.length);
  for (const rule of SPANNING_RULES) expect(rule.title).toMatch(/^[A-Z].{20,}[^.]$/);
});
