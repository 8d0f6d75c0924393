import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHIPPED_DOCUMENTS } from '@holdspace/care';
import { heldRootKeys, openStore, parseRootKeys } from '@holdspace/store';
import { testDatabase } from '@holdspace/store/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const HOLDSPACE = join(import.meta.dirname, '..', 'bin', 'holdspace.mjs');
let folder: string;
let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdspace-cli-'));
  database = await testDatabase();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});
const holdspace = (...args: string[]) =>
  spawnSync(process.execPath, [HOLDSPACE, ...args], {
    env: { ...process.env, DATABASE_URL: database.databaseUrl, HOLDSPACE_DATA: folder },
    encoding: 'utf8',
  });
const json = (answer: ReturnType<typeof holdspace>) => JSON.parse(answer.stdout) as Record<string, never>;

describe('wrong use', () => {
  test.each([
    [['frob'], 2],
    [['token'], 2],
    [['token', '--user', 'nobody@nowhere.test'], 1],
    [['token', '--user', 'nobody@nowhere.test', '--scope', 'everything'], 1],
    [['token', '--user', 'nurse@harbor.test', '--scope', 'root'], 2],
    [['token', '--user', 'nurse@harbor.test', '--scope', 'everything', '--days', '0'], 2],
    [['token', '--user', 'nurse@harbor.test', '--scope', 'everything', '--expires', '2020-01-01'], 2],
    [['people', 'add', '--name', 'x', '--email', 'x@x.test', '--role', 'owner'], 2],
    [['people', 'end', '--email', 'nobody@nowhere.test', '--because', 'x'], 1],
    [['session', 'replay', 'not-an-id'], 2],
    [['session', 'replay', '00000000-0000-4000-8000-000000000000'], 1],
    [['protocol', 'check', '/nowhere/at/all.json'], 2],
    [['start', '--port', 'eighty'], 2],
    [
      ['clinic', 'add', '--slug', 'x', '--name', 'x', '--zone', 'Nowhere/Land', '--person', 'x', '--email', 'x@x.test'],
      2,
    ],
  ])('%j ends with %i and says why', (args, code) => {
    const answer = holdspace(...args);
    expect(answer.status, answer.stderr).toBe(code);
    expect(answer.stderr.length).toBeGreaterThan(10);
  });

  test.each([
    [['frob', '--json'], 'use', "unknown command 'frob'"],
    [['token', '--user', 'nobody@nowhere.test', '--json'], 'problem', 'nobody@nowhere.test'],
  ])('%j says it as JSON', (args, kind, words) => {
    expect(JSON.parse(holdspace(...args).stderr)).toEqual({ error: { kind, message: expect.stringContaining(words) } });
  });

  test('what nobody foresaw keeps where it came from, as JSON too', () => {
    const { status, stderr } = spawnSync(process.execPath, [HOLDSPACE, 'verify', '--json'], {
      env: { ...process.env, DATABASE_URL: 'postgres://127.0.0.1:1/nowhere', HOLDSPACE_DATA: folder },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(JSON.parse(stderr).error).toMatchObject({
      kind: 'fault',
      message: expect.stringContaining('ECONNREFUSED'),
      stack: expect.stringContaining('at '),
    });
  });

  test('a start that others could reach without TLS ends with 1 and says how; so do halves of a certificate, with 2', () => {
    const open = holdspace('start', '--host', '0.0.0.0', '--port', '0');
    expect(open.status, open.stderr).toBe(1);
    expect(open.stderr).toContain('BEHIND_TLS_PROXY=1');
    const half = spawnSync(process.execPath, [HOLDSPACE, 'start', '--port', '0'], {
      env: { ...process.env, HOLDSPACE_DATA: folder, TLS_CERT: '/nowhere/cert.pem' },
      encoding: 'utf8',
    });
    expect(half.status, half.stderr).toBe(2);
    expect(half.stderr).toContain('TLS_KEY');
  });

  test('help ends with 0, for the whole and for each command', () => {
    for (const args of [['--help'], ['start', '--help'], ['session', 'replay', '--help']])
      expect(holdspace(...args).status).toBe(0);
  });
});

describe('protocol check', () => {
  test('says what a sound document may be called, and names path and rule of an unsound one', () => {
    const [document] = SHIPPED_DOCUMENTS;
    const sound = join(folder, 'sound.json');
    writeFileSync(sound, JSON.stringify(document));
    expect(json(holdspace('protocol', 'check', sound, '--json'))).toMatchObject({
      ok: true,
      label: { kind: 'medical' },
    });
    const unsound = join(folder, 'unsound.json');
    writeFileSync(
      unsound,
      JSON.stringify({ ...document, phases: document?.phases.map((phase) => ({ ...phase, doseAllowed: false })) }),
    );
    const answer = holdspace('protocol', 'check', unsound);
    expect(answer.status).toBe(1);
    expect(answer.stdout).toContain('dose');
  });
});

describe('the demo', () => {
  test('is made through the same commands as a user sends, holds together, and can be read back as charts', async () => {
    const made = holdspace('demo', '--json');
    expect(made.status, made.stderr).toBe(0);
    const verified = json(holdspace('verify', '--json')) as unknown as { sessions: number; events: number };
    expect(verified.sessions).toBeGreaterThan(12);
    expect(verified.events).toBeGreaterThan(400);
    const rootKeys = heldRootKeys(() => parseRootKeys(readFileSync(join(folder, 'root-keys'), 'utf8')));
    const store = openStore({ databaseUrl: database.databaseUrl, rootKeys });
    const harbor = await store.clinics.bySlug('harbor.test');
    const patients = await store.patients.list(harbor?.id ?? '');
    const sessions = (
      await Promise.all(patients.map((patient) => store.sessions.ofPatient(harbor?.id ?? '', patient.id)))
    ).flat();
    await store.close();
    const finished = sessions.filter((session) => session.summary?.status === 'discharged');
    expect(finished.length).toBeGreaterThan(5);
    const kap = finished.find((session) => session.protocolId === 'kap-im');
    const chart = holdspace('session', 'replay', kap?.id ?? '');
    expect(chart.status).toBe(0);
    expect(chart.stdout).toContain('Ketamine-assisted psychotherapy (KAP)');
    expect(chart.stdout).toContain('SIGNATURES');
    // Nothing in a finished demo session was late or against a rule: the story's clock was kept.
    expect(chart.stdout).not.toContain('late entry');
    expect(chart.stdout).not.toContain('TO BE NOTICED');
  }, 240_000);

  test('is not made on a database that holds a real clinic', async () => {
    const real = await testDatabase();
    const on = (...args: string[]) =>
      spawnSync(process.execPath, [HOLDSPACE, ...args], {
        env: { ...process.env, DATABASE_URL: real.databaseUrl, HOLDSPACE_DATA: folder },
        encoding: 'utf8',
      });
    const added = on(
      'clinic',
      'add',
      '--slug',
      'real.example',
      '--name',
      'Real',
      '--zone',
      'America/New_York',
      '--person',
      'First Person',
      '--email',
      'first@real.example',
    );
    expect(added.status, added.stderr).toBe(0);
    for (const args of [['demo'], ['start', '--demo', '--port', '0']]) {
      const answer = on(...args);
      expect(answer.status).toBe(1);
      expect(answer.stderr).toContain('real clinic');
    }
    await real.drop();
  });
});

test('verify ends with 1 and names the row that was changed behind its back', async () => {
  const client = new pg.Client({ connectionString: database.databaseUrl });
  await client.connect();
  await client.query(
    "update holdspace.session_event set event = jsonb_set(event, '{device}', '\"elsewhere\"') where seq = 3",
  );
  await client.end();
  const answer = holdspace('verify');
  expect(answer.status).toBe(1);
  expect(answer.stdout).toContain('Entry 3');
});
