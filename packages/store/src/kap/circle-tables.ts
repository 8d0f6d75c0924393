/** The tables of the patient's own therapist, and of groups. */
export interface OutsideMessageTable {
  clinic_id: string;
  message_id: string;
  member_id: string;
  patient_id: string;
  kind: 'message' | 'note';
  written_at: string;
  author_id: string | null;
  sealed: string;
}
export interface OutsideCrisisChoiceTable {
  clinic_id: string;
  choice_id: string;
  member_id: string;
  patient_id: string;
  tells: boolean;
  chosen_at: string;
  chosen_how: 'portal' | 'paper';
  sealed: string;
}
export interface OutsideCrisisNoticeTable {
  clinic_id: string;
  concern_id: string;
  member_id: string;
  patient_id: string;
  tried_at: string;
  sent_at: string | null;
}
