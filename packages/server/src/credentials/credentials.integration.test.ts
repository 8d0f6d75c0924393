/** Credentials: never removed, corrected with a trace, judged at a visit's time. */
import { randomUUID } from 'node:crypto';
import { DAY, later, MINUTE, type Role } from '@holdspace/care';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addUser } from '../sign-in/sign-in.ts';
import { type RunningClinic, runningClinic } from '../testing.ts';

let clinic: RunningClinic;
/** Two who have come to work here with nothing on record yet. */
let newcomers: Readonly<Record<'anesthesia' | 'guide', string>>;
beforeAll(async () => {
  clinic = await runningClinic();
  const newcomer = async (role: Role) => {
    const [id, email] = [randomUUID(), `new.${role}@clinic.test`];
    const { id: userId } = await addUser(clinic.store, { email, name: email, password: randomUUID() });
    const person = { id, userId, name: `The new ${role}`, email, roles: [role] };
    await clinic.store.practitioners.create(clinic.clinic.clinicId, person);
    return id;
  };
  newcomers = { anesthesia: await newcomer('anesthesia'), guide: await newcomer('guide') };
});
afterAll(() => clinic.close());

const admin = () => clinic.as('clinic_admin');
const nurse = () => clinic.clinic.practitioners.nurse.id;
const licence = (more: object = {}) => ({
  id: randomUUID(),
  kind: 'RN licence',
  number: 'NY-1234',
  issuer: 'New York',
  validFrom: '2025-01-01',
  expiresOn: '2026-03-20',
  ...more,
});
const add = (body: object, person = nurse()) => admin().post(`/api/people/${person}/credentials`, body);
const ofNurse = async () => (await admin().get(`/api/people/${nurse()}`)).body.credentials;

describe('a credential', () => {
  test('is added once, however often it is sent', async () => {
    const body = licence();
    const answers = [await add(body), await add(body)];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]?.body.credential).toMatchObject({
      ...body,
      recordedBy: clinic.clinic.practitioners.clinic_admin.id,
    });
    expect((await add({ ...body, number: 'another' })).status).toBe(409);
    const rows = (await ofNurse()).filter(({ id }: { id: string }) => id === body.id);
    expect(rows).toHaveLength(1);
  });

  test('that was wrong is corrected, and what it said stays', async () => {
    const wrong = licence({ expiresOn: '2027-01-01' });
    await add(wrong);
    const right = licence({ expiresOn: '2026-04-01' });
    expect((await admin().post(`/api/credentials/${wrong.id}/correction`, right)).body.credential).toMatchObject(right);
    const rows = await ofNurse();
    expect(rows).toContainEqual(expect.objectContaining({ ...wrong, replacedBy: right.id }));
    const again = await admin().post(`/api/credentials/${wrong.id}/correction`, licence());
    expect(again).toMatchObject({ status: 409, problem: { type: '/problems/stale' } });
    const { people } = (await clinic.as('guide').get('/api/people')).body;
    const listed = people.find(({ id }: { id: string }) => id === nurse()).credentials;
    expect(listed.map(({ id }: { id: string }) => id)).toContain(right.id);
    expect(listed.map(({ id }: { id: string }) => id)).not.toContain(wrong.id);
    // Colleagues see until when, not under which number.
    expect(JSON.stringify(listed)).not.toContain('NY-1234');
  });

  test('is ended once, with a reason, and not removed', async () => {
    const body = licence();
    await add(body);
    const end = () => admin().post(`/api/credentials/${body.id}/end`, { on: '2026-03-05', because: 'Suspended' });
    expect((await end()).body.credential.ended).toMatchObject({ on: '2026-03-05', because: 'Suspended' });
    expect((await end()).status).toBe(409);
    expect(await ofNurse()).toContainEqual(expect.objectContaining({ id: body.id }));
    const late = licence();
    await add(late);
    const after = await admin().post(`/api/credentials/${late.id}/end`, { on: '2026-03-21', because: 'x' });
    expect(after.problem).toMatchObject({ status: 400, errors: [{ field: 'on' }] });
  });

  test.each([
    ['a day that is none', { expiresOn: '2026-02-30' }, 'expiresOn'],
    ['a start after its end', { validFrom: '2026-03-21' }, 'validFrom'],
    ['no kind', { kind: ' ' }, 'kind'],
    ['who recorded it', { recordedBy: randomUUID() }, 'recordedBy'],
    ['whose it is', { personId: randomUUID() }, 'personId'],
  ])('is not taken with %s', async (_, more, field) => {
    expect((await add(licence(more))).problem).toMatchObject({ status: 400, errors: [{ field }] });
  });

  test('is written by those who run the clinic alone, and its number read by them and its holder', async () => {
    const { credential } = (await add(licence())).body;
    for (const role of ['prescriber', 'nurse', 'guide', 'front_desk'] as const) {
      const caller = clinic.as(role);
      expect((await caller.post(`/api/people/${nurse()}/credentials`, licence())).status).toBe(403);
      expect((await caller.post(`/api/credentials/${credential.id}/correction`, licence())).status).toBe(403);
      expect(
        (await caller.post(`/api/credentials/${credential.id}/end`, { on: '2026-03-04', because: 'x' })).status,
      ).toBe(403);
      const { body } = await caller.get(`/api/people/${nurse()}`);
      expect(JSON.stringify(body.credentials).includes('NY-1234'), role).toBe(role === 'nurse');
    }
  });
});

