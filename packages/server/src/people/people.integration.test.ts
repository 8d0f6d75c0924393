/** Roles and ends of work: by whom, with what effect, and how soon. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@holdspace/care';
import { testClinic } from '@holdspace/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEvents } from '../live/reading.ts';
import { type RunningClinic, runningClinic } from '../testing.ts';
import { addStaff, Browser, TEST_PASSWORD } from '../testing-browser.ts';

let clinic: RunningClinic;
let elsewhere: string;
beforeAll(async () => {
  clinic = await runningClinic();
  elsewhere = (await clinic.anotherServer()).url;
});
afterAll(() => clinic.close());

const admin = () => clinic.as('clinic_admin');
const somebody = (role: Role = 'nurse') => addStaff(clinic, role, `Some ${randomUUID().slice(0, 8)}`);
const roles = (id: string, to: readonly string[], by = admin()) => by.post(`/api/people/${id}/roles`, { roles: to });
const end = (id: string, by = admin()) => by.post(`/api/people/${id}/end`, { because: 'Moved away' });
/** Within this, everywhere: design of the revocation notice. */
const SOON = { timeout: 1_000, interval: 20 };

describe('roles', () => {
  test('are changed at once on every server, and what they were stays on record', async () => {
    const { id } = await somebody('nurse');
    const callers = await Promise.all(
      [clinic.server.url, elsewhere].map((url) => clinic.callerAt(url, clinic.clinic.clinicId, id)),
    );
    for (const caller of callers) expect((await caller.get('/api/me')).body.practitioner.roles).toEqual(['nurse']);
    expect((await roles(id, ['guide'])).body.person.roles).toEqual(['guide']);
    for (const caller of callers)
      await expect.poll(async () => (await caller.get('/api/me')).body.practitioner.roles, SOON).toEqual(['guide']);
    expect((await admin().get(`/api/people/${id}`)).body.history).toMatchObject([
      { kind: 'roles_changed', before: ['nurse'], after: ['guide'], by: { name: 'The clinic_admin' } },
    ]);
  });

  test('are not changed by who may not, who would raise themselves, or where nobody would be left', async () => {
    const { id } = await somebody();
    const { clinic_admin, medical_director } = clinic.clinic.practitioners;
    for (const role of ['prescriber', 'nurse', 'guide', 'front_desk'] as const)
      expect((await roles(id, ['medical_director'], clinic.as(role))).status, role).toBe(403);
    const raised = await roles(clinic_admin.id, ['clinic_admin', 'prescriber']);
    expect(raised.problem).toMatchObject({ status: 422, refusals: [{ rule: 'nobody-raises-themselves' }] });
    const own = await roles(medical_director.id, ['medical_director', 'clinic_admin'], clinic.as('medical_director'));
    expect(own.problem).toMatchObject({ status: 422, refusals: [{ rule: 'nobody-raises-themselves' }] });
    const last = await roles(clinic_admin.id, ['front_desk'], clinic.as('medical_director'));
    expect(last.problem).toMatchObject({ status: 422, refusals: [{ rule: 'last-administrator-stays' }] });
    expect((await end(clinic_admin.id, clinic.as('medical_director'))).status).toBe(422);
  });

  test('two administrators cannot remove each other at the same moment', async () => {
    const other = await testClinic(clinic.store);
    const { clinic_admin } = other.practitioners;
    const director = await clinic.callerAt(elsewhere, other.clinicId, other.practitioners.medical_director.id);
    const second = other.practitioners.nurse;
    expect((await roles(second.id, ['clinic_admin'], director)).status).toBe(200);
    const [one, two] = await Promise.all([
      clinic.callerAt(clinic.server.url, other.clinicId, clinic_admin.id),
      clinic.callerAt(elsewhere, other.clinicId, second.id),
    ]);
    const answers = await Promise.all([end(second.id, one), end(clinic_admin.id, two)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const { people } = (await director.get('/api/people')).body;
    const left = people.filter(
      (one: { roles: Role[]; endedAt?: string }) => !one.endedAt && one.roles.includes('clinic_admin'),
    );
    expect(left).toHaveLength(1);
  });

  test.each([
    { clinicId: randomUUID() },
    { personId: randomUUID() },
    { by: randomUUID() },
    { endedAt: null },
    { roles: ['owner'] },
    { roles: [] },
  ])('take no %j', async (claimed) => {
    const { id } = await somebody();
    expect((await admin().post(`/api/people/${id}/roles`, { roles: ['guide'], ...claimed })).status).toBe(400);
    expect((await admin().get(`/api/people/${id}`)).body.person.roles).toEqual(['nurse']);
  });

  test.each([
    ['POST', '/api/patients', { id: randomUUID(), name: 'A', dateOfBirth: '1980-01-01', recordNumber: randomUUID() }],
    ['POST', '/api/me/clinic', { slug: 'x' }],
  ])('%s %s believes no role or clinic in a body', async (method, path, body) => {
    for (const claimed of [{ roles: ['medical_director'] }, { clinicId: randomUUID() }, { clinic_id: randomUUID() }])
      expect((await clinic.as('nurse').ask(method, path, { ...body, ...claimed })).status).toBe(400);
  });
});

describe('the end of somebody’s work', () => {
  test('ends sign-ins, tokens and live streams on every server within a second, and keeps the name on what they did', async () => {
    const { id, email, userId } = await somebody('nurse');
    const session = await clinic.plannedSession('infusion-iv');
    const here = await clinic.callerAt(clinic.server.url, clinic.clinic.clinicId, id);
    const there = await clinic.callerAt(elsewhere, clinic.clinic.clinicId, id);
    await here.does(session, { type: 'RecordArrival' });
    const place = { id: randomUUID(), personId: id, why: 'Treats.' };
    await clinic.as('prescriber').post(`/api/patients/${clinic.clinic.patientId}/care-team`, place);
    const browser = new Browser(clinic.nobody);
    await browser.signIn(email, TEST_PASSWORD);
    expect((await browser.ask('GET', '/api/me')).status).toBe(200);
    const streams = [
      readEvents(`${here.url}/api/sessions/${session}/live`, { authorization: `Bearer ${here.token}` }),
      readEvents(`${there.url}/api/sessions/${session}/live`, { authorization: `Bearer ${there.token}` }),
      readEvents(`${clinic.server.url}/api/sessions/${session}/live`, { cookie: browser.cookie }),
    ];
    for (const stream of streams) await stream.take(2);
    const staying = readEvents(`${clinic.server.url}/api/sessions/${session}/live`, {
      authorization: `Bearer ${clinic.as('guide').token}`,
    });
    await staying.take(2);
    let open = streams.length;
    for (const stream of streams)
      void stream.ended.then(() => {
        open -= 1;
      });

    expect(await end(id)).toMatchObject({ status: 200, body: { person: { endedAt: clinic.clock.now } } });
    await expect.poll(() => open, SOON).toBe(0);
    const statuses = async () => [
      (await here.get('/api/me')).status,
      (await there.get('/api/me')).status,
      (await browser.ask('GET', '/api/me')).status,
      (
        await there.send(session, {
          type: 'JoinSession',
          person: { id, name: 'x', roles: ['nurse'] },
          attendance: 'in_room',
        })
      ).status,
    ];
    await expect.poll(statuses, SOON).toEqual([401, 401, 401, 401]);
    const { rows } = await clinic.store.pool.query('select 1 from auth.session where "userId" = $1', [userId]);
    expect(rows).toEqual([]);

    const { members } = (await clinic.as('prescriber').get(`/api/patients/${clinic.clinic.patientId}/care-team`)).body;
    const left = members.find((member: { id: string }) => member.id === place.id);
    expect(left.ended).toMatchObject({ because: 'Their work here ended.', at: clinic.clock.now });

    // Who stays, stays connected.
    await clinic
      .as('nurse')
      .does(session, { type: 'RecordVitalSigns', vitalSigns: { pain: { value: 1, unit: '{score}' } } });
    expect(await staying.take(1)).toHaveLength(1);
    staying.close();
    const { events } = (await clinic.as('guide').get(`/api/sessions/${session}/events`)).body;
    expect(events[1].author).toMatchObject({ id, name: expect.stringMatching(/^Some /) });
    const { practitioners } = (await clinic.as('guide').get('/api/practitioners')).body;
    expect(practitioners.map((one: { id: string }) => one.id)).not.toContain(id);
    const { people } = (await clinic.as('guide').get('/api/people')).body;
    expect(people).toContainEqual(expect.objectContaining({ id, endedAt: clinic.clock.now }));
  });

  test('lists what they were still planned for, to be handed over', async () => {
    const { id } = await somebody('nurse');
    const { visitId } = await aVisit();
    await clinic
      .as('front_desk')
      .post(`/api/visits/${visitId}/assignments`, { id: randomUUID(), personId: id, role: 'nurse' });
    const answer = await end(id);
    expect(answer.body.handOver).toMatchObject([{ visitId, role: 'nurse', patient: { name: expect.any(String) } }]);
    const { assignments } = (await clinic.as('nurse').get(`/api/visits/${visitId}/assignments`)).body;
    expect(assignments).toMatchObject([{ person: { id }, problem: 'Works here no longer.' }]);
  });

  test('leaves their sign-in to their other clinics, where this one is out of reach', async () => {
    const { id, userId, email } = await somebody();
    const other = await testClinic(clinic.store);
    const there = { id: randomUUID(), userId, name: 'Twice', email, roles: ['guide'] as const };
    await clinic.store.practitioners.create(other.clinicId, there);
    const browser = new Browser(clinic.nobody);
    await browser.signIn(email, TEST_PASSWORD);
    await browser.ask('POST', '/api/me/clinic', { slug: clinic.clinic.slug });
    expect((await browser.ask('GET', '/api/me')).body.practitioner.id).toBe(id);
    await end(id);
    const me = (await browser.ask('GET', '/api/me')).body;
    expect(me).toMatchObject({ clinic: { slug: other.slug }, clinics: [{ slug: other.slug }] });
    expect((await browser.ask('POST', '/api/me/clinic', { slug: clinic.clinic.slug })).status).toBe(404);
    // A page of the clinic that they left says so, and does nothing at the other.
    const left = { 'x-holdspace-clinic': clinic.clinic.slug };
    expect(await browser.ask('GET', '/api/patients', undefined, left)).toMatchObject({
      status: 409,
      problem: { type: '/problems/other-clinic' },
    });
  });

  test('takes with it the links that they had handed out', async () => {
    const { id } = await somebody('clinic_admin');
    const leaving = await clinic.callerAt(clinic.server.url, clinic.clinic.clinicId, id);
    const asked = {
      id: randomUUID(),
      name: 'Back Door',
      email: `${randomUUID()}@elsewhere.test`,
      roles: ['clinic_admin'],
    };
    const { secret } = (await leaving.post('/api/invitations', asked)).body;
    await end(id);
    expect((await clinic.nobody.post('/api/join/look', { secret })).status).toBe(404);
  });

  test('is no end for good: invited again, they are the same person', async () => {
    const { id, email } = await somebody('guide');
    await end(id);
    expect((await end(id)).status).toBe(404);
    const asked = { id: randomUUID(), name: 'Some Returned', email, roles: ['therapist'] };
    const { secret } = (await admin().post('/api/invitations', asked)).body;
    const back = new Browser(clinic.nobody);
    await back.signIn(email, TEST_PASSWORD);
    expect((await back.ask('POST', '/api/join', { secret })).body.person).toMatchObject({ id, roles: ['therapist'] });
    expect((await back.ask('GET', '/api/me')).body.practitioner).toMatchObject({ id, roles: ['therapist'] });
    const { history } = (await admin().get(`/api/people/${id}`)).body;
    expect(history.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['ended', 'returned']);
  });
});

describe('another clinic’s people', () => {
  test('are not there, whatever is asked of them', async () => {
    const other = await testClinic(clinic.store);
    const theirs = other.practitioners.nurse.id;
    const nobody = randomUUID();
    const asks = (id: string) => [
      admin().get(`/api/people/${id}`),
      roles(id, ['guide']),
      end(id),
      admin().post(`/api/people/${id}/credentials`, { id: randomUUID(), kind: 'RN licence', expiresOn: '2027-01-01' }),
      admin().post(`/api/people/${id}/tokens/${randomUUID()}/revoke`, {}),
    ];
    const [about, without] = await Promise.all([Promise.all(asks(theirs)), Promise.all(asks(nobody))]);
    expect(about.map(({ status, body }) => ({ status, body }))).toEqual(
      without.map(({ status, body }) => ({ status, body })),
    );
    expect(about.every(({ status }) => status === 404)).toBe(true);
  });
});

async function aVisit() {
  const ids = { patient: randomUUID(), course: randomUUID(), visit: randomUUID() };
  await clinic.as('front_desk').post('/api/patients', {
    id: ids.patient,
    name: 'Ines Invented',
    dateOfBirth: '1979-08-09',
    recordNumber: randomUUID(),
  });
  await clinic.as('prescriber').post(`/api/patients/${ids.patient}/courses`, {
    id: ids.course,
    protocol: { id: 'infusion-iv', version: '1.0.0' },
  });
  await clinic.as('front_desk').post(`/api/courses/${ids.course}/visits`, {
    id: ids.visit,
    kind: 'dosing',
    scheduledFor: clinic.clock.now,
    room: 'Willow',
  });
  return { visitId: ids.visit };
}
