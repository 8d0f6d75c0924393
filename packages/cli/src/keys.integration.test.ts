/** Keys on a command line: made for their owner alone, needed at start, and replaced while people write, over a kill. */
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@holdspace/care';
import { heldRootKeys, openStore, parseRootKeys, type Store } from '@holdspace/store';
import { testClinic, testDatabase } from '@holdspace/store/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const HOLDSPACE = join(import.meta.dirname, '..', 'bin', 'holdspace.mjs');
const PATIENTS = 400;
let folder: string;
let database: Awaited<ReturnType<typeof testDatabase>>;
let store: Store;
let clinicId: string;
const file = () => join(folder, 'root-keys');
const environment = () => ({ ...process.env, DATABASE_URL: database.databaseUrl, HOLDSPACE_DATA: folder });
const holdspace = (...args: string[]) =>
  spawnSync(process.execPath, [HOLDSPACE, ...args], { env: environment(), encoding: 'utf8' });
const open = () =>
  openStore({
    databaseUrl: database.databaseUrl,
    rootKeys: heldRootKeys(() => parseRootKeys(readFileSync(file(), 'utf8'))),
  });
const aPatient = (index: number) => ({
  id: randomUUID(),
  name: `Ines Invented ${index}`,
  dateOfBirth: '1979-08-09',
  recordNumber: `K-${index}`,
});
const NOW = instant(Date.UTC(2026, 2, 2, 14));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdspace-keys-'));
  database = await testDatabase();
  const migrated = holdspace('migrate');
  expect(migrated.status, migrated.stderr).toBe(0);
  store = open();
  ({ clinicId } = await testClinic(store));
  for (let index = 0; index < PATIENTS; index += 20)
    await Promise.all(
      Array.from({ length: 20 }, (_, more) => store.patients.create(clinicId, aPatient(index + more), NOW)),
    );
});
afterAll(async () => {
  await store?.close();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

test('the root key is made at the first start, for its owner alone', () => {
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(parseRootKeys(readFileSync(file(), 'utf8'))).toHaveLength(1);
});

test('replacing keys is killed in the middle while people write; the same again finishes it, and nothing is lost', async () => {
  const written: string[] = [];
  let stopped = false;
  const writing = (async () => {
    for (let index = PATIENTS + 1; !stopped; index++)
      written.push((await store.patients.create(clinicId, aPatient(index), NOW)).id);
  })();
  const rotating = spawn(process.execPath, [HOLDSPACE, 'keys', 'rotate'], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await new Promise<void>((resolve) => {
    rotating.stderr.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('sealed anew')) resolve();
    });
    rotating.once('exit', () => resolve());
  });
  rotating.kill('SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 300));
  const states = async () => {
    const superuser = new pg.Client({ connectionString: database.databaseUrl });
    await superuser.connect();
    const { rows } = await superuser.query<{ state: string }>(
      "select state from holdspace.data_key where purpose = 'identifiers'",
    );
    await superuser.end();
    return rows.map((row) => row.state);
  };
  expect((await states()).toSorted()).toEqual(['current', 'old']);
  const between = open();
  expect((await between.patients.list(clinicId)).length).toBeGreaterThan(PATIENTS);
  await between.close();
  const finished = holdspace('keys', 'rotate', '--json');
  stopped = true;
  await writing;
  expect(finished.status, finished.stderr).toBe(0);
  expect((await states()).toSorted()).toEqual(['current', 'retired']);
  const afresh = open();
  const ids = new Set((await afresh.patients.list(clinicId)).map(({ id }) => id));
  await afresh.close();
  expect(written.length).toBeGreaterThan(0);
  expect(written.filter((id) => !ids.has(id))).toEqual([]);
});

test('the root key is replaced, and the old one is not needed any more', async () => {
  const answer = holdspace('keys', 'rotate', '--root', '--json');
  expect(answer.status, answer.stderr).toBe(0);
  const keys = parseRootKeys(readFileSync(file(), 'utf8'));
  expect(keys).toHaveLength(2);
  expect(JSON.parse(answer.stdout)).toMatchObject({ rootKey: keys[0]?.id });
  writeFileSync(file(), readFileSync(file(), 'utf8').split('\n')[0] ?? '');
  expect(holdspace('verify').status).toBe(0);
  const alone = open();
  expect((await alone.patients.list(clinicId)).length).toBeGreaterThan(PATIENTS);
  await alone.close();
});

test('without the root key nothing starts, nothing is made in its place, and what is missing is named', () => {
  const kept = readFileSync(file(), 'utf8');
  const id = parseRootKeys(kept)[0]?.id ?? '';
  rmSync(file());
  const answer = holdspace('verify');
  expect(answer.status).toBe(1);
  expect(answer.stderr).toContain(id);
  expect(() => statSync(file())).toThrow();
  writeFileSync(file(), kept, { mode: 0o600 });
  expect(holdspace('verify').status).toBe(0);
});
