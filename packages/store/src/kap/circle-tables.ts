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

export interface CareGroupTable {
  clinic_id: string;
  group_id: string;
  name: string;
  kind: 'preparation' | 'integration';
  place: string;
  most: number;
  made_at: string;
  made_by: string;
}
export interface CareGroupLeaderTable {
  clinic_id: string;
  group_id: string;
  practitioner_id: string;
}
export interface CareGroupMemberTable {
  clinic_id: string;
  member_id: string;
  group_id: string;
  course_id: string;
  patient_id: string;
  joined_at: string;
  added_by: string;
  left_at: string | null;
}
export interface CareGroupConsentTable {
  clinic_id: string;
  consent_id: string;
  group_id: string;
  patient_id: string;
  text_version: string;
  signed_how: 'portal' | 'paper';
  signed_at: string;
  recorded_by: string | null;
}
export interface CareGroupMeetingTable {
  clinic_id: string;
  meeting_id: string;
  group_id: string;
  at: string;
  minutes: number;
  room: string;
  planned_at: string;
  planned_by: string;
  called_off_at: string | null;
}
export interface CareGroupAttendanceTable {
  clinic_id: string;
  attendance_id: string;
  meeting_id: string;
  patient_id: string;
  attendance: 'present' | 'late' | 'absent' | 'excused';
  counts: boolean;
  visit_id: string | null;
  said_at: string;
  said_by: string;
}
export interface CareGroupNoteTable {
  clinic_id: string;
  note_id: string;
  meeting_id: string;
  author_id: string;
  written_at: string;
  sealed: string;
}
