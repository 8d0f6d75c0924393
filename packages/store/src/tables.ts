/** The tables as Kysely sees them. Days and moments are read as the text that the core uses. */

import type { GlassReason, GlassVerdict, SessionProjection } from '@holdspace/care';
import type { Generated, JSONColumnType } from 'kysely';
import type {
  ConsentAnswerTable,
  ConsentAskedTable,
  ConsentDocumentVersionTable,
  ConsentSignatureTable,
  ConsentWithdrawalTable,
  ConsentWitnessTable,
} from './consents/tables.ts';
import type {
  DataImportPieceTable,
  DataImportRowsTable,
  DataImportTable,
  ImportedDoseTable,
  ImportedScoreTable,
  ImportMappingTable,
} from './import/tables.ts';
import type {
  ConsultPromiseTable,
  ConsultRequestTable,
  ConsultStepTable,
  FormDraftTable,
  FormFilePieceTable,
  FormFileTable,
  FormResponseTable,
} from './intake/tables.ts';
import type {
  DeaRegistrantTable,
  DiscrepancyStepTable,
  DiscrepancyTable,
  InventoryCountHalfTable,
  InventoryCountTable,
} from './inventory/count-tables.ts';
import type {
  BalanceTable,
  ContainerTable,
  LedgerHeadTable,
  LotRecallTable,
  LotRecallTakenBackTable,
  MovementTable,
  ProductTable,
  ReceiptTable,
  SafeTable,
} from './inventory/tables.ts';
import type {
  CareGroupAttendanceTable,
  CareGroupConsentTable,
  CareGroupLeaderTable,
  CareGroupMeetingTable,
  CareGroupMemberTable,
  CareGroupNoteTable,
  CareGroupTable,
  OutsideCrisisChoiceTable,
  OutsideCrisisNoticeTable,
  OutsideMessageTable,
} from './kap/circle-tables.ts';
import type {
  CheckInAnswerTable,
  CheckInChoiceTable,
  CheckInNoticeTable,
  JournalEntryTable,
  JournalOpeningTable,
  JournalShareTable,
  JournalSoundTable,
  PracticeMarkTable,
  ThreadEntryTable,
  VisitOutcomeTable,
} from './kap/integration/tables.ts';
import type {
  ConcernTable,
  OnCallShiftTable,
  SignalRuleChangeTable,
  TaskStepTable,
  TaskTable,
} from './kap/signals/tables.ts';
import type { BeforeDoseWordsTable, PreparationVersionTable, SettingPlanVersionTable } from './kap/tables.ts';
import type {
  MeasureActTable,
  MeasureDraftTable,
  MeasureLinkTable,
  MeasureNoticeTable,
  MeasureRequestTable,
  MeasureResponseTable,
  MeasureScoreTable,
  MeasureTextTable,
} from './measures/tables.ts';
import type { PatientMessageTable } from './messages/tables.ts';
import type {
  MusicAvoidedTable,
  MusicPieceTable,
  MusicSettingTable,
  MusicTrackTable,
  SoundtrackVersionTable,
} from './music/tables.ts';
import type { CourseOrderEventTable, PatientMedicineTable } from './orders/tables.ts';
import type { CareTeamMemberTable } from './people/care-team.ts';
import type { CourseProtocolMoveTable, ProtocolDraftTable, ProtocolSignOffTable } from './protocols/tables.ts';
import type { RegistryGivenTable, RegistryReceivedTable, RegistryStepTable } from './registry/tables.ts';
import type { ScreeningEventTable } from './screening/tables.ts';

