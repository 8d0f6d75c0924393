/**
 * The protocol language: one versioned document says how one way of treating is done.
 * A document is data; everything else in Holdspace reads it. Errors name the path and the rule.
 */
import { z } from 'zod';
import { quantityOf } from '../quantity.ts';
import { roleSchema } from '../roles.ts';

const id = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/, 'must be lower-case letters, digits, - or _');
const text = z.string().trim().min(1, 'must not be empty').max(2000);
const line = z.string().trim().min(1, 'must not be empty').max(200);

const duration = quantityOf('duration', { low: 0, high: 366 * 86400 });
const amount = quantityOf('drug_amount', { low: 1, high: 2_000_000 });
const perKilogram = quantityOf('dose_by_weight', { low: 1, high: 10_000 });
const concentration = quantityOf('drug_concentration', { low: 1, high: 1_000_000 });
const volume = quantityOf('volume', { low: 1, high: 2_000_000 });
const rate = quantityOf('pump_rate', { low: 1, high: 2_000_000 });

/** How a citation was checked: `verified` was read in the source; `background` awaits a clinic's own check. */
export const checkedSchema = z.strictObject({
  how: z.enum(['verified', 'background']),
  on: z.iso.date(),
  note: line.optional(),
});
const source = z.strictObject({
  id,
  citation: text,
  url: z.url().optional(),
  checked: checkedSchema,
});
/** Ids of `sources` that a default stands on; at least one, so that no number is without its source. */
const sourceIds = z.array(id).min(1, 'every default names at least one source');

/** Who must be present: enough people with any of these roles, and how near. */
const presenceRule = z.strictObject({
  anyOf: z.array(roleSchema).min(1),
  /** `in_room` with the patient; `on_site` in the building; `available` reachable at once. */
  attendance: z.enum(['in_room', 'on_site', 'available']),
  count: z.number().int().min(1).max(5).default(1),
  /** A gap in presence is raised at once. */
  continuous: z.boolean().default(false),
});

export const PHASE_KINDS = ['arrival', 'preparation', 'administration', 'journey', 'recovery', 'debrief'] as const;
/** A phase of the session, in the order in which phases are entered. */
const phase = z.strictObject({
  id,
  name: line,
  kind: z.enum(PHASE_KINDS),
  purpose: text,
  presence: z.array(presenceRule),
  /** A dose may be given in this phase. */
  doseAllowed: z.boolean().default(false),
  /** The patient is meant to turn inward: low responsiveness alone is not an alarm here. */
  inward: z.boolean().default(false),
  expected: duration.optional(),
});

export type PhaseKind = (typeof PHASE_KINDS)[number];
export const GATE_KINDS = [
  'consent',
  'touch_consent',
  'screening',
  'identity',
  'weight',
  'fasting',
  'escort',
  'pregnancy_test',
  'intoxication',
  'suicide_risk',
  'emergency_equipment',
  'baseline_vital_signs',
  'people_present',
  'setting_prepared',
  'focus',
] as const;
export type GateKind = (typeof GATE_KINDS)[number];

const pressureLimit = z.strictObject({
  systolic: quantityOf('pressure', { low: 40, high: 300, whole: true }),
  diastolic: quantityOf('pressure', { low: 20, high: 200, whole: true }),
});
const bounds = <T extends z.ZodType>(one: T) => z.strictObject({ low: one, high: one });
const frequency = quantityOf('frequency', { low: 1, high: 300 });
const saturation = quantityOf('fraction', { low: 30, high: 100 });

const gateBase = {
  stop: z.enum(['hard', 'soft']),
  overrideBy: z.array(roleSchema).default([]),
  witnessed: z.boolean().default(false),
  sources: sourceIds,
};
/** What must be true before a dose. `hard` cannot be overridden; `soft` takes a reason, and a witness where `witnessed`. */
const gate = z.discriminatedUnion('gate', [
  z.strictObject({ gate: z.literal('consent'), document: line, validFor: duration, ...gateBase }),
  z.strictObject({ gate: z.literal('touch_consent'), ...gateBase }),
  z.strictObject({ gate: z.literal('screening'), validFor: duration, ...gateBase }),
  z.strictObject({ gate: z.literal('identity'), identifiers: z.number().int().min(2).max(4), ...gateBase }),
  z.strictObject({ gate: z.literal('weight'), warnAfter: duration, stopAfter: duration, ...gateBase }),
  z.strictObject({ gate: z.literal('fasting'), solids: duration, clearLiquids: duration, ...gateBase }),
  z.strictObject({ gate: z.literal('escort'), ...gateBase }),
  z.strictObject({ gate: z.literal('pregnancy_test'), ...gateBase }),
  z.strictObject({ gate: z.literal('intoxication'), ...gateBase }),
  z.strictObject({ gate: z.literal('suicide_risk'), instrument: line, ...gateBase }),
  z.strictObject({
    gate: z.literal('emergency_equipment'),
    items: z.array(line).min(1),
    checkedWithin: duration,
    ...gateBase,
  }),
  z.strictObject({
    gate: z.literal('baseline_vital_signs'),
    within: duration,
    softBloodPressure: pressureLimit,
    hardBloodPressure: pressureLimit,
    heartRate: bounds(frequency),
    oxygenSaturationAtLeast: saturation,
    ...gateBase,
  }),
  z.strictObject({ gate: z.literal('people_present'), ...gateBase }),
  z.strictObject({ gate: z.literal('setting_prepared'), ...gateBase }),
  z.strictObject({ gate: z.literal('focus'), ...gateBase }),
]);

