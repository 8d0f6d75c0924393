/** API tokens: part of what their owner may do, for a time, and never more. */
import { randomUUID } from 'node:crypto';
import type { TokenScope } from '@holdspace/care';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Caller, type RunningClinic, runningClinic } from '../testing.ts';
import { addStaff, Browser, TEST_PASSWORD } from '../testing-browser.ts';

let clinic: RunningClinic;
let owner: Browser;
let ownerId: string;
beforeAll(async () => {
  clinic = await runningClinic();
  const { email, id } = await addStaff(clinic, 'nurse', 'Gil Nurse');
  ownerId = id;
  owner = new Browser(clinic.nobody);
  await owner.signIn(email, TEST_PASSWORD);
});
afterAll(() => clinic.close());

const make = (more: object = {}) =>
  owner.ask('POST', '/api/tokens', {
    id: randomUUID(),
    label: 'For the wall screen',
    scopes: ['see-schedule'],
    expiresOn: '2026-06-30',
    ...more,
  });
const bearer = (secret: string) => new Caller(clinic.server.url, secret, clinic.clock);
const withScopes = async (...scopes: TokenScope[]) => bearer((await make({ scopes })).body.secret);

describe('a token', () => {
  test('is shown once, kept as a hash, listed, and last used on a day', async () => {
    const { body } = await make();
    const caller = bearer(body.secret);
    expect((await caller.get('/api/today')).status).toBe(200);
    const { tokens } = (await owner.ask('GET', '/api/tokens')).body;
    expect(tokens).toContainEqual({ ...body.token, lastUsedOn: '2026-03-02' });
    expect(JSON.stringify(tokens)).not.toContain(body.secret);
    const { rows } = await clinic.store.pool.query('select * from auth.api_token');
    expect(JSON.stringify(rows)).not.toContain(body.secret);
  });

  test.each([
    ['see-schedule', ['/api/today'], ['/api/patients', '/api/people', '/api/protocols', '/api/tokens']],
    ['see-patients', ['/api/patients'], ['/api/today', '/api/people']],
    ['see-people', ['/api/people', '/api/practitioners'], ['/api/patients']],
    ['see-protocols', ['/api/protocols'], ['/api/patients']],
    ['everything', ['/api/today', '/api/patients', '/api/people', '/api/tokens'], []],
  ] as const)('for %s opens that and nothing beside it', async (scope, opens, closes) => {
    const caller = await withScopes(scope);
    expect((await caller.get('/api/me')).status).toBe(200);
    for (const path of opens) expect((await caller.get(path)).status, path).toBe(200);
    for (const path of closes)
      expect(await caller.get(path), path).toMatchObject({ status: 403, problem: { type: '/problems/not-allowed' } });
  });

  test('that may look may not change', async () => {
    const patient = { id: randomUUID(), name: 'A', dateOfBirth: '1980-01-01', recordNumber: randomUUID() };
    expect((await (await withScopes('see-patients')).post('/api/patients', patient)).status).toBe(403);
    expect((await (await withScopes('register-patients')).post('/api/patients', patient)).status).toBe(201);
  });

  test('for everything does no more than its owner, and less as soon as they may less', async () => {
    const caller = await withScopes('everything');
    const invitation = { id: randomUUID(), name: 'X', email: 'x@elsewhere.test', roles: ['clinic_admin'] };
    expect((await caller.post('/api/invitations', invitation)).status).toBe(403);
    const director = clinic.as('medical_director');
    await director.post(`/api/people/${ownerId}/roles`, { roles: ['clinic_admin'] });
    expect((await caller.post('/api/invitations', invitation)).status).toBe(201);
    await director.post(`/api/people/${ownerId}/roles`, { roles: ['nurse'] });
    const again = { ...invitation, id: randomUUID(), email: 'y@elsewhere.test' };
    expect((await caller.post('/api/invitations', again)).status).toBe(403);
  });

  test('makes no tokens', async () => {
    const caller = await withScopes('everything');
    const body = { id: randomUUID(), label: 'More', scopes: ['everything'], expiresOn: '2026-06-30' };
    expect((await caller.post('/api/tokens', body)).status).toBe(403);
  });

  test.each([
    ['a day that is over', { expiresOn: '2026-03-01' }, 'expiresOn'],
    ['more than a year', { expiresOn: '2027-03-03' }, 'expiresOn'],
    ['a scope that is none', { scopes: ['root'] }, 'scopes.0'],
    ['no scope', { scopes: [] }, 'scopes'],
    ['another owner', { practitionerId: randomUUID() }, 'practitionerId'],
    ['another clinic', { clinicId: randomUUID() }, 'clinicId'],
  ])('is not made with %s', async (_, more, field) => {
    expect((await make(more)).problem).toMatchObject({ status: 400, errors: [{ field }] });
  });

  test('lasts a year at most, and not a moment longer', async () => {
    const answer = await make({ expiresOn: '2027-03-02' });
    expect(answer).toMatchObject({ status: 201, body: { token: { expiresAt: '2027-03-03T05:00:00.000Z' } } });
  });

  test('is revoked at once on every server, by its owner or who runs the clinic, and by nobody else', async () => {
    const other = await clinic.anotherServer();
    const [first, second] = [(await make()).body, (await make()).body];
    const elsewhere = new Caller(other.url, first.secret, clinic.clock);
    expect((await elsewhere.get('/api/me')).status).toBe(200);
    const { guide } = clinic.clinic.practitioners;
    expect((await clinic.as('guide').post(`/api/tokens/${first.token.id}/revoke`, {})).status).toBe(404);
    const path = `/api/people/${ownerId}/tokens/${second.token.id}/revoke`;
    expect((await clinic.as('nurse').post(path, {})).status).toBe(403);
    expect((await clinic.as('clinic_admin').post(path.replace(ownerId, guide.id), {})).status).toBe(404);
    expect((await owner.ask('POST', `/api/tokens/${first.token.id}/revoke`, {})).status).toBe(200);
    expect((await clinic.as('clinic_admin').post(path, {})).status).toBe(200);
    await expect.poll(async () => (await elsewhere.get('/api/me')).status, { timeout: 1_000 }).toBe(401);
    expect((await bearer(second.secret).get('/api/me')).status).toBe(401);
  });
});