interface ClinicTable {
  clinic_id: string;
  slug: string;
  name: string;
  zone: string;
  is_demo: boolean;
  created_at: string;
}
interface PractitionerTable {
  clinic_id: string;
  practitioner_id: string;
  user_id: string;
  name: string;
  email: string;
  roles: string[];
  ended_at: string | null;
}
interface CredentialTable {
  clinic_id: string;
  practitioner_id: string;
  credential_id: string;
  kind: string;
  number: string | null;
  expires_on: string;
  issuer: string | null;
  valid_from: string | null;
  recorded_at: string | null;
  recorded_by: string | null;
  replaced_by: string | null;
  ended_on: string | null;
  ended_because: string | null;
  ended_at: string | null;
  ended_by: string | null;
}
interface PractitionerChangeTable {
  clinic_id: string;
  practitioner_id: string;
  change_id: string;
  kind: 'joined' | 'roles_changed' | 'ended' | 'returned';
  roles_before: string[];
  roles: string[];
  because: string | null;
  changed_at: string;
  changed_by: string | null;
}
interface InvitationTable {
  clinic_id: string;
  invitation_id: string;
  name: string;
  email: string;
  roles: string[];
  invited_by: string | null;
  invited_at: string;
  expires_at: string;
  withdrawn_at: string | null;
  accepted_at: string | null;
  practitioner_id: string | null;
}
interface VisitAssignmentTable {
  clinic_id: string;
  visit_id: string;
  assignment_id: string;
  practitioner_id: string;
  role: string;
  phase: string | null;
  assigned_at: string;
  assigned_by: string;
  removed_at: string | null;
  removed_by: string | null;
}
interface PatientTable {
  clinic_id: string;
  patient_id: string;
  /** Empty since identities are sealed; only a database from before has something here, until it is first started. */
  name: string | null;
  date_of_birth: string | null;
  record_number: string | null;
  created_at: string;
  /** `PatientIdentity` as JSON, sealed for the purpose `identifiers`. */
  sealed: string | null;
  record_number_lookup: string | null;
  /** Of who was made by an import alone. */
  import_id: Generated<string | null>;
}
interface DataKeyTable {
  clinic_id: string;
  key_id: string;
  purpose: string;
  state: 'current' | 'old' | 'retired';
  root_key_id: string;
  wrapped: string | null;
  made_at: Generated<string>;
  retired_at: Generated<string | null>;
}
interface NoteTable {
  clinic_id: string;
  note_id: string;
  patient_id: string;
  author_id: string;
  session_id: string | null;
  amends: string | null;
  version: number;
  written_at: string;
  changed_at: string;
  signed_at: string | null;
  sealed: string;
}
interface RecordNoteTable extends NoteTable {
  part_2: boolean;
  note_type: Generated<'plain' | 'progress' | 'guide_observation'>;
  template: 'soap' | 'dap' | 'birp' | null;
}
interface AuthorizationTable {
  clinic_id: string;
  authorization_id: string;
  patient_id: string;
  covers: 'psychotherapy_notes' | 'part_2';
  author_id: string | null;
  note_ids: string[] | null;
  recipient_kind: 'patient' | 'practitioner' | 'outside_member' | 'other';
  recipient_id: string | null;
  signed_how: 'portal' | 'paper';
  signed_at: string;
  recorded_by: string | null;
  expires_at: string;
  revoked_at: string | null;
  revoked_how: 'portal' | 'clinic' | null;
  sealed: string;
}
interface Part2FlagTable {
  clinic_id: string;
  flag_id: string;
  patient_id: string;
  course_id: string | null;
  set_by: string;
  set_at: string;
  lifted_by: string | null;
  lifted_at: string | null;
}
interface OutsideMemberTable {
  clinic_id: string;
  member_id: string;
  patient_id: string;
  scopes: string[];
  includes_part_2: boolean;
  consented_how: 'portal' | 'paper';
  consented_at: string;
  invited_by: string | null;
  expires_at: string;
  revoked_at: string | null;
  sealed: string;
}
interface DisclosureTable {
  clinic_id: string;
  disclosure_id: string;
  patient_id: string;
  at: string;
  what: string;
  about_id: string | null;
  basis: string;
  by_practitioner: string | null;
  sealed: string;
}
interface BreakGlassTable {
  clinic_id: string;
  break_glass_id: string;
  patient_id: string;
  practitioner_id: string;
  reason_kind: GlassReason;
  sealed: string;
  at: string;
  until: string;
  ended_at: string | null;
  ended_by: string | null;
  reviewed_at: string | null;
  reviewed_by: string | null;
  verdict: GlassVerdict | null;
  review_sealed: string | null;
  told_at: Generated<string | null>;
}
interface ProtocolVersionTable {
  clinic_id: string;
  protocol_id: string;
  version: string;
  document: JSONColumnType<object>;
  installed_at: string;
  installed_by: string | null;
  origin: Generated<'shipped' | 'clinic'>;
}
interface CourseTable {
  clinic_id: string;
  course_id: string;
  patient_id: string;
  protocol_id: string;
  protocol_version: string;
  started_on: string;
  focus: string | null;
  intention: string | null;
}
export const VISIT_KINDS = ['consult', 'preparation', 'dosing', 'integration', 'follow_up'] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];
interface VisitTable {
  clinic_id: string;
  visit_id: string;
  course_id: string;
  kind: VisitKind;
  scheduled_for: string;
  room: string;
}
interface SessionTable {
  clinic_id: string;
  session_id: string;
  visit_id: string | null;
  patient_id: string;
  protocol_id: string;
  protocol_version: string;
  seq: number;
  head_hash: string;
  summary: JSONColumnType<SessionProjection | null, string | null, string | null>;
  updated_at: string;
}
interface SessionEventTable {
  clinic_id: string;
  session_id: string;
  seq: number;
  command_id: string;
  command_part: number;
  command_hash: string;
  type: string;
  clinical_at: string;
  recorded_at: string;
  event: JSONColumnType<object>;
  previous_hash: string;
  hash: string;
}

