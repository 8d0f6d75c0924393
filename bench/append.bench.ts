/**
 * Durable vitals commands through the whole path (HTTP, authorization, decide, hash, projections, commit), 16 clients
 * over 64 sessions, against a bare loop of single-row inserts of the same payload on the same PostgreSQL in the same run.
 * Limit: at least 0.35 of the bare loop's rate.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { arrivedSession, benchClinic, client, startProduct, vitalsCommand } from './clinic.ts';
import { median, percentile, report } from './report.ts';

const CLIENTS = 16;
const SESSIONS = 64;
const ROUND_MS = 5_000;
/** Runs of three rounds gave 0.28 to 0.35 on the same code, which tells too little. */
const ROUNDS = 9;
const LIMIT = 0.35;

const bench = await benchClinic();
const server = await startProduct({
  DATABASE_URL: bench.engine.databaseUrl,
  HOLDSPACE_DATA: bench.folder,
  LOG_LEVEL: 'warn',
});

/** Sixteen workers, each doing one thing after another until the time is over; the rate and every duration. */
async function rate(
  work: (worker: number, turn: number) => Promise<void>,
): Promise<{ perSecond: number; milliseconds: number[] }> {
  const milliseconds: number[] = [];
  const begin = performance.now();
  const until = begin + ROUND_MS;
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, worker) => {
      for (let turn = 0; performance.now() < until; turn += 1) {
        const started = performance.now();
        await work(worker, turn);
        milliseconds.push(performance.now() - started);
      }
    }),
  );
  return { perSecond: (milliseconds.length * 1000) / (performance.now() - begin), milliseconds };
}

const sends = Array.from({ length: CLIENTS }, () => client(server.url, bench.token));
const first = sends[0] as ReturnType<typeof client>;
const sessions: string[] = [];
for (let index = 0; index < SESSIONS; index += 1) sessions.push(await arrivedSession(first, bench.clinic));
const command = async (worker: number, turn: number) => {
  const session = sessions[(worker + CLIENTS * turn) % SESSIONS];
  const { status, text } = await (sends[worker] as typeof first)(
    'POST',
    `/api/sessions/${session}/commands`,
    vitalsCommand(60 + (turn % 40)),
  );
  if (status !== 200) throw new Error(`${status}: ${text}`);
};

const pool = new pg.Pool({ connectionString: bench.engine.databaseUrl, max: CLIENTS });
const { rows } = await pool.query<{ synchronous_commit: string; fsync: string }>(
  "select current_setting('synchronous_commit') as synchronous_commit, current_setting('fsync') as fsync",
);
if (rows[0]?.synchronous_commit !== 'on' || rows[0].fsync !== 'on')
  throw new Error('the engine does not commit durably');
await pool.query('create table public.bare (id uuid primary key, payload jsonb not null)');
await command(0, 0);
const stored = await first('GET', `/api/sessions/${sessions[0]}/events?after=2`);
const payload = JSON.stringify((JSON.parse(stored.text) as { events: unknown[] }).events[0]);
const bareInsert = async () => {
  await pool.query({
    name: 'bare',
    text: 'insert into public.bare (id, payload) values ($1, $2)',
    values: [randomUUID(), payload],
  });
};

// Both warm, then in turn, so that a machine that drifts drifts under both.
await rate(command);
await rate(bareInsert);
const bare: number[] = [];
const whole: number[] = [];
const durations: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  bare.push((await rate(bareInsert)).perSecond);
  const measured = await rate(command);
  whole.push(measured.perSecond);
  durations.push(...measured.milliseconds);
}
const ratios = whole.map((value, index) => value / (bare[index] ?? Number.NaN));

report(
  'append: durable commands through the whole path, against bare inserts',
  [
    { name: 'payload', value: payload.length, unit: 'bytes' },
    { name: 'bare inserts', value: median(bare), unit: '/s' },
    { name: 'commands', value: median(whole), unit: '/s' },
    { name: 'a command, median', value: median(durations), unit: 'ms' },
    { name: 'a command, p99', value: percentile(durations, 0.99), unit: 'ms' },
  ],
  [{ name: 'commands / bare inserts', value: median(ratios), limit: LIMIT, bound: 'at_least' }],
);
await pool.end();
await server.stop();
await bench.close();
