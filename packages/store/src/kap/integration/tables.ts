/** The tables of integration as Kysely sees them. */
import type { CheckInChannel, JournalKind, PracticeMarkKind, ThreadKind, VisitOutcome } from '@holdspace/care';

export interface ThreadEntryTable {
  clinic_id: string;
  entry_id: string;
  course_id: string;
  patient_id: string;
  kind: ThreadKind;
  follows: string | null;
  session_id: string | null;
  session_seq: number | null;
  written_at: string;
  author_id: string | null;
  sealed: string;
}
export interface PracticeMarkTable {
  clinic_id: string;
  mark_id: string;
  entry_id: string;
  patient_id: string;
  day: string;
  mark: PracticeMarkKind;
  marked_at: string;
}
export interface CheckInAnswerTable {
  clinic_id: string;
  answer_id: string;
  check_in_id: string;
  session_id: string;
  course_id: string;
  patient_id: string;
  day: number;
  answered_at: string;
  author_id: string | null;
  crisis: boolean;
  high_distress: boolean;
  sealed: string;
}
export interface CheckInChoiceTable {
  clinic_id: string;
  choice_id: string;
  patient_id: string;
  channel: CheckInChannel;
  chosen_at: string;
  author_id: string | null;
}
export interface CheckInNoticeTable {
  clinic_id: string;
  check_in_id: string;
  patient_id: string;
  tried_at: string;
  sent_at: string | null;
}
export interface VisitOutcomeTable {
  clinic_id: string;
  outcome_id: string;
  visit_id: string;
  course_id: string;
  outcome: VisitOutcome;
  said_at: string;
  said_by: string;
}
export interface JournalEntryTable {
  clinic_id: string;
  entry_id: string;
  course_id: string;
  patient_id: string;
  kind: JournalKind;
  written_at: string;
  put_away_at: string | null;
  sealed: string;
}
export interface JournalSoundTable {
  clinic_id: string;
  entry_id: string;
  patient_id: string;
  sealed: string;
}
export interface JournalShareTable {
  clinic_id: string;
  share_id: string;
  entry_id: string;
  course_id: string;
  patient_id: string;
  kind: JournalKind;
  shared_at: string;
  withdrawn_at: string | null;
  crisis: boolean;
}
export interface JournalOpeningTable {
  clinic_id: string;
  share_id: string;
  practitioner_id: string;
  opened_at: string;
}