interface AuditEntryTable {
  clinic_id: string;
  seq: number;
  at: string;
  act: string;
  outcome: string;
  practitioner_id: string | null;
  patient_id: string | null;
  session_id: string | null;
  /** `AuditEntry` as canonical JSON. */
  entry: string;
  previous_hash: string;
  hash: string;
}
interface AuditHeadTable {
  clinic_id: string;
  seq: number;
  hash: string;
  latest_at: string;
}
interface AuditCheckpointTable {
  clinic_id: string;
  seq: number;
  at: string;
  hash: string;
  key_id: string;
  public_key: string;
  signature: string;
  ledger_seq: Generated<number>;
  /** Null where it was signed before there was a ledger. */
  ledger_hash: Generated<string | null>;
}
interface SigningPinTable {
  clinic_id: string;
  practitioner_id: string;
  hash: string;
  set_at: string;
}
interface SignatureProofTable {
  clinic_id: string;
  proof_hash: string;
  practitioner_id: string;
  session_id: string;
  command_id: string;
  command_hash: string;
  proved_by: 'passkey' | 'pin';
  at_sign_in_of: string;
  made_at: string;
  expires_at: string;
  used_at: string | null;
}
interface PasskeyTable {
  passkey_id: string;
  user_id: string;
  credential_id: string;
  public_key: string;
  counter: string | number;
  transports: string[];
  name: string;
  is_synced: boolean;
  created_at: string;
  last_used_at: string | null;
}

