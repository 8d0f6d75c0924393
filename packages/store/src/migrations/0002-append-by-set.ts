/**
 * Appends a whole train by set: one update of the heads and one insert of the events, without a subtransaction for each
 * item. Only where a command id turns out to be stored already, which is rare, does the train go item by item, as before.
 */
export const appendBySet = {
  id: '0002-append-by-set',
  sql: `
  alter function holdspace.append_session_events(uuid, jsonb) rename to append_one_by_one;

  create function holdspace.append_session_events(p_clinic uuid, p_items jsonb)
  returns table (item integer, outcome text, seq integer)
  language plpgsql security invoker
  set search_path = pg_catalog
  as $append$
  declare
    v_stored integer[];
  begin
    perform set_config('holdspace.clinic', p_clinic::text, true);
    begin
      with items as materialized (
        select (i.place - 1)::integer as place, t.*
          from jsonb_array_elements(p_items) with ordinality as i(item, place),
               jsonb_to_record(i.item) as t("sessionId" uuid, "expectedSeq" integer, "previousHash" text, seq integer,
                                            hash text, "recordedAt" timestamptz, summary jsonb, events jsonb)
      ), firsts as (
        -- Two items of one session cannot both follow on its head; the later is stale.
        select distinct on ("sessionId") * from items order by "sessionId", place
      ), moved as (
        update holdspace.session s
           set seq = f.seq, head_hash = f.hash, summary = f.summary, updated_at = f."recordedAt"
          from firsts f
         where s.clinic_id = p_clinic and s.session_id = f."sessionId"
           and s.seq = f."expectedSeq" and s.head_hash = f."previousHash"
        returning f.place, f."sessionId", f.events
      ), written as (
        insert into holdspace.session_event
          (clinic_id, session_id, seq, command_id, command_part, command_hash, type,
           clinical_at, recorded_at, event, previous_hash, hash)
        select p_clinic, m."sessionId", (e.event->>'seq')::integer, (e.event->>'commandId')::uuid,
               (e.event->>'part')::smallint, e."commandHash", e.event->>'type',
               (e.event->>'at')::timestamptz, (e.event->>'recordedAt')::timestamptz,
               e.event, e."previousHash", e.hash
          from moved m,
               jsonb_to_recordset(m.events) as e(event jsonb, "commandHash" text, "previousHash" text, hash text)
      )
      select coalesce(array_agg(m.place), '{}') into v_stored from moved m;
    exception when unique_violation then
      return query select * from holdspace.append_one_by_one(p_clinic, p_items);
      return;
    end;
    return query
      select place, 'stored', null::integer from unnest(v_stored) as place
      union all
      select place, 'stale', (select s.seq from holdspace.session s
                               where s.clinic_id = p_clinic
                                 and s.session_id = (p_items->place->>'sessionId')::uuid)
        from generate_series(0, jsonb_array_length(p_items) - 1) as place
       where not place = any (v_stored);
  end
  $append$;

  revoke all on function holdspace.append_session_events(uuid, jsonb) from public;
  grant execute on function holdspace.append_session_events(uuid, jsonb) to holdspace_app;
  `,
};