/** A product as this protocol gives it: a concentration to draw from, or units (lozenges, devices) of a fixed strength. */
const product = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('solution'), id, name: line, concentration, drawStep: volume }),
  z.strictObject({
    form: z.literal('unit'),
    id,
    name: line,
    unitName: line,
    strength: amount,
    divisibleInto: z.number().int().min(1).max(4).default(1),
  }),
]);

/** How the medicine enters: it decides which commands the session room offers. */
const delivery = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('infusion'),
    duration: duration,
    durationAllowed: bounds(duration),
    /** The volume into which the dose is diluted, and what the pump can be set to. */
    bagVolume: volume,
    pumpStep: rate,
    highestRate: rate,
  }),
  z.strictObject({ kind: z.literal('injection'), sites: z.array(line).min(1) }),
  z.strictObject({
    kind: z.literal('lozenge'),
    hold: duration,
    afterHold: z.enum(['spit', 'swallow', 'patient_choice']),
  }),
  z.strictObject({ kind: z.literal('nasal_device'), between: duration }),
]);

/** How much may be given in one session. */
const dose = z.strictObject({
  basis: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('weight'), usual: perKilogram, allowed: bounds(perKilogram) }),
    z.strictObject({
      by: z.literal('fixed'),
      usual: amount,
      choices: z.array(amount).min(1),
      firstSession: z.array(amount).optional(),
    }),
  ]),
  /** What a reader of the range has to know: "milligrams in the mouth are not milligrams by needle". */
  note: text.optional(),
  /** Never passed by an order: the most in one session, boosters included. */
  absoluteMaximum: z.strictObject({ amount, perKilogram: perKilogram.optional() }),
  /** How far rounding to what can be drawn up or counted may move a dose from what was prescribed; further is refused. */
  roundingAtMost: quantityOf('fraction', { low: 0, high: 50 }).prefault({ value: 10, unit: '%' }),
  /** A change over the patient's last dose above this share (percent) asks why. */
  jumpAsksWhyAbove: quantityOf('fraction', { low: 1, high: 1000 }),
  booster: z
    .strictObject({
      most: z.number().int().min(1).max(4),
      allowed: bounds(amount),
      earliest: duration,
      latest: duration,
    })
    .optional(),
  /** Roles that may order, check and give. A `check` is by a different signed-in person. */
  orderBy: z.array(roleSchema).min(1),
  giveBy: z.array(roleSchema).min(1),
  secondPersonCheck: z.strictObject({ required: z.boolean(), by: z.array(roleSchema).min(1) }),
  sources: sourceIds,
});

export const OBSERVED = [
  'blood_pressure',
  'heart_rate',
  'oxygen_saturation',
  'respiratory_rate',
  'temperature',
  'sedation',
] as const;
export type Observed = (typeof OBSERVED)[number];
const observed = z.enum(OBSERVED);

/** What is watched and how often, phase by phase. `at` counts from the first dose (or the start of the infusion). */
const monitoring = z.strictObject({
  rules: z
    .array(
      z.discriminatedUnion('when', [
        z.strictObject({
          when: z.literal('every'),
          during: z.array(id).min(1),
          every: duration,
          watch: z.array(observed).min(1),
        }),
        z.strictObject({
          when: z.literal('after_dose'),
          at: z.array(duration).min(1),
          watch: z.array(observed).min(1),
        }),
        z.strictObject({ when: z.literal('before_leaving'), within: duration, watch: z.array(observed).min(1) }),
      ]),
    )
    .min(1),
  /** After its moment a reading is due; this long after, it is overdue. */
  grace: duration,
  sources: sourceIds,
});

