/**
 * Append latency with a thousand and with a million events stored: one writer, one reading after another, through the
 * store, in turn on two databases of the same kind, so that a machine that drifts drifts under both. Command ids begin
 * with their time, as the product's own screens make them; the same with random ids is printed beside it.
 * Limit: the medians' ratio is at most 1.3.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { SessionWriter } from '../packages/store/src/sessions/session-maker.ts';
import { type BenchClinic, benchClinic } from './clinic.ts';
import { median, percentile, report } from './report.ts';

const SMALL = 1_000;
const LARGE = 1_000_000;
const EVENTS_A_SESSION = 200;
const SESSIONS_A_STATEMENT = 50;
const ROUNDS = 30;
const APPENDS_A_ROUND = 100;
const LIMIT = 1.3;

/** Fills the log with sessions of 200 events each, an hour apart, as rows: what matters to an append is how many there are. */
async function fillTo(bench: BenchClinic, count: number): Promise<pg.Client> {
  const superuser = new pg.Client({ connectionString: bench.engine.databaseUrl });
  await superuser.connect();
  const model = await SessionWriter.begun(bench.store, bench.clinic);
  await model.append(model.reading());
  const [event] = await bench.store.sessions.events(bench.clinic.clinicId, model.sessionId, 2);
  const sessions = Array.from({ length: Math.ceil(count / EVENTS_A_SESSION) }, () => randomUUID());
  for (let from = 0; from < sessions.length; from += SESSIONS_A_STATEMENT) {
    const ids = sessions.slice(from, from + SESSIONS_A_STATEMENT);
    await superuser.query(
      `insert into holdspace.session (clinic_id, session_id, patient_id, protocol_id, protocol_version, seq, updated_at)
       select $1, id, $2, 'infusion-iv', '1.0.0', $3, now() from unnest($4::uuid[]) as id`,
      [bench.clinic.clinicId, bench.clinic.patientId, EVENTS_A_SESSION, ids],
    );
    await superuser.query(
      `insert into holdspace.session_event (clinic_id, session_id, seq, command_id, command_part, command_hash, type,
         clinical_at, recorded_at, event, previous_hash, hash)
       select $1, id, seq, uuidv7(make_interval(hours => place::integer - $4)), 0, repeat('a', 64), 'VitalSignsRecorded',
              now(), now(), $2::jsonb, repeat('b', 64), repeat('c', 64)
         from unnest($3::uuid[]) with ordinality as session(id, place), generate_series(1, ${EVENTS_A_SESSION}) as seq`,
      [bench.clinic.clinicId, JSON.stringify(event), ids, sessions.length - from],
    );
  }
  await superuser.query('vacuum analyze holdspace.session_event, holdspace.session');
  await superuser.query('checkpoint');
  return superuser;
}

/** Milliseconds of each append of one new session's readings. */
async function round(bench: BenchClinic, newId?: () => string): Promise<number[]> {
  const writer = await SessionWriter.begun(bench.store, bench.clinic);
  const milliseconds: number[] = [];
  for (let count = 0; count < APPENDS_A_ROUND; count += 1) {
    const command = { ...writer.reading(60 + count), ...(newId && { id: newId() }) };
    const begin = performance.now();
    await writer.append(command);
    milliseconds.push(performance.now() - begin);
  }
  return milliseconds;
}

const clinics = { small: await benchClinic(), large: await benchClinic() };
const filling = performance.now();
const connections = [await fillTo(clinics.small, SMALL), await fillTo(clinics.large, LARGE)];
const fillSeconds = (performance.now() - filling) / 1000;

const found = {
  small: [] as number[],
  large: [] as number[],
  smallRandom: [] as number[],
  largeRandom: [] as number[],
};
for (let turn = 0; turn < ROUNDS + 2; turn += 1) {
  const small = await round(clinics.small);
  const large = await round(clinics.large);
  const smallRandom = await round(clinics.small, randomUUID);
  const largeRandom = await round(clinics.large, randomUUID);
  // The first two warm everything.
  if (turn < 2) continue;
  found.small.push(...small);
  found.large.push(...large);
  found.smallRandom.push(...smallRandom);
  found.largeRandom.push(...largeRandom);
}
const { rows } = await (connections[1] as pg.Client).query<{ count: string }>(
  'select count(*) from holdspace.session_event',
);

report(
  'grow: one append after another, with a thousand and with a million events stored',
  [
    { name: 'events stored in the end', value: Number(rows[0]?.count), unit: '' },
    { name: 'filled in', value: fillSeconds, unit: 's' },
    { name: 'median with a thousand', value: median(found.small), unit: 'ms' },
    { name: 'median with a million', value: median(found.large), unit: 'ms' },
    { name: 'p99 with a thousand', value: percentile(found.small, 0.99), unit: 'ms' },
    { name: 'p99 with a million', value: percentile(found.large, 0.99), unit: 'ms' },
    {
      name: 'median ratio where ids are random',
      value: median(found.largeRandom) / median(found.smallRandom),
      unit: '',
    },
  ],
  [
    {
      name: 'median with a million / with a thousand',
      value: median(found.large) / median(found.small),
      limit: LIMIT,
      bound: 'at_most',
    },
  ],
);
for (const connection of connections) await connection.end();
for (const bench of Object.values(clinics)) await bench.close();
