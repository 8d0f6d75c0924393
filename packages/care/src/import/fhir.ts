/**
 * FHIR R4 resources read as what an import brings: Patient, survey scores as Observation, QuestionnaireResponse, and
 * MedicationAdministration of ketamine. They are mapped by their codes, with nothing to choose; what is not understood is
 * refused by name and never passed over. Source: HL7 FHIR R4 (4.0.1).
 */
import { instrumentOf } from '../measures/catalogue.ts';
import type { Instrument, InstrumentItem, Scale } from '../measures/instrument.ts';
import { isRange } from '../measures/instrument.ts';
import { INSTRUMENTS } from '../measures/instruments/index.ts';
import { ORDINAL_VALUE, optionCode } from '../measures/questionnaire-of.ts';
import { finding, quoted, type RowFinding } from './findings.ts';
import type { PastMoment, PatientTold, ReadRow } from './past.ts';
import { readDose } from './read-dose.ts';
import { readMeasure } from './read-score.ts';
import { type ReadingAt, readBirth, readWhen } from './read-when.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objects = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const inside = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

/** Whom resources name by a reference: the record number, or why it is not known. */
export type PatientsByReference = ReadonlyMap<string, PatientTold>;

export function isResource(value: unknown): value is Json & { readonly resourceType: string } {
  return isObject(value) && typeof value.resourceType === 'string';
}

/** The references under which a Patient of the file may be named by the others. */
export function referencesTo(resource: Json, fullUrl?: string): readonly string[] {
  const id = textOf(resource.id);
  return [...(id === '' ? [] : [`Patient/${id}`]), ...(fullUrl ? [fullUrl] : [])];
}

/** Of a Patient resource: its identifier of type MR, or the only one that it has. */
export function readFhirPatient(
  resource: Json,
  at: ReadingAt,
): { patient?: PatientTold; findings: readonly RowFinding[] } {
  const findings: RowFinding[] = [];
  const identifiers = objects(resource.identifier).filter((one) => textOf(one.value) !== '');
  const isRecordNumber = (one: Json) => objects(inside(one.type, 'coding')).some(({ code }) => code === 'MR');
  const records = identifiers.filter(isRecordNumber);
  const candidates = records.length > 0 ? records : identifiers;
  const [identifier] = candidates;
  if (candidates.length > 1)
    findings.push(
      finding('record-number-unclear', `It has ${candidates.length} identifiers, and ${records.length} of type MR.`, {
        column: 'identifier',
        satisfy: 'Give the record number, and it alone, the type MR.',
      }),
    );
  if (!identifier)
    findings.push(
      finding('no-record-number', 'This Patient has no identifier.', {
        column: 'identifier',
        satisfy: 'Write the record number as an identifier of type MR.',
      }),
    );
  const names = objects(resource.name);
  const official = names.find(({ use }) => use === 'official') ?? names[0];
  const given = Array.isArray(official?.given) ? official.given.map(textOf) : [];
  const name = textOf(official?.text) || [...given, textOf(official?.family)].filter(Boolean).join(' ');
  const birth = textOf(resource.birthDate);
  const born = birth === '' ? undefined : readBirth(birth, 'year_first', at, { column: 'birthDate' });
  if (born && !born.ok) findings.push(born.finding);
  const contact = (system: string) => textOf(objects(resource.telecom).find((one) => one.system === system)?.value);
  if (!identifier || candidates.length > 1) return { findings };
  return {
    patient: {
      recordNumber: textOf(identifier.value),
      ...(name !== '' && { name }),
      ...(born?.ok && { dateOfBirth: born.value }),
      ...(contact('phone') !== '' && { telephone: contact('phone') }),
      ...(contact('email') !== '' && { email: contact('email') }),
    },
    findings,
  };
}

const FINAL: Readonly<Record<string, readonly string[]>> = {
  Observation: ['final', 'amended', 'corrected'],
  QuestionnaireResponse: ['completed', 'amended'],
  MedicationAdministration: ['completed'],
};