describe('a visit’s plan', () => {
  const plan = async (days: number) => {
    const ids = { patient: randomUUID(), course: randomUUID(), visit: randomUUID() };
    const scheduledFor = later(clinic.clock.now, days * DAY + MINUTE);
    const desk = clinic.as('front_desk');
    await desk.post('/api/patients', {
      id: ids.patient,
      name: 'Ines Invented',
      dateOfBirth: '1979-08-09',
      recordNumber: randomUUID(),
    });
    const course = { id: ids.course, protocol: { id: 'infusion-iv', version: '1.0.0' } };
    await clinic.as('prescriber').post(`/api/patients/${ids.patient}/courses`, course);
    await desk.post(`/api/courses/${ids.course}/visits`, {
      id: ids.visit,
      kind: 'dosing',
      scheduledFor,
      room: 'Willow',
    });
    const path = `/api/visits/${ids.visit}/assignments`;
    const assign = (more: object = {}) =>
      desk.post(path, { id: randomUUID(), personId: person, role: 'anesthesia', ...more });
    const person = newcomers.anesthesia;
    return {
      ...ids,
      path,
      assign,
      person,
      look: async () => (await desk.get(path)).body,
      day: scheduledFor.slice(0, 10),
    };
  };

  test('says of each person whether their credentials are good at its time, and for how long', async () => {
    const { anesthesia } = newcomers;
    const soon = await plan(3);
    expect((await soon.assign()).status).toBe(201);
    expect((await soon.look()).assignments).toMatchObject([{ problem: expect.stringContaining('No licence') }]);
    await add(
      licence({ kind: 'Medical licence', expiresOn: later(clinic.clock.now, 10 * DAY).slice(0, 10) }),
      anesthesia,
    );
    const [good] = (await soon.look()).assignments;
    expect(good).not.toHaveProperty('problem');
    expect(good.credentials).toMatchObject([{ kind: 'Medical licence', state: 'runs_out_soon', says: '7 days left' }]);
    const far = await plan(20);
    await far.assign();
    const [invalid] = (await far.look()).assignments;
    expect(invalid.problem).toBe('Medical licence: ran out 10 days before that day.');
    // Somebody whose papers have run out fills no need of the protocol.
    const needs = (shown: { phases: { needs: { by: string[] }[] }[] }) =>
      shown.phases.flatMap((one) => one.needs.flatMap(({ by }) => by));
    expect(needs(await soon.look())).toContain('The new anesthesia');
    expect(needs(await far.look())).toEqual([]);
  });

  test('shows on Today who is missing and whose papers do not hold', async () => {
    const today = await plan(0);
    await today.assign({ personId: newcomers.guide, role: 'guide' });
    const { visits } = (await clinic.as('front_desk').get('/api/today')).body;
    const found = visits.find(({ visitId }: { visitId: string }) => visitId === today.visit);
    expect(found.plan.assignments).toMatchObject([{ problem: expect.stringContaining('No training') }]);
    expect(found.plan.missing.length).toBeGreaterThan(0);
  });

  test('takes nobody in a role that is not theirs, of another clinic, for a phase that is none, or twice', async () => {
    const visit = await plan(1);
    expect((await visit.assign({ role: 'medical_director' })).problem.errors).toMatchObject([{ field: 'role' }]);
    expect((await visit.assign({ personId: randomUUID() })).problem.errors).toMatchObject([{ field: 'personId' }]);
    expect((await visit.assign({ phase: 'nowhere' })).problem.errors).toMatchObject([{ field: 'phase' }]);
    expect((await visit.assign({ assignedBy: randomUUID() })).problem.errors).toMatchObject([{ field: 'assignedBy' }]);
    const id = randomUUID();
    expect([(await visit.assign({ id })).status, (await visit.assign({ id })).status]).toEqual([201, 201]);
    expect((await visit.assign()).problem.errors).toMatchObject([{ rule: 'planned-already' }]);
    expect((await visit.look()).assignments).toHaveLength(1);
    const remove = () => clinic.as('front_desk').post(`${visit.path}/${id}/remove`, {});
    expect([(await remove()).status, (await remove()).status]).toEqual([200, 404]);
    expect((await visit.look()).assignments).toEqual([]);
  });
});
