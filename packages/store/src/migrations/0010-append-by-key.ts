/**
 * Finds the heads of an append by their key, always. The planner guesses that any array of JSON holds a hundred items,
 * and for a hundred it reads the whole table of sessions: an append then grows slower with every session ever held.
 */
export const appendByKey = {
  id: '0010-append-by-key',
  sql: `
  alter function holdspace.append_session_events(uuid, jsonb) set enable_hashjoin = off;
  alter function holdspace.append_session_events(uuid, jsonb) set enable_mergejoin = off;
  alter function holdspace.append_session_events(uuid, jsonb) set enable_seqscan = off;
  `,
};
