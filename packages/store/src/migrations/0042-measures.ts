/**
 * Measures: what was asked of whom and until when, links by which it is answered without signing in, drafts, what was
 * answered and what it came to, what acted at once, and the words that a clinic is licensed to use. Answers, scores and acts
 * are only ever added to. A draft is nobody's record: it goes when it is sent.
 */
const sameClinic = (name: string) => `
  alter table holdspace.${name} enable row level security;
  alter table holdspace.${name} force row level security;
  create policy same_clinic on holdspace.${name}
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
`;
const MOMENTS = `('baseline', 'before_dose', 'right_after', 'day_1', 'day_7', 'monthly', 'at_will')`;
const TABLES = [
  'measure_request',
  'measure_link',
  'measure_notice',
  'measure_draft',
  'measure_response',
  'measure_score',
  'measure_act',
  'measure_text',
];

export const measures = {
  id: '0042-measures',
  sql: `
  create table holdspace.measure_response (
    clinic_id uuid not null,
    response_id uuid not null,
    patient_id uuid not null,
    course_id uuid,
    session_id uuid,
    instrument text not null,
    instrument_version text not null,
    moment text not null check (moment in ${MOMENTS}),
    answered_at timestamptz not null,
    recorded_at timestamptz not null,
    -- What it answers; none where nobody had asked.
    request_id uuid,
    -- What a clinic brings from elsewhere may be scores alone, by nobody that is known here.
    way text not null default 'import' check (way in ('link', 'portal', 'kiosk', 'staff', 'import')),
    author_kind text check (author_kind in ('patient', 'practitioner')),
    -- A patient or a practitioner, as the kind says.
    author_id uuid,
    language text,
    -- An answer of it acted at once: known also where what is sealed cannot be opened.
    crisis boolean not null default false,
    -- The scales that have no score, each with its reason.
    unscored jsonb not null default '{}',
    -- The answers.
    sealed text,
    primary key (clinic_id, response_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id),
    foreign key (clinic_id, session_id) references holdspace.session (clinic_id, session_id),
    check (way = 'import' or num_nulls(author_kind, author_id, language, sealed) = 0)
  );
  create index measure_response_by_patient on holdspace.measure_response (clinic_id, patient_id, answered_at);

  -- One row for each scale that has a value.
  create table holdspace.measure_score (
    clinic_id uuid not null,
    response_id uuid not null,
    patient_id uuid not null,
    course_id uuid,
    session_id uuid,
    instrument text not null,
    scale text not null,
    value double precision not null,
    answered_at timestamptz not null,
    moment text not null check (moment in ${MOMENTS}),
    primary key (clinic_id, response_id, scale),
    foreign key (clinic_id, response_id) references holdspace.measure_response (clinic_id, response_id)
  );

  create table holdspace.measure_request (
    clinic_id uuid not null,
    request_id uuid not null,
    patient_id uuid not null,
    course_id uuid,
    session_id uuid,
    -- The same moment of the same course is asked once, however often it is worked out.
    ask_key text not null,
    -- What is asked together, and answered by one link.
    occasion text not null,
    instrument text not null,
    answered_by text not null check (answered_by in ('patient', 'clinician')),
    moment text not null check (moment in ${MOMENTS}),
    opens_at timestamptz not null,
    due_at timestamptz not null,
    closes_at timestamptz,
    asked_at timestamptz not null,
    -- Nobody, where the protocol asks.
    asked_by uuid,
    state text not null default 'asked' check (state in ('asked', 'answered', 'withdrawn')),
    response_id uuid,
    answered_at timestamptz,
    primary key (clinic_id, request_id),
    unique (clinic_id, patient_id, ask_key),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id),
    foreign key (clinic_id, session_id) references holdspace.session (clinic_id, session_id),
    foreign key (clinic_id, asked_by) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, response_id) references holdspace.measure_response (clinic_id, response_id),
    check ((state = 'answered') = (response_id is not null)),
    check ((response_id is null) = (answered_at is null))
  );
  create index measure_request_by_patient on holdspace.measure_request (clinic_id, patient_id, opens_at);
  create index measure_request_waiting on holdspace.measure_request (clinic_id, due_at) where state = 'asked';

  -- The secret of a link is kept as its hash alone.
  create table holdspace.measure_link (
    clinic_id uuid not null,
    link_id uuid not null,
    patient_id uuid not null,
    occasion text not null,
    kind text not null check (kind in ('link', 'kiosk')),
    hash text not null,
    made_at timestamptz not null,
    made_by uuid,
    expires_at timestamptz not null,
    opened_at timestamptz,
    ended_at timestamptz,
    primary key (clinic_id, link_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, made_by) references holdspace.practitioner (clinic_id, practitioner_id),
    check (expires_at > made_at)
  );
  create unique index measure_link_by_hash on holdspace.measure_link (clinic_id, hash);
  create index measure_link_by_occasion on holdspace.measure_link (clinic_id, patient_id, occasion);

  create table holdspace.measure_notice (
    clinic_id uuid not null,
    patient_id uuid not null,
    occasion text not null,
    tried_at timestamptz not null,
    sent_at timestamptz,
    primary key (clinic_id, patient_id, occasion),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id)
  );

  create table holdspace.measure_draft (
    clinic_id uuid not null,
    draft_id uuid not null,
    request_id uuid not null,
    patient_id uuid not null,
    -- 'patient' on their own pages, 'staff', or the link by which it was saved: nobody else reads it by another.
    held_by text not null,
    instrument_version text not null,
    version integer not null check (version >= 1),
    -- The saving that made this version: sent twice, it is stored once.
    saving_id uuid not null,
    saved_at timestamptz not null,
    sealed text not null,
    primary key (clinic_id, draft_id),
    unique (clinic_id, request_id, held_by),
    foreign key (clinic_id, request_id) references holdspace.measure_request (clinic_id, request_id)
  );

  -- An answer that did not wait, of a form that was sent or is still being filled. It is read by the rules of signals.
  create table holdspace.measure_act (
    clinic_id uuid not null,
    act_id uuid not null,
    patient_id uuid not null,
    course_id uuid,
    -- The request, or the response where nobody had asked.
    source_id uuid not null,
    instrument text not null,
    item text not null,
    value double precision not null,
    at timestamptz not null,
    primary key (clinic_id, act_id),
    -- The same thing told again, by a draft and by what was sent, acts once.
    unique (clinic_id, source_id, item, value),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id)
  );
  create index measure_act_by_patient on holdspace.measure_act (clinic_id, patient_id, at);
  create index measure_act_by_time on holdspace.measure_act (clinic_id, at);

  -- The last row of a measure counts.
  create table holdspace.measure_text (
    clinic_id uuid not null,
    text_id uuid not null,
    instrument text not null,
    instrument_version text not null,
    texts jsonb not null,
    loaded_at timestamptz not null,
    loaded_by uuid not null,
    primary key (clinic_id, text_id),
    foreign key (clinic_id, loaded_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create index measure_text_by_instrument on holdspace.measure_text (clinic_id, instrument, loaded_at);
  ${TABLES.map(sameClinic).join('')}
  -- Sealed columns change when keys do.
  grant select, insert on holdspace.measure_score, holdspace.measure_act, holdspace.measure_text to holdspace_app;
  grant select, insert, update (sealed) on holdspace.measure_response to holdspace_app;
  grant select, insert, update (opens_at, due_at, closes_at, state, response_id, answered_at) on holdspace.measure_request
    to holdspace_app;
  grant select, insert, update (opened_at, ended_at) on holdspace.measure_link to holdspace_app;
  grant select, insert, update (tried_at, sent_at) on holdspace.measure_notice to holdspace_app;
  grant select, insert, update (instrument_version, version, saving_id, saved_at, sealed), delete on holdspace.measure_draft
    to holdspace_app;
  `,
};
