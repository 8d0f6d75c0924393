/**
 * Append latency with a thousand and with a million events stored: one writer, one reading after another, through the
 * store. Limit: the medians' ratio is at most 1.3.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { SessionWriter } from '../packages/store/src/sessions/session-maker.ts';
import { benchClinic } from './clinic.ts';
import { median, percentile, report } from './report.ts';

const SMALL = 1_000;
const LARGE = 1_000_000;
const EVENTS_A_SESSION = 200;
const APPENDS = 3_000;
const LIMIT = 1.3;

const bench = await benchClinic();
const superuser = new pg.Client({ connectionString: bench.engine.databaseUrl });
await superuser.connect();

/** Fills the log with sessions of 200 events each, as rows: what matters to an append is how many there are. */
async function fillTo(count: number, before: number): Promise<void> {
  const model = await SessionWriter.begun(bench.store, bench.clinic);
  await model.append(model.reading());
  const [event] = await bench.store.sessions.events(bench.clinic.clinicId, model.sessionId, 2);
  for (let done = before; done < count; done += EVENTS_A_SESSION * 50) {
    const ids = Array.from({ length: Math.min(50, Math.ceil((count - done) / EVENTS_A_SESSION)) }, () => randomUUID());
    await superuser.query(
      `insert into holdspace.session (clinic_id, session_id, patient_id, protocol_id, protocol_version, seq, updated_at)
       select $1, id, $2, 'infusion-iv', '1.0.0', $3, now() from unnest($4::uuid[]) as id`,
      [bench.clinic.clinicId, bench.clinic.patientId, EVENTS_A_SESSION, ids],
    );
    await superuser.query(
      `insert into holdspace.session_event (clinic_id, session_id, seq, command_id, command_part, command_hash, type,
         clinical_at, recorded_at, event, previous_hash, hash)
       select $1, id, seq, gen_random_uuid(), 0, repeat('a', 64), 'VitalSignsRecorded', now(), now(), $2::jsonb, repeat('b', 64), repeat('c', 64)
         from unnest($3::uuid[]) as id, generate_series(1, ${EVENTS_A_SESSION}) as seq`,
      [bench.clinic.clinicId, JSON.stringify(event), ids],
    );
  }
  await superuser.query('vacuum analyze holdspace.session_event, holdspace.session');
  await superuser.query('checkpoint');
}

async function latencies(): Promise<number[]> {
  const milliseconds: number[] = [];
  for (let session = 0; session < APPENDS / 100; session += 1) {
    const writer = await SessionWriter.begun(bench.store, bench.clinic);
    for (let count = 0; count < 100; count += 1) {
      const command = writer.reading(60 + count);
      const begin = performance.now();
      await writer.append(command);
      milliseconds.push(performance.now() - begin);
    }
  }
  return milliseconds;
}

await fillTo(SMALL, 0);
await latencies();
const small = await latencies();
const filling = performance.now();
await fillTo(LARGE, SMALL);
const fillSeconds = (performance.now() - filling) / 1000;
await latencies();
const large = await latencies();
const { rows } = await superuser.query<{ count: string }>('select count(*) from holdspace.session_event');

report(
  'grow: one append after another, with a thousand and with a million events stored',
  [
    { name: 'events stored in the end', value: Number(rows[0]?.count), unit: '' },
    { name: 'filled in', value: fillSeconds, unit: 's' },
    { name: 'median with a thousand', value: median(small), unit: 'ms' },
    { name: 'median with a million', value: median(large), unit: 'ms' },
    { name: 'p99 with a thousand', value: percentile(small, 0.99), unit: 'ms' },
    { name: 'p99 with a million', value: percentile(large, 0.99), unit: 'ms' },
  ],
  [
    {
      name: 'median with a million / with a thousand',
      value: median(large) / median(small),
      limit: LIMIT,
      bound: 'at_most',
    },
  ],
);
await superuser.end();
await bench.close();
