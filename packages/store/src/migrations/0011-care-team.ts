/**
 * Who cares for which patient, and since when. Nobody is taken out of a team's history: an end is written beside what it
 * ends. Whoever treated a patient before there were teams belongs to the patient's team from then on.
 */
export const careTeam = {
  id: '0011-care-team',
  sql: `
  create table holdspace.care_team_member (
    clinic_id uuid not null,
    member_id uuid not null,
    patient_id uuid not null,
    practitioner_id uuid not null,
    since timestamptz not null,
    until timestamptz,
    why text not null,
    -- Nobody's where it was found in what was recorded before.
    added_by uuid,
    added_at timestamptz not null,
    ended_by uuid,
    ended_at timestamptz,
    ended_because text,
    primary key (clinic_id, member_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, practitioner_id) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, added_by) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, ended_by) references holdspace.practitioner (clinic_id, practitioner_id),
    check ((until is null) = (ended_at is null) and (until is null) = (ended_by is null) and (until is null) = (ended_because is null))
  );
  create unique index care_team_member_once on holdspace.care_team_member (clinic_id, patient_id, practitioner_id)
    where until is null;
  create index care_team_member_by_person on holdspace.care_team_member (clinic_id, practitioner_id);
  alter table holdspace.care_team_member enable row level security;
  alter table holdspace.care_team_member force row level security;
  create policy same_clinic on holdspace.care_team_member
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);

  -- Who was in the room is asked of the log itself. Entries of any other kind pay nothing for it.
  create index session_event_of_presence on holdspace.session_event
    (clinic_id, session_id, (event->'person'->>'id')) where type = 'PersonJoined';
  create index session_event_of_strikes on holdspace.session_event (clinic_id, session_id) where type = 'StruckOut';

  with treated as (
    select s.clinic_id, s.patient_id, e.event->'author'->>'id' as practitioner_id, e.clinical_at as since
      from holdspace.session_event e
      join holdspace.session s on s.clinic_id = e.clinic_id and s.session_id = e.session_id
    union all
    select s.clinic_id, s.patient_id, e.event->'person'->>'id', e.clinical_at
      from holdspace.session_event e
      join holdspace.session s on s.clinic_id = e.clinic_id and s.session_id = e.session_id
     where e.type = 'PersonJoined'
    union all
    select a.clinic_id, c.patient_id, a.practitioner_id::text, a.assigned_at
      from holdspace.visit_assignment a
      join holdspace.visit v on v.clinic_id = a.clinic_id and v.visit_id = a.visit_id
      join holdspace.course c on c.clinic_id = v.clinic_id and c.course_id = v.course_id
     where a.removed_at is null
  )
  insert into holdspace.care_team_member
    (clinic_id, member_id, patient_id, practitioner_id, since, why, added_at)
  select t.clinic_id, gen_random_uuid(), t.patient_id, p.practitioner_id, min(t.since),
         'Treated this patient before there were care teams.', now()
    from treated t
    join holdspace.practitioner p on p.clinic_id = t.clinic_id and p.practitioner_id::text = t.practitioner_id
   where p.ended_at is null
     and p.roles && array['medical_director', 'prescriber', 'anesthesia', 'nurse', 'therapist', 'guide']
   group by t.clinic_id, t.patient_id, p.practitioner_id;

  grant select, insert, update (until, ended_by, ended_at, ended_because) on holdspace.care_team_member to holdspace_app;
  `,
};
