/**
 * Integration: threads, practices, check-ins and what came of visits, all of them only ever added to; and the patient’s
 * journal, which nobody but the patient has in sight until an entry is shared, and no longer once that is withdrawn.
 */
const sameClinic = (name: string) => `
  alter table holdspace.${name} enable row level security;
  alter table holdspace.${name} force row level security;
  create policy same_clinic on holdspace.${name}
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
`;
const OWN = `patient_id = nullif(current_setting('holdspace.patient', true), '')::uuid`;
/** In sight of its patient, and of others while a sharing of it stands; written by its patient alone. */
const patientAlone = (name: string) => `
  create policy patient_or_shared on holdspace.${name} as restrictive for select
    using (
      ${OWN}
      or exists (
        select from holdspace.journal_share s
         where s.clinic_id = ${name}.clinic_id
           and s.patient_id = ${name}.patient_id
           and s.entry_id = ${name}.entry_id
           and s.withdrawn_at is null));
  ${writtenByPatient(name)}
`;
const writtenByPatient = (name: string) => `
  create policy added_by_its_patient on holdspace.${name} as restrictive for insert with check (${OWN});
  create policy changed_by_its_patient on holdspace.${name} as restrictive for update using (${OWN}) with check (${OWN});
`;

const TABLES = [
  'thread_entry',
  'practice_mark',
  'check_in_answer',
  'check_in_choice',
  'check_in_notice',
  'visit_outcome',
  'journal_entry',
  'journal_sound',
  'journal_share',
  'journal_opening',
];

