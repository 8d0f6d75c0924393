/**
 * Appends what happens to medicine in the room: the events of a command, the movements that they are, and what they leave
 * to be settled, all of it or nothing. Where the ledger does not take a movement, nothing is stored and the movement is
 * named, so that it can be decided again on what the ledger says now.
 */
export const sessionMedicine = {
  id: '0018-session-medicine',
  sql: `
  create function holdspace.append_with_movements(p_clinic uuid, p_item jsonb)
  returns table (outcome text, seq integer, movement integer, because text)
  language plpgsql security invoker
  set search_path = pg_catalog
  as $append$
  declare
    v_refused record;
    v_discrepancy jsonb;
  begin
    begin
      select a.outcome, a.seq into outcome, seq
        from holdspace.append_one_by_one(p_clinic, jsonb_build_array(p_item)) a;
      if outcome = 'stored' then
        select p.item, p.outcome into v_refused
          from holdspace.post_movements(p_clinic, p_item->'movements') p
         where p.outcome <> 'posted' order by p.item limit 1;
        if found then
          raise exception using errcode = 'HS018';
        end if;
        for v_discrepancy in select value from jsonb_array_elements(p_item->'discrepancies') loop
          perform holdspace.open_discrepancy(p_clinic, v_discrepancy);
        end loop;
      end if;
    exception when sqlstate 'HS018' then
      outcome := 'not_taken';
      seq := null;
      movement := v_refused.item;
      because := v_refused.outcome;
    end;
    return next;
  end
  $append$;

  revoke all on function holdspace.append_with_movements(uuid, jsonb) from public;
  grant execute on function holdspace.append_with_movements(uuid, jsonb) to holdspace_app;
  `,
};