/** One resource of a file as a row of it; `row` counts from 1. Undefined: what stood there was no resource. */
export function readResource(
  row: number,
  resource: Json | undefined,
  patients: PatientsByReference,
  at: ReadingAt,
): ReadRow {
  const nothing = { row, scores: [], doses: [] } as const;
  if (resource === undefined)
    return {
      ...nothing,
      findings: [
        finding('not-json', 'Here stands no JSON, or no FHIR resource.', {
          satisfy: 'In NDJSON one whole resource stands on one line; in a Bundle each entry has one.',
        }),
      ],
    };
  const type = textOf(resource.resourceType);
  if (type === 'Patient') {
    const { patient, findings } = readFhirPatient(resource, at);
    return { ...nothing, ...(patient && { patient }), findings };
  }
  const final = FINAL[type];
  if (!final)
    return { ...nothing, findings: [notUnderstood(`${type || 'What has no type'} is not brought.`, 'resourceType')] };
  const findings: RowFinding[] = [];
  const patient = patientOf(resource, patients, findings);
  const status = textOf(resource.status);
  if (!final.includes(status))
    findings.push(
      finding('not-final', `Its status is ${quoted(status)}; what is brought is ${final.join(', ')}.`, {
        column: 'status',
        satisfy: 'Leave it out.',
      }),
    );
  const when = whenOf(type, resource, at, findings);
  const read =
    type === 'Observation'
      ? readObservation(resource, when, findings)
      : type === 'QuestionnaireResponse'
        ? readAnswers(resource, when, findings)
        : readAdministration(resource, when, findings);
  return { ...nothing, ...read, ...(patient && { patient }), findings };
}

const notUnderstood = (says: string, column: string): RowFinding =>
  finding('resource-not-understood', says, {
    column,
    satisfy:
      'Leave it out: Patient, Observation of a measure’s score, QuestionnaireResponse and MedicationAdministration are brought.',
  });

function patientOf(resource: Json, patients: PatientsByReference, findings: RowFinding[]): PatientTold | undefined {
  const reference = textOf(inside(resource.subject, 'reference'));
  const number = textOf(inside(inside(resource.subject, 'identifier'), 'value'));
  const found = patients.get(reference) ?? (number === '' ? undefined : { recordNumber: number });
  if (!found)
    findings.push(
      finding('patient-not-in-file', `It is about ${quoted(reference)}, whose record number the file does not tell.`, {
        column: 'subject',
        satisfy: 'Put that Patient into the file, or name the record number in subject.identifier.',
      }),
    );
  return found;
}

const WHEN: Readonly<Record<string, readonly string[]>> = {
  Observation: ['effectiveDateTime', 'effectiveInstant'],
  QuestionnaireResponse: ['authored'],
  MedicationAdministration: ['effectiveDateTime', 'effectivePeriod'],
};
function whenOf(type: string, resource: Json, at: ReadingAt, findings: RowFinding[]): PastMoment {
  const element = WHEN[type]?.find((one) => resource[one] !== undefined) ?? WHEN[type]?.[0] ?? '';
  const value = resource[element];
  const read = readWhen(textOf(isObject(value) ? value.start : value), '', 'year_first', at, { column: element });
  if (read.ok) return read.value;
  findings.push(read.finding);
  return { day: at.now.slice(0, 10) };
}

const LOINC = 'http://loinc.org';
const codesOf = (concept: unknown): readonly string[] =>
  objects(inside(concept, 'coding')).flatMap(({ system, code }) =>
    typeof code === 'string' && (system === undefined || system === LOINC) ? [code] : [],
  );
/** The scale whose code this is; the code of a measure whose score has none of its own is that of its main scale. */
function scaleOf(codes: readonly string[]): { instrument: Instrument; scale: Scale } | undefined {
  for (const instrument of INSTRUMENTS)
    for (const scale of instrument.scales)
      if (scale.loinc !== undefined && codes.includes(scale.loinc)) return { instrument, scale };
  return undefined;
}

function readObservation(resource: Json, when: PastMoment, findings: RowFinding[]): Partial<Pick<ReadRow, 'scores'>> {
  const codes = codesOf(resource.code);
  const found = scaleOf(codes);
  const value = inside(resource.valueQuantity, 'value') ?? resource.valueInteger;
  if (!found || typeof value !== 'number') {
    findings.push(
      notUnderstood(
        found
          ? 'It has no number as its value.'
          : `Its code (${codes.join(', ') || 'none of LOINC'}) is no score of a measure that is known here.`,
        found ? 'value[x]' : 'code',
      ),
    );
    return {};
  }
  const { instrument, scale } = found;
  const read = readMeasure(instrument, [{ column: 'value[x]', scale, value }], {}, when);
  findings.push(...read.findings);
  return read.score ? { scores: [read.score] } : {};
}

/** By the address of our own forms, or by a LOINC code in the form's address. */
function instrumentAsked(questionnaire: string): Instrument | undefined {
  const [address = ''] = questionnaire.split('|');
  const own = /^urn:holdspace:questionnaire:(.+)$/.exec(address)?.[1];
  if (own !== undefined) return instrumentOf(own);
  const last = address.split(/[/:]/).at(-1);
  return INSTRUMENTS.find(({ loinc }) => loinc !== undefined && loinc === last);
}

