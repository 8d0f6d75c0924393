/**
 * Durable movements of medicine through the store (train, lock on the ledger, balances, hash, commit), 16 callers over 64
 * vials, against a bare transaction of two rows by 16 connections on the same PostgreSQL in the same run: what a double
 * entry costs at the least. Limit: at least 0.35 of the bare transactions' rate.
 */
import { randomUUID } from 'node:crypto';
import { type Account, instant } from '@holdspace/care';
import { testMovement, testStock } from '@holdspace/store/testing';
import pg from 'pg';
import { benchClinic } from './clinic.ts';
import { median, percentile, report } from './report.ts';

const CALLERS = 16;
const VIALS = 64;
const ROUND_MS = 5_000;
const ROUNDS = 3;
const LIMIT = 0.35;
/** So little that no vial runs dry. */
const MICROGRAMS = 20;

const bench = await benchClinic();
const { store, clinic } = bench;
const { safe, vials } = await testStock(store, clinic, VIALS);
const inSafe: Account = { kind: 'safe', safe };
const administered: Account = { kind: 'administered' };

/** Sixteen workers, each doing one thing after another until the time is over; the rate and every duration. */
async function rate(
  work: (worker: number, turn: number) => Promise<void>,
): Promise<{ perSecond: number; milliseconds: number[] }> {
  const milliseconds: number[] = [];
  const begin = performance.now();
  const until = begin + ROUND_MS;
  await Promise.all(
    Array.from({ length: CALLERS }, async (_, worker) => {
      for (let turn = 0; performance.now() < until; turn += 1) {
        const started = performance.now();
        await work(worker, turn);
        milliseconds.push(performance.now() - started);
      }
    }),
  );
  return { perSecond: (milliseconds.length * 1000) / (performance.now() - begin), milliseconds };
}

/** What a caller drew, and gives next: a session draws and gives, one movement a call. */
const inHands: (Account | undefined)[] = [];
const movement = async (worker: number, turn: number) => {
  const vial = vials[(worker + CALLERS * Math.floor(turn / 2)) % VIALS] as string;
  const hand = inHands[worker];
  const next: Account = hand ?? { kind: 'in_hand', session: randomUUID() };
  const recordedAt = instant(Date.now());
  const made = hand
    ? testMovement(clinic, 'administered', vial, MICROGRAMS, next, administered, { recordedAt })
    : testMovement(clinic, 'drawn', vial, MICROGRAMS, inSafe, next, { recordedAt });
  inHands[worker] = hand ? undefined : next;
  const [answer] = await store.inventory.post(clinic.clinicId, [made]);
  if (answer?.outcome !== 'posted') throw new Error(`not posted: ${answer?.outcome}`);
};

const pool = new pg.Pool({ connectionString: bench.engine.databaseUrl, max: CALLERS });
const { rows } = await pool.query<{ synchronous_commit: string; fsync: string }>(
  "select current_setting('synchronous_commit') as synchronous_commit, current_setting('fsync') as fsync",
);
if (rows[0]?.synchronous_commit !== 'on' || rows[0].fsync !== 'on')
  throw new Error('the engine does not commit durably');
await pool.query(
  'create table public.bare (movement_id uuid, account text, amount_ug bigint not null, primary key (movement_id, account))',
);
const bareTransaction = async () => {
  await pool.query({
    name: 'bare',
    text: "insert into public.bare (movement_id, account, amount_ug) values ($1, 'safe', -$2::bigint), ($1, 'in_hand', $2)",
    values: [randomUUID(), MICROGRAMS],
  });
};

// Both warm, then in turn, so that a machine that drifts drifts under both.
await rate(movement);
await rate(bareTransaction);
const bare: number[] = [];
const whole: number[] = [];
const durations: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  bare.push((await rate(bareTransaction)).perSecond);
  inHands.length = 0;
  const measured = await rate(movement);
  whole.push(measured.perSecond);
  durations.push(...measured.milliseconds);
}
const { ledger } = await store.verify([clinic.clinicId]);
if (ledger.broken) throw new Error(`${ledger.broken.row}: ${ledger.broken.why}`);
const ratios = whole.map((value, index) => value / (bare[index] ?? Number.NaN));

report(
  'ledger: durable movements through the store, against bare transactions of two rows',
  [
    { name: 'bare transactions', value: median(bare), unit: '/s' },
    { name: 'movements', value: median(whole), unit: '/s' },
    { name: 'a movement, median', value: median(durations), unit: 'ms' },
    { name: 'a movement, p99', value: percentile(durations, 0.99), unit: 'ms' },
    { name: 'stored and verified', value: ledger.movements, unit: 'movements' },
  ],
  [{ name: 'movements / bare transactions', value: median(ratios), limit: LIMIT, bound: 'at_least' }],
);
await pool.end();
await bench.close();
