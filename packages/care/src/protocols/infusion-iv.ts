/** Intravenous infusion: racemic ketamine over 40 minutes under medical monitoring. No psychotherapy is part of it. */
import type { ProtocolDocument } from '../protocol/parse.ts';
import {
  AFTERWARDS,
  CALL_LIMITS,
  COMMON_CRITERIA,
  commonGates,
  DISCHARGE,
  DOSE_ROLES,
  FASTING,
  sources,
} from './defaults.ts';

export const infusionIv: ProtocolDocument = {
  language: 'holdspace.protocol/1',
  id: 'infusion-iv',
  version: '1.0.0',
  name: 'Ketamine infusion',
  summary:
    'A sub-anesthetic dose of racemic ketamine by vein over 40 minutes, with vital signs watched by licensed staff and discharge about an hour after the end.',
  treats: 'Depression that other treatments have not helped; other conditions as the prescriber decides.',
  approval: {
    status: 'off_label',
    note: 'Ketamine is not approved by the US Food and Drug Administration for any psychiatric disorder; this is off-label use.',
  },
  medicine: {
    substance: 'ketamine',
    form: 'racemic hydrochloride',
    route: 'intravenous',
    products: [
      {
        form: 'solution',
        id: 'ketamine-10',
        name: 'Ketamine 10 mg/mL',
        concentration: { value: 10, unit: 'mg/mL' },
        drawStep: { value: 0.1, unit: 'mL' },
      },
      {
        form: 'solution',
        id: 'ketamine-50',
        name: 'Ketamine 50 mg/mL',
        concentration: { value: 50, unit: 'mg/mL' },
        drawStep: { value: 0.01, unit: 'mL' },
      },
    ],
  },
  delivery: {
    kind: 'infusion',
    duration: { value: 40, unit: 'min' },
    durationAllowed: { low: { value: 30, unit: 'min' }, high: { value: 100, unit: 'min' } },
    bagVolume: { value: 100, unit: 'mL' },
    pumpStep: { value: 0.1, unit: 'mL/h' },
    highestRate: { value: 200, unit: 'mL/h' },
  },
  dose: {
    basis: {
      by: 'weight',
      usual: { value: 0.5, unit: 'mg/kg' },
      allowed: { low: { value: 0.1, unit: 'mg/kg' }, high: { value: 1, unit: 'mg/kg' } },
    },
    absoluteMaximum: { amount: { value: 150, unit: 'mg' }, perKilogram: { value: 1.2, unit: 'mg/kg' } },
    jumpAsksWhyAbove: { value: 25, unit: '%' },
    ...DOSE_ROLES,
    sources: ['andrade-2017', 'fava-2020', 'project-default'],
  },
  phases: [
    {
      id: 'arrival',
      name: 'Arrival',
      kind: 'arrival',
      expected: { value: 20, unit: 'min' },
      purpose: 'Identity, papers, weight and baseline vital signs; the patient settles in.',
      presence: [{ anyOf: ['nurse', 'anesthesia', 'prescriber'], attendance: 'on_site' }],
    },
    {
      id: 'preparation',
      name: 'Preparation',
      kind: 'preparation',
      expected: { value: 15, unit: 'min' },
      purpose: 'Intravenous line, order, second-person check, equipment within reach.',
      presence: [{ anyOf: ['nurse', 'anesthesia'], attendance: 'in_room' }],
    },
    {
      id: 'infusion',
      name: 'Infusion',
      kind: 'administration',
      doseAllowed: true,
      expected: { value: 40, unit: 'min' },
      purpose: 'The pump runs; vital signs are watched on schedule.',
      presence: [
        { anyOf: ['nurse', 'anesthesia'], attendance: 'in_room', continuous: true },
        { anyOf: ['prescriber', 'anesthesia'], attendance: 'on_site' },
      ],
    },
    {
      id: 'recovery',
      name: 'Recovery',
      kind: 'recovery',
      expected: { value: 60, unit: 'min' },
      purpose: 'Rest until the minimum time has passed and every criterion is met.',
      presence: [
        { anyOf: ['nurse', 'anesthesia'], attendance: 'on_site' },
        { anyOf: ['prescriber', 'anesthesia'], attendance: 'available' },
      ],
    },
  ],
  gates: [...commonGates('Consent to ketamine infusion (off-label)'), FASTING],
  monitoring: {
    rules: [
      {
        when: 'every',
        during: ['infusion'],
        every: { value: 10, unit: 'min' },
        watch: ['blood_pressure', 'heart_rate', 'oxygen_saturation'],
      },
      {
        when: 'every',
        during: ['recovery'],
        every: { value: 15, unit: 'min' },
        watch: ['blood_pressure', 'heart_rate', 'oxygen_saturation'],
      },
      {
        when: 'before_leaving',
        within: { value: 15, unit: 'min' },
        watch: ['blood_pressure', 'heart_rate', 'oxygen_saturation'],
      },
    ],
    grace: { value: 3, unit: 'min' },
    sources: ['monitoring-practice', 'parikh-2021'],
  },
  callLimits: CALL_LIMITS,
  discharge: {
    ...DISCHARGE,
    minimumTime: { after: 'infusion_end', duration: { value: 60, unit: 'min' } },
    criteria: COMMON_CRITERIA,
    sources: ['source-article', 'aldrete', 'project-default'],
  },
  setting: [],
  visits: {
    preparation: [],
    integration: [],
    dosing: { usualCount: 6, spacing: 'Six infusions over two to three weeks, then as needed.' },
    sources: ['course-practice'],
  },
  measures: [
    {
      measure: 'PHQ-9',
      when: ['baseline', 'before_dose', 'day_7', 'monthly'],
      why: 'Depression, and whether the course helps.',
    },
    { measure: 'CADSS', when: ['after_dose'], why: 'Dissociation, for safety and for what the clinic learns.' },
  ],
  afterwards: AFTERWARDS,
  sources: sources(
    'source-article',
    'andrade-2017',
    'fava-2020',
    'parikh-2021',
    'monitoring-practice',
    'fasting-practice',
    'pressure-practice',
    'call-practice',
    'course-practice',
    'aldrete',
    'project-default',
  ),
};