function readAnswers(resource: Json, when: PastMoment, findings: RowFinding[]): Partial<Pick<ReadRow, 'scores'>> {
  const questionnaire = textOf(resource.questionnaire);
  const instrument = instrumentAsked(questionnaire);
  if (!instrument) {
    findings.push(notUnderstood(`${quoted(questionnaire)} is no measure that is known here.`, 'questionnaire'));
    return {};
  }
  const answers: Record<string, number> = {};
  const told: { column: string; scale: Scale; value: number }[] = [];
  const walk = (items: readonly Json[]): void => {
    for (const item of items) {
      walk(objects(item.item));
      const [answer] = objects(item.answer);
      if (!answer) continue;
      const linkId = textOf(item.linkId);
      const code = linkId.replace(/^\//, '');
      const scale = instrument.scales.find(
        (one) => linkId === `score-${one.id}` || (one.loinc !== undefined && one.loinc === code),
      );
      const asked = instrument.items.find(
        (one) => one.linkId === linkId || (one.loinc !== undefined && one.loinc === code),
      );
      const value = asked ? answerValue(asked, answer) : numberIn(answer);
      if (scale && value !== undefined) told.push({ column: linkId, scale, value });
      else if (asked) answers[asked.linkId] = value ?? Number.NaN;
      else
        findings.push(
          finding('answer-cannot-be', `${instrument.title} has no question ${quoted(linkId)}.`, {
            column: 'item',
            satisfy: 'Look whether the form is the one that it names.',
          }),
        );
    }
  };
  walk(objects(resource.item));
  const read = readMeasure(instrument, told, answers, when);
  findings.push(...read.findings);
  if (!read.score && read.findings.length === 0)
    findings.push(finding('nothing-in-row', 'Nothing in it was answered.', { satisfy: 'Leave it out.' }));
  return read.score ? { scores: [read.score] } : {};
}

function numberIn(answer: Json): number | undefined {
  const value = answer.valueInteger ?? answer.valueDecimal ?? inside(answer.valueQuantity, 'value');
  return typeof value === 'number' ? value : undefined;
}
/** A number, a yes or no, or a choice by its code or by the ordinal value that stands beside it. */
function answerValue({ answers }: InstrumentItem, answer: Json): number | undefined {
  const plain = numberIn(answer);
  if (plain !== undefined) return plain;
  if (typeof answer.valueBoolean === 'boolean') return answer.valueBoolean ? 1 : 0;
  const coding = answer.valueCoding;
  if (!isObject(coding)) return undefined;
  const code = textOf(coding.code);
  const option = isRange(answers) ? undefined : answers.find((one) => optionCode(one) === code);
  if (option) return option.value;
  const ordinal = objects(coding.extension).find(({ url }) => url === ORDINAL_VALUE)?.valueDecimal;
  return typeof ordinal === 'number' ? ordinal : undefined;
}

function readAdministration(resource: Json, when: PastMoment, findings: RowFinding[]): Partial<Pick<ReadRow, 'doses'>> {
  const concept = resource.medicationCodeableConcept;
  const dosage = resource.dosage;
  const dose = inside(dosage, 'dose');
  const value = inside(dose, 'value');
  const unit = textOf(inside(dose, 'code')) || textOf(inside(dose, 'unit'));
  const route = inside(dosage, 'route');
  const words = (one: unknown): readonly string[] => [
    textOf(inside(one, 'text')),
    ...objects(inside(one, 'coding')).flatMap((coding) => [textOf(coding.display), textOf(coding.code)]),
  ];
  const named = (one: unknown): string => words(one).find((text) => text !== '') ?? '';
  const columns = { amount: 'dosage.dose', substance: 'medication', route: 'dosage.route', weight: '' };
  const read = (substance: string, by: string) =>
    readDose(
      { amount: typeof value === 'number' ? `${value} ${unit}` : '', substance, route: by, weight: '', weightUnit: '' },
      { ...columns, decimal: 'point', fixed: {} },
      when,
    );
  // Of several names for one thing the first that is known counts.
  const tries = words(concept).flatMap((substance) => words(route).map((by) => read(substance, by)));
  const found = tries.find(({ dose: one }) => one !== undefined) ?? read(named(concept), named(route));
  findings.push(...found.findings);
  return found.dose ? { doses: [found.dose] } : {};
}
