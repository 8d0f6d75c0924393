/**
 * Medicine: the formulary, what stands in the safes, and the ledger of movements. The ledger is one chain for each clinic,
 * hashed here, since a movement's place in it is known only under the lock on its head. Balances are kept beside it, for
 * accounts that hold what is still here; no row means that nothing is there.
 */
const sameClinic = (name: string) => `
  alter table holdspace.${name} enable row level security;
  alter table holdspace.${name} force row level security;
  create policy same_clinic on holdspace.${name}
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
`;
const neverEmptied = (name: string) => `
  create trigger never_emptied before truncate on holdspace.${name}
    for each statement execute function holdspace.refuse_ledger_change();
`;
const neverChanged = (name: string) => `
  create trigger never_changed before update or delete on holdspace.${name}
    for each row execute function holdspace.refuse_ledger_change();
  ${neverEmptied(name)}
`;
const TABLES = ['product', 'safe', 'receipt', 'container', 'movement', 'balance', 'ledger_head', 'lot_recall'];
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const ACCOUNT = `'^((safe|in_hand):${UUID}|supplier|administered|wasted|returned|lost|destroyed|unexplained)$'`;

export const ledger = {
  id: '0016-ledger',
  sql: `
  create table holdspace.product (
    clinic_id uuid not null references holdspace.clinic (clinic_id),
    product_id text not null,
    document jsonb not null,
    saved_at timestamptz not null,
    saved_by uuid,
    retired_at timestamptz,
    retired_by uuid,
    primary key (clinic_id, product_id)
  );

  create table holdspace.safe (
    clinic_id uuid not null references holdspace.clinic (clinic_id),
    safe_id uuid not null,
    name text not null,
    added_at timestamptz not null,
    added_by uuid,
    primary key (clinic_id, safe_id),
    unique (clinic_id, name)
  );

  -- What came with an invoice, as it was recorded; the containers that came are rows of their own.
  create table holdspace.receipt (
    clinic_id uuid not null,
    receipt_id uuid not null,
    at timestamptz not null,
    recorded_at timestamptz not null,
    recorded_by uuid not null,
    document jsonb not null,
    primary key (clinic_id, receipt_id)
  );
  create index receipt_by_time on holdspace.receipt (clinic_id, at desc);

  create table holdspace.container (
    clinic_id uuid not null,
    container_id uuid not null,
    product_id text not null,
    label text not null,
    lot text not null,
    expires_on date not null,
    serial text,
    -- Of the first drawing that was not reversed: derived, as balances are.
    opened_at timestamptz,
    receipt_id uuid not null,
    primary key (clinic_id, container_id),
    unique (clinic_id, label),
    foreign key (clinic_id, product_id) references holdspace.product (clinic_id, product_id),
    foreign key (clinic_id, receipt_id) references holdspace.receipt (clinic_id, receipt_id)
  );
  create index container_by_lot on holdspace.container (clinic_id, product_id, lot);

  create table holdspace.movement (
    clinic_id uuid not null,
    seq integer not null,
    movement_id uuid not null,
    kind text not null,
    container_id uuid not null,
    amount_ug bigint not null check (amount_ug > 0),
    from_account text not null check (from_account ~ ${ACCOUNT}),
    into_account text not null check (into_account ~ ${ACCOUNT}),
    at timestamptz not null,
    recorded_at timestamptz not null,
    session_id uuid,
    reverses uuid,
    -- The canonical text that the hash covers; the columns before it are for finding, and agree with it.
    entry text not null,
    previous_hash text not null,
    hash text not null,
    primary key (clinic_id, seq),
    unique (clinic_id, movement_id),
    foreign key (clinic_id, container_id) references holdspace.container (clinic_id, container_id),
    check (from_account <> into_account),
    check ((kind = 'reversed') = (reverses is not null)),
    constraint goes_where_its_kind_goes check (case kind
      when 'received' then from_account = 'supplier' and into_account like 'safe:%'
      when 'moved' then from_account like 'safe:%' and into_account like 'safe:%'
      when 'drawn' then from_account like 'safe:%' and into_account like 'in_hand:%'
      when 'administered' then from_account like 'in_hand:%' and into_account = 'administered'
      when 'wasted' then from_account like '%:%' and into_account = 'wasted'
      when 'put_back' then from_account like 'in_hand:%' and into_account like 'safe:%'
      when 'returned' then from_account like 'safe:%' and into_account = 'returned'
      when 'lost' then from_account like '%:%' and into_account = 'lost'
      when 'destroyed' then from_account like 'safe:%' and into_account = 'destroyed'
      when 'count_adjusted' then (from_account like 'safe:%' or from_account = 'unexplained')
        and (into_account like '%:%' or into_account = 'unexplained')
      when 'reversed' then from_account <> 'supplier'
      else false end)
  );
  create index movement_by_container on holdspace.movement (clinic_id, container_id, seq);
  create index movement_by_session on holdspace.movement (clinic_id, session_id, seq) where session_id is not null;
  create index movement_by_time on holdspace.movement (clinic_id, at);
  -- What was undone is not undone again.
  create unique index movement_by_reversed on holdspace.movement (clinic_id, reverses) where reverses is not null;

  create table holdspace.balance (
    clinic_id uuid not null,
    container_id uuid not null,
    account text not null check (account like '%:%'),
    amount_ug bigint not null check (amount_ug > 0),
    primary key (clinic_id, container_id, account)
  ) with (fillfactor = 70);
  create index balance_by_account on holdspace.balance (clinic_id, account, container_id);

  create table holdspace.ledger_head (
    clinic_id uuid primary key,
    seq integer not null,
    hash text not null
  ) with (fillfactor = 50);

  create table holdspace.lot_recall (
    clinic_id uuid not null,
    recall_id uuid not null,
    product_id text not null,
    lot text not null,
    reason text not null,
    at timestamptz not null,
    recorded_at timestamptz not null,
    recorded_by uuid not null,
    primary key (clinic_id, recall_id),
    unique (clinic_id, product_id, lot),
    foreign key (clinic_id, product_id) references holdspace.product (clinic_id, product_id)
  );
  ${TABLES.map(sameClinic).join('')}

  create function holdspace.refuse_ledger_change() returns trigger
  language plpgsql set search_path = pg_catalog
  as $refuse$ begin
    raise exception 'The ledger is only ever added to.' using errcode = 'insufficient_privilege';
  end $refuse$;
  ${['movement', 'receipt', 'lot_recall'].map(neverChanged).join('')}
  ${neverEmptied('container')}
  create trigger never_changed before delete or update of clinic_id, container_id, product_id, label, lot, expires_on,
    serial, receipt_id on holdspace.container for each row execute function holdspace.refuse_ledger_change();

  -- Stores movements in order, each if it can be: 'posted', or why not. 'repeated': it is stored already; 'differs': another
  -- is, under its id; 'short': the account that gives holds less (held); 'cannot_reverse': it is not the mirror image of a
  -- movement that still stands. Whoever calls holds the clinic's ledger until they commit.
  create function holdspace.post_movements(p_clinic uuid, p_movements jsonb)
  returns table (item integer, outcome text, held bigint)
  language plpgsql security invoker
  set search_path = pg_catalog
  -- Planned once a connection, which may be while the tables are empty: always by key (see 0010-append-by-key).
  set plan_cache_mode = force_generic_plan
  set enable_seqscan = off
  as $post$
  declare
    v_one record;
    v_seq integer;
    v_before integer;
    v_hash text;
    v_previous text;
    v_entry text;
    v_opened timestamptz;
    v_stands boolean;
  begin
    perform set_config('holdspace.clinic', p_clinic::text, true);
    loop
      select h.seq, h.hash into v_seq, v_hash from holdspace.ledger_head h where h.clinic_id = p_clinic for update;
      exit when found;
      insert into holdspace.ledger_head (clinic_id, seq, hash) values (p_clinic, 0, '') on conflict (clinic_id) do nothing;
    end loop;
    v_before := v_seq;
    for v_one in
      select (t.place - 1)::integer as place, (t.e->>'id')::uuid as id, t.e->>'kind' as kind,
             (t.e->>'container')::uuid as container, (t.e->>'amountUg')::bigint as amount, t.e->>'from' as source,
             t.e->>'into' as target, (t.e->>'at')::timestamptz as at, (t.e->>'recordedAt')::timestamptz as recorded_at,
             (t.e->>'session')::uuid as session, (t.e->>'reverses')::uuid as reverses, t.e->>'text' as entry
        from jsonb_array_elements(p_movements) with ordinality as t(e, place) order by t.place
    loop
      item := v_one.place;
      held := null;

      -- Between, and in order: without statistics, one clinic's movements by any other index look as cheap as one by its id,
      -- and only this says which index is meant.
      select m.entry into v_entry from holdspace.movement m
       where m.clinic_id = p_clinic and m.movement_id between v_one.id and v_one.id order by m.movement_id limit 1;
      if found then
        -- Sent again, it is recorded later, and is the same.
        outcome := case when v_entry::jsonb - 'recordedAt' = v_one.entry::jsonb - 'recordedAt' then 'repeated' else 'differs' end;
        return next;
        continue;
      end if;

      select c.opened_at into v_opened
        from holdspace.container c where c.clinic_id = p_clinic and c.container_id = v_one.container;
      if not found then
        outcome := 'unknown_container';
        return next;
        continue;
      end if;

      if v_one.target like 'safe:%' then
        perform from holdspace.safe s where s.clinic_id = p_clinic and s.safe_id = substr(v_one.target, 6)::uuid;
        if not found then
          outcome := 'unknown_safe';
          return next;
          continue;
        end if;
      end if;

      if v_one.reverses is not null then
        perform from holdspace.movement m
          where m.clinic_id = p_clinic and m.movement_id between v_one.reverses and v_one.reverses
            and m.kind <> 'reversed' and m.container_id = v_one.container and m.amount_ug = v_one.amount
            and m.from_account = v_one.target and m.into_account = v_one.source
          order by m.movement_id limit 1;
        v_stands := found;
        perform from holdspace.movement o
          where o.clinic_id = p_clinic and o.reverses between v_one.reverses and v_one.reverses
          order by o.reverses limit 1;
        if found or not v_stands then
          outcome := 'cannot_reverse';
          return next;
          continue;
        end if;
      end if;

      if v_one.source like '%:%' then
        update holdspace.balance b set amount_ug = b.amount_ug - v_one.amount
         where b.clinic_id = p_clinic and b.container_id = v_one.container and b.account = v_one.source
           and b.amount_ug > v_one.amount
        returning b.amount_ug into held;
        if not found then
          delete from holdspace.balance b
           where b.clinic_id = p_clinic and b.container_id = v_one.container and b.account = v_one.source
             and b.amount_ug = v_one.amount;
          if found then
            held := 0;
          else
            held := coalesce((select b.amount_ug from holdspace.balance b
              where b.clinic_id = p_clinic and b.container_id = v_one.container and b.account = v_one.source), 0);
            outcome := 'short';
            return next;
            continue;
          end if;
        end if;
      end if;
      if v_one.target like '%:%' then
        insert into holdspace.balance as b (clinic_id, container_id, account, amount_ug)
        values (p_clinic, v_one.container, v_one.target, v_one.amount)
        on conflict (clinic_id, container_id, account) do update set amount_ug = b.amount_ug + excluded.amount_ug;
      end if;

      v_previous := v_hash;
      v_seq := v_seq + 1;
      v_hash := encode(sha256(convert_to(
        p_clinic::text || '|' || v_seq || '|' || v_previous || '|' || v_one.entry, 'UTF8')), 'hex');
      insert into holdspace.movement
        (clinic_id, seq, movement_id, kind, container_id, amount_ug, from_account, into_account, at, recorded_at,
         session_id, reverses, entry, previous_hash, hash)
      values
        (p_clinic, v_seq, v_one.id, v_one.kind, v_one.container, v_one.amount, v_one.source, v_one.target, v_one.at,
         v_one.recorded_at, v_one.session, v_one.reverses, v_one.entry, v_previous, v_hash);

      if v_one.kind = 'drawn' and (v_opened is null or v_opened > v_one.at) then
        update holdspace.container c set opened_at = v_one.at
         where c.clinic_id = p_clinic and c.container_id = v_one.container;
      elsif v_one.kind = 'reversed' and v_opened is not null then
        update holdspace.container c set opened_at = (
          select min(m.at) from holdspace.movement m
           where m.clinic_id = p_clinic and m.container_id = v_one.container and m.kind = 'drawn'
             and not exists (select from holdspace.movement o where o.clinic_id = p_clinic and o.reverses = m.movement_id))
         where c.clinic_id = p_clinic and c.container_id = v_one.container;
      end if;
      outcome := 'posted';
      return next;
    end loop;
    if v_seq > v_before then
      update holdspace.ledger_head h set seq = v_seq, hash = v_hash where h.clinic_id = p_clinic;
    end if;
  end
  $post$;
  revoke all on function holdspace.post_movements(uuid, jsonb) from public;
  grant execute on function holdspace.post_movements(uuid, jsonb) to holdspace_app;

  grant select, insert on holdspace.movement, holdspace.receipt, holdspace.lot_recall, holdspace.safe to holdspace_app;
  grant select, insert, update (document, saved_at, saved_by, retired_at, retired_by) on holdspace.product to holdspace_app;
  grant select, insert, update (opened_at) on holdspace.container to holdspace_app;
  grant select, insert, update (amount_ug), delete on holdspace.balance to holdspace_app;
  grant select, insert, update (seq, hash) on holdspace.ledger_head to holdspace_app;

  -- A checkpoint of the audit says where the ledger stood as well; those from before the ledger say nothing of it.
  alter table holdspace.audit_checkpoint add column ledger_seq integer not null default 0, add column ledger_hash text;
  alter table holdspace.audit_checkpoint drop constraint audit_checkpoint_pkey,
    add primary key (clinic_id, seq, ledger_seq, key_id);
  `,
};
