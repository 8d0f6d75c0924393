/**
 * Counts of what lies in a safe, each of two signed halves by two people, and discrepancies: what does not agree, whose it
 * is to find out, until when. Halves and steps are only ever added to; where a discrepancy stands changes, and each change
 * is a step. `open_discrepancy` records and never refuses: a session must be able to say what happened in the room.
 */
const tenantTable = (name: string) => `
  alter table holdspace.${name} enable row level security;
  alter table holdspace.${name} force row level security;
  create policy same_clinic on holdspace.${name}
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
`;
const TENANT_TABLES = ['inventory_count', 'inventory_count_half', 'discrepancy', 'discrepancy_step', 'dea_registrant'];

const neverChanged = (name: string) => `
  create trigger never_changed before update or delete on holdspace.${name}
    for each row execute function holdspace.refuse_change_of_count();
  create trigger never_emptied before truncate on holdspace.${name}
    for each statement execute function holdspace.refuse_change_of_count();
`;

export const counts = {
  id: '0017-counts',
  sql: `
  create table holdspace.inventory_count (
    clinic_id uuid not null,
    count_id uuid not null,
    safe_id uuid not null,
    kind text not null check (kind in ('routine', 'hand_over', 'initial', 'biennial', 'discrepancy')),
    -- 21 CFR 1304.11(a): an inventory says whether it was taken at the opening or the close of business.
    taken_at text check (taken_at in ('opening', 'close')),
    opened_at timestamptz not null,
    opened_by uuid not null,
    opener_name text not null,
    note text,
    -- What both halves and the ledger said when the second was signed; null until then.
    completed_at timestamptz,
    result jsonb,
    called_off_at timestamptz,
    called_off_by uuid,
    called_off_because text,
    primary key (clinic_id, count_id),
    foreign key (clinic_id, opened_by) references holdspace.practitioner (clinic_id, practitioner_id),
    check ((completed_at is null) = (result is null)),
    check (num_nulls(called_off_at, called_off_by, called_off_because) in (0, 3)),
    check (completed_at is null or called_off_at is null),
    check ((kind in ('initial', 'biennial')) = (taken_at is not null))
  );
  -- Two counts of one safe at once would be four halves of nothing.
  create unique index inventory_count_open on holdspace.inventory_count (clinic_id, safe_id)
    where completed_at is null and called_off_at is null;
  create index inventory_count_by_time on holdspace.inventory_count (clinic_id, opened_at desc);

  create table holdspace.inventory_count_half (
    clinic_id uuid not null,
    count_id uuid not null,
    part smallint not null check (part in (1, 2)),
    half_id uuid not null,
    counted_by uuid not null,
    -- As it was at signing.
    counter_name text not null,
    counted_as text check (counted_as in ('outgoing', 'incoming')),
    -- When it was counted, and when that was stored.
    at timestamptz not null,
    recorded_at timestamptz not null,
    lines jsonb not null,
    primary key (clinic_id, count_id, part),
    foreign key (clinic_id, count_id) references holdspace.inventory_count (clinic_id, count_id),
    foreign key (clinic_id, counted_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create unique index inventory_count_half_id on holdspace.inventory_count_half (clinic_id, half_id);
  -- Nobody counts twice what two people are to count.
  create unique index inventory_count_half_by_person on holdspace.inventory_count_half (clinic_id, count_id, counted_by);

  create table holdspace.discrepancy (
    clinic_id uuid not null,
    discrepancy_id uuid not null,
    -- When it was found, and when that was stored.
    at timestamptz not null,
    opened_at timestamptz not null,
    cause text not null,
    what text not null,
    opened_by uuid,
    container_id uuid,
    product_id text,
    safe_id uuid,
    session_id uuid,
    count_id uuid,
    -- How much it is about, in micrograms, never below zero; the cause says whether it is missing or too much.
    amount_ug bigint check (amount_ug >= 0),
    owner_id uuid,
    due_at timestamptz not null,
    state text not null default 'open' check (state in ('open', 'explained', 'adjusted', 'reported')),
    settled_at timestamptz,
    settled_by uuid,
    escalated_at timestamptz,
    primary key (clinic_id, discrepancy_id),
    foreign key (clinic_id, owner_id) references holdspace.practitioner (clinic_id, practitioner_id),
    check ((state = 'open') = (settled_at is null)),
    check ((settled_at is null) = (settled_by is null))
  );
  create index discrepancy_by_state on holdspace.discrepancy (clinic_id, state, due_at);
  create index discrepancy_by_time on holdspace.discrepancy (clinic_id, at desc);

  create table holdspace.discrepancy_step (
    clinic_id uuid not null,
    step_id uuid not null,
    discrepancy_id uuid not null,
    kind text not null check (kind in ('noted', 'handed_on', 'escalated', 'explained', 'adjusted', 'reported')),
    at timestamptz not null,
    -- Null where a deadline passed by itself.
    made_by uuid,
    maker_name text,
    words text not null,
    detail jsonb,
    primary key (clinic_id, step_id),
    foreign key (clinic_id, discrepancy_id) references holdspace.discrepancy (clinic_id, discrepancy_id)
  );
  create index discrepancy_step_by_discrepancy on holdspace.discrepancy_step (clinic_id, discrepancy_id, at);
  -- It is settled once, also where two settle it at the same moment.
  create unique index discrepancy_step_settles_once on holdspace.discrepancy_step (clinic_id, discrepancy_id)
    where kind in ('explained', 'adjusted', 'reported');

  -- Under whose registration the medicine is kept; every paper of the ledger bears it.
  create table holdspace.dea_registrant (
    clinic_id uuid not null,
    document jsonb not null,
    saved_at timestamptz not null,
    saved_by uuid not null,
    primary key (clinic_id),
    foreign key (clinic_id, saved_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  ${TENANT_TABLES.map(tenantTable).join('')}

  create function holdspace.refuse_change_of_count() returns trigger
  language plpgsql set search_path = pg_catalog
  as $refuse$ begin
    raise exception 'What was counted, and what was done about it, is only ever added to.'
      using errcode = 'insufficient_privilege';
  end $refuse$;
  ${['inventory_count_half', 'discrepancy_step'].map(neverChanged).join('')}

  -- Opens a discrepancy; the same id again is nothing. Answers whether it is new. p_item:
  -- {"id", "cause", "at", "session", "container", "amountUg", "what", "openedBy"}, and where they are known "recordedAt",
  -- "product", "safe", "count", "owner" and "dueAt". Its owner is a medical director where none is named, and who runs the
  -- clinic where there is none; a day later it is due.
  create function holdspace.open_discrepancy(p_clinic uuid, p_item jsonb) returns boolean
  language plpgsql security invoker
  set search_path = pg_catalog
  as $open$
  declare
    v_at timestamptz := (p_item->>'at')::timestamptz;
    v_owner uuid := (p_item->>'owner')::uuid;
    v_changed integer;
  begin
    perform set_config('holdspace.clinic', p_clinic::text, true);
    if v_owner is null then
      select p.practitioner_id into v_owner
        from holdspace.practitioner p
       where p.clinic_id = p_clinic and p.ended_at is null and p.roles && array['medical_director', 'clinic_admin']
       order by 'medical_director' = any (p.roles) desc, p.name, p.practitioner_id
       limit 1;
    end if;
    insert into holdspace.discrepancy
      (clinic_id, discrepancy_id, at, opened_at, cause, what, opened_by, container_id, product_id, safe_id, session_id,
       count_id, amount_ug, owner_id, due_at)
    values
      (p_clinic, (p_item->>'id')::uuid, v_at, coalesce((p_item->>'recordedAt')::timestamptz, v_at), p_item->>'cause',
       p_item->>'what', (p_item->>'openedBy')::uuid, (p_item->>'container')::uuid, p_item->>'product',
       (p_item->>'safe')::uuid, (p_item->>'session')::uuid, (p_item->>'count')::uuid, abs((p_item->>'amountUg')::bigint),
       v_owner,
       coalesce((p_item->>'dueAt')::timestamptz,
                coalesce((p_item->>'recordedAt')::timestamptz, v_at) + interval '24 hours'))
    on conflict (clinic_id, discrepancy_id) do nothing;
    get diagnostics v_changed = row_count;
    return v_changed = 1;
  end
  $open$;

  grant select, insert, update (completed_at, result, called_off_at, called_off_by, called_off_because)
     on holdspace.inventory_count to holdspace_app;
  grant select, insert on holdspace.inventory_count_half, holdspace.discrepancy_step to holdspace_app;
  grant select, insert, update (owner_id, due_at, state, settled_at, settled_by, escalated_at)
     on holdspace.discrepancy to holdspace_app;
  grant select, insert, update (document, saved_at, saved_by) on holdspace.dea_registrant to holdspace_app;
  `,
};
