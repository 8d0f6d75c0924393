import { describe, expect, test } from 'vitest';
import { instant } from '../instant.ts';
import { readFhirPatient, readResource } from './fhir.ts';

const AT = { zone: 'America/New_York', now: instant(Date.UTC(2026, 2, 2, 14)) };
const MR = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] };
const ana = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [{ value: '999-99' }, { type: MR, value: 'A-1' }],
  name: [{ family: 'Muñoz', given: ['Ana'] }],
  birthDate: '1980-05-04',
};
const PATIENTS = new Map([['Patient/p1', { recordNumber: 'A-1' }]]);
const subject = { reference: 'Patient/p1' };
const read = (resource: object) => readResource(1, resource as never, PATIENTS, AT);
const ids = (resource: object) => read(resource).findings.map(({ id }) => id);
const phq9 = {
  resourceType: 'Observation',
  status: 'final',
  subject,
  code: { coding: [{ system: 'http://loinc.org', code: '44261-6' }] },
  effectiveDateTime: '2025-02-01T09:30:00-05:00',
  valueQuantity: { value: 14, unit: '{score}' },
};
const given = {
  resourceType: 'MedicationAdministration',
  status: 'completed',
  subject,
  medicationCodeableConcept: { text: 'Ketamine 50 mg/mL' },
  effectivePeriod: { start: '2025-02-01T14:30:00Z' },
  dosage: {
    dose: { value: 35, unit: 'mg' },
    route: { coding: [{ system: 'http://snomed.info/sct', code: '47625008' }] },
  },
};

describe('a Patient', () => {
  test('is known by the identifier of type MR', () => {
    expect(readFhirPatient(ana, AT)).toEqual({
      patient: { recordNumber: 'A-1', name: 'Ana Muñoz', dateOfBirth: '1980-05-04' },
      findings: [],
    });
  });
  test('with several that could be it, or with none, is refused', () => {
    expect(readFhirPatient({ ...ana, identifier: [{ value: '1' }, { value: '2' }] }, AT).findings[0]?.id).toBe(
      'record-number-unclear',
    );
    expect(readFhirPatient({ ...ana, identifier: [] }, AT).findings[0]?.id).toBe('no-record-number');
  });
});

test('a score is an Observation by its LOINC code, at its moment', () => {
  expect(read(phq9)).toMatchObject({
    patient: { recordNumber: 'A-1' },
    scores: [
      { instrument: 'phq-9', scores: { total: 14 }, when: { day: '2025-02-01', at: '2025-02-01T14:30:00.000Z' } },
    ],
    findings: [],
  });
});

test('answers are scored here, by number, by LOINC answer code, or by ordinal value', () => {
  const answer = (linkId: string, one: object) => ({ linkId, answer: [one] });
  const ordinal = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: 3 }] };
  const codes = ['/44250-9', '/44255-8', '/44259-0', '/44254-1', '/44251-7', '/44258-2', '/44252-5', '/44253-3'];
  const response = {
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    subject,
    authored: '2025-02-01',
    questionnaire: 'http://loinc.org/q/44249-1',
    item: [
      ...codes.map((code) => answer(code, { valueInteger: 1 })),
      answer('/44260-8', { valueCoding: { code: 'x', ...ordinal } }),
    ],
  };
  expect(read(response)).toMatchObject({ scores: [{ scores: { total: 11 }, basis: 'answers' }], findings: [] });
  const coded = {
    ...response,
    item: [...response.item.slice(0, 8), answer('/44260-8', { valueCoding: { code: 'LA6568-5' } })],
  };
  expect(read(coded).scores[0]?.scores).toEqual({ total: 8 });
  expect(ids({ ...response, questionnaire: 'http://example.org/own' })).toEqual(['resource-not-understood']);
});

test('a dose is a MedicationAdministration of ketamine in milligrams', () => {
  expect(read(given)).toMatchObject({
    doses: [
      {
        substance: 'ketamine',
        route: 'intravenous',
        amount: { value: 35_000 },
        when: { at: '2025-02-01T14:30:00.000Z' },
      },
    ],
    findings: [],
  });
  expect(ids({ ...given, dosage: { ...given.dosage, dose: { value: 0.5, unit: 'mg/kg' } } })).toEqual(['dose-unit']);
  expect(ids({ ...given, medicationCodeableConcept: { text: 'propofol' } })).toEqual(['substance-not-known']);
});

test.each([
  [{ ...phq9, status: 'entered-in-error' }, 'not-final'],
  [{ ...phq9, subject: { reference: 'Patient/p9' } }, 'patient-not-in-file'],
  [{ ...phq9, code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] } }, 'resource-not-understood'],
  [{ ...phq9, effectiveDateTime: '2025' }, 'not-a-date'],
  [{ ...phq9, valueQuantity: { value: 28 } }, 'score-cannot-be'],
  [{ resourceType: 'Condition', subject }, 'resource-not-understood'],
])('what is not understood is refused by name, %#: %s', (resource, id) => {
  expect(ids(resource)).toEqual([id]);
});
