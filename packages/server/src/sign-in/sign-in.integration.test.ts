/** Who asks: cookies, tokens, origins, clinics that do not see each other. */
import { randomUUID } from 'node:crypto';
import { testClinic } from '@holdspace/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addUser, DEMO_PASSWORD } from '../index.ts';
import { type RunningClinic, runningClinic } from '../testing.ts';
import { Browser } from '../testing-browser.ts';

const PASSWORD = 'correct horse battery';
let clinic: RunningClinic;
let email: string;
beforeAll(async () => {
  clinic = await runningClinic();
  email = `Nora@${clinic.clinic.slug}`;
  await addPerson(clinic, clinic.clinic.clinicId, email);
});
afterAll(() => clinic.close());

async function addPerson({ store }: RunningClinic, clinicId: string, address: string): Promise<void> {
  const { id: userId } = await addUser(store, { email: address, name: 'Nora Nurse', password: PASSWORD });
  await store.practitioners.create(clinicId, {
    id: randomUUID(),
    userId,
    name: 'Nora Nurse',
    email: address.toLowerCase(),
    roles: ['nurse'],
  });
}

const browser = () => new Browser(clinic.nobody);

describe('signing in', () => {
  test('with e-mail and password, in any case of letters, makes one a practitioner of the clinic', async () => {
    const nora = browser();
    const answer = await nora.signIn(email.toUpperCase(), PASSWORD);
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()[0]).toMatch(/HttpOnly.*SameSite=Lax/i);
    const me = await nora.ask('GET', '/api/me');
    expect(me.body).toMatchObject({
      practitioner: { name: 'Nora Nurse', roles: ['nurse'] },
      clinic: { slug: clinic.clinic.slug },
      demo: false,
    });
    expect(me.headers.get('cache-control')).toBe('no-store');
  });

  test('with a wrong password, or as somebody who is not there, is answered alike', async () => {
    const answers = [
      await browser().signIn(email, 'not this one, sorry'),
      await browser().signIn('nobody@harbor.test', PASSWORD),
    ];
    for (const { status, problem } of answers)
      expect({ status, problem }).toMatchObject({
        status: 401,
        problem: { type: '/problems/sign-in-failed', detail: expect.stringContaining('e-mail or the password') },
      });
    expect(answers[0]?.body).toEqual(answers[1]?.body);
  });

  test('is not to be had by signing up', async () => {
    const answer = await browser().ask('POST', '/api/auth/sign-up/email', {
      email: 'x@y.test',
      name: 'X',
      password: PASSWORD,
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  test('ends at once with signing out, on every server', async () => {
    const other = await clinic.anotherServer();
    const nora = browser();
    await nora.signIn(email, PASSWORD);
    const { cookie } = nora;
    const ask = (url: string) => fetch(`${url}/api/me`, { headers: { cookie } }).then(({ status }) => status);
    expect([await ask(clinic.server.url), await ask(other.url)]).toEqual([200, 200]);
    await nora.ask('POST', '/api/auth/sign-out', {});
    expect(await ask(clinic.server.url)).toBe(401);
    await expect.poll(() => ask(other.url), { timeout: 2_000 }).toBe(401);
  });

  test('a session that has run out is no longer believed', async () => {
    const nora = browser();
    await nora.signIn(email, PASSWORD);
    await clinic.store.pool.query(`update auth.session set "expiresAt" = now() - interval '1 minute'`);
    expect(await nora.ask('GET', '/api/me')).toMatchObject({ status: 401 });
  });

  test('is slowed down for who guesses', async () => {
    const guarded = await runningClinic({ signInsAMinute: 3 });
    const guess = () => new Browser(guarded.nobody).signIn('nobody@harbor.test', 'guess guess guess');
    const statuses = [];
    for (let count = 0; count < 4; count++) statuses.push((await guess()).status);
    expect(statuses.at(-1)).toBe(429);
    await guarded.close();
  });
});

describe('without a sign-in', () => {
  test.each([
    '/api/me',
    '/api/today',
    '/api/patients',
    '/api/live',
    '/api/protocols',
    '/api/rules',
    `/api/sessions/${randomUUID()}/events`,
  ])('%s is closed', async (path) => {
    expect(await clinic.nobody.get(path)).toMatchObject({ status: 401, problem: { type: '/problems/not-signed-in' } });
  });

  test.each(['/healthz', '/readyz', '/metrics', '/api/docs', '/api/openapi.json'])('%s is open', async (path) => {
    expect((await clinic.nobody.get(path)).status).toBe(200);
  });

  test('a command is not even read', async () => {
    const answer = await clinic.nobody.ask('POST', `/api/sessions/${randomUUID()}/commands`, '{broken');
    expect(answer.status).toBe(401);
  });
});

describe('changes by cookie', () => {
  test.each([
    ['from our own pages', {}, 201],
    ['from a page of ours, as the browser itself says', { 'sec-fetch-site': 'same-origin' }, 201],
    ['from another site', { origin: 'https://evil.test' }, 403],
    ['from another site, as the browser itself says', { 'sec-fetch-site': 'cross-site' }, 403],
    ['from nowhere', { origin: 'null' }, 403],
  ])('%s', async (_, headers, status) => {
    const nora = browser();
    await nora.signIn(email, PASSWORD);
    const patient = { id: randomUUID(), name: 'Otto Origin', dateOfBirth: '1970-01-02', recordNumber: randomUUID() };
    expect((await nora.ask('POST', '/api/patients', patient, headers as Record<string, string>)).status).toBe(status);
  });
});

describe('API tokens', () => {
  test('are believed while they hold, and not after they are revoked', async () => {
    const { practitioners, clinicId } = clinic.clinic;
    // Later than the guide's other token, so that it is listed first.
    clinic.clock.pass(1);
    const caller = await clinic.callerAt(clinic.server.url, clinicId, practitioners.guide.id);
    expect((await caller.get('/api/me')).body.practitioner.id).toBe(practitioners.guide.id);
    const [token] = await clinic.store.tokens.ofPractitioner(clinicId, practitioners.guide.id);
    await clinic.store.tokens.revoke(clinicId, practitioners.guide.id, token?.id ?? '', clinic.clock.now);
    await clinic.store.signIn.announceRevocation();
    await expect.poll(async () => (await caller.get('/api/me')).status, { timeout: 2_000 }).toBe(401);
  });

  test.each(['Bearer hs_no-such-token', 'Bearer something-else', 'Basic bnVyc2U6eA=='])(
    '%s is nobody',
    async (authorization) => {
      expect((await clinic.nobody.ask('GET', '/api/me', undefined, { authorization })).status).toBe(401);
    },
  );
});

describe('two clinics', () => {
  test('do not see each other: what is another clinic’s is not there', async () => {
    const session = await clinic.plannedSession('infusion-iv');
    const other = await testClinic(clinic.store);
    const stranger = await clinic.callerAt(clinic.server.url, other.clinicId, other.practitioners.nurse.id);
    const patients = (await stranger.get('/api/patients')).body.patients;
    expect(patients.map(({ id }: { id: string }) => id)).toEqual([other.patientId]);
    for (const path of ['', '/events', '/live', '/record'])
      expect(await stranger.get(`/api/sessions/${session}${path}`)).toMatchObject({ status: 404 });
    // Not even while the session is warm in this server's memory.
    expect(await stranger.send(session, { type: 'RecordArrival' })).toMatchObject({ status: 404 });
    expect(await stranger.get(`/api/patients/${clinic.clinic.patientId}`)).toMatchObject({ status: 404 });
    expect((await stranger.get('/api/today')).body.visits).toEqual([]);
  });

  test('may have a person in common, who goes from one to the other', async () => {
    const other = await testClinic(clinic.store);
    const { rows } = await clinic.store.pool.query<{ id: string }>('select id from auth."user" where email = $1', [
      email.toLowerCase(),
    ]);
    await clinic.store.practitioners.create(other.clinicId, {
      id: randomUUID(),
      userId: rows[0]?.id ?? '',
      name: 'Nora Nurse',
      email: email.toLowerCase(),
      roles: ['therapist'],
    });
    const nora = browser();
    await nora.signIn(email, PASSWORD);
    const { clinics } = (await nora.ask('GET', '/api/me')).body;
    expect(clinics).toHaveLength(2);
    await nora.ask('POST', '/api/me/clinic', { slug: other.slug });
    expect((await nora.ask('GET', '/api/me')).body).toMatchObject({
      clinic: { slug: other.slug },
      practitioner: { roles: ['therapist'] },
    });
    expect((await nora.ask('POST', '/api/me/clinic', { slug: 'elsewhere' })).status).toBe(404);
  });
});

describe('the demo’s people', () => {
  test('are nowhere unless demo mode is on', async () => {
    expect(await clinic.nobody.get('/api/demo')).toMatchObject({ status: 404 });
  });

  test('are those of demo clinics alone', async () => {
    const demo = await runningClinic({ demo: true });
    expect((await demo.nobody.get('/api/demo')).body).toEqual([]);
    const clinicId = randomUUID();
    await demo.store.clinics.create(
      { id: clinicId, slug: 'harbor.test', name: 'Harbor', zone: 'America/New_York', isDemo: true },
      demo.clock.now,
    );
    await addPerson(demo, clinicId, 'nurse@harbor.test');
    expect((await demo.nobody.get('/api/demo')).body).toEqual([
      {
        email: 'nurse@harbor.test',
        password: DEMO_PASSWORD,
        name: 'Nora Nurse',
        roles: ['nurse'],
        clinic: { slug: 'harbor.test', name: 'Harbor' },
      },
    ]);
    await demo.close();
  });
});
