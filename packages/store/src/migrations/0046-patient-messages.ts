/**
 * Messages between a patient and their clinic, sealed and only ever added to; and that one waits is something that a person
 * must hear of, as a concern of its own kind.
 */
export const patientMessages = {
  id: '0046-patient-messages',
  sql: `
  create table holdspace.patient_message (
    clinic_id uuid not null,
    message_id uuid not null,
    patient_id uuid not null,
    -- Its place in what this patient and the clinic wrote: two of the same moment stay in order, whichever server kept them.
    place integer not null check (place > 0),
    written_at timestamptz not null,
    -- Null where the patient wrote it.
    author_id uuid,
    -- The last that the author of an answer had seen: what came after it goes on waiting.
    answers uuid check (answers is null or author_id is not null),
    -- In which it is written, whoever wrote it.
    language text not null check (language in ('en', 'es')),
    -- Words that must not wait stand in it.
    crisis boolean not null default false,
    sealed text not null,
    primary key (clinic_id, message_id),
    unique (clinic_id, patient_id, place),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, author_id) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, answers) references holdspace.patient_message (clinic_id, message_id)
  );
  -- For whoever looks, each minute, for what nobody was told of.
  create index patient_message_of_patients on holdspace.patient_message (clinic_id, written_at) where author_id is null;
  alter table holdspace.patient_message enable row level security;
  alter table holdspace.patient_message force row level security;
  create policy same_clinic on holdspace.patient_message
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
  -- The sealed column changes when keys do; what was said never does, and nothing is removed.
  grant select, insert, update (sealed) on holdspace.patient_message to holdspace_app;

  alter table holdspace.concern drop constraint concern_kind_check;
  alter table holdspace.concern add constraint concern_kind_check
    check (kind in ('crisis', 'distress', 'message', 'other'));
  `,
};
