/**
 * The ledger under everything at once: 64 writers, 100,000 random movements, races for the same vials, the writers' process
 * killed three times and PostgreSQL once. Nothing that was answered is lost, and every microgram is somewhere.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { balanceKey, balancesOf, type Movement } from '@holdspace/care';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, startEngine } from '../engine/engine.ts';
import { processesIn, readPostmasterFile, wait } from '../engine/processes.ts';
import { migrate } from '../migrations/migrate.ts';
import { openStore, type Store } from '../store.ts';
import { TEST_ROOT_KEYS, testClinic } from '../testing.ts';
import type { PlacedMovement } from './movements.ts';
import { TEST_VIAL, testStock } from './testing-stock.ts';
import { type Answered, readLines, type WriterSettings } from './testing-writer.ts';

const MOVEMENTS = Number(process.env.HOLDSPACE_TEST_MOVEMENTS ?? 100_000);
const WRITERS = 64;
const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
/** A line of the answers: an id, an outcome, and what JSON puts around them. */
const ANSWER_LENGTH = 50;

let folder: string;
let engine: Engine;
let store: Store;
const children: ChildProcess[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdspace-ledger-'));
  engine = await startEngine({ folder });
  await migrate(engine.databaseUrl);
  store = openStore({ databaseUrl: engine.databaseUrl, rootKeys: TEST_ROOT_KEYS });
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await store.close();
  await engine.stop();
  for (const pid of processesIn(join(folder, 'cluster'))) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function asOwner(statement: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: engine.databaseUrl });
  await client.connect();
  await client.query(statement, values).finally(() => client.end());
}
const sizeOf = (file: string) => (existsSync(file) ? statSync(file).size : 0);
async function allMovements(clinicId: string): Promise<readonly PlacedMovement[]> {
  const all: PlacedMovement[] = [];
  for (;;) {
    const more = await store.inventory.movements(clinicId, { afterSeq: all.length, limit: 10_000 });
    if (more.length === 0) return all;
    all.push(...more);
  }
}

test(`${MOVEMENTS} movements by ${WRITERS} writers, killed in between: nothing answered is lost, nothing is below zero, all adds up`, {
  timeout: 600_000,
}, async () => {
  const clinic = await testClinic(store);
  const stocks = [await testStock(store, clinic, 100, 'L-1'), await testStock(store, clinic, 100, 'L-2')] as const;
  const vials = stocks.flatMap((stock) => stock.vials);
  const settings: WriterSettings = {
    databaseUrl: engine.databaseUrl,
    clinic,
    safes: [stocks[0].safe, stocks[1].safe],
    wanted: vials.filter((_, index) => index % 25 === 0),
    others: vials.filter((_, index) => index % 25 !== 0),
    writers: WRITERS,
    until: MOVEMENTS,
    sentFile: join(folder, 'sent'),
    answeredFile: join(folder, 'answered'),
    seed: 1,
  };
  const writer = join(folder, 'writer.mjs');
  const { bundle } = await import(pathToFileURL(join(ROOT, 'scripts', 'bundle.mjs')).href);
  await bundle(join(import.meta.dirname, 'testing-writer.ts'), writer);

  let starts = 0;
  const write = () => {
    starts += 1;
    const file = join(folder, 'writer-settings.json');
    writeFileSync(file, JSON.stringify({ ...settings, seed: starts }));
    const child = spawn(process.execPath, [writer, file], { stdio: ['ignore', 'ignore', 'inherit'] });
    children.push(child);
    return { child, ended: new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code))) };
  };
  const victims = ['writers', 'writers', 'PostgreSQL', 'writers'] as const;
  let running = write();
  for (const [index, victim] of victims.entries()) {
    // At a fifth, two fifths, … of the way.
    const size = (ANSWER_LENGTH * MOVEMENTS * (index + 1)) / (victims.length + 1);
    while (sizeOf(settings.answeredFile) < size && running.child.exitCode === null) await wait(20);
    if (victim === 'PostgreSQL') {
      process.kill(readPostmasterFile(join(folder, 'cluster'))?.pid ?? Number.NaN, 'SIGKILL');
      continue;
    }
    running.child.kill('SIGKILL');
    expect(await running.ended, 'was killed while it was writing').toBeNull();
    running = write();
  }
  expect(await running.ended).toBe(0);

  const answers = readLines<Answered>(settings.answeredFile);
  const sent = readLines<Movement>(settings.sentFile);
  const movements = await allMovements(clinic.clinicId);
  const stored = new Map(movements.map((one) => [one.id, one]));
  const stands = answers.filter(([, outcome]) => outcome === 'posted' || outcome === 'repeated');
  expect(stands.filter(([id]) => !stored.has(id))).toEqual([]);
  expect(stored.size).toBe(movements.length);
  expect(stored.size).toBeGreaterThanOrEqual(MOVEMENTS);
  // Whatever was sent is stored, or was refused in so many words; nothing else is in the ledger.
  const answered = new Set(answers.map(([id]) => id));
  expect(sent.filter(({ id }) => !answered.has(id))).toEqual([]);
  expect(stored.size).toBe(vials.length + new Set(stands.map(([id]) => id)).size);
  for (const outcome of ['posted', 'repeated', 'short', 'cannot_reverse'] as const)
    expect(
      answers.some(([, one]) => one === outcome),
      outcome,
    ).toBe(true);
  expect(answers.filter(([, outcome]) => outcome === 'differs')).toEqual([]);

  const balances = balancesOf(movements);
  const sums = new Map<string, number>();
  for (const [key, { value }] of balances) {
    const [container = ''] = key.split(' ');
    sums.set(container, (sums.get(container) ?? 0) + value);
    if (key.includes(':')) expect(value, key).toBeGreaterThanOrEqual(0);
  }
  expect([...sums.values()].every((sum) => sum === 0)).toBe(true);
  const containers = await store.inventory.containers(clinic.clinicId);
  expect(containers).toHaveLength(vials.length);
  const kept = new Map(
    containers.flatMap(({ id, places }) => places.map(({ account, amount }) => [balanceKey(id, account), amount])),
  );
  const due = new Map([...balances].filter(([key, { value }]) => key.includes(':') && value !== 0));
  expect(kept).toEqual(due);
  // The walk makes every hash again, and finds any moment at which an account was below zero.
  expect((await store.verify([clinic.clinicId])).ledger).toEqual({
    movements: movements.length,
    containers: vials.length,
  });

  // Half of everything is of this lot: no real recall asks for as much.
  await asOwner(
    `insert into holdspace.session (clinic_id, session_id, patient_id, protocol_id, protocol_version, seq, head_hash, updated_at)
     select distinct clinic_id, session_id, $2::uuid, 'infusion-iv', '1.0.0', 0, '', now() from holdspace.movement
      where clinic_id = $1 and session_id is not null`,
    [clinic.clinicId, clinic.patientId],
  );
  const asked = performance.now();
  const received = await store.inventory.whoReceived(clinic.clinicId, TEST_VIAL.id, 'L-1');
  const took = performance.now() - asked;
  expect(received.length).toBeGreaterThan(MOVEMENTS / 100);
  console.info(`${movements.length} movements; ${received.length} sessions of a lot found in ${Math.round(took)} ms`);
});