/** Readings at which the prescriber (or the named roles) is called. Each is shown loudly and stored. */
const callLimits = z.strictObject({
  call: z.array(roleSchema).min(1),
  systolicAtLeast: quantityOf('pressure', { low: 100, high: 300 }),
  diastolicAtLeast: quantityOf('pressure', { low: 60, high: 200 }),
  systolicRiseAbove: quantityOf('pressure', { low: 5, high: 200 }),
  heartRateAbove: frequency,
  heartRateBelow: frequency,
  oxygenSaturationBelow: saturation,
  respiratoryRateBelow: frequency,
  sedationAtMost: quantityOf('score', { low: -5, high: 0, whole: true }),
  signs: z.array(line),
  sources: sourceIds,
});

export const DISCHARGE_CRITERIA = [
  'recovery_score',
  'blood_pressure',
  'oxygen_saturation',
  'oriented',
  'steady_walk',
  'nausea_controlled',
  'no_acute_distress',
  'debrief_held',
  'escort_present',
  'written_instructions',
  'contact_known',
  'no_driving_understood',
] as const;
export type DischargeCriterion = (typeof DISCHARGE_CRITERIA)[number];
const discharge = z.strictObject({
  minimumTime: z.strictObject({ after: z.enum(['infusion_end', 'last_dose']), duration }),
  criteria: z.array(z.enum(DISCHARGE_CRITERIA)).min(1),
  recoveryScoreAtLeast: quantityOf('score', { low: 0, high: 10, whole: true }),
  bloodPressureWithin: quantityOf('fraction', { low: 1, high: 100 }),
  bloodPressureUnder: pressureLimit,
  signBy: z.array(roleSchema).min(1),
  minimumTimeOverrideBy: z.array(roleSchema).default([]),
  sources: sourceIds,
});

/** How the room is made ready; `wish` elements ask the patient. */
const settingElement = z.strictObject({
  id,
  name: line,
  detail: text,
  element: z.enum(['light', 'eye_cover', 'music', 'temperature', 'objects', 'ceremony', 'people', 'phone', 'other']),
  wish: z.boolean().default(false),
});

/** The visits around the dosing visit; days count from the dose. */
const visits = z.strictObject({
  preparation: z.array(z.strictObject({ name: line, by: z.array(roleSchema).min(1), length: duration, purpose: text })),
  integration: z.array(
    z.strictObject({
      name: line,
      by: z.array(roleSchema).min(1),
      day: z.number().int().min(0).max(366),
      length: duration,
      purpose: text,
    }),
  ),
  dosing: z.strictObject({ usualCount: z.number().int().min(1).max(60), spacing: text }),
  sources: sourceIds,
});

const measure = z.strictObject({
  measure: line,
  when: z.array(z.enum(['baseline', 'before_dose', 'after_dose', 'day_1', 'day_7', 'monthly'])).min(1),
  why: line,
});

/**
 * Where a clinic's version departs from what it came from, and why. Bound to what stands there now (`to`, as it is
 * said), so that a reason given for one number does not cover the next. It is part of the document, so it is signed.
 */
const departure = z.strictObject({
  /** "dose.basis.allowed.high" */
  path: text,
  to: text,
  reason: text,
  /** Ids of `sources`; with none, it stands on the medical director's word. */
  sources: z.array(id).default([]),
});

/** A protocol as it is written; `parseProtocol` adds the rules that span fields. */
export const protocolShape = z.strictObject({
  $schema: z.string().optional(),
  language: z.literal('holdspace.protocol/1'),
  id,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be a version such as 1.0.0'),
  name: line,
  summary: text,
  treats: text,
  approval: z.strictObject({ status: z.enum(['off_label', 'labelled']), note: text }),
  medicine: z.strictObject({
    substance: z.enum(['ketamine', 'esketamine']),
    form: z.enum(['racemic hydrochloride', 'S-enantiomer']),
    route: z.enum(['intravenous', 'intramuscular', 'sublingual', 'intranasal']),
    products: z.array(product).min(1),
  }),
  delivery,
  dose,
  phases: z.array(phase).min(2),
  gates: z.array(gate).min(1),
  monitoring,
  callLimits,
  discharge,
  setting: z.array(settingElement),
  visits,
  measures: z.array(measure),
  /** What the patient is told before going home, a line each. */
  afterwards: z.array(line),
  sources: z.array(source).min(1),
  departures: z.array(departure).optional(),
});

export type Protocol = z.output<typeof protocolShape>;
export type ProtocolPhase = Protocol['phases'][number];
export type ProtocolGate = Protocol['gates'][number];
export type GateOf<K extends GateKind> = Extract<ProtocolGate, { gate: K }>;
export type PresenceRule = ProtocolPhase['presence'][number];
export type ProtocolProduct = Protocol['medicine']['products'][number];
export type ProtocolSource = Protocol['sources'][number];
export type Departure = NonNullable<Protocol['departures']>[number];
export type Delivery = Protocol['delivery'];
