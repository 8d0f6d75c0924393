/** That a deadline has passed is told until it was taken: when that was is kept. What had passed before counts as told. */
export const counting = {
  id: '0026-counting',
  sql: `
  alter table holdspace.discrepancy add column told_at timestamptz;
  update holdspace.discrepancy set told_at = escalated_at;
  create index discrepancy_untold on holdspace.discrepancy (clinic_id, escalated_at)
    where escalated_at is not null and told_at is null and state = 'open';
  grant update (told_at) on holdspace.discrepancy to holdspace_app;
  `,
};
