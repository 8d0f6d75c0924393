/**
 * Consents: the clinic's own documents, what was asked, answered, signed, witnessed and withdrawn. All of it is only ever
 * added to: where a consent stands is read from it. What the patient wrote, and what they signed word for word, is sealed.
 */
const sameClinic = (name: string) => `
  alter table holdspace.${name} enable row level security;
  alter table holdspace.${name} force row level security;
  create policy same_clinic on holdspace.${name}
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
`;
const neverChanged = (name: string) => `
  create trigger never_changed before update or delete on holdspace.${name}
    for each row execute function holdspace.refuse_change_of_consent();
  create trigger never_emptied before truncate on holdspace.${name}
    for each statement execute function holdspace.refuse_change_of_consent();
`;
const TABLES = [
  'consent_document_version',
  'consent_asked',
  'consent_answer',
  'consent_signature',
  'consent_witness',
  'consent_withdrawal',
];

export const consents = {
  id: '0040-consents',
  sql: `
  create table holdspace.consent_document_version (
    clinic_id uuid not null,
    version_id uuid not null,
    document_id text not null,
    -- The first is the shipped text, which is no row.
    version integer not null check (version >= 2),
    content jsonb not null,
    content_hash text not null,
    published_at timestamptz not null,
    published_by uuid not null,
    primary key (clinic_id, version_id),
    foreign key (clinic_id, published_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create unique index consent_document_version_follows
    on holdspace.consent_document_version (clinic_id, document_id, version);

  -- What a clinic asks of a course beside what its protocol needs; the last word on a purpose stands.
  create table holdspace.consent_asked (
    clinic_id uuid not null,
    asked_id uuid not null,
    course_id uuid not null,
    purpose text not null,
    asks boolean not null,
    asked_at timestamptz not null,
    asked_by uuid not null,
    primary key (clinic_id, asked_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id),
    foreign key (clinic_id, asked_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create index consent_asked_by_course on holdspace.consent_asked (clinic_id, course_id, asked_at);

  create table holdspace.consent_answer (
    clinic_id uuid not null,
    answer_id uuid not null,
    patient_id uuid not null,
    document_id text not null,
    version integer not null,
    piece text not null,
    choice text not null,
    is_right boolean not null,
    answered_at timestamptz not null,
    primary key (clinic_id, answer_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id)
  );
  create index consent_answer_by_patient on holdspace.consent_answer (clinic_id, patient_id, document_id, answered_at);

  create table holdspace.consent_signature (
    clinic_id uuid not null,
    signature_id uuid not null,
    patient_id uuid not null,
    document_id text not null,
    version integer not null,
    language text not null,
    -- Of the text that was read, to the letter.
    text_hash text not null,
    is_drawn boolean not null,
    signed_at timestamptz not null,
    -- The name and its drawing, what was filled in, from where, and the text as it was read.
    sealed text not null,
    primary key (clinic_id, signature_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id)
  );
  create index consent_signature_by_patient on holdspace.consent_signature (clinic_id, patient_id, document_id, signed_at);

  create table holdspace.consent_witness (
    clinic_id uuid not null,
    signature_id uuid not null,
    witness_id uuid not null,
    practitioner_id uuid not null,
    witnessed_at timestamptz not null,
    primary key (clinic_id, witness_id),
    foreign key (clinic_id, signature_id) references holdspace.consent_signature (clinic_id, signature_id),
    foreign key (clinic_id, practitioner_id) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create unique index consent_witness_once on holdspace.consent_witness (clinic_id, signature_id);

  create table holdspace.consent_withdrawal (
    clinic_id uuid not null,
    signature_id uuid not null,
    withdrawal_id uuid not null,
    withdrawn_at timestamptz not null,
    withdrawn_how text not null check (withdrawn_how in ('portal', 'clinic')),
    recorded_by uuid,
    -- In whose words, and from where.
    sealed text not null,
    primary key (clinic_id, withdrawal_id),
    foreign key (clinic_id, signature_id) references holdspace.consent_signature (clinic_id, signature_id),
    foreign key (clinic_id, recorded_by) references holdspace.practitioner (clinic_id, practitioner_id),
    check ((withdrawn_how = 'clinic') = (recorded_by is not null))
  );
  create unique index consent_withdrawal_once on holdspace.consent_withdrawal (clinic_id, signature_id);
  ${TABLES.map(sameClinic).join('')}

  -- When keys change, what is sealed is sealed anew; nothing else of a row ever changes.
  create function holdspace.refuse_change_of_consent() returns trigger
  language plpgsql set search_path = pg_catalog
  as $refuse$ begin
    if tg_op = 'UPDATE' and to_jsonb(new) ? 'sealed' and to_jsonb(new) - 'sealed' = to_jsonb(old) - 'sealed' then
      return new;
    end if;
    raise exception 'Consents are only ever added to.' using errcode = 'insufficient_privilege';
  end $refuse$;
  ${TABLES.map(neverChanged).join('')}

  grant select, insert on holdspace.consent_document_version, holdspace.consent_asked, holdspace.consent_answer,
    holdspace.consent_witness to holdspace_app;
  grant select, insert, update (sealed) on holdspace.consent_signature, holdspace.consent_withdrawal to holdspace_app;
  `,
};
