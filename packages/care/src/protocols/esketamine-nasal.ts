/** Intranasal esketamine: a third way of treating in the same language, with no code of its own. */
import type { ProtocolDocument } from '../protocol/parse.ts';
import { AFTERWARDS, CALL_LIMITS, COMMON_CRITERIA, commonGates, DISCHARGE, DOSE_ROLES, sources } from './defaults.ts';

export const esketamineNasal: ProtocolDocument = {
  language: 'holdspace.protocol/1',
  id: 'esketamine-nasal',
  version: '1.0.0',
  name: 'Esketamine nasal spray',
  summary:
    'Esketamine sprayed into the nose under supervision in a certified setting, with at least two hours of observation.',
  treats: 'Treatment-resistant depression, and depression with acute suicidal thoughts, as labelled.',
  approval: {
    status: 'labelled',
    note: 'Labelled in the US for these conditions, only in certified settings (REMS).',
  },
  medicine: {
    substance: 'esketamine',
    form: 'S-enantiomer',
    route: 'intranasal',
    products: [
      {
        form: 'unit',
        id: 'device-28',
        name: 'Esketamine nasal device 28 mg',
        unitName: 'device',
        strength: { value: 28, unit: 'mg' },
      },
    ],
  },
  delivery: { kind: 'nasal_device', between: { value: 5, unit: 'min' } },
  dose: {
    basis: {
      by: 'fixed',
      usual: { value: 84, unit: 'mg' },
      choices: [
        { value: 56, unit: 'mg' },
        { value: 84, unit: 'mg' },
      ],
      firstSession: [{ value: 56, unit: 'mg' }],
    },
    note: 'The first session of 56 mg is that of treatment-resistant depression. Where there are acute suicidal thoughts the label begins with 84 mg: order it with that reason.',
    absoluteMaximum: { amount: { value: 84, unit: 'mg' } },
    jumpAsksWhyAbove: { value: 50, unit: '%' },
    ...DOSE_ROLES,
    sources: ['esketamine-label', 'esketamine-dosing-reference'],
  },
  phases: [
    {
      id: 'arrival',
      name: 'Arrival',
      kind: 'arrival',
      expected: { value: 15, unit: 'min' },
      purpose: 'Identity, papers and baseline vital signs.',
      presence: [{ anyOf: ['nurse', 'prescriber', 'anesthesia'], attendance: 'on_site' }],
    },
    {
      id: 'administration',
      name: 'Administration',
      kind: 'administration',
      doseAllowed: true,
      expected: { value: 15, unit: 'min' },
      purpose: 'The patient sprays each device under supervision, with the pause between devices.',
      presence: [{ anyOf: ['nurse', 'prescriber', 'anesthesia'], attendance: 'in_room', continuous: true }],
    },
    {
      id: 'observation',
      name: 'Observation',
      kind: 'recovery',
      expected: { value: 120, unit: 'min' },
      purpose: 'At least two hours under observation, until clinically stable.',
      presence: [{ anyOf: ['nurse', 'prescriber', 'anesthesia'], attendance: 'on_site', continuous: true }],
    },
  ],
  gates: [
    ...commonGates('Consent to esketamine nasal spray').filter((gate) => gate.gate !== 'weight'),
    {
      gate: 'fasting',
      solids: { value: 2, unit: 'h' },
      clearLiquids: { value: 30, unit: 'min' },
      stop: 'soft',
      overrideBy: ['prescriber', 'anesthesia'],
      sources: ['esketamine-label'],
    },
  ],
  monitoring: {
    rules: [
      {
        when: 'after_dose',
        at: [
          { value: 40, unit: 'min' },
          { value: 80, unit: 'min' },
        ],
        watch: ['blood_pressure', 'heart_rate', 'oxygen_saturation', 'sedation'],
      },
      {
        when: 'before_leaving',
        within: { value: 20, unit: 'min' },
        watch: ['blood_pressure', 'heart_rate', 'oxygen_saturation', 'sedation'],
      },
    ],
    grace: { value: 5, unit: 'min' },
    sources: ['esketamine-label', 'esketamine-prescriber-page', 'project-default'],
  },
  callLimits: CALL_LIMITS,
  discharge: {
    ...DISCHARGE,
    minimumTime: { after: 'last_dose', duration: { value: 120, unit: 'min' } },
    criteria: COMMON_CRITERIA,
    minimumTimeOverrideBy: [],
    sources: ['esketamine-label', 'esketamine-prescriber-page', 'aldrete', 'project-default'],
  },
  setting: [],
  visits: {
    preparation: [],
    integration: [],
    dosing: {
      usualCount: 12,
      spacing: 'Twice a week for four weeks, weekly for four weeks, then weekly or every two weeks.',
    },
    sources: ['esketamine-label', 'esketamine-dosing-reference'],
  },
  measures: [
    {
      measure: 'PHQ-9',
      when: ['baseline', 'before_dose', 'monthly'],
      why: 'Depression, and whether the course helps.',
    },
  ],
  afterwards: AFTERWARDS,
  sources: sources(
    'esketamine-label',
    'esketamine-prescriber-page',
    'esketamine-dosing-reference',
    'pressure-practice',
    'call-practice',
    'aldrete',
    'project-default',
  ),
};
