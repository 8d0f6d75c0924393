/**
 * The patient's own therapist: what goes between them and the clinic, whether the patient lets them be told of a crisis,
 * and that they were told. All of it is only ever added to.
 */
const sameClinic = (name: string) => `
  alter table holdspace.${name} enable row level security;
  alter table holdspace.${name} force row level security;
  create policy same_clinic on holdspace.${name}
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
`;

export const circle = {
  id: '0032-circle',
  sql: `
  create table holdspace.outside_message (
    clinic_id uuid not null,
    message_id uuid not null,
    member_id uuid not null,
    patient_id uuid not null,
    kind text not null check (kind in ('message', 'note')),
    written_at timestamptz not null,
    -- Null where the member outside wrote it.
    author_id uuid,
    sealed text not null,
    primary key (clinic_id, message_id),
    foreign key (clinic_id, member_id) references holdspace.outside_member (clinic_id, member_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, author_id) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create index outside_message_by_patient on holdspace.outside_message (clinic_id, patient_id, written_at);

  -- The last choice stands; until there is one, nobody is told. The address is sealed with it.
  create table holdspace.outside_crisis_choice (
    clinic_id uuid not null,
    choice_id uuid not null,
    member_id uuid not null,
    patient_id uuid not null,
    tells boolean not null,
    chosen_at timestamptz not null,
    chosen_how text not null check (chosen_how in ('portal', 'paper')),
    sealed text not null,
    primary key (clinic_id, choice_id),
    foreign key (clinic_id, member_id) references holdspace.outside_member (clinic_id, member_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id)
  );
  create index outside_crisis_choice_by_member on holdspace.outside_crisis_choice (clinic_id, member_id, chosen_at);

  -- Taken by one server before the e-mail goes, and not sent again once it went.
  create table holdspace.outside_crisis_notice (
    clinic_id uuid not null,
    concern_id uuid not null,
    member_id uuid not null,
    patient_id uuid not null,
    tried_at timestamptz not null,
    sent_at timestamptz,
    primary key (clinic_id, concern_id, member_id),
    foreign key (clinic_id, member_id) references holdspace.outside_member (clinic_id, member_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id)
  );
  ${['outside_message', 'outside_crisis_choice', 'outside_crisis_notice'].map(sameClinic).join('')}

  -- Sealed columns change when keys do; what was said and chosen never does, and nothing is removed.
  grant select, insert, update (sealed) on holdspace.outside_message, holdspace.outside_crisis_choice to holdspace_app;
  grant select, insert, update (tried_at, sent_at) on holdspace.outside_crisis_notice to holdspace_app;
  `,
};
