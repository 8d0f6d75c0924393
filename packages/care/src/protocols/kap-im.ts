/** Ketamine-assisted psychotherapy with an intramuscular dose. */
import type { ProtocolDocument } from '../protocol/parse.ts';
import { CALL_LIMITS, commonGates, DOSE_ROLES, FASTING, PSYCHOTHERAPY_GATES, sources } from './defaults.ts';
import {
  PSYCHOTHERAPY_AFTERWARDS,
  PSYCHOTHERAPY_DISCHARGE,
  PSYCHOTHERAPY_MEASURES,
  PSYCHOTHERAPY_MONITORING,
  psychotherapyPhases,
  psychotherapyVisits,
  SETTING,
} from './psychotherapy.ts';

export const kapIm: ProtocolDocument = {
  language: 'holdspace.protocol/1',
  id: 'kap-im',
  version: '1.0.0',
  name: 'Ketamine-assisted psychotherapy, intramuscular',
  summary:
    'Preparation toward a chosen focus, one intramuscular dose in a prepared setting with a therapist or guide always present, a debrief the same day, and integration visits over the weeks after.',
  treats: 'Depression, anxiety and the consequences of trauma, as an adjunct to the patient’s own psychotherapy.',
  approval: {
    status: 'off_label',
    note: 'Ketamine is not approved by the US Food and Drug Administration for any psychiatric disorder; this is off-label use.',
  },
  medicine: {
    substance: 'ketamine',
    form: 'racemic hydrochloride',
    route: 'intramuscular',
    products: [
      {
        form: 'solution',
        id: 'ketamine-50',
        name: 'Ketamine 50 mg/mL',
        concentration: { value: 50, unit: 'mg/mL' },
        drawStep: { value: 0.02, unit: 'mL' },
      },
      {
        form: 'solution',
        id: 'ketamine-100',
        name: 'Ketamine 100 mg/mL',
        concentration: { value: 100, unit: 'mg/mL' },
        drawStep: { value: 0.01, unit: 'mL' },
      },
    ],
  },
  delivery: { kind: 'injection', sites: ['left deltoid', 'right deltoid', 'left gluteus', 'right gluteus'] },
  dose: {
    basis: {
      by: 'weight',
      usual: { value: 0.75, unit: 'mg/kg' },
      allowed: { low: { value: 0.4, unit: 'mg/kg' }, high: { value: 1.5, unit: 'mg/kg' } },
    },
    absoluteMaximum: { amount: { value: 200, unit: 'mg' }, perKilogram: { value: 2, unit: 'mg/kg' } },
    jumpAsksWhyAbove: { value: 25, unit: '%' },
    booster: {
      most: 1,
      allowed: { low: { value: 20, unit: 'mg' }, high: { value: 40, unit: 'mg' } },
      earliest: { value: 10, unit: 'min' },
      latest: { value: 20, unit: 'min' },
    },
    ...DOSE_ROLES,
    sources: ['source-article', 'kap-trial-design', 'project-default'],
  },
  phases: psychotherapyPhases(50, 'One injection by licensed staff; the patient lies back with eye cover.'),
  gates: [...commonGates('Consent to ketamine-assisted psychotherapy (off-label)'), FASTING, ...PSYCHOTHERAPY_GATES],
  monitoring: PSYCHOTHERAPY_MONITORING,
  callLimits: CALL_LIMITS,
  discharge: PSYCHOTHERAPY_DISCHARGE,
  setting: SETTING,
  visits: psychotherapyVisits(3, 'Three dosing sessions about a week apart, integration after each.'),
  measures: PSYCHOTHERAPY_MEASURES,
  afterwards: PSYCHOTHERAPY_AFTERWARDS,
  sources: sources(
    'source-article',
    'kap-trial-design',
    'dore-2019',
    'monitoring-practice',
    'fasting-practice',
    'pressure-practice',
    'call-practice',
    'course-practice',
    'aldrete',
    'project-default',
  ),
};
