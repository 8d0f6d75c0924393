/**
 * Nobody lost: what other parts raise, the clinic's own form of each rule, tasks with everything that was done about them,
 * and who is on call. Concerns, rule changes and steps are only ever added to; where a task stands changes, and each change
 * is a step.
 */
const sameClinic = (name: string) => `
  alter table holdspace.${name} enable row level security;
  alter table holdspace.${name} force row level security;
  create policy same_clinic on holdspace.${name}
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
`;
const TABLES = ['concern', 'signal_rule_change', 'task', 'task_step', 'on_call_shift'];

export const signals = {
  id: '0031-signals',
  sql: `
  create table holdspace.concern (
    clinic_id uuid not null,
    concern_id uuid not null,
    patient_id uuid not null,
    course_id uuid,
    kind text not null check (kind in ('crisis', 'distress', 'other')),
    -- What it comes from: "check_in_answer" and its id. The same thing raises a kind once.
    source_kind text not null,
    source_id uuid not null,
    at timestamptz not null,
    primary key (clinic_id, concern_id),
    unique (clinic_id, source_kind, source_id, kind),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id)
  );
  create index concern_by_patient on holdspace.concern (clinic_id, patient_id, at);
  create index concern_by_time on holdspace.concern (clinic_id, at);

  create table holdspace.signal_rule_change (
    clinic_id uuid not null,
    change_id uuid not null,
    rule_id text not null,
    version integer not null check (version > 0),
    terms jsonb not null,
    reason text not null,
    changed_by uuid not null,
    changed_at timestamptz not null,
    primary key (clinic_id, change_id),
    -- Two who change the same version at once do not both win.
    unique (clinic_id, rule_id, version),
    foreign key (clinic_id, changed_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );

  create table holdspace.task (
    clinic_id uuid not null,
    task_id uuid not null,
    patient_id uuid not null,
    course_id uuid,
    rule_id text not null,
    rule_version integer not null,
    -- A rule fires once for a fact, however many servers look and however often.
    signal_key text not null,
    severity text not null check (severity in ('look', 'today', 'now')),
    -- When it became so, and when it was stored.
    at timestamptz not null,
    raised_at timestamptz not null,
    owner_id uuid,
    due_at timestamptz not null,
    escalates_to text not null,
    escalates_at timestamptz not null,
    escalated_at timestamptz,
    state text not null default 'open' check (state in ('open', 'taken', 'done')),
    taken_at timestamptz,
    taken_by uuid,
    done_at timestamptz,
    done_by uuid,
    outcome text check (outcome in ('real', 'nothing_there', 'not_reached', 'duplicate')),
    pages integer not null default 0,
    paged_at timestamptz,
    -- The facts that it rests on.
    sealed text not null,
    primary key (clinic_id, task_id),
    unique (clinic_id, signal_key),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id),
    foreign key (clinic_id, owner_id) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, taken_by) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, done_by) references holdspace.practitioner (clinic_id, practitioner_id),
    check (due_at > raised_at),
    check ((taken_at is null) = (taken_by is null)),
    check (num_nulls(done_at, done_by, outcome) in (0, 3)),
    check ((state = 'done') = (done_at is not null))
  );
  create index task_waiting on holdspace.task (clinic_id, due_at) where state <> 'done';
  create index task_by_rule on holdspace.task (clinic_id, rule_id, raised_at);
  create index task_by_patient on holdspace.task (clinic_id, patient_id, raised_at);
  create index task_done on holdspace.task (clinic_id, done_at) where state = 'done';

  create table holdspace.task_step (
    clinic_id uuid not null,
    step_id uuid not null,
    task_id uuid not null,
    -- Its place in the history of its task: two of the same moment stay in order.
    place integer not null,
    kind text not null check (kind in
      ('raised', 'paged', 'page_failed', 'taken', 'handed_on', 'reassigned', 'escalated', 'done')),
    at timestamptz not null,
    -- Nobody, where it came about by itself.
    made_by uuid,
    -- Whom it went to, or who was told.
    told uuid[] not null default '{}',
    outcome text,
    sealed text,
    primary key (clinic_id, step_id),
    foreign key (clinic_id, task_id) references holdspace.task (clinic_id, task_id),
    foreign key (clinic_id, made_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create index task_step_by_task on holdspace.task_step (clinic_id, task_id, place);

  create table holdspace.on_call_shift (
    clinic_id uuid not null,
    shift_id uuid not null,
    practitioner_id uuid not null,
    from_at timestamptz not null,
    until_at timestamptz not null,
    planned_by uuid not null,
    planned_at timestamptz not null,
    withdrawn_at timestamptz,
    withdrawn_by uuid,
    primary key (clinic_id, shift_id),
    foreign key (clinic_id, practitioner_id) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, planned_by) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, withdrawn_by) references holdspace.practitioner (clinic_id, practitioner_id),
    check (until_at > from_at),
    check ((withdrawn_at is null) = (withdrawn_by is null))
  );
  create index on_call_by_time on holdspace.on_call_shift (clinic_id, until_at);
  ${TABLES.map(sameClinic).join('')}
  -- Sealed columns change when keys do; nothing is removed.
  grant select, insert on holdspace.concern, holdspace.signal_rule_change to holdspace_app;
  grant select, insert, update (owner_id, due_at, escalates_at, escalated_at, state, taken_at, taken_by, done_at, done_by,
    outcome, pages, paged_at, sealed) on holdspace.task to holdspace_app;
  grant select, insert, update (sealed) on holdspace.task_step to holdspace_app;
  grant select, insert, update (withdrawn_at, withdrawn_by) on holdspace.on_call_shift to holdspace_app;
  `,
};
