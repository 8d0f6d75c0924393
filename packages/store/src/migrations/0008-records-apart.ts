/**
 * Keys, and records that are kept apart: sealed patient identities, psychotherapy notes in sight of their author alone,
 * notes of the record, authorizations, Part 2 flags, members of the care team outside the clinic, disclosures, and how
 * patients and outside members come in.
 */
const sameClinic = (name: string) => `
  alter table holdspace."${name}" enable row level security;
  alter table holdspace."${name}" force row level security;
  create policy same_clinic on holdspace."${name}"
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
`;
const TABLES = [
  'data_key',
  'psychotherapy_note',
  'record_note',
  'authorization',
  'part_2_flag',
  'outside_member',
  'disclosure',
];

export const recordsApart = {
  id: '0008-records-apart',
  sql: `
  -- Which root keys have wrapped something here, so that a start without one of them says which is missing. The check is
  -- a known text, wrapped: it tells a root key with the right name and the wrong bytes.
  create table auth.root_key (
    root_key_id text primary key,
    check_key_id uuid not null,
    check_wrapped text not null,
    first_used_at timestamptz not null default now(),
    -- Set when nothing is wrapped by it any more.
    retired_at timestamptz
  );

  create table holdspace.data_key (
    clinic_id uuid not null references holdspace.clinic (clinic_id),
    key_id uuid not null,
    purpose text not null,
    state text not null check (state in ('current', 'old', 'retired')),
    root_key_id text not null,
    -- Null once the key is retired: its bytes are destroyed.
    wrapped text,
    made_at timestamptz not null default now(),
    retired_at timestamptz,
    primary key (clinic_id, key_id),
    check ((state = 'retired') = (wrapped is null))
  );
  create unique index data_key_current on holdspace.data_key (clinic_id, purpose) where state = 'current';

  -- A patient's identity is sealed whole. The columns from before stay for rows that were not sealed yet, and are empty
  -- from the first start on.
  alter table holdspace.patient
    add column sealed text,
    add column record_number_lookup text,
    alter column name drop not null,
    alter column date_of_birth drop not null,
    alter column record_number drop not null,
    add constraint patient_is_sealed_or_not check (
      sealed is null or (name is null and date_of_birth is null and record_number is null));
  create unique index patient_by_record_number on holdspace.patient (clinic_id, record_number_lookup);

  create table holdspace.psychotherapy_note (
    clinic_id uuid not null,
    note_id uuid not null,
    patient_id uuid not null,
    author_id uuid not null,
    session_id uuid,
    amends uuid,
    version integer not null,
    written_at timestamptz not null,
    changed_at timestamptz not null,
    signed_at timestamptz,
    sealed text not null,
    primary key (clinic_id, note_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, author_id) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, session_id) references holdspace.session (clinic_id, session_id),
    foreign key (clinic_id, amends) references holdspace.psychotherapy_note (clinic_id, note_id)
  );
  create index psychotherapy_note_by_author on holdspace.psychotherapy_note (clinic_id, author_id, patient_id);

  create table holdspace.record_note (
    clinic_id uuid not null,
    note_id uuid not null,
    patient_id uuid not null,
    author_id uuid not null,
    session_id uuid,
    amends uuid,
    version integer not null,
    written_at timestamptz not null,
    changed_at timestamptz not null,
    signed_at timestamptz,
    part_2 boolean not null default false,
    sealed text not null,
    primary key (clinic_id, note_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, author_id) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, session_id) references holdspace.session (clinic_id, session_id),
    foreign key (clinic_id, amends) references holdspace.record_note (clinic_id, note_id)
  );
  create index record_note_by_patient on holdspace.record_note (clinic_id, patient_id);

  -- 45 CFR 164.508: what (whose notes, or which), to whom, for what, until when, signed how, and whether taken back.
  create table holdspace."authorization" (
    clinic_id uuid not null,
    authorization_id uuid not null,
    patient_id uuid not null,
    covers text not null check (covers in ('psychotherapy_notes', 'part_2')),
    -- Whose psychotherapy notes; all of that author's about the patient, unless some are named.
    author_id uuid,
    note_ids uuid[],
    recipient_kind text not null check (recipient_kind in ('patient', 'practitioner', 'outside_member', 'other')),
    recipient_id uuid,
    signed_how text not null check (signed_how in ('portal', 'paper')),
    signed_at timestamptz not null,
    recorded_by uuid,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    revoked_how text check (revoked_how in ('portal', 'clinic')),
    sealed text not null,
    primary key (clinic_id, authorization_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, author_id) references holdspace.practitioner (clinic_id, practitioner_id),
    check (expires_at > signed_at),
    check ((covers = 'psychotherapy_notes') = (author_id is not null)),
    check ((recipient_kind in ('practitioner', 'outside_member')) = (recipient_id is not null))
  );
  create index authorization_by_patient on holdspace."authorization" (clinic_id, patient_id);

  create table holdspace.part_2_flag (
    clinic_id uuid not null,
    flag_id uuid not null,
    patient_id uuid not null,
    -- Null: everything about the patient.
    course_id uuid,
    set_by uuid not null,
    set_at timestamptz not null,
    lifted_by uuid,
    lifted_at timestamptz,
    primary key (clinic_id, flag_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id)
  );
  create index part_2_flag_by_patient on holdspace.part_2_flag (clinic_id, patient_id);

  create table holdspace.outside_member (
    clinic_id uuid not null,
    member_id uuid not null,
    patient_id uuid not null,
    scopes text[] not null,
    includes_part_2 boolean not null,
    consented_how text not null check (consented_how in ('portal', 'paper')),
    consented_at timestamptz not null,
    invited_by uuid,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    sealed text not null,
    primary key (clinic_id, member_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id)
  );
  create index outside_member_by_patient on holdspace.outside_member (clinic_id, patient_id);

  create table holdspace.disclosure (
    clinic_id uuid not null,
    disclosure_id uuid not null,
    patient_id uuid not null,
    at timestamptz not null,
    what text not null,
    about_id uuid,
    basis text not null,
    by_practitioner uuid,
    sealed text not null,
    primary key (clinic_id, disclosure_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id)
  );
  create index disclosure_by_patient on holdspace.disclosure (clinic_id, patient_id, at);
  ${TABLES.map(sameClinic).join('')}

  -- A psychotherapy note is in sight of its author, and of nobody else by any role: a second policy that must hold too.
  -- The one other way is a live authorization that covers it, named for one transaction and for reading alone.
  create policy author_alone on holdspace.psychotherapy_note as restrictive
    using (
      author_id = nullif(current_setting('holdspace.author', true), '')::uuid
      or exists (
        select from holdspace."authorization" a
         where a.clinic_id = psychotherapy_note.clinic_id
           and a.authorization_id = nullif(current_setting('holdspace.authorization', true), '')::uuid
           and a.covers = 'psychotherapy_notes'
           and a.patient_id = psychotherapy_note.patient_id
           and a.author_id = psychotherapy_note.author_id
           and (a.note_ids is null or psychotherapy_note.note_id = any (a.note_ids))
           and psychotherapy_note.signed_at is not null
           and a.revoked_at is null
           and a.expires_at > nullif(current_setting('holdspace.now', true), '')::timestamptz))
    with check (author_id = nullif(current_setting('holdspace.author', true), '')::uuid);

  -- How readers who are no practitioners come in: a link of their own, used once with a code told another way, which
  -- becomes a session. Only hashes are kept.
  create table auth.reader_invitation (
    hash text primary key,
    clinic_id uuid not null,
    kind text not null check (kind in ('patient', 'outside')),
    subject_id uuid not null,
    code_hash text not null,
    wrong_codes integer not null default 0,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
  );
  create table auth.reader_session (
    hash text primary key,
    clinic_id uuid not null,
    kind text not null check (kind in ('patient', 'outside')),
    subject_id uuid not null,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
  );
  create index reader_session_by_subject on auth.reader_session (clinic_id, subject_id);

  grant select, insert, update (retired_at) on auth.root_key to holdspace_app;
  grant select, insert, update on holdspace.data_key to holdspace_app;
  -- What a note says can be sealed anew; that it was signed, by whom and about whom never changes.
  grant select, insert, update (version, changed_at, signed_at, sealed) on holdspace.psychotherapy_note to holdspace_app;
  grant select, insert, update (version, changed_at, signed_at, part_2, sealed) on holdspace.record_note to holdspace_app;
  grant select, insert, update (revoked_at, revoked_how, sealed) on holdspace."authorization" to holdspace_app;
  grant select, insert, update (lifted_by, lifted_at) on holdspace.part_2_flag to holdspace_app;
  grant select, insert, update (revoked_at, sealed) on holdspace.outside_member to holdspace_app;
  grant select, insert, update (sealed) on holdspace.disclosure to holdspace_app;
  grant select, insert, update (wrong_codes, used_at) on auth.reader_invitation to holdspace_app;
  grant select, insert, update (revoked_at) on auth.reader_session to holdspace_app;
  `,
};
