import { describe, expect, test } from 'vitest';
import { explainProtocol } from '../protocol/explain.ts';
import { labelOf } from '../protocol/label.ts';
import { parseProtocol } from '../protocol/parse.ts';
import type { GateKind, GateOf, Protocol } from '../protocol/schema.ts';
import { sayQuantity } from '../quantity.ts';
import { SHIPPED_DOCUMENTS, SHIPPED_PROTOCOLS, shippedProtocol } from './index.ts';

const each = SHIPPED_PROTOCOLS.map((protocol) => [protocol.id, protocol] as const);
const infusion = shippedProtocol('infusion-iv');
const injection = shippedProtocol('kap-im');
const lozenge = shippedProtocol('kap-sublingual');
const nasal = shippedProtocol('esketamine-nasal');
const gateOf = <K extends GateKind>(protocol: Protocol, kind: K) =>
  protocol.gates.find((gate) => gate.gate === kind) as GateOf<K> | undefined;

test('four ways of treating are shipped, each under the language’s own rules', () => {
  expect(SHIPPED_PROTOCOLS.map((one) => `${one.id} ${one.version}`)).toEqual([
    'infusion-iv 1.0.0',
    'kap-im 1.0.0',
    'kap-sublingual 1.0.0',
    'esketamine-nasal 1.0.0',
  ]);
  for (const document of SHIPPED_DOCUMENTS) expect(parseProtocol(document)).toMatchObject({ ok: true });
});

describe.each(each)('%s', (_id, protocol) => {
  test('no source is listed in vain: each is one that a default stands on', () => {
    const named = new Set(explainProtocol(protocol).flatMap((section) => section.rows.flatMap((row) => row.sources)));
    expect([...named].sort()).toEqual(protocol.sources.map((source) => source.id).sort());
  });

  test('what is verified and what awaits a clinic’s own check are told apart', () => {
    const how = new Set(protocol.sources.map((source) => source.checked.how));
    expect(how).toEqual(new Set(['verified', 'background']));
  });

  test('guides neither order, give, check nor discharge', () => {
    const { dose, discharge } = protocol;
    for (const roles of [dose.orderBy, dose.giveBy, dose.secondPersonCheck.by, discharge.signBy])
      expect(roles).not.toContain('guide');
    expect(dose.giveBy).toEqual(['prescriber', 'anesthesia', 'nurse']);
  });

  test('a second person checks every dose', () => {
    expect(protocol.dose.secondPersonCheck).toMatchObject({ required: true });
  });

  test('no dose with a pressure of 160/100 or more, and the prescriber decides from 140/90', () => {
    expect(gateOf(protocol, 'baseline_vital_signs')).toMatchObject({
      softBloodPressure: { systolic: { value: 140 }, diastolic: { value: 90 } },
      hardBloodPressure: { systolic: { value: 160 }, diastolic: { value: 100 } },
      heartRate: { low: { value: 50 }, high: { value: 110 } },
      oxygenSaturationAtLeast: { value: 94 },
    });
  });

  test('emergency equipment is checked: oxygen, suction, bag-valve mask, AED', () => {
    expect(gateOf(protocol, 'emergency_equipment')?.items).toEqual(['Oxygen', 'Suction', 'Bag-valve mask', 'AED']);
  });

  test('consent, screening, identity and the people present cannot be overridden', () => {
    for (const kind of ['consent', 'screening', 'identity', 'people_present'] as const)
      expect(gateOf(protocol, kind)).toMatchObject({ stop: 'hard', overrideBy: [] });
    expect(gateOf(protocol, 'identity')?.identifiers).toBe(2);
  });

  test('nobody leaves without an escort, instructions and a number to call, nor drives until tomorrow', () => {
    for (const criterion of [
      'escort_present',
      'written_instructions',
      'contact_known',
      'no_driving_understood',
    ] as const)
      expect(protocol.discharge.criteria).toContain(criterion);
    expect(protocol.afterwards.join(' ')).toMatch(/Do not drive.*988/);
  });

  test('there is always somebody near who may give help, also after the dose', () => {
    const firstDose = protocol.phases.findIndex((phase) => phase.doseAllowed);
    for (const phase of protocol.phases.slice(firstDose))
      expect(phase.presence.some((rule) => rule.anyOf.every((role) => protocol.dose.giveBy.includes(role)))).toBe(true);
  });
});

