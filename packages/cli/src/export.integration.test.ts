import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { formatRootKeys } from '@holdspace/store';
import { TEST_ROOT_KEY, testClinic, testStore } from '@holdspace/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepSession } from '../../outcomes/src/testing-sessions.ts';

const HOLDSPACE = join(import.meta.dirname, '..', 'bin', 'holdspace.mjs');
let folder: string;
let opened: Awaited<ReturnType<typeof testStore>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdspace-cli-export-'));
  // Under the key that the store of tests seals with.
  writeFileSync(join(folder, 'root-keys'), formatRootKeys([TEST_ROOT_KEY]), { mode: 0o600 });
  opened = await testStore();
});
afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});
const env = () => ({ ...process.env, DATABASE_URL: opened.databaseUrl, HOLDSPACE_DATA: folder });
const holdspace = (...args: string[]) =>
  spawnSync(process.execPath, [HOLDSPACE, 'export', ...args], { env: env(), encoding: 'utf8' });

/** Each starts the command, which on a busy machine takes its time. */
const PATIENCE_MS = 240_000;

test(
  'a clinic’s records are written with their dictionary, and the audit says so',
  async () => {
    const { clinicId, slug, patientId } = await testClinic(opened.store);
    await keepSession(opened.store, { clinicId, patientId });
    const into = join(folder, 'csv');
    const answer = holdspace('--format', 'csv', '--clinic', slug, '--into', into, '--json');
    expect(answer.status, answer.stderr).toBe(0);
    expect(JSON.parse(answer.stdout)).toMatchObject({ clinic: slug, format: 'csv', rows: { patient: 1, session: 1 } });
    expect(readFileSync(join(into, 'session.csv'), 'utf8')).toContain('infusion-iv');
    expect(existsSync(join(into, 'DICTIONARY.md'))).toBe(true);
    expect(await opened.store.audit.latest(clinicId, {}, 10)).toMatchObject([
      { act: 'export', what: 'holdspace export --format csv', outcome: 'allowed' },
    ]);

    const again = holdspace('--format', 'csv', '--clinic', slug, '--into', into);
    expect(again.status).toBe(1);
    expect(again.stderr).toContain('not empty');
    expect(await opened.store.audit.latest(clinicId, {}, 10)).toHaveLength(1);
  },
  PATIENCE_MS,
);

test.each(['SIGINT', 'SIGTERM'] as const)(
  'an export that is stopped by %s leaves nothing behind, however often it is told',
  async (signal) => {
    const { clinicId, slug } = await testClinic(opened.store);
    // The audit waits, so that it is caught in the middle.
    const holding = await opened.store.pool.connect();
    await holding.query('begin');
    await holding.query('set local idle_in_transaction_session_timeout = 0');
    await holding.query("select set_config('holdspace.clinic', $1, true)", [clinicId]);
    await holding.query(
      "insert into holdspace.audit_head (clinic_id, seq, hash, latest_at) values ($1, 0, '', now())",
      [clinicId],
    );
    const into = join(folder, signal);
    const left = () => readdirSync(folder).filter((name) => name.includes(signal));
    const child = spawn(process.execPath, [HOLDSPACE, 'export', '--clinic', slug, '--into', into], { env: env() });
    const ended = new Promise((resolve) => child.once('exit', (code, killedBy) => resolve(killedBy ?? code)));
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    while (left().length === 0 && child.exitCode === null) await wait(20);
    child.kill(signal);
    await wait(20);
    child.kill(signal);
    await wait(200);
    await holding.query('rollback');
    holding.release();
    expect(await ended, said).toBe(1);
    expect(said).toContain('Stopped');
    expect(left()).toEqual([]);
    expect(await opened.store.audit.latest(clinicId, {}, 10)).toMatchObject([{ act: 'export' }]);
  },
  PATIENCE_MS,
);

test(
  'a de-identified export holds nobody who does not consent, says what was done, and is written down as such',
  async () => {
    const { clinicId, slug, patientId } = await testClinic(opened.store);
    await keepSession(opened.store, { clinicId, patientId });
    const into = join(folder, 'deidentified');
    const answer = holdspace('--format', 'csv', '--clinic', slug, '--into', into, '--deidentified', '--json');
    expect(answer.status, answer.stderr).toBe(0);
    expect(JSON.parse(answer.stdout)).toMatchObject({ rows: { patient: 0, session: 0 } });
    expect(readFileSync(join(into, 'DICTIONARY.md'), 'utf8')).toContain('Of 1 patients with a course, 0 consent');
    expect(await opened.store.audit.latest(clinicId, {}, 10)).toMatchObject([
      { act: 'export', what: 'holdspace export --format csv --deidentified --dates days' },
    ]);
  },
  PATIENCE_MS,
);

test(
  'which clinic is asked for where there are several',
  async () => {
    const { slug } = await testClinic(opened.store);
    await testClinic(opened.store);
    const answer = holdspace('--into', join(folder, 'which'));
    expect(answer.status, answer.stderr).toBe(2);
    expect(answer.stderr).toContain(slug);
    expect(existsSync(join(folder, 'which'))).toBe(false);
  },
  PATIENCE_MS,
);

test.each([
  [['--into', 'x', '--format', 'xlsx'], 2, 'parquet, csv, ndjson'],
  [['--format', 'csv'], 2, '--into'],
  [['--into', 'x', '--deidentified', '--dates', 'years'], 2, 'days, shifted'],
  [['--into', 'x', '--dates', 'shifted'], 2, '--deidentified'],
  [['--into', 'x', '--clinic', 'nowhere.test'], 1, 'nowhere.test'],
  [['--help'], 0, ''],
])(
  'export %j ends with %i and says why',
  (args, code, words) => {
    const answer = holdspace(...(args as string[]));
    expect(answer.status, answer.stderr).toBe(code);
    expect(answer.stderr).toContain(words);
  },
  PATIENCE_MS,
);
