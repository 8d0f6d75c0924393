/** Rows that are copied nearly as they are, less whatever says who somebody is. */
import { labelOf, type Protocol } from '@holdspace/care';
import type { FedCourse, FedPatient, FedScore, FedVisit, ImportedDose, ImportedScore } from '@holdspace/store';
import type { RowOf } from '../tables.ts';
import type { NameOf } from './session-rows.ts';

/**
 * Ages over 89 are told together (45 CFR 164.514(b)(2)(i)(C)); who turns 90 in a year is counted among them from its first
 * day, since a year of birth says no more.
 */
const OLDEST_TOLD = 89;
export const oldestBirthYear = (year: number): number => year - OLDEST_TOLD;

export function patientRow({ id, birthYear, createdAt }: FedPatient, year: number, nameOf: NameOf): RowOf<'patient'> {
  const isOver = birthYear < oldestBirthYear(year);
  return {
    patient_id: nameOf(id),
    birth_year: isOver ? null : birthYear,
    over_89: isOver,
    added_on: createdAt.slice(0, 10),
  };
}

export const courseRow = (course: FedCourse, protocol: Protocol, nameOf: NameOf): RowOf<'course'> => ({
  course_id: nameOf(course.id),
  patient_id: nameOf(course.patientId),
  protocol_id: course.protocolId,
  protocol_version: course.protocolVersion,
  way: labelOf(protocol).kind,
  started_on: course.startedOn,
});

export const visitRow = (visit: FedVisit, nameOf: NameOf): RowOf<'visit'> => ({
  visit_id: nameOf(visit.id),
  patient_id: nameOf(visit.patientId),
  course_id: nameOf(visit.courseId),
  kind: visit.kind,
  scheduled_for: visit.scheduledFor,
  outcome: visit.outcome,
});

export const scoreRow = (score: FedScore, nameOf: NameOf): RowOf<'score'> => ({
  response_id: nameOf(score.responseId),
  patient_id: nameOf(score.patientId),
  course_id: score.courseId === null ? null : nameOf(score.courseId),
  session_id: score.sessionId === null ? null : nameOf(score.sessionId),
  protocol_id: score.protocolId,
  instrument: score.instrument,
  scale: score.scale,
  moment: score.moment,
  answered_at: score.answeredAt,
  value: score.value,
  is_repeat: score.isRepeat,
});

const rowOfImport = ({ importId, row, patientId, when }: ImportedScore | ImportedDose, nameOf: NameOf) => ({
  row_id: nameOf(`${importId} ${row}`),
  import_id: nameOf(importId),
  origin: 'imported',
  patient_id: nameOf(patientId),
  on_day: when.day,
  happened_at: when.at ?? null,
});

/** One for each scale. */
export const importedScoreRows = (score: ImportedScore, nameOf: NameOf): readonly RowOf<'imported_score'>[] =>
  Object.entries(score.scores).map(([scale, value]) => ({
    ...rowOfImport(score, nameOf),
    instrument: score.instrument,
    scale,
    value,
    basis: score.basis,
  }));

export const importedDoseRow = (dose: ImportedDose, nameOf: NameOf): RowOf<'imported_dose'> => ({
  ...rowOfImport(dose, nameOf),
  substance: dose.substance,
  route: dose.route,
  amount_ug: dose.amount.value,
  weight_kg: dose.weight?.value ?? null,
});
