/**
 * Plans the statements of an append once a connection. PostgreSQL otherwise weighs at every call whether a plan made for
 * just these values would be cheaper; it never is, and the weighing is an eighth of what an append costs it.
 */
export const planOnce = {
  id: '0003-plan-once',
  sql: `
  alter function holdspace.append_session_events(uuid, jsonb) set plan_cache_mode = force_generic_plan;
  `,
};
