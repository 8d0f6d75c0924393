/**
 * What is sent to every address of the API by somebody who means harm: fields that claim to be somebody, and text that
 * would be code in a query, a header or a path. Refused, or kept as the text that it is; never an error of ours.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mayEver } from '@holdspace/care';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type RunningClinic, runningClinic } from './testing.ts';
import {
  type Address,
  type ApiDocument,
  addressesOf,
  collectRoutes,
  ENDS_THE_CALLER,
  isForReaders,
} from './walk/addresses.ts';
import { callOf } from './walk/asked.ts';
import { type Heard, peopleAtScreens, type WalkCaller } from './walk/callers.ts';
import { fillClinic } from './walk/filled-clinic.ts';
import { fillPatient } from './walk/filled-patient.ts';
import type { Things } from './walk/things.ts';
import { type Shared, textFields } from './walk/valid-values.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const OUTSIDE = 'nothing that the server serves';
let running: RunningClinic;
let folder: string;
let shared: Shared;
let addresses: readonly Address[];
let things: Things;
let director: WalkCaller;
let everybody: readonly WalkCaller[];
let directorId: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdspace-hostile-'));
  mkdirSync(join(folder, 'web', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), OUTSIDE);
  writeFileSync(join(folder, 'web', 'index.html'), '<!doctype html><title>Holdspace</title>');
  writeFileSync(join(folder, 'web', 'assets', 'app.js'), '');
  const collected = collectRoutes();
  running = await runningClinic({ signInsAMinute: 100_000, webFolder: join(folder, 'web') });
  collected.stop();
  const document: ApiDocument = (await running.nobody.get('/api/openapi.json')).body;
  shared = document.components.schemas;
  addresses = addressesOf(document, collected.routes).filter(({ name }) => !ENDS_THE_CALLER.test(name));
  const { callers, practitioners } = await peopleAtScreens({ running, clinic: running.clinic, word: 'ours' });
  const filling = { running, clinic: { ...running.clinic, practitioners }, word: 'ours' };
  things = {
    ...(await fillClinic(filling)),
    ...(await fillPatient(filling, { visitInDays: 0, present: ['nurse'], team: [] })),
  };
  const found = callers.find(({ role }) => role === 'medical_director');
  if (!found) throw new Error('nobody directs');
  director = found;
  everybody = callers;
  directorId = practitioners.medical_director.id;
});
afterAll(async () => {
  await running?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The director, or where they may not, somebody who may: who may not is refused before what they send is looked at. */
const whoMay = ({ act }: Address): WalkCaller =>
  [director, ...everybody].find(({ role }) => role !== undefined && mayEver(act, [role])) ?? director;
const isWritten = ({ method, body }: Address) => method !== 'GET' && body !== undefined;

describe('a field that claims what the server knows by itself', () => {
  const CLAIMED = {
    roles: ['medical_director'],
    clinicId: randomUUID(),
    clinic_id: randomUUID(),
    isAdmin: true,
    practitionerId: randomUUID(),
    author: { id: randomUUID(), name: 'Somebody else', roles: ['prescriber'] },
  };
  /** To give others roles is what these are for; who may is asked of the table, and what is asked is a protocol document. */
  const TAKES = ['POST /api/people/:id/roles roles', 'POST /api/invitations roles'];
  const ANY_DOCUMENT = 'POST /api/protocols/check';

  test('is refused at every address that takes a body', async () => {
    const taken: string[] = [];
    let calls = 0;
    for (const address of addresses.filter((one) => isWritten(one) && !isForReaders(one)))
      for (const [field, value] of Object.entries(CLAIMED)) {
        if (TAKES.includes(`${address.name} ${field}`) || address.name === ANY_DOCUMENT) continue;
        const call = callOf(address, shared, things);
        const heard = await whoMay(address).call({ ...call, body: { ...(call.body as object), [field]: value } });
        calls += 1;
        // Too many guesses at a password are refused before anybody looks at what else is said.
        if (heard.status !== 400 && heard.status !== 429) taken.push(`${address.name} ${field}: ${heard.status}`);
      }
    expect(taken).toEqual([]);
    expect(calls).toBeGreaterThan(250);
  });

  test('makes nobody anything, as a page of one’s own and the list of people say', async () => {
    const me = JSON.parse((await director.call({ method: 'GET', path: '/api/me' })).text);
    expect(me).toMatchObject({ practitioner: { id: directorId, roles: ['medical_director'] } });
    expect(me.clinic.id).toBe(running.clinic.clinicId);
  });
});

