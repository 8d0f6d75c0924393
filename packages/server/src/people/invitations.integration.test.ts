/** Invitations: one person, one use, seven days, and nothing told to who guesses. */
import { randomUUID } from 'node:crypto';
import { DAY, MINUTE } from '@holdspace/care';
import { testClinic } from '@holdspace/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningClinic, runningClinic } from '../testing.ts';
import { addStaff, Browser, TEST_PASSWORD } from '../testing-browser.ts';

let clinic: RunningClinic;
beforeAll(async () => {
  clinic = await runningClinic();
});
afterAll(() => clinic.close());

const address = () => `nia-${randomUUID().slice(0, 8)}@elsewhere.test`;
const invite = (email: string, more: object = {}) =>
  clinic.as('clinic_admin').post('/api/invitations', {
    id: randomUUID(),
    name: 'Nia Newcomer',
    email,
    roles: ['nurse'],
    ...more,
  });
const secretFor = async (email: string, more: object = {}) => (await invite(email, more)).body.secret as string;
const browser = () => new Browser(clinic.nobody);
/** Every test guesses from a moment of its own, so that none waits for what another guessed. */
const later = () => clinic.clock.pass(11);
const look = (secret: string) => clinic.nobody.post('/api/join/look', { secret });
const accept = (secret: string, password: string | undefined = TEST_PASSWORD) =>
  browser().ask('POST', '/api/join', { secret, ...(password && { password }) });

describe('an invitation', () => {
  test('makes somebody new a practitioner in the roles given, who signs in with the password chosen', async () => {
    const email = address();
    const secret = await secretFor(email.toUpperCase(), { roles: ['guide', 'nurse'] });
    expect((await look(secret)).body).toMatchObject({
      clinic: { name: expect.stringContaining('Clinic') },
      invitation: { email, roles: ['nurse', 'guide'], invitedBy: { name: 'The clinic_admin' } },
    });
    const joined = await accept(secret);
    expect(joined).toMatchObject({
      status: 200,
      body: { person: { name: 'Nia Newcomer', roles: ['nurse', 'guide'] } },
    });
    const nia = browser();
    await nia.signIn(email, TEST_PASSWORD);
    expect((await nia.ask('GET', '/api/me')).body.practitioner).toMatchObject({ roles: ['nurse', 'guide'] });
    const { history } = (await clinic.as('clinic_admin').get(`/api/people/${joined.body.person.id}`)).body;
    expect(history).toMatchObject([{ kind: 'joined', after: ['nurse', 'guide'], by: { name: 'The clinic_admin' } }]);
  });

  test('is kept as a hash alone', async () => {
    const secret = await secretFor(address());
    for (const table of ['holdspace.invitation', 'auth.invitation_link']) {
      const { rows } = await clinic.store.pool.query(`select * from ${table}`);
      expect(JSON.stringify(rows)).not.toContain(secret);
    }
  });

  test('is made by those who run the clinic, and by nobody else', async () => {
    for (const role of ['prescriber', 'anesthesia', 'nurse', 'therapist', 'guide', 'front_desk'] as const) {
      const body = { id: randomUUID(), name: 'X', email: address(), roles: ['clinic_admin'] };
      expect((await clinic.as(role).post('/api/invitations', body)).status, role).toBe(403);
    }
    const body = { id: randomUUID(), name: 'X', email: address(), roles: ['nurse'] };
    expect((await clinic.as('medical_director').post('/api/invitations', body)).status).toBe(201);
  });

  test('is refused for who works here already', async () => {
    const answer = await invite(`nurse@${clinic.clinic.slug}`);
    expect(answer.problem).toMatchObject({ status: 400, errors: [{ field: 'email', rule: 'taken' }] });
  });

  test('is told to those who may invite, and to nobody else', async () => {
    const email = address();
    await invite(email);
    const { invitations } = (await clinic.as('medical_director').get('/api/people')).body;
    expect(invitations).toContainEqual(expect.objectContaining({ email }));
    expect((await clinic.as('nurse').get('/api/people')).body.invitations).toEqual([]);
  });
});

