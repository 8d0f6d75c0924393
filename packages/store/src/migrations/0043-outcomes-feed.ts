/**
 * In which transaction a row was stored, so that a copy can ask for what was stored since it last looked and miss nothing
 * that committed late: every transaction below the oldest one still under way has ended. Rows of before have no number;
 * the first copy reads them all. Blocks of the log are told apart by a summary index, which costs an append next to nothing.
 */
const FED = ['session_event', 'patient', 'course', 'course_protocol_move', 'visit_outcome', 'measure_response'];

export const outcomesFeed = {
  id: '0043-outcomes-feed',
  sql: `
  ${FED.map(
    (name) => `
  alter table holdspace.${name} add column stored_in bigint;
  alter table holdspace.${name} alter column stored_in set default (pg_current_xact_id()::text)::bigint;`,
  ).join('')}
  create index session_event_stored on holdspace.session_event
    using brin (clinic_id, stored_in) with (pages_per_range = 16, autosummarize = on);
  ${FED.filter((name) => name !== 'session_event')
    .map((name) => `create index ${name}_stored on holdspace.${name} (clinic_id, stored_in);`)
    .join('\n  ')}
  `,
};
