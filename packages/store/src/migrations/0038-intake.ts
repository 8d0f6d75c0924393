/**
 * From "I am wondering" to a filled form: consult requests with everything that was done about them, what a clinic promises,
 * forms begun and sent, and the files that go with them. What somebody wrote is sealed; steps, promises and sent forms are
 * only ever added to. A draft is nobody's record: it goes when it is sent, and a file that was taken out before goes too.
 */
const sameClinic = (name: string) => `
  alter table holdspace.${name} enable row level security;
  alter table holdspace.${name} force row level security;
  create policy same_clinic on holdspace.${name}
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
`;
const TABLES = [
  'consult_promise',
  'consult_request',
  'consult_step',
  'form_draft',
  'form_response',
  'form_file',
  'form_file_piece',
];

export const intake = {
  id: '0038-intake',
  sql: `
  -- Within how many hours a request is answered; the last row counts.
  create table holdspace.consult_promise (
    clinic_id uuid not null,
    promise_id uuid not null,
    hours integer not null check (hours between 1 and 336),
    made_at timestamptz not null,
    made_by uuid not null,
    primary key (clinic_id, promise_id),
    foreign key (clinic_id, made_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create index consult_promise_by_time on holdspace.consult_promise (clinic_id, made_at);

  create table holdspace.consult_request (
    clinic_id uuid not null references holdspace.clinic (clinic_id),
    request_id uuid not null,
    received_at timestamptz not null,
    due_at timestamptz not null,
    state text not null default 'open' check (state in ('open', 'invited', 'declined', 'merged')),
    owner_id uuid,
    escalated_at timestamptz,
    -- Words that must not wait stand in it: the person is made a prospective patient at once, so that somebody is paged.
    crisis boolean not null,
    patient_id uuid,
    -- Who asks, and what they wrote.
    sealed text not null,
    primary key (clinic_id, request_id),
    foreign key (clinic_id, owner_id) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    check (due_at > received_at),
    check (state not in ('invited', 'merged') or patient_id is not null)
  );
  create index consult_request_open on holdspace.consult_request (clinic_id, due_at) where state = 'open';
  create index consult_request_by_time on holdspace.consult_request (clinic_id, received_at);
  create index consult_request_by_patient on holdspace.consult_request (clinic_id, patient_id);

  create table holdspace.consult_step (
    clinic_id uuid not null,
    step_id uuid not null,
    request_id uuid not null,
    kind text not null check (kind in ('taken', 'handed_on', 'escalated', 'invited', 'declined', 'merged')),
    at timestamptz not null,
    -- Nobody, where it came about by itself.
    made_by uuid,
    -- Whom it went to.
    told uuid,
    reason text check (reason in ('not_offered', 'full', 'other_help', 'not_reached', 'other')),
    sealed text,
    primary key (clinic_id, step_id),
    foreign key (clinic_id, request_id) references holdspace.consult_request (clinic_id, request_id),
    foreign key (clinic_id, made_by) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, told) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create index consult_step_by_request on holdspace.consult_step (clinic_id, request_id, at);

  create table holdspace.form_draft (
    clinic_id uuid not null,
    draft_id uuid not null,
    patient_id uuid not null,
    questionnaire text not null,
    version integer not null check (version >= 1),
    -- The saving that made this version: sent twice, it is stored once.
    saving_id uuid not null,
    saved_at timestamptz not null,
    sealed text not null,
    primary key (clinic_id, draft_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id)
  );
  create unique index form_draft_is_one on holdspace.form_draft (clinic_id, patient_id, questionnaire);

  create table holdspace.form_response (
    clinic_id uuid not null,
    response_id uuid not null,
    patient_id uuid not null,
    questionnaire text not null,
    questionnaire_version text not null,
    language text not null,
    author_kind text not null check (author_kind in ('patient', 'practitioner')),
    -- A patient or a practitioner, as the kind says.
    author_id uuid not null,
    sent_at timestamptz not null,
    crisis boolean not null,
    sealed text not null,
    primary key (clinic_id, response_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id)
  );
  create index form_response_by_patient on holdspace.form_response (clinic_id, patient_id, questionnaire, sent_at);

  create table holdspace.form_file (
    clinic_id uuid not null,
    file_id uuid not null,
    patient_id uuid not null,
    questionnaire text not null,
    link_id text not null,
    made_at timestamptz not null,
    -- Set once all of it is there.
    media_type text,
    bytes integer,
    sha256 text,
    sending_id uuid,
    response_id uuid,
    -- Its name, as the patient's device had it.
    sealed text not null,
    primary key (clinic_id, file_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, response_id) references holdspace.form_response (clinic_id, response_id),
    check (num_nulls(media_type, bytes, sha256, sending_id) in (0, 4))
  );
  create index form_file_by_patient on holdspace.form_file (clinic_id, patient_id, questionnaire);

  create table holdspace.form_file_piece (
    clinic_id uuid not null,
    piece_id uuid not null,
    file_id uuid not null,
    -- Which sending it is of: one that broke off leaves pieces that are taken away.
    sending_id uuid not null,
    seq integer not null,
    sealed text not null,
    primary key (clinic_id, piece_id),
    foreign key (clinic_id, file_id) references holdspace.form_file (clinic_id, file_id) on delete cascade
  );
  create unique index form_file_piece_in_order on holdspace.form_file_piece (clinic_id, file_id, sending_id, seq);
  ${TABLES.map(sameClinic).join('')}
  -- Sealed columns change when keys do.
  grant select, insert on holdspace.consult_promise to holdspace_app;
  grant select, insert, update (state, owner_id, escalated_at, patient_id, sealed) on holdspace.consult_request
    to holdspace_app;
  grant select, insert, update (sealed) on holdspace.consult_step, holdspace.form_response to holdspace_app;
  grant select, insert, update (version, saving_id, saved_at, sealed), delete on holdspace.form_draft to holdspace_app;
  grant select, insert, update (media_type, bytes, sha256, sending_id, response_id, sealed), delete on holdspace.form_file
    to holdspace_app;
  grant select, insert, update (sealed), delete on holdspace.form_file_piece to holdspace_app;
  `,
};
