/** The tables of consents as Kysely sees them. */
import type { ConsentContent } from '@holdspace/care';
import type { JSONColumnType } from 'kysely';

export interface ConsentDocumentVersionTable {
  clinic_id: string;
  version_id: string;
  document_id: string;
  version: number;
  content: JSONColumnType<ConsentContent>;
  content_hash: string;
  published_at: string;
  published_by: string;
}
export interface ConsentAskedTable {
  clinic_id: string;
  asked_id: string;
  course_id: string;
  purpose: string;
  asks: boolean;
  asked_at: string;
  asked_by: string;
}
export interface ConsentAnswerTable {
  clinic_id: string;
  answer_id: string;
  patient_id: string;
  document_id: string;
  version: number;
  piece: string;
  choice: string;
  is_right: boolean;
  answered_at: string;
}
export interface ConsentSignatureTable {
  clinic_id: string;
  signature_id: string;
  patient_id: string;
  document_id: string;
  version: number;
  language: string;
  text_hash: string;
  is_drawn: boolean;
  signed_at: string;
  /** `SignedSecret` as JSON, sealed for the purpose `record_notes`. */
  sealed: string;
}
export interface ConsentWitnessTable {
  clinic_id: string;
  signature_id: string;
  witness_id: string;
  practitioner_id: string;
  witnessed_at: string;
}
export interface ConsentWithdrawalTable {
  clinic_id: string;
  signature_id: string;
  withdrawal_id: string;
  withdrawn_at: string;
  withdrawn_how: 'portal' | 'clinic';
  recorded_by: string | null;
  sealed: string;
}
