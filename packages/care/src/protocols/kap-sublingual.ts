/** Ketamine-assisted psychotherapy with a lozenge held in the mouth. */
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

export const kapSublingual: ProtocolDocument = {
  language: 'holdspace.protocol/1',
  id: 'kap-sublingual',
  version: '1.0.0',
  name: 'Ketamine-assisted psychotherapy, sublingual',
  summary:
    'Preparation toward a chosen focus, a lozenge held in the mouth in a prepared setting with a therapist or guide always present, a debrief the same day, and integration visits over the weeks after.',
  treats: 'Depression, anxiety and the consequences of trauma, as an adjunct to the patient’s own psychotherapy.',
  approval: {
    status: 'off_label',
    note: 'Ketamine is not approved by the US Food and Drug Administration for any psychiatric disorder; compounded lozenges are not approved products.',
  },
  medicine: {
    substance: 'ketamine',
    form: 'racemic hydrochloride',
    route: 'sublingual',
    products: [
      {
        form: 'unit',
        id: 'lozenge-50',
        name: 'Ketamine lozenge 50 mg',
        unitName: 'lozenge',
        strength: { value: 50, unit: 'mg' },
        divisibleInto: 2,
      },
      {
        form: 'unit',
        id: 'lozenge-100',
        name: 'Ketamine lozenge 100 mg',
        unitName: 'lozenge',
        strength: { value: 100, unit: 'mg' },
        divisibleInto: 2,
      },
    ],
  },
  delivery: { kind: 'lozenge', hold: { value: 12, unit: 'min' }, afterHold: 'patient_choice' },
  dose: {
    basis: {
      by: 'weight',
      usual: { value: 1, unit: 'mg/kg' },
      allowed: { low: { value: 0.4, unit: 'mg/kg' }, high: { value: 1.5, unit: 'mg/kg' } },
    },
    note: 'Only 20 to 25 % of what is swallowed reaches the blood, so milligrams held in the mouth are not milligrams by needle. Lozenges come in halves, so a dose is rounded further than a syringe would.',
    absoluteMaximum: { amount: { value: 250, unit: 'mg' }, perKilogram: { value: 2, unit: 'mg/kg' } },
    roundingAtMost: { value: 25, unit: '%' },
    jumpAsksWhyAbove: { value: 50, unit: '%' },
    ...DOSE_ROLES,
    sources: ['source-article', 'andrade-2019', 'project-default'],
  },
  phases: psychotherapyPhases(
    60,
    'The lozenge is held in the mouth for its time; licensed staff hand it over and watch.',
  ),
  gates: [...commonGates('Consent to ketamine-assisted psychotherapy (off-label)'), FASTING, ...PSYCHOTHERAPY_GATES],
  monitoring: PSYCHOTHERAPY_MONITORING,
  callLimits: CALL_LIMITS,
  discharge: PSYCHOTHERAPY_DISCHARGE,
  setting: SETTING,
  visits: psychotherapyVisits(6, 'Three to six dosing sessions a week or two apart, integration after each.'),
  measures: PSYCHOTHERAPY_MEASURES,
  afterwards: PSYCHOTHERAPY_AFTERWARDS,
  sources: sources(
    'source-article',
    'andrade-2019',
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
