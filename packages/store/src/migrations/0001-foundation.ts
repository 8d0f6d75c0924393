/**
 * The first tables. Every tenant table has `clinic_id` first in its keys, in its foreign keys and in its policy, so that
 * row-level security and a distribution by clinic rest on the same column. The application's role owns nothing.
 */
const tenantTable = (name: string) => `
  alter table holdspace.${name} enable row level security;
  alter table holdspace.${name} force row level security;
  create policy same_clinic on holdspace.${name}
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
`;
const TENANT_TABLES = [
  'clinic',
  'practitioner',
  'credential',
  'patient',
  'protocol_version',
  'course',
  'visit',
  'session',
  'session_event',
];

export const foundation = {
  id: '0001-foundation',
  sql: `
  create schema holdspace;
  create schema auth;

  create table holdspace.clinic (
    clinic_id uuid primary key,
    slug text not null,
    name text not null,
    zone text not null,
    is_demo boolean not null,
    created_at timestamptz not null
  );

  create table holdspace.practitioner (
    clinic_id uuid not null references holdspace.clinic (clinic_id),
    practitioner_id uuid not null,
    user_id uuid not null,
    name text not null,
    email text not null,
    roles text[] not null,
    ended_at timestamptz,
    primary key (clinic_id, practitioner_id),
    unique (clinic_id, user_id),
    unique (clinic_id, email)
  );

  create table holdspace.credential (
    clinic_id uuid not null,
    practitioner_id uuid not null,
    credential_id uuid not null,
    kind text not null,
    number text,
    expires_on date not null,
    primary key (clinic_id, practitioner_id, credential_id),
    foreign key (clinic_id, practitioner_id) references holdspace.practitioner (clinic_id, practitioner_id)
  );

  create table holdspace.patient (
    clinic_id uuid not null references holdspace.clinic (clinic_id),
    patient_id uuid not null,
    name text not null,
    date_of_birth date not null,
    record_number text not null,
    created_at timestamptz not null,
    primary key (clinic_id, patient_id),
    unique (clinic_id, record_number)
  );

  create table holdspace.protocol_version (
    clinic_id uuid not null references holdspace.clinic (clinic_id),
    protocol_id text not null,
    version text not null,
    document jsonb not null,
    installed_at timestamptz not null,
    installed_by uuid,
    primary key (clinic_id, protocol_id, version)
  );

  create table holdspace.course (
    clinic_id uuid not null,
    course_id uuid not null,
    patient_id uuid not null,
    protocol_id text not null,
    protocol_version text not null,
    started_on date not null,
    focus text,
    intention text,
    primary key (clinic_id, course_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, protocol_id, protocol_version)
      references holdspace.protocol_version (clinic_id, protocol_id, version)
  );
  create index course_by_patient on holdspace.course (clinic_id, patient_id);

  create table holdspace.visit (
    clinic_id uuid not null,
    visit_id uuid not null,
    course_id uuid not null,
    kind text not null check (kind in ('consult', 'preparation', 'dosing', 'integration', 'follow_up')),
    scheduled_for timestamptz not null,
    room text not null,
    primary key (clinic_id, visit_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id)
  );
  create index visit_by_time on holdspace.visit (clinic_id, scheduled_for);
  create index visit_by_course on holdspace.visit (clinic_id, course_id);

  -- The head of each dosing session's log: compared and set by every append.
  create table holdspace.session (
    clinic_id uuid not null,
    session_id uuid not null,
    visit_id uuid,
    patient_id uuid not null,
    protocol_id text not null,
    protocol_version text not null,
    seq integer not null default 0,
    head_hash text not null default '',
    summary jsonb,
    updated_at timestamptz not null,
    primary key (clinic_id, session_id),
    unique (clinic_id, visit_id),
    foreign key (clinic_id, visit_id) references holdspace.visit (clinic_id, visit_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, protocol_id, protocol_version)
      references holdspace.protocol_version (clinic_id, protocol_id, version)
  ) with (fillfactor = 70);
  create index session_by_patient on holdspace.session (clinic_id, patient_id);

  create table holdspace.session_event (
    clinic_id uuid not null,
    session_id uuid not null,
    seq integer not null,
    command_id uuid not null,
    command_part smallint not null,
    command_hash text not null,
    type text not null,
    clinical_at timestamptz not null,
    recorded_at timestamptz not null,
    event jsonb not null,
    previous_hash text not null,
    hash text not null,
    primary key (clinic_id, session_id, seq),
    unique (clinic_id, command_id, command_part),
    foreign key (clinic_id, session_id) references holdspace.session (clinic_id, session_id)
  );
  ${TENANT_TABLES.map(tenantTable).join('')}

  -- Sign-in is about people, not clinics; these are the sign-in library's tables.
  create table auth."user" (
    id uuid primary key default gen_random_uuid(),
    name text not null,
    email text not null unique,
    "emailVerified" boolean not null,
    image text,
    "createdAt" timestamptz not null default now(),
    "updatedAt" timestamptz not null default now()
  );
  create table auth.session (
    id uuid primary key default gen_random_uuid(),
    "expiresAt" timestamptz not null,
    token text not null unique,
    "createdAt" timestamptz not null default now(),
    "updatedAt" timestamptz not null,
    "ipAddress" text,
    "userAgent" text,
    "userId" uuid not null references auth."user" (id) on delete cascade
  );
  create index session_by_user on auth.session ("userId");
  create table auth.account (
    id uuid primary key default gen_random_uuid(),
    "accountId" text not null,
    "providerId" text not null,
    "userId" uuid not null references auth."user" (id) on delete cascade,
    "accessToken" text,
    "refreshToken" text,
    "idToken" text,
    "accessTokenExpiresAt" timestamptz,
    "refreshTokenExpiresAt" timestamptz,
    scope text,
    password text,
    "createdAt" timestamptz not null default now(),
    "updatedAt" timestamptz not null
  );
  create index account_by_user on auth.account ("userId");
  create table auth.verification (
    id uuid primary key default gen_random_uuid(),
    identifier text not null,
    value text not null,
    "expiresAt" timestamptz not null,
    "createdAt" timestamptz not null default now(),
    "updatedAt" timestamptz not null default now()
  );
  create index verification_by_identifier on auth.verification (identifier);

  -- What must be known before a clinic is: its name in an address, who works where, whose token this is.
  create table auth.clinic_address (
    slug text primary key,
    clinic_id uuid not null unique,
    is_demo boolean not null
  );
  create table auth.membership (
    user_id uuid not null references auth."user" (id),
    clinic_id uuid not null,
    practitioner_id uuid not null,
    primary key (user_id, clinic_id)
  );
  create table auth.api_token (
    hash text primary key,
    clinic_id uuid not null,
    practitioner_id uuid not null,
    label text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
  );

  -- Appends to many sessions of one clinic in one statement and one transaction. Each item stands alone: one that lost
  -- the race for its sequence number, or repeats a command, is answered so and leaves the others be.
  create function holdspace.append_session_events(p_clinic uuid, p_items jsonb)
  returns table (item integer, outcome text, seq integer)
  language plpgsql security invoker
  set search_path = pg_catalog
  as $append$
  declare
    v_item jsonb;
    v_count integer;
    v_index integer := 0;
  begin
    perform set_config('holdspace.clinic', p_clinic::text, true);
    for v_item in select value from jsonb_array_elements(p_items) loop
      item := v_index;
      v_index := v_index + 1;
      begin
        update holdspace.session s
           set seq = (v_item->>'seq')::integer,
               head_hash = v_item->>'hash',
               summary = v_item->'summary',
               updated_at = (v_item->>'recordedAt')::timestamptz
         where s.clinic_id = p_clinic
           and s.session_id = (v_item->>'sessionId')::uuid
           and s.seq = (v_item->>'expectedSeq')::integer
           and s.head_hash = v_item->>'previousHash';
        get diagnostics v_count = row_count;
        if v_count = 1 then
          insert into holdspace.session_event
            (clinic_id, session_id, seq, command_id, command_part, command_hash, type,
             clinical_at, recorded_at, event, previous_hash, hash)
          select p_clinic, (v_item->>'sessionId')::uuid, (e->'event'->>'seq')::integer, (e->'event'->>'commandId')::uuid,
                 (e->'event'->>'part')::smallint, e->>'commandHash', e->'event'->>'type',
                 (e->'event'->>'at')::timestamptz, (e->'event'->>'recordedAt')::timestamptz,
                 e->'event', e->>'previousHash', e->>'hash'
            from jsonb_array_elements(v_item->'events') as t(e);
          outcome := 'stored';
          seq := (v_item->>'seq')::integer;
        else
          outcome := 'stale';
          seq := (select s.seq from holdspace.session s
                   where s.clinic_id = p_clinic and s.session_id = (v_item->>'sessionId')::uuid);
        end if;
      exception when unique_violation then
        outcome := 'repeated';
        seq := null;
      end;
      return next;
    end loop;
  end
  $append$;

  grant usage on schema holdspace, auth to holdspace_app;
  grant select, insert, update on
    holdspace.clinic, holdspace.practitioner, holdspace.credential, holdspace.patient, holdspace.course,
    holdspace.visit, holdspace.session to holdspace_app;
  -- Never changed, never removed.
  grant select, insert on holdspace.protocol_version, holdspace.session_event to holdspace_app;
  grant select, insert, update, delete on auth."user", auth.session, auth.account, auth.verification to holdspace_app;
  grant select, insert, update on auth.clinic_address, auth.membership, auth.api_token to holdspace_app;
  revoke all on function holdspace.append_session_events(uuid, jsonb) from public;
  grant execute on function holdspace.append_session_events(uuid, jsonb) to holdspace_app;
  `,
};
