/** The tables of measures as Kysely sees them. */
import type { LicensedTexts, MeasureMoment } from '@holdspace/care';
import type { Generated, JSONColumnType } from 'kysely';

export interface MeasureRequestTable {
  clinic_id: string;
  request_id: string;
  patient_id: string;
  course_id: string | null;
  session_id: string | null;
  ask_key: string;
  occasion: string;
  instrument: string;
  answered_by: 'patient' | 'clinician';
  moment: MeasureMoment;
  opens_at: string;
  due_at: string;
  closes_at: string | null;
  asked_at: string;
  asked_by: string | null;
  state: Generated<'asked' | 'answered' | 'withdrawn'>;
  response_id: Generated<string | null>;
  answered_at: Generated<string | null>;
}
export type MeasureLinkKind = 'link' | 'kiosk';
export interface MeasureLinkTable {
  clinic_id: string;
  link_id: string;
  patient_id: string;
  occasion: string;
  kind: MeasureLinkKind;
  hash: string;
  made_at: string;
  made_by: string | null;
  expires_at: string;
  opened_at: Generated<string | null>;
  ended_at: Generated<string | null>;
}
export interface MeasureNoticeTable {
  clinic_id: string;
  patient_id: string;
  occasion: string;
  tried_at: string;
  sent_at: Generated<string | null>;
}
export interface MeasureDraftTable {
  clinic_id: string;
  draft_id: string;
  held_by: string;
  request_id: string;
  patient_id: string;
  instrument_version: string;
  version: number;
  saving_id: string;
  saved_at: string;
  sealed: string;
}
export type MeasureWay = 'link' | 'portal' | 'kiosk' | 'staff' | 'import';
export interface Unscored {
  readonly none: string;
  readonly says: string;
  readonly missing: readonly string[];
}
export interface MeasureResponseTable {
  clinic_id: string;
  response_id: string;
  patient_id: string;
  course_id: string | null;
  session_id: string | null;
  instrument: string;
  instrument_version: string;
  moment: MeasureMoment;
  answered_at: string;
  recorded_at: string;
  request_id: string | null;
  way: Generated<MeasureWay>;
  author_kind: 'patient' | 'practitioner' | null;
  author_id: string | null;
  language: string | null;
  crisis: Generated<boolean>;
  unscored: JSONColumnType<Readonly<Record<string, Unscored>>, string, never>;
  sealed: string | null;
}
export interface MeasureScoreTable {
  clinic_id: string;
  response_id: string;
  patient_id: string;
  course_id: string | null;
  session_id: string | null;
  instrument: string;
  scale: string;
  value: number;
  answered_at: string;
  moment: MeasureMoment;
}
export interface MeasureActTable {
  clinic_id: string;
  act_id: string;
  patient_id: string;
  course_id: string | null;
  source_id: string;
  instrument: string;
  item: string;
  value: number;
  at: string;
}
export interface MeasureTextTable {
  clinic_id: string;
  text_id: string;
  instrument: string;
  instrument_version: string;
  texts: JSONColumnType<LicensedTexts, string, never>;
  loaded_at: string;
  loaded_by: string;
}
