/** What an operator relies on: headers, the web app's files, readiness, the log, outages, and a stop that loses nothing. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { openStore } from '@holdspace/store';
import { TEST_ROOT_KEYS, testDatabase } from '@holdspace/store/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger, startServer } from './index.ts';
import { readEvents } from './live/reading.ts';
import { type RunningClinic, runningClinic, TEST_SECRET } from './testing.ts';

const pain = (value: number) =>
  ({ type: 'RecordVitalSigns', vitalSigns: { pain: { value, unit: '{score}' } } }) as const;

describe('headers', () => {
  let clinic: RunningClinic;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'holdspace-web-'));
    mkdirSync(join(folder, 'assets'));
    const script = 'console.log("the app")'.repeat(50);
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Holdspace</title>');
    writeFileSync(join(folder, 'mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    writeFileSync(join(folder, 'assets', 'app-1a2b3c.js'), script);
    writeFileSync(join(folder, 'assets', 'app-1a2b3c.js.br'), brotliCompressSync(script));
    writeFileSync(join(folder, 'assets', 'code-reader-1a2b3c.js'), script);
    writeFileSync(join(folder, 'assets', 'code-reader-1a2b3c.js.br'), brotliCompressSync(script));
    writeFileSync(join(folder, 'assets', 'not-code-reader-1a2b3c.js'), script);
    clinic = await runningClinic({ webFolder: folder, secure: true });
  });
  afterAll(async () => {
    await clinic.close();
    rmSync(folder, { recursive: true });
  });

  test('keep pages from running inline or foreign script, and from being framed', async () => {
    for (const path of ['/', '/sessions/some-session', '/api/docs']) {
      const { headers } = await clinic.nobody.get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
    }
  });

  test('keep data from being cached, sniffed or shown as a page', async () => {
    for (const answer of [await clinic.as('nurse').get('/api/patients'), await clinic.nobody.get('/api/me')]) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  test('let the worker that reads barcodes compile WebAssembly, and nothing else do so', async () => {
    const policy = async (path: string, encoding: string) =>
      (await clinic.nobody.ask('GET', path, undefined, { 'accept-encoding': encoding })).headers.get(
        'content-security-policy',
      );
    for (const encoding of ['br', 'identity'])
      expect(await policy('/assets/code-reader-1a2b3c.js', encoding)).toBe(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
      );
    for (const path of [
      '/',
      '/assets/app-1a2b3c.js',
      '/assets/not-code-reader-1a2b3c.js',
      '/assets/code-reader-gone.js',
    ])
      expect(await policy(path, 'identity'), path).not.toContain('wasm');
  });

  test('let the camera be asked for by the app alone, and nothing else that listens or locates', async () => {
    const { headers } = await clinic.nobody.get('/');
    expect(headers.get('permissions-policy')).toBe(
      'camera=(self), microphone=(self), geolocation=(), payment=(), usb=()',
    );
  });

  test('say nothing of TLS where only this machine listens', async () => {
    const plain = await runningClinic();
    expect((await plain.nobody.get('/healthz')).headers.has('strict-transport-security')).toBe(false);
    await plain.close();
  });

  test('let files with a hash in their name be kept for ever, compressed where they were', async () => {
    const answer = await clinic.nobody.ask('GET', '/assets/app-1a2b3c.js', undefined, { 'accept-encoding': 'br' });
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.body).toContain('the app');
  });

  test('let the page itself be asked for each time; every address of the app answers with it', async () => {
    for (const path of ['/', '/today', '/patients/1?x=y.z']) {
      const answer = await clinic.nobody.get(path);
      expect(answer.status).toBe(200);
      expect(answer.body).toContain('<title>Holdspace');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    }
    expect((await clinic.nobody.get('/mark.svg')).headers.get('cache-control')).toBe('no-cache');
  });

  test('a file that is not there is not the page', async () => {
    for (const path of ['/assets/app-old.js', '/api/nothing'])
      expect(await clinic.nobody.get(path)).toMatchObject({ status: 404, problem: { type: '/problems/not-found' } });
  });
});

test('no address leads out of the web app’s folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdspace-web-'));
  mkdirSync(join(folder, 'web'));
  writeFileSync(join(folder, 'web', 'index.html'), 'the page');
  writeFileSync(join(folder, 'secret.txt'), 'the secret');
  const clinic = await runningClinic({ webFolder: join(folder, 'web') });
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/\\..\\secret.txt',
  ])
    expect(await asSent(clinic.server.port, path)).not.toContain('the secret');
  await clinic.close();
  rmSync(folder, { recursive: true });
});

/** The answer to a path exactly as written; `fetch` would tidy it first. */
const asSent = (port: number, path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    get({ port, path, host: '127.0.0.1' }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });

