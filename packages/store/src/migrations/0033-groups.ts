/** Groups: who leads, who is in one, when it meets, who came; the consent of each to keep what is said; notes of meetings. */
const sameClinic = (name: string) => `
  alter table holdspace.${name} enable row level security;
  alter table holdspace.${name} force row level security;
  create policy same_clinic on holdspace.${name}
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
`;
const TABLES = [
  'care_group',
  'care_group_leader',
  'care_group_member',
  'care_group_consent',
  'care_group_meeting',
  'care_group_attendance',
  'care_group_note',
];

export const groups = {
  id: '0033-groups',
  sql: `
  create table holdspace.care_group (
    clinic_id uuid not null references holdspace.clinic (clinic_id),
    group_id uuid not null,
    name text not null,
    kind text not null check (kind in ('preparation', 'integration')),
    place text not null,
    most integer not null check (most between 2 and 12),
    made_at timestamptz not null,
    made_by uuid not null,
    primary key (clinic_id, group_id),
    foreign key (clinic_id, made_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );

  create table holdspace.care_group_leader (
    clinic_id uuid not null,
    group_id uuid not null,
    practitioner_id uuid not null,
    primary key (clinic_id, group_id, practitioner_id),
    foreign key (clinic_id, group_id) references holdspace.care_group (clinic_id, group_id),
    foreign key (clinic_id, practitioner_id) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create index care_group_leader_by_person on holdspace.care_group_leader (clinic_id, practitioner_id);

  create table holdspace.care_group_member (
    clinic_id uuid not null,
    member_id uuid not null,
    group_id uuid not null,
    course_id uuid not null,
    patient_id uuid not null,
    joined_at timestamptz not null,
    added_by uuid not null,
    left_at timestamptz,
    primary key (clinic_id, member_id),
    foreign key (clinic_id, group_id) references holdspace.care_group (clinic_id, group_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, added_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create unique index care_group_member_once on holdspace.care_group_member (clinic_id, group_id, patient_id)
    where left_at is null;
  create index care_group_member_by_patient on holdspace.care_group_member (clinic_id, patient_id);

  create table holdspace.care_group_consent (
    clinic_id uuid not null,
    consent_id uuid not null,
    group_id uuid not null,
    patient_id uuid not null,
    text_version text not null,
    signed_how text not null check (signed_how in ('portal', 'paper')),
    signed_at timestamptz not null,
    -- Who was handed the paper; null where the patient signed on their own page.
    recorded_by uuid,
    primary key (clinic_id, consent_id),
    foreign key (clinic_id, group_id) references holdspace.care_group (clinic_id, group_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, recorded_by) references holdspace.practitioner (clinic_id, practitioner_id),
    check ((signed_how = 'paper') = (recorded_by is not null))
  );
  create index care_group_consent_by_group on holdspace.care_group_consent (clinic_id, group_id, patient_id);

  create table holdspace.care_group_meeting (
    clinic_id uuid not null,
    meeting_id uuid not null,
    group_id uuid not null,
    at timestamptz not null,
    minutes integer not null check (minutes between 15 and 480),
    room text not null,
    planned_at timestamptz not null,
    planned_by uuid not null,
    called_off_at timestamptz,
    primary key (clinic_id, meeting_id),
    foreign key (clinic_id, group_id) references holdspace.care_group (clinic_id, group_id),
    foreign key (clinic_id, planned_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create index care_group_meeting_by_time on holdspace.care_group_meeting (clinic_id, at);

  -- Each as it was said; the last stands. Where it counts, it names the visit that it is.
  create table holdspace.care_group_attendance (
    clinic_id uuid not null,
    attendance_id uuid not null,
    meeting_id uuid not null,
    patient_id uuid not null,
    attendance text not null check (attendance in ('present', 'late', 'absent', 'excused')),
    counts boolean not null,
    visit_id uuid,
    said_at timestamptz not null,
    said_by uuid not null,
    primary key (clinic_id, attendance_id),
    foreign key (clinic_id, meeting_id) references holdspace.care_group_meeting (clinic_id, meeting_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, visit_id) references holdspace.visit (clinic_id, visit_id),
    foreign key (clinic_id, said_by) references holdspace.practitioner (clinic_id, practitioner_id),
    check (not counts or visit_id is not null)
  );
  create index care_group_attendance_by_meeting on holdspace.care_group_attendance (clinic_id, meeting_id, said_at);

  create table holdspace.care_group_note (
    clinic_id uuid not null,
    note_id uuid not null,
    meeting_id uuid not null,
    author_id uuid not null,
    written_at timestamptz not null,
    sealed text not null,
    primary key (clinic_id, note_id),
    foreign key (clinic_id, meeting_id) references holdspace.care_group_meeting (clinic_id, meeting_id),
    foreign key (clinic_id, author_id) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create index care_group_note_by_meeting on holdspace.care_group_note (clinic_id, meeting_id, written_at);
  ${TABLES.map(sameClinic).join('')}

  -- What was said, signed and noted stays; somebody leaves a group, and a meeting is called off.
  grant select, insert on holdspace.care_group, holdspace.care_group_leader, holdspace.care_group_consent,
    holdspace.care_group_attendance to holdspace_app;
  grant select, insert, update (left_at) on holdspace.care_group_member to holdspace_app;
  grant select, insert, update (called_off_at) on holdspace.care_group_meeting to holdspace_app;
  grant select, insert, update (sealed) on holdspace.care_group_note to holdspace_app;
  `,
};
