/**
 * A recall that was recorded by mistake is taken back by a row of its own, with the reason; neither is ever changed. A lot may
 * be recalled again after that: `place` says which recall of the lot it is, so that of two at once one is kept.
 */
export const recallTakenBack = {
  id: '0050-recall-taken-back',
  sql: `
  alter table holdspace.lot_recall add column place integer not null default 1 check (place > 0);
  alter table holdspace.lot_recall drop constraint lot_recall_clinic_id_product_id_lot_key;
  alter table holdspace.lot_recall add constraint lot_recall_by_place unique (clinic_id, product_id, lot, place);

  create table holdspace.lot_recall_taken_back (
    clinic_id uuid not null,
    recall_id uuid not null,
    reason text not null,
    at timestamptz not null,
    by uuid not null,
    primary key (clinic_id, recall_id),
    foreign key (clinic_id, recall_id) references holdspace.lot_recall (clinic_id, recall_id),
    foreign key (clinic_id, by) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  alter table holdspace.lot_recall_taken_back enable row level security;
  alter table holdspace.lot_recall_taken_back force row level security;
  create policy same_clinic on holdspace.lot_recall_taken_back
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
  create trigger never_changed before update or delete on holdspace.lot_recall_taken_back
    for each row execute function holdspace.refuse_ledger_change();
  create trigger never_emptied before truncate on holdspace.lot_recall_taken_back
    for each statement execute function holdspace.refuse_ledger_change();
  grant select, insert on holdspace.lot_recall_taken_back to holdspace_app;
  `,
};
