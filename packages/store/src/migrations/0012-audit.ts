/**
 * The audit: one chain of entries for each clinic, and one for the house (the clinic of all zeroes) of what happens before
 * a clinic is known. The application may add and read. The triggers are a second wall, against the owner's own slips:
 * that a chain is whole rests on its hashes, its head and the checkpoints that are kept elsewhere.
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
    for each row execute function holdspace.refuse_change();
  create trigger never_emptied before truncate on holdspace.${name}
    for each statement execute function holdspace.refuse_change();
`;

export const audit = {
  id: '0012-audit',
  sql: `
  create table holdspace.audit_entry (
    clinic_id uuid not null,
    seq integer not null,
    at timestamptz not null,
    act text not null,
    outcome text not null,
    practitioner_id uuid,
    patient_id uuid,
    session_id uuid,
    -- The canonical text that the hash covers; the columns before it are for finding, and agree with it.
    entry text not null,
    previous_hash text not null,
    hash text not null,
    primary key (clinic_id, seq)
  );
  create index audit_entry_by_patient on holdspace.audit_entry (clinic_id, patient_id, at desc);
  create index audit_entry_by_practitioner on holdspace.audit_entry (clinic_id, practitioner_id, at desc);

  create table holdspace.audit_head (
    clinic_id uuid primary key,
    seq integer not null,
    hash text not null,
    -- The latest moment that any entry bears, so that a clock that is behind is seen.
    latest_at timestamptz not null
  ) with (fillfactor = 50);

  create table holdspace.audit_checkpoint (
    clinic_id uuid not null,
    seq integer not null,
    at timestamptz not null,
    hash text not null,
    key_id text not null,
    public_key text not null,
    signature text not null,
    primary key (clinic_id, seq, key_id)
  );
  ${['audit_entry', 'audit_head', 'audit_checkpoint'].map(sameClinic).join('')}

  create function holdspace.refuse_change() returns trigger
  language plpgsql set search_path = pg_catalog
  as $refuse$ begin
    raise exception 'The audit is only ever added to.' using errcode = 'insufficient_privilege';
  end $refuse$;
  ${['audit_entry', 'audit_checkpoint'].map(neverChanged).join('')}

  -- Adds entries where the head still is where the writer believes it to be; answers where it is. Nothing is stored
  -- otherwise, and the writer chains its entries on to what others stored.
  create function holdspace.append_audit_entries(
    p_clinic uuid, p_expected integer, p_previous text, p_at timestamptz[], p_act text[], p_outcome text[],
    p_practitioner uuid[], p_patient uuid[], p_session uuid[], p_entry text[], p_hash text[])
  returns table (stored boolean, seq integer, hash text, latest_at timestamptz)
  language plpgsql security invoker
  set search_path = pg_catalog
  as $append$
  declare
    v_count integer := cardinality(p_hash);
    v_changed integer;
  begin
    perform set_config('holdspace.clinic', p_clinic::text, true);
    if p_expected = 0 then
      insert into holdspace.audit_head as h (clinic_id, seq, hash, latest_at) values (p_clinic, 0, '', p_at[1])
        on conflict (clinic_id) do nothing;
    end if;
    update holdspace.audit_head h
       set seq = p_expected + v_count, hash = p_hash[v_count],
           latest_at = greatest(h.latest_at, (select max(one) from unnest(p_at) as one))
     where h.clinic_id = p_clinic and h.seq = p_expected and h.hash = p_previous;
    get diagnostics v_changed = row_count;
    if v_changed = 1 then
      insert into holdspace.audit_entry
        (clinic_id, seq, at, act, outcome, practitioner_id, patient_id, session_id, entry, previous_hash, hash)
      select p_clinic, p_expected + n, t.at, t.act, t.outcome, t.practitioner, t.patient, t.session, t.entry,
             case when n = 1 then p_previous else p_hash[n - 1] end, t.hash
        from unnest(p_at, p_act, p_outcome, p_practitioner, p_patient, p_session, p_entry, p_hash)
             with ordinality as t(at, act, outcome, practitioner, patient, session, entry, hash, n);
    end if;
    return query select v_changed = 1, h.seq, h.hash, h.latest_at
      from holdspace.audit_head h where h.clinic_id = p_clinic;
  end
  $append$;

  grant select, insert on holdspace.audit_entry, holdspace.audit_checkpoint to holdspace_app;
  grant select, insert, update (seq, hash, latest_at) on holdspace.audit_head to holdspace_app;
  `,
};