describe('the numbers are those of the clinical reference', () => {
  test.each([
    ['infusion, usual', infusion.dose.basis.usual, '0.5 mg/kg'],
    ['injection, usual', injection.dose.basis.usual, '0.75 mg/kg'],
    ['nasal, usual', nasal.dose.basis.usual, '84 mg'],
    ['infusion, leaving', infusion.discharge.minimumTime.duration, '1 h'],
    ['injection, leaving', injection.discharge.minimumTime.duration, '1 h 30 min'],
    ['lozenge, leaving', lozenge.discharge.minimumTime.duration, '1 h 30 min'],
    ['nasal, leaving', nasal.discharge.minimumTime.duration, '2 h'],
    ['nasal, between devices', nasal.delivery.kind === 'nasal_device' && nasal.delivery.between, '5 min'],
    ['infusion time', infusion.delivery.kind === 'infusion' && infusion.delivery.duration, '40 min'],
    ['fasting, solids', gateOf(infusion, 'fasting')?.solids, '6 h'],
    ['fasting, clear liquids', gateOf(infusion, 'fasting')?.clearLiquids, '2 h'],
    ['nasal fasting, food', gateOf(nasal, 'fasting')?.solids, '2 h'],
    ['nasal fasting, liquids', gateOf(nasal, 'fasting')?.clearLiquids, '30 min'],
    ['weight, warns', gateOf(injection, 'weight')?.warnAfter, '7 days'],
    ['weight, stops', gateOf(injection, 'weight')?.stopAfter, '30 days'],
  ])('%s', (_what, given, said) => {
    expect(given && sayQuantity(given)).toBe(said);
  });

  test.each([
    [infusion, '0.1 mg/kg to 1 mg/kg'],
    [injection, '0.4 mg/kg to 1.5 mg/kg'],
    [lozenge, '0.4 mg/kg to 1.5 mg/kg'],
  ])('%#: the allowed range', ({ dose: { basis } }, range) => {
    const allowed = basis.by === 'weight' ? basis.allowed : undefined;
    expect(allowed && `${sayQuantity(allowed.low)} to ${sayQuantity(allowed.high)}`).toBe(range);
  });

  test('the injection’s supplement: one of 20 to 40 mg, around 12 minutes after', () => {
    const { booster } = injection.dose;
    expect(booster).toMatchObject({ most: 1, allowed: { low: { value: 20_000 }, high: { value: 40_000 } } });
    expect(booster?.earliest.value).toBeLessThanOrEqual(12 * 60);
    expect(booster?.latest.value).toBeGreaterThanOrEqual(12 * 60);
    for (const other of [infusion, lozenge, nasal]) expect(other.dose.booster).toBeUndefined();
  });

  test('esketamine: 56 or 84 mg, the first session 56 mg, and its two hours cannot be shortened', () => {
    expect(nasal.dose.basis).toMatchObject({
      choices: [{ value: 56_000 }, { value: 84_000 }],
      firstSession: [{ value: 56_000 }],
    });
    expect(nasal.discharge.minimumTimeOverrideBy).toEqual([]);
  });

  test('watching: every 10 min during an infusion and 15 after; 15, 30 and 60 min in KAP; 40 min after a spray', () => {
    const every = infusion.monitoring.rules.flatMap((rule) =>
      rule.when === 'every' ? [`${sayQuantity(rule.every)} ${rule.during}`] : [],
    );
    expect(every).toEqual(['10 min infusion', '15 min recovery']);
    const at = (protocol: Protocol) =>
      protocol.monitoring.rules.flatMap((rule) => (rule.when === 'after_dose' ? rule.at.map(sayQuantity) : []));
    expect(at(injection)).toEqual(['15 min', '30 min', '1 h']);
    expect(at(lozenge)).toEqual(['15 min', '30 min', '1 h']);
    expect(at(nasal)[0]).toBe('40 min');
    for (const protocol of SHIPPED_PROTOCOLS)
      expect(protocol.monitoring.rules.some((rule) => rule.when === 'before_leaving')).toBe(true);
  });
});

test('KAP is prepared as KAP: focus, touch consent, setting, and a debrief before leaving', () => {
  for (const protocol of [injection, lozenge]) {
    expect(labelOf(protocol).kind).toBe('kap');
    for (const kind of ['focus', 'touch_consent', 'setting_prepared'] as const)
      expect(gateOf(protocol, kind)).toBeDefined();
    expect(protocol.discharge.criteria).toContain('debrief_held');
    expect(protocol.setting.map((one) => one.element)).toEqual(
      expect.arrayContaining(['light', 'eye_cover', 'music', 'objects', 'ceremony', 'people', 'phone']),
    );
    expect(protocol.phases.find((phase) => phase.kind === 'journey')).toMatchObject({ inward: true });
  }
});