/** Schema `holdspace`: every table but its own clinic's rows is out of sight. */
export interface Tables {
  'holdspace.clinic': ClinicTable;
  'holdspace.practitioner': PractitionerTable;
  'holdspace.credential': CredentialTable;
  'holdspace.practitioner_change': PractitionerChangeTable;
  'holdspace.invitation': InvitationTable;
  'holdspace.visit_assignment': VisitAssignmentTable;
  'holdspace.care_team_member': CareTeamMemberTable;
  'holdspace.patient': PatientTable;
  'holdspace.protocol_version': ProtocolVersionTable;
  'holdspace.protocol_draft': ProtocolDraftTable;
  'holdspace.protocol_sign_off': ProtocolSignOffTable;
  'holdspace.course_protocol_move': CourseProtocolMoveTable;
  'holdspace.course': CourseTable;
  'holdspace.visit': VisitTable;
  'holdspace.session': SessionTable;
  'holdspace.session_event': SessionEventTable;
  'holdspace.data_key': DataKeyTable;
  'holdspace.psychotherapy_note': NoteTable;
  'holdspace.record_note': RecordNoteTable;
  'holdspace.authorization': AuthorizationTable;
  'holdspace.part_2_flag': Part2FlagTable;
  'holdspace.outside_member': OutsideMemberTable;
  'holdspace.care_group': CareGroupTable;
  'holdspace.care_group_leader': CareGroupLeaderTable;
  'holdspace.care_group_member': CareGroupMemberTable;
  'holdspace.care_group_consent': CareGroupConsentTable;
  'holdspace.care_group_meeting': CareGroupMeetingTable;
  'holdspace.care_group_attendance': CareGroupAttendanceTable;
  'holdspace.care_group_note': CareGroupNoteTable;
  'holdspace.outside_message': OutsideMessageTable;
  'holdspace.patient_message': PatientMessageTable;
  'holdspace.registry_step': RegistryStepTable;
  'holdspace.registry_given': RegistryGivenTable;
  'holdspace.registry_received': RegistryReceivedTable;
  'holdspace.data_import': DataImportTable;
  'holdspace.data_import_piece': DataImportPieceTable;
  'holdspace.data_import_rows': DataImportRowsTable;
  'holdspace.import_mapping': ImportMappingTable;
  'holdspace.imported_score': ImportedScoreTable;
  'holdspace.imported_dose': ImportedDoseTable;
  'holdspace.outside_crisis_choice': OutsideCrisisChoiceTable;
  'holdspace.outside_crisis_notice': OutsideCrisisNoticeTable;
  'holdspace.disclosure': DisclosureTable;
  'holdspace.thread_entry': ThreadEntryTable;
  'holdspace.practice_mark': PracticeMarkTable;
  'holdspace.check_in_answer': CheckInAnswerTable;
  'holdspace.check_in_choice': CheckInChoiceTable;
  'holdspace.check_in_notice': CheckInNoticeTable;
  'holdspace.visit_outcome': VisitOutcomeTable;
  'holdspace.journal_entry': JournalEntryTable;
  'holdspace.journal_sound': JournalSoundTable;
  'holdspace.journal_share': JournalShareTable;
  'holdspace.journal_opening': JournalOpeningTable;
  'holdspace.break_glass': BreakGlassTable;
  'holdspace.consult_promise': ConsultPromiseTable;
  'holdspace.consult_request': ConsultRequestTable;
  'holdspace.consult_step': ConsultStepTable;
  'holdspace.form_draft': FormDraftTable;
  'holdspace.form_response': FormResponseTable;
  'holdspace.form_file': FormFileTable;
  'holdspace.form_file_piece': FormFilePieceTable;
  'holdspace.measure_request': MeasureRequestTable;
  'holdspace.measure_link': MeasureLinkTable;
  'holdspace.measure_notice': MeasureNoticeTable;
  'holdspace.measure_draft': MeasureDraftTable;
  'holdspace.measure_response': MeasureResponseTable;
  'holdspace.measure_score': MeasureScoreTable;
  'holdspace.measure_act': MeasureActTable;
  'holdspace.measure_text': MeasureTextTable;
  'holdspace.audit_entry': AuditEntryTable;
  'holdspace.audit_head': AuditHeadTable;
  'holdspace.audit_checkpoint': AuditCheckpointTable;
  'holdspace.inventory_count': InventoryCountTable;
  'holdspace.inventory_count_half': InventoryCountHalfTable;
  'holdspace.discrepancy': DiscrepancyTable;
  'holdspace.discrepancy_step': DiscrepancyStepTable;
  'holdspace.dea_registrant': DeaRegistrantTable;
  'holdspace.product': ProductTable;
  'holdspace.safe': SafeTable;
  'holdspace.receipt': ReceiptTable;
  'holdspace.container': ContainerTable;
  'holdspace.movement': MovementTable;
  'holdspace.balance': BalanceTable;
  'holdspace.ledger_head': LedgerHeadTable;
  'holdspace.lot_recall': LotRecallTable;
  'holdspace.lot_recall_taken_back': LotRecallTakenBackTable;
  'auth.root_key': {
    root_key_id: string;
    check_key_id: string;
    check_wrapped: string;
    first_used_at: Generated<string>;
    retired_at: Generated<string | null>;
  };
  'auth.reader_invitation': {
    hash: string;
    clinic_id: string;
    kind: 'patient' | 'outside';
    subject_id: string;
    code_hash: string;
    wrong_codes: Generated<number>;
    made_at: string;
    expires_at: string;
    used_at: Generated<string | null>;
  };
  'auth.reader_session': {
    hash: string;
    clinic_id: string;
    kind: 'patient' | 'outside';
    subject_id: string;
    made_at: string;
    expires_at: string;
    revoked_at: Generated<string | null>;
  };
  'auth.clinic_address': { slug: string; clinic_id: string; is_demo: boolean };
  'auth.membership': { user_id: string; clinic_id: string; practitioner_id: string; ended_at: string | null };
  'auth.api_token': {
    hash: string;
    clinic_id: string;
    practitioner_id: string;
    label: string;
    created_at: string;
    expires_at: string;
    revoked_at: string | null;
    token_id: Generated<string>;
    scopes: string[];
    last_used_on: string | null;
  };
  'auth.invitation_link': { hash: string; clinic_id: string; invitation_id: string };
  'holdspace.concern': ConcernTable;
  'holdspace.signal_rule_change': SignalRuleChangeTable;
  'holdspace.task': TaskTable;
  'holdspace.task_step': TaskStepTable;
  'holdspace.on_call_shift': OnCallShiftTable;
  'holdspace.course_order_event': CourseOrderEventTable;
  'holdspace.patient_medicine': PatientMedicineTable;
  'holdspace.screening_event': ScreeningEventTable;
  'holdspace.preparation_version': PreparationVersionTable;
  'holdspace.setting_plan_version': SettingPlanVersionTable;
  'holdspace.before_dose_words': BeforeDoseWordsTable;
  'holdspace.consent_document_version': ConsentDocumentVersionTable;
  'holdspace.consent_asked': ConsentAskedTable;
  'holdspace.consent_answer': ConsentAnswerTable;
  'holdspace.consent_signature': ConsentSignatureTable;
  'holdspace.consent_witness': ConsentWitnessTable;
  'holdspace.consent_withdrawal': ConsentWithdrawalTable;
  'holdspace.music_track': MusicTrackTable;
  'holdspace.music_piece': MusicPieceTable;
  'holdspace.soundtrack_version': SoundtrackVersionTable;
  'holdspace.music_setting': MusicSettingTable;
  'holdspace.music_avoided': MusicAvoidedTable;
  'holdspace.signing_pin': SigningPinTable;
  'holdspace.signature_proof': SignatureProofTable;
  'auth.user': { id: string; name: string; email: string; twoFactorEnabled: boolean };
  'auth.session': {
    id: string;
    token: string;
    userId: string;
    createdAt: string;
    expiresAt: string;
    touchedAt: string;
    provedAt: string;
    signedInBy: string;
    isShared: boolean;
    ipAddress: string | null;
    userAgent: string | null;
  };
  'auth.account': {
    id: Generated<string>;
    accountId: string;
    providerId: string;
    userId: string;
    password: string | null;
    updatedAt: string;
  };
  'auth.used_code': { user_id: string; code_hash: string; used_at: string };
  'auth.passkey': PasskeyTable;
  'auth.passkey_challenge': { challenge: string; bound_to: string; expires_at: string };
  'auth.one_time_link': { hash: string; user_id: string; expires_at: string; used_at: string | null };
  'auth.patient_account': { user_id: string; clinic_id: string; patient_id: string };
  'auth.single_sign_on': {
    state: string;
    clinic_slug: string;
    nonce: string;
    verifier: string;
    next_path: string;
    expires_at: string;
  };
  'auth.guess': { subject: string; tries: number; last_at: string; blocked_until: string | null };
}