describe('whoever has a sign-in already', () => {
  test('accepts signed in, and works at both clinics with it', async () => {
    const { email, id } = await addStaff(clinic, 'nurse', `Twice ${randomUUID().slice(0, 6)}`);
    const other = await testClinic(clinic.store);
    const admin = await clinic.callerAt(clinic.server.url, other.clinicId, other.practitioners.clinic_admin.id);
    const asked = { id: randomUUID(), name: 'Twice', email, roles: ['prescriber'] };
    const { secret } = (await admin.post('/api/invitations', asked)).body;

    const there = browser();
    await there.signIn(email, TEST_PASSWORD);
    expect((await there.ask('POST', '/api/join/look', { secret })).body.signedInAs).toBe(email);
    expect((await there.ask('POST', '/api/join', { secret })).status).toBe(200);
    const me = (await there.ask('GET', '/api/me')).body;
    expect(me).toMatchObject({ hasChosen: false });
    expect(me.clinics.map(({ slug }: { slug: string }) => slug).sort()).toEqual(
      [clinic.clinic.slug, other.slug].sort(),
    );
    await there.ask('POST', '/api/me/clinic', { slug: other.slug });
    expect((await there.ask('GET', '/api/me')).body).toMatchObject({
      hasChosen: true,
      clinic: { slug: other.slug },
      practitioner: { roles: ['prescriber'] },
    });
    await there.ask('POST', '/api/me/clinic', { slug: clinic.clinic.slug });
    expect((await there.ask('GET', '/api/me')).body.practitioner).toMatchObject({ id, roles: ['nurse'] });
  });

  test('is not given a new password by whoever holds the link', async () => {
    const { email } = await addStaff(clinic, 'nurse', `Known ${randomUUID().slice(0, 6)}`);
    const other = await testClinic(clinic.store);
    const admin = await clinic.callerAt(clinic.server.url, other.clinicId, other.practitioners.clinic_admin.id);
    const asked = { id: randomUUID(), name: 'Known', email, roles: ['nurse'] };
    const { secret } = (await admin.post('/api/invitations', asked)).body;
    expect(await accept(secret, 'a password of the inviter')).toMatchObject({
      status: 409,
      problem: { type: '/problems/has-sign-in' },
    });
    expect((await browser().signIn(email, 'a password of the inviter')).status).toBe(401);
  });

  test('cannot accept what was meant for another e-mail', async () => {
    const secret = await secretFor(address());
    const { email } = await addStaff(clinic, 'guide', `Stray ${randomUUID().slice(0, 6)}`);
    const stray = browser();
    await stray.signIn(email, TEST_PASSWORD);
    expect((await stray.ask('POST', '/api/join', { secret })).status).toBe(403);
    expect((await accept(secret)).status).toBe(200);
  });
});

describe('a link that is not good', () => {
  test('is answered alike: guessed, used, withdrawn, replaced, or out of time', async () => {
    later();
    const used = await secretFor(address());
    expect((await accept(used)).status).toBe(200);
    const { secret: withdrawn, invitation } = (await invite(address())).body;
    await clinic.as('clinic_admin').post(`/api/invitations/${invitation.id}/withdraw`, {});
    const twice = address();
    const replaced = await secretFor(twice);
    const standing = await secretFor(twice);
    const old = await secretFor(address());
    clinic.clock.pass((7 * DAY) / MINUTE);
    const answers = [];
    for (const secret of ['hsi_guessed', 'x', '', used, withdrawn, replaced, standing, old]) {
      later();
      answers.push(await look(secret), await accept(secret));
    }
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  test('is tried a few times and then not looked at, good or not', async () => {
    const secret = await secretFor(address());
    later();
    const statuses = [];
    for (let count = 0; count < 11; count++) statuses.push((await look(`hsi_${count}`)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 404), 429]);
    expect((await accept(secret)).status).toBe(429);
    later();
    expect((await accept(secret)).status).toBe(200);
  });

  test('is used once when two accept at the same moment', async () => {
    later();
    const email = address();
    const secret = await secretFor(email);
    const answers = await Promise.all([accept(secret), accept(secret)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const { people } = (await clinic.as('nurse').get('/api/people')).body;
    expect(people.filter((one: { email: string }) => one.email === email)).toHaveLength(1);
  });
});

describe('what a body must not claim', () => {
  test.each([
    ['/api/join', { roles: ['medical_director'] }],
    ['/api/join', { clinicId: randomUUID() }],
    ['/api/join', { email: 'other@elsewhere.test' }],
    ['/api/join/look', { clinic: 'harbor.test' }],
  ])('%s takes no %j', async (path, claimed) => {
    later();
    const email = address();
    const secret = await secretFor(email);
    const body = { secret, ...(path === '/api/join' && { password: TEST_PASSWORD }), ...claimed };
    expect(await browser().ask('POST', path, body)).toMatchObject({
      status: 400,
      problem: { errors: [{ rule: 'unknown-field' }] },
    });
    expect((await look(secret)).status).toBe(200);
  });

  test.each([
    { invitedBy: randomUUID() },
    { clinicId: randomUUID() },
    { expiresAt: '2099-01-01T00:00:00Z' },
    { hash: 'x' },
  ])('an invitation takes no %j', async (claimed) => {
    expect(await invite(address(), claimed)).toMatchObject({
      status: 400,
      problem: { errors: [{ rule: 'unknown-field' }] },
    });
  });

  test('another clinic’s page cannot accept in somebody’s name', async () => {
    later();
    const secret = await secretFor(address());
    const answer = await browser().ask(
      'POST',
      '/api/join',
      { secret, password: TEST_PASSWORD },
      { origin: 'https://evil.test' },
    );
    expect(answer.status).toBe(403);
  });
});