test('an address that cannot be read is a problem, not a fault', async () => {
  const clinic = await runningClinic();
  expect(await clinic.nobody.get('/api/%zz')).toMatchObject({ status: 404, problem: { type: '/problems/not-found' } });
  await clinic.close();
});

describe('readiness', () => {
  test('is there on a migrated database, and not while a migration is missing', async () => {
    const database = await testDatabase();
    const store = openStore({ databaseUrl: database.databaseUrl, rootKeys: TEST_ROOT_KEYS });
    const server = await startServer({ store, secret: TEST_SECRET, port: 0, logger: createLogger('silent') });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    const owner = new pg.Client({ connectionString: database.databaseUrl });
    await owner.connect();
    await owner.query(
      'delete from public.holdspace_migration where id = (select max(id) from public.holdspace_migration)',
    );
    await owner.end();
    const answer = await fetch(`${server.url}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      type: '/problems/unavailable',
      detail: expect.stringContaining('migrations'),
    });
    await server.close();
    await store.close();
    await database.drop();
  });

  test('goes with the database, while the process stays alive', async () => {
    const database = await testDatabase();
    const store = openStore({ databaseUrl: database.databaseUrl, rootKeys: TEST_ROOT_KEYS });
    const server = await startServer({ store, secret: TEST_SECRET, port: 0, logger: createLogger('silent') });
    await database.drop();
    const answer = await fetch(`${server.url}/readyz`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await answer.json()).toMatchObject({ type: '/problems/unavailable' });
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await server.close();
    await store.close();
  });
});

describe('the log', () => {
  test('tells what was refused and never who the patient is or what was said', async () => {
    const clinic = await runningClinic();
    const session = await clinic.plannedSession('kap-im');
    await clinic.as('front_desk').does(session, { type: 'RecordArrival' });
    const nurse = clinic.as('nurse');
    await nurse.does(session, { type: 'RecordWords', words: 'Zanzibar and the sea' });
    await nurse.send(session, { type: 'PauseInfusion', reason: 'Zanzibar again' });
    await nurse.post(`/api/sessions/${session}/commands`, { type: 'RecordWords', words: 7, Zanzibar: 'Ines' });
    await nurse.ask('POST', `/api/sessions/${session}/commands`, '{"words":"Zanzibar');
    await nurse.get('/api/patients?name=Ines');
    await nurse.get('/api/today?day=Ines');
    await nurse.post('/api/patients', {
      id: 'Ines',
      name: 'Ines Invented',
      dateOfBirth: '1979-08-09',
      recordNumber: 'R-1',
    });
    await nurse.post('/api/patients', {
      id: crypto.randomUUID(),
      name: 'Ines Again',
      dateOfBirth: '1979-08-09',
      recordNumber: 'R-1',
    });
    await nurse.get(`/api/sessions/${session}/record`);
    await clinic.nobody.post('/api/auth/sign-in/email', { email: 'ines@patients.test', password: 'Zanzibar12345' });
    const log = clinic.log.join('');
    await clinic.close();
    expect(log).toContain('"problem"');
    expect(log).toContain('unknown-field');
    for (const private_ of ['Ines', 'ines@', 'Zanzibar', '1979-08-09', 'hs_', nurse.token ?? 'no token'])
      expect(log).not.toContain(private_);
  });

  test('has a fault’s cause under the id that the answer tells', async () => {
    const clinic = await runningClinic();
    const session = await clinic.plannedSession('kap-im');
    clinic.store.sessions.head = () => Promise.reject(new Error('the cause'));
    const answer = await clinic.as('nurse').get(`/api/sessions/${session}`);
    expect(answer).toMatchObject({ status: 500, problem: { type: '/problems/fault', fault: expect.any(String) } });
    expect(JSON.stringify(answer.body)).not.toContain('the cause');
    const line = clinic.log.find((one) => one.includes(answer.problem.fault ?? '?'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({ level: 'error', err: { message: 'the cause' } });
    await clinic.close();
  });
});

describe('when PostgreSQL goes away in the middle', () => {
  test('nothing acknowledged is lost, nothing is stored twice, and what was sent again is answered', async () => {
    const clinic = await runningClinic();
    const session = await clinic.plannedSession('kap-im');
    await clinic.as('front_desk').does(session, { type: 'RecordArrival' });
    const nurse = clinic.as('nurse');
    const commands = Array.from({ length: 40 }, (_, value) => nurse.command(pain(value % 10)));
    const path = `/api/sessions/${session}/commands`;
    const cut = setInterval(() => void terminateConnections(clinic), 30);
    const answers = await Promise.all(
      commands.map(async (command, index) => {
        await new Promise((resolve) => setTimeout(resolve, index * 5));
        for (let attempt = 0; ; attempt++) {
          const answer = await nurse.post(path, command);
          if (answer.status === 200 || attempt > 200) {
            clearInterval(cut);
            return answer;
          }
          expect(answer).toMatchObject({ status: 503, problem: { type: '/problems/unavailable' } });
        }
      }),
    );
    clearInterval(cut);
    const { events } = (await nurse.get(`/api/sessions/${session}/events?after=2`)).body;
    const ids = events.map(({ commandId }: { commandId: string }) => commandId);
    expect(ids.toSorted()).toEqual(commands.map(({ id }) => id).toSorted());
    for (const answer of answers) expect(events).toContainEqual(answer.body.events[0]);
    await clinic.close();
  });
});

async function terminateConnections({ databaseUrl }: RunningClinic): Promise<void> {
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'holdspace' and datname = current_database()`,
  );
  await owner.end();
}

test('a stop finishes what is under way, ends live streams, and takes nothing new', async () => {
  const clinic = await runningClinic();
  const session = await clinic.plannedSession('kap-im');
  await clinic.as('front_desk').does(session, { type: 'RecordArrival' });
  const stream = readEvents(`${clinic.server.url}/api/sessions/${session}/live`, {
    authorization: `Bearer ${clinic.as('nurse').token}`,
  });
  await stream.take(2);
  const sent = Array.from({ length: 10 }, (_, value) =>
    clinic
      .as('nurse')
      .send(session, pain(value))
      .catch(() => null),
  );
  await new Promise((resolve) => setTimeout(resolve, 10));
  const begun = performance.now();
  await clinic.server.close();
  expect(performance.now() - begun).toBeLessThan(5_000);
  await stream.ended;
  const acknowledged = (await Promise.all(sent)).filter((answer) => answer?.status === 200).length;
  expect((await clinic.store.sessions.head(clinic.clinic.clinicId, session))?.seq).toBe(2 + acknowledged);
  await expect(fetch(`${clinic.server.url}/healthz`)).rejects.toThrow();
  await clinic.close();
});

test('metrics count commands by type, refusals by rule, trains and problems', async () => {
  const clinic = await runningClinic();
  const session = await clinic.plannedSession('kap-im');
  await clinic.as('nurse').send(session, pain(1));
  await clinic.as('front_desk').does(session, { type: 'RecordArrival' });
  const { body } = await clinic.nobody.get('/metrics');
  expect(body).toContain('holdspace_commands_accepted_total{type="RecordArrival"} 1');
  expect(body).toMatch(/holdspace_commands_refused_total\{rule="[a-z-]+"\} 1/);
  expect(body).toContain('holdspace_problems_total{kind="refused"} 1');
  expect(body).toMatch(/holdspace_append_train_size_count [1-9]/);
  expect(body).toContain('nodejs_eventloop_lag_p99_seconds');
  await clinic.close();
});