export const integration = {
  id: '0029-integration',
  sql: `
  create table holdspace.thread_entry (
    clinic_id uuid not null,
    entry_id uuid not null,
    course_id uuid not null,
    patient_id uuid not null,
    kind text not null check (kind in ('focus', 'intention', 'experience', 'insight', 'practice')),
    follows uuid,
    -- Whose words of a session they are, and where in its log.
    session_id uuid,
    session_seq integer,
    written_at timestamptz not null,
    -- Null where the patient wrote it.
    author_id uuid,
    sealed text not null,
    primary key (clinic_id, entry_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, author_id) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, session_id) references holdspace.session (clinic_id, session_id),
    foreign key (clinic_id, follows) references holdspace.thread_entry (clinic_id, entry_id),
    check ((session_id is null) = (session_seq is null))
  );
  create index thread_entry_by_patient on holdspace.thread_entry (clinic_id, patient_id, course_id);

  create table holdspace.practice_mark (
    clinic_id uuid not null,
    mark_id uuid not null,
    entry_id uuid not null,
    patient_id uuid not null,
    day date not null,
    mark text not null check (mark in ('kept', 'not_kept', 'let_go')),
    marked_at timestamptz not null,
    primary key (clinic_id, mark_id),
    foreign key (clinic_id, entry_id) references holdspace.thread_entry (clinic_id, entry_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id)
  );
  create index practice_mark_by_patient on holdspace.practice_mark (clinic_id, patient_id, marked_at);

  -- Answers to one check-in, each as it was sent: from a second device it is another answer, and neither replaces the other.
  create table holdspace.check_in_answer (
    clinic_id uuid not null,
    answer_id uuid not null,
    check_in_id uuid not null,
    session_id uuid not null,
    course_id uuid not null,
    patient_id uuid not null,
    day integer not null,
    answered_at timestamptz not null,
    -- Who asked on the telephone; null where the patient answered.
    author_id uuid,
    -- What help was shown for, so that nobody need open the words to be called.
    crisis boolean not null,
    high_distress boolean not null,
    sealed text not null,
    primary key (clinic_id, answer_id),
    foreign key (clinic_id, session_id) references holdspace.session (clinic_id, session_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, author_id) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create index check_in_answer_by_patient on holdspace.check_in_answer (clinic_id, patient_id, answered_at);
  create index check_in_answer_crisis on holdspace.check_in_answer (clinic_id, answered_at) where crisis or high_distress;

  create table holdspace.check_in_choice (
    clinic_id uuid not null,
    choice_id uuid not null,
    patient_id uuid not null,
    channel text not null check (channel in ('portal', 'email', 'telephone')),
    chosen_at timestamptz not null,
    author_id uuid,
    primary key (clinic_id, choice_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, author_id) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create index check_in_choice_by_patient on holdspace.check_in_choice (clinic_id, patient_id, chosen_at);

  -- A notice of a check-in: taken by one server before it is sent, and not sent again once it was.
  create table holdspace.check_in_notice (
    clinic_id uuid not null,
    check_in_id uuid not null,
    patient_id uuid not null,
    tried_at timestamptz not null,
    sent_at timestamptz,
    primary key (clinic_id, check_in_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id)
  );

  create table holdspace.visit_outcome (
    clinic_id uuid not null,
    outcome_id uuid not null,
    visit_id uuid not null,
    course_id uuid not null,
    outcome text not null check (outcome in ('held', 'missed', 'called_off')),
    said_at timestamptz not null,
    said_by uuid not null,
    primary key (clinic_id, outcome_id),
    foreign key (clinic_id, visit_id) references holdspace.visit (clinic_id, visit_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id),
    foreign key (clinic_id, said_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create index visit_outcome_by_course on holdspace.visit_outcome (clinic_id, course_id, said_at);

  create table holdspace.journal_entry (
    clinic_id uuid not null,
    entry_id uuid not null,
    course_id uuid not null,
    patient_id uuid not null,
    kind text not null check (kind in ('text', 'voice', 'drawing')),
    written_at timestamptz not null,
    put_away_at timestamptz,
    sealed text not null,
    primary key (clinic_id, entry_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id)
  );
  create index journal_entry_by_patient on holdspace.journal_entry (clinic_id, patient_id, written_at);

  -- Apart from its entry, so that a list of entries reads none of it.
  create table holdspace.journal_sound (
    clinic_id uuid not null,
    entry_id uuid not null,
    patient_id uuid not null,
    sealed text not null,
    primary key (clinic_id, entry_id),
    foreign key (clinic_id, entry_id) references holdspace.journal_entry (clinic_id, entry_id)
  );

  create table holdspace.journal_share (
    clinic_id uuid not null,
    share_id uuid not null,
    entry_id uuid not null,
    course_id uuid not null,
    patient_id uuid not null,
    kind text not null check (kind in ('text', 'voice', 'drawing')),
    shared_at timestamptz not null,
    withdrawn_at timestamptz,
    crisis boolean not null,
    primary key (clinic_id, share_id),
    foreign key (clinic_id, entry_id) references holdspace.journal_entry (clinic_id, entry_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id)
  );
  create unique index journal_share_stands on holdspace.journal_share (clinic_id, entry_id) where withdrawn_at is null;
  create index journal_share_by_patient on holdspace.journal_share (clinic_id, patient_id, shared_at);

  create table holdspace.journal_opening (
    clinic_id uuid not null,
    share_id uuid not null,
    practitioner_id uuid not null,
    opened_at timestamptz not null,
    primary key (clinic_id, share_id, practitioner_id),
    foreign key (clinic_id, share_id) references holdspace.journal_share (clinic_id, share_id),
    foreign key (clinic_id, practitioner_id) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  ${TABLES.map(sameClinic).join('')}
  ${['journal_entry', 'journal_sound'].map(patientAlone).join('')}
  -- What is shared, and that it no longer is, is said by the patient alone.
  ${writtenByPatient('journal_share')}

  -- Sealed columns change when keys do; nothing is removed.
  grant select, insert, update (sealed) on holdspace.thread_entry, holdspace.check_in_answer, holdspace.journal_sound
    to holdspace_app;
  grant select, insert on holdspace.practice_mark, holdspace.check_in_choice, holdspace.visit_outcome,
    holdspace.journal_opening to holdspace_app;
  grant select, insert, update (tried_at, sent_at) on holdspace.check_in_notice to holdspace_app;
  grant select, insert, update (put_away_at, sealed) on holdspace.journal_entry to holdspace_app;
  grant select, insert, update (withdrawn_at) on holdspace.journal_share to holdspace_app;
  `,
};