/** Each would be code somewhere, if text were ever put together into a query, a header, a path or a page. */
const HOSTILE = [
  `'; drop table holdspace.patient; --`,
  `" or "1"="1`,
  `\\'); select pg_sleep(9); --`,
  '\r\nset-cookie: stolen=1\r\n\r\n<script>alert(1)</script>',
  '../../../../etc/passwd',
  '..\\..\\secret.txt',
  '%2e%2e%2f%2e%2e%2fsecret.txt',
  `\${7*7}{{7*7}}`,
  'x'.repeat(5000),
];
const isHarmed = ({ status, headers, text }: Heard): boolean =>
  status >= 500 || headers.includes('stolen=1') || /root:.*:0:0:/.test(text) || text.includes(OUTSIDE);

describe('text that would be code', () => {
  test('in an address is nothing that is there', async () => {
    const harmed: string[] = [];
    for (const address of addresses.filter(({ params }) => params.length > 0))
      for (const param of address.params)
        for (const hostile of HOSTILE) {
          const { path, ...call } = callOf(address, shared, { ...things, clinic: 'nowhere.test' });
          const parts = path.split('/');
          parts[address.url.split('/').indexOf(`:${param}`)] = encodeURIComponent(hostile);
          const heard = await director.call({ ...call, path: parts.join('/') });
          if (isHarmed(heard) || heard.status < 400)
            harmed.push(`${address.name} ${hostile.slice(0, 30)}: ${heard.status}`);
        }
    expect(harmed).toEqual([]);
  });

  test('in a query is refused, or text', async () => {
    const harmed: string[] = [];
    for (const address of addresses.filter(({ query }) => query.length > 0))
      for (const { name } of address.query)
        for (const hostile of HOSTILE) {
          const call = callOf(address, shared, things);
          const [path = ''] = call.path.split('?');
          const heard = await director.call({ ...call, path: `${path}?${new URLSearchParams({ [name]: hostile })}` });
          if (isHarmed(heard)) harmed.push(`${address.name} ${name} ${hostile.slice(0, 30)}: ${heard.status}`);
        }
    expect(harmed).toEqual([]);
  });

  test('in a field is refused, or kept as it is', async () => {
    const harmed: string[] = [];
    for (const address of addresses.filter(isWritten))
      for (const field of textFields(address.body ?? {}, shared))
        for (const hostile of HOSTILE) {
          const call = callOf(address, shared, things);
          const heard = await director.call({ ...call, body: { ...(call.body as object), [field]: hostile } });
          if (isHarmed(heard)) harmed.push(`${address.name} ${field} ${hostile.slice(0, 30)}: ${heard.text}`);
        }
    expect(harmed).toEqual([]);
    const { text } = await director.call({ method: 'GET', path: '/api/patients' });
    const names = JSON.parse(text).patients.map(({ name }: { name: string }) => name);
    expect(names).toContain(HOSTILE[0]);
  });

  test('in a record number stays out of the header that names the file', async () => {
    const caller = await running.callerAt(running.server.url, running.clinic.clinicId, directorId);
    const ids = { patient: randomUUID(), course: randomUUID(), visit: randomUUID(), session: randomUUID() };
    const recordNumber = 'R"\r\nset-cookie: stolen=1; filename="../../x';
    const made = [
      await caller.post('/api/patients', {
        id: ids.patient,
        name: 'Ines Invented',
        dateOfBirth: '1979-08-09',
        recordNumber,
      }),
      await caller.post(`/api/patients/${ids.patient}/courses`, {
        id: ids.course,
        protocol: { id: 'infusion-iv', version: '1.0.0' },
      }),
      await caller.post(`/api/courses/${ids.course}/visits`, {
        id: ids.visit,
        kind: 'dosing',
        scheduledFor: running.clock.now,
        room: 'Room 2',
      }),
      await caller.post(`/api/visits/${ids.visit}/session`, { id: ids.session }),
    ];
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const { status, headers } = await caller.get(`/api/sessions/${ids.session}/record.pdf`);
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toMatch(/^inline; filename="session-[A-Za-z0-9_-]+\.pdf"$/);
    expect(headers.get('set-cookie')).toBeNull();
  });
});

/** Asks for a path as it stands: `fetch` would tidy it up before anybody saw it. */
const askRaw = (path: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const asked = request({ port: running.server.port, host: '127.0.0.1', path }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asked.on('error', reject);
    asked.end();
  });

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/assets/%2e%2e/%2e%2e/secret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/assets/..%5c..%5csecret.txt',
  '/assets/%252e%252e/%252e%252e/secret.txt',
  '/assets/....//....//secret.txt',
  '//secret.txt',
  '/assets/app.js/../../../secret.txt',
  '/secret.txt%00.js',
])('%s leads to no file outside the web app’s folder', async (path) => {
  const { status, text } = await askRaw(path);
  expect(text).not.toContain(OUTSIDE);
  expect([200, 400, 404]).toContain(status);
});
