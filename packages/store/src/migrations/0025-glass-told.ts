/** A notice of broken glass is sent until it was taken: when that was is kept. What was broken before counts as told. */
export const glassTold = {
  id: '0025-glass-told',
  sql: `
  alter table holdspace.break_glass add column told_at timestamptz;
  update holdspace.break_glass set told_at = at;
  create index break_glass_untold on holdspace.break_glass (clinic_id, at) where told_at is null;
  grant update (told_at) on holdspace.break_glass to holdspace_app;
  `,
};
