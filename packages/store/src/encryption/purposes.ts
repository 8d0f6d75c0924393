/**
 * What is sealed, for what purpose, and where. Each purpose has data keys of its own in every clinic, so that who can open
 * one kind of record cannot open another. A new sealed column is a line here; rotation walks this list.
 */
export const PURPOSES = [
  'identifiers',
  'session_identity',
  'psychotherapy_notes',
  'record_notes',
  'journal',
  'lookup',
] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface SealedColumn {
  readonly table:
    | 'patient'
    | 'psychotherapy_note'
    | 'record_note'
    | 'authorization'
    | 'outside_member'
    | 'disclosure'
    | 'break_glass'
    | 'music_avoided'
    | 'preparation_version'
    | 'setting_plan_version'
    | 'before_dose_words'
    | 'outside_message'
    | 'care_group_note'
    | 'outside_crisis_choice'
    | 'consent_signature'
    | 'consent_withdrawal'
    | 'task'
    | 'task_step'
    | 'thread_entry'
    | 'check_in_answer'
    | 'journal_entry'
    | 'journal_sound'
    | 'screening_event'
    | 'consult_request'
    | 'consult_step'
    | 'form_draft'
    | 'form_response'
    | 'form_file'
    | 'form_file_piece'
    | 'measure_draft'
    | 'measure_response'
    | 'patient_message'
    | 'data_import'
    | 'data_import_piece'
    | 'data_import_rows'
    | 'import_mapping';
  readonly column: 'sealed' | 'review_sealed';
  readonly purpose: Purpose;
  /** The column that tells rows of a clinic apart. */
  readonly rowId: string;
  /** Rows of this table are in sight of their author alone, so they are walked author by author. */
  readonly byAuthor?: true;
  /** The same of a patient’s own. */
  readonly byPatient?: true;
}

export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'patient', column: 'sealed', purpose: 'identifiers', rowId: 'patient_id' },
  { table: 'authorization', column: 'sealed', purpose: 'identifiers', rowId: 'authorization_id' },
  { table: 'outside_member', column: 'sealed', purpose: 'identifiers', rowId: 'member_id' },
  { table: 'disclosure', column: 'sealed', purpose: 'identifiers', rowId: 'disclosure_id' },
  { table: 'break_glass', column: 'sealed', purpose: 'identifiers', rowId: 'break_glass_id' },
  { table: 'break_glass', column: 'review_sealed', purpose: 'identifiers', rowId: 'break_glass_id' },
  { table: 'psychotherapy_note', column: 'sealed', purpose: 'psychotherapy_notes', rowId: 'note_id', byAuthor: true },
  { table: 'record_note', column: 'sealed', purpose: 'record_notes', rowId: 'note_id' },
  { table: 'music_avoided', column: 'sealed', purpose: 'record_notes', rowId: 'avoided_id' },
  { table: 'preparation_version', column: 'sealed', purpose: 'record_notes', rowId: 'version_id' },
  { table: 'setting_plan_version', column: 'sealed', purpose: 'record_notes', rowId: 'version_id' },
  { table: 'before_dose_words', column: 'sealed', purpose: 'record_notes', rowId: 'words_id' },
  { table: 'care_group_note', column: 'sealed', purpose: 'record_notes', rowId: 'note_id' },
  { table: 'patient_message', column: 'sealed', purpose: 'record_notes', rowId: 'message_id' },
  { table: 'outside_message', column: 'sealed', purpose: 'record_notes', rowId: 'message_id' },
  { table: 'outside_crisis_choice', column: 'sealed', purpose: 'identifiers', rowId: 'choice_id' },
  { table: 'consent_signature', column: 'sealed', purpose: 'record_notes', rowId: 'signature_id' },
  { table: 'consent_withdrawal', column: 'sealed', purpose: 'record_notes', rowId: 'withdrawal_id' },
  { table: 'task', column: 'sealed', purpose: 'record_notes', rowId: 'task_id' },
  { table: 'task_step', column: 'sealed', purpose: 'record_notes', rowId: 'step_id' },
  { table: 'thread_entry', column: 'sealed', purpose: 'record_notes', rowId: 'entry_id' },
  { table: 'check_in_answer', column: 'sealed', purpose: 'record_notes', rowId: 'answer_id' },
  { table: 'screening_event', column: 'sealed', purpose: 'record_notes', rowId: 'event_id' },
  { table: 'consult_request', column: 'sealed', purpose: 'identifiers', rowId: 'request_id' },
  { table: 'consult_step', column: 'sealed', purpose: 'identifiers', rowId: 'step_id' },
  { table: 'form_draft', column: 'sealed', purpose: 'record_notes', rowId: 'draft_id' },
  { table: 'form_response', column: 'sealed', purpose: 'record_notes', rowId: 'response_id' },
  { table: 'form_file', column: 'sealed', purpose: 'record_notes', rowId: 'file_id' },
  { table: 'form_file_piece', column: 'sealed', purpose: 'record_notes', rowId: 'piece_id' },
  { table: 'measure_draft', column: 'sealed', purpose: 'record_notes', rowId: 'draft_id' },
  { table: 'measure_response', column: 'sealed', purpose: 'record_notes', rowId: 'response_id' },
  { table: 'data_import', column: 'sealed', purpose: 'record_notes', rowId: 'import_id' },
  { table: 'data_import_piece', column: 'sealed', purpose: 'record_notes', rowId: 'piece_id' },
  { table: 'data_import_rows', column: 'sealed', purpose: 'record_notes', rowId: 'chunk_id' },
  { table: 'import_mapping', column: 'sealed', purpose: 'record_notes', rowId: 'mapping_id' },
  { table: 'journal_entry', column: 'sealed', purpose: 'journal', rowId: 'entry_id', byPatient: true },
  { table: 'journal_sound', column: 'sealed', purpose: 'journal', rowId: 'entry_id', byPatient: true },
];

/**
 * Purposes whose data keys stay readable after a rotation: sealed identities stand in session logs, which are never
 * rewritten, and what is found by a keyed hash is found by one key alone. Their keys are wrapped anew with the root.
 */
export const NEVER_REPLACED: readonly Purpose[] = ['session_identity', 'lookup'];
