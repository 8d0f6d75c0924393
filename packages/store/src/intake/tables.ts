/** The tables of consult requests, forms and their files as Kysely sees them. */
import type { DeclineReason, Language, RequestState } from '@holdspace/care';
import type { Generated } from 'kysely';

export interface ConsultPromiseTable {
  clinic_id: string;
  promise_id: string;
  hours: number;
  made_at: string;
  made_by: string;
}
export interface ConsultRequestTable {
  clinic_id: string;
  request_id: string;
  received_at: string;
  due_at: string;
  state: Generated<RequestState>;
  owner_id: Generated<string | null>;
  escalated_at: Generated<string | null>;
  crisis: boolean;
  patient_id: Generated<string | null>;
  sealed: string;
}
export type ConsultStepKind = 'taken' | 'handed_on' | 'escalated' | 'invited' | 'declined' | 'merged';
export interface ConsultStepTable {
  clinic_id: string;
  step_id: string;
  request_id: string;
  kind: ConsultStepKind;
  at: string;
  made_by: string | null;
  told: string | null;
  reason: DeclineReason | null;
  sealed: string | null;
}
export interface FormDraftTable {
  clinic_id: string;
  draft_id: string;
  patient_id: string;
  questionnaire: string;
  version: number;
  saving_id: string;
  saved_at: string;
  sealed: string;
}
export interface FormResponseTable {
  clinic_id: string;
  response_id: string;
  patient_id: string;
  questionnaire: string;
  questionnaire_version: string;
  language: Language;
  author_kind: 'patient' | 'practitioner';
  author_id: string;
  sent_at: string;
  crisis: boolean;
  sealed: string;
}
export interface FormFileTable {
  clinic_id: string;
  file_id: string;
  patient_id: string;
  questionnaire: string;
  link_id: string;
  made_at: string;
  media_type: Generated<string | null>;
  bytes: Generated<number | null>;
  sha256: Generated<string | null>;
  sending_id: Generated<string | null>;
  response_id: Generated<string | null>;
  sealed: string;
}
export interface FormFilePieceTable {
  clinic_id: string;
  piece_id: string;
  file_id: string;
  sending_id: string;
  seq: number;
  sealed: string;
}
