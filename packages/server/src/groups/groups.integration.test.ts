/** Groups: what counts as a visit, what no patient and no desk sees, and each kind answer to what cannot be. */
import { randomUUID } from 'node:crypto';
import { DAY, instant, MINUTE, ROLES } from '@holdspace/care';
import { testClinic } from '@holdspace/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comeInAs, readAndSign } from '../consents/testing-consents.ts';
import { type RunningClinic, runningClinic } from '../testing.ts';

let clinic: RunningClinic;
const inDays = (days: number, minutes = 0) => instant(clinic.clock.read() + days * DAY + minutes * MINUTE);
const therapist = () => clinic.as('therapist');
const idOf = (role: 'therapist' | 'guide' | 'nurse') => clinic.clinic.practitioners[role].id;

beforeAll(async () => {
  clinic = await runningClinic();
  for (const role of ['therapist', 'guide'] as const) {
    const content = { kind: role === 'guide' ? 'Guide training' : 'Licence', expiresOn: '2099-12-31' };
    const by = { by: idOf(role), at: clinic.clock.now };
    await clinic.store.credentials.add(clinic.clinic.clinicId, idOf(role), randomUUID(), content, by);
  }
});
afterAll(() => clinic?.close());

let made = 0;
async function aPatient(): Promise<{ patientId: string; courseId: string; name: string }> {
  const sessionId = await clinic.plannedSession('kap-im');
  const patientId = (await clinic.store.sessions.head(clinic.clinic.clinicId, sessionId))?.patientId ?? '';
  await clinic.takeIntoTeam(patientId, 'therapist');
  const [course] = await clinic.store.courses.ofPatient(clinic.clinic.clinicId, patientId);
  const name = (await clinic.store.patients.find(clinic.clinic.clinicId, patientId))?.name ?? '';
  return { patientId, courseId: course?.id ?? '', name };
}
const newGroup = (more: object = {}) => {
  made += 1;
  const leaders = [idOf('therapist')];
  return {
    id: randomUUID(),
    name: `Circle ${made}`,
    kind: 'integration',
    place: 'The quiet room',
    most: 6,
    leaders,
    ...more,
  };
};
async function aGroup(more: object = {}): Promise<string> {
  const body = newGroup(more);
  expect((await therapist().post('/api/groups', body)).status).toBe(201);
  return body.id;
}
const join = (group: string, courseId: string) =>
  therapist().post(`/api/groups/${group}/members`, { id: randomUUID(), courseId });
let day = 0;
async function aMeeting(group: string): Promise<string> {
  day += 1;
  const id = randomUUID();
  const body = { id, at: inDays(day), minutes: 90 };
  expect((await therapist().post(`/api/groups/${group}/meetings`, body)).status).toBe(201);
  clinic.clock.pass((day * DAY) / MINUTE);
  return id;
}
const say = (meeting: string, courseId: string, attendance: string, id: string = randomUUID()) =>
  therapist().post(`/api/group-meetings/${meeting}/attendance`, { id, courseId, attendance });
const sign = (group: string, courseId: string, textVersion = '1') =>
  therapist().post(`/api/groups/${group}/consents`, { id: randomUUID(), courseId, textVersion });
const groupVisits = async (patientId: string) =>
  (await clinic.store.visits.ofPatient(clinic.clinic.clinicId, patientId)).filter(({ kind }) => kind === 'integration');

describe('attendance', () => {
  test('without consent is written down and does not count; said again once it is signed, it is the patient’s visit', async () => {
    const { patientId, courseId } = await aPatient();
    const group = await aGroup();
    expect((await join(group, courseId)).status).toBe(201);
    const meeting = await aMeeting(group);
    const first = await say(meeting, courseId, 'present');
    expect(first).toMatchObject({ status: 201, body: { counts: false } });
    expect(first.body.says).toContain('not signed');
    expect(await groupVisits(patientId)).toEqual([]);
    expect((await sign(group, courseId)).status).toBe(201);
    const id = randomUUID();
    clinic.clock.pass(1);
    expect((await say(meeting, courseId, 'late', id)).body).toEqual({ counts: true });
    expect((await say(meeting, courseId, 'late', id)).body).toEqual({ counts: true });
    expect(await groupVisits(patientId)).toMatchObject([{ kind: 'integration', courseId, room: 'The quiet room' }]);
    const outcomes = () => clinic.store.integration.checkIns.outcomesOf(clinic.clinic.clinicId, courseId);
    expect((await outcomes()).map(({ outcome }) => outcome)).toEqual(['held']);
    // A slip is said anew: the visit is there still, and was not held.
    clinic.clock.pass(1);
    expect((await say(meeting, courseId, 'absent')).body).toEqual({ counts: false });
    expect(await groupVisits(patientId)).toHaveLength(1);
    expect((await outcomes()).at(-1)?.outcome).toBe('missed');
    const { group: led } = (await therapist().get(`/api/groups/${group}`)).body;
    expect(led.held[0].attendance).toMatchObject([{ patientId, attendance: 'absent', counts: false }]);
  });

  test('does not count once the agreement is taken back; signed again in any way it counts, and all say the same', async () => {
    const { patientId, courseId } = await aPatient();
    const groups = [await aGroup(), await aGroup()] as const;
    const [group] = groups;
    for (const one of groups) await join(one, courseId);
    const own = () => comeInAs(clinic, patientId);
    const signing = (id: string = randomUUID()) => ({
      id,
      version: 1,
      language: 'en',
      name: 'Ida Berg',
      cannotDraw: true,
    });
    const agreed = async () => {
      const mine = (await (await own()).get('/api/reader/groups')).body.groups;
      const ofMine = groups.map((id) =>
        mine.some((one: { id: string; consent?: object }) => one.id === id && one.consent),
      );
      const led = await Promise.all(groups.map(async (id) => (await therapist().get(`/api/groups/${id}`)).body.group));
      expect(led.map(({ members }) => members[0].consent !== undefined)).toEqual(ofMine);
      return ofMine;
    };
    const counts = async () => (await say(await aMeeting(group), courseId, 'present')).body.counts;
    const takeBack = async () => {
      clinic.clock.pass(1);
      const known = await clinic.store.consents.ofPatient(clinic.clinic.clinicId, patientId);
      const body = { id: randomUUID(), signature: known.signatures.at(-1)?.id };
      expect((await (await own()).post('/api/reader/consents/group/withdrawals', body)).status).toBe(201);
      clinic.clock.pass(1);
    };
    const first = randomUUID();
    await readAndSign(await own(), 'group', signing(first));
    expect([await agreed(), await counts()]).toEqual([[true, true], true]);

    await takeBack();
    expect([await agreed(), await counts()]).toEqual([[false, false], false]);
    // A signature that arrives again is not a new one.
    await (await own()).post('/api/reader/consents/group/signatures', signing(first));
    expect(await agreed()).toEqual([false, false]);
    expect((await sign(group, courseId)).status).toBe(201);
    expect([await agreed(), await counts()]).toEqual([[true, false], true]);

    // Written anew on their own page, it is agreed in both.
    await readAndSign(await own(), 'group', signing());
    expect(await agreed()).toEqual([true, true]);
    await takeBack();
    await readAndSign(await own(), 'group', signing());
    expect([await agreed(), await counts()]).toEqual([[true, true], true]);

    // Or on the group's own card.
    await takeBack();
    const card = { id: randomUUID(), textVersion: '1' };
    expect((await (await own()).post(`/api/reader/groups/${group}/consent`, card)).status).toBe(201);
    expect([await agreed(), await counts()]).toEqual([[true, false], true]);
  });

  test('is not of somebody who is in no such group, not before the meeting, and not of one called off', async () => {
    const [one, other] = [await aPatient(), await aPatient()];
    const group = await aGroup();
    await join(group, one.courseId);
    const id = randomUUID();
    await therapist().post(`/api/groups/${group}/meetings`, { id, at: inDays(300), minutes: 60 });
    const early = await say(id, one.courseId, 'present');
    expect(early).toMatchObject({ status: 400, problem: { errors: [{ rule: 'not-yet' }] } });
    expect((await say(id, one.courseId, 'excused')).status).toBe(201);
    expect((await say(id, other.courseId, 'excused')).status).toBe(404);
    await therapist().post(`/api/group-meetings/${id}/call-off`, {});
    const off = await say(id, one.courseId, 'excused');
    expect(off).toMatchObject({ status: 400, problem: { errors: [{ rule: 'called-off' }] } });
  });

  test('under a text that has changed is not agreed to', async () => {
    const { courseId } = await aPatient();
    const group = await aGroup();
    await join(group, courseId);
    expect(await sign(group, courseId, '0')).toMatchObject({
      status: 400,
      problem: { errors: [{ field: 'textVersion', rule: 'other-text' }] },
    });
  });
});

describe('a group', () => {
  test('that is full takes nobody more, says how many it takes, and takes the next when somebody leaves', async () => {
    const people = [await aPatient(), await aPatient(), await aPatient()] as const;
    const group = await aGroup({ most: 2 });
    await join(group, people[0].courseId);
    expect(await join(group, people[0].courseId)).toMatchObject({
      status: 400,
      problem: { errors: [{ rule: 'in-the-group' }] },
    });
    await join(group, people[1].courseId);
    const full = await join(group, people[2].courseId);
    expect(full).toMatchObject({ status: 400, problem: { errors: [{ field: 'courseId', rule: 'group-full' }] } });
    expect(full.problem?.detail).toContain('it takes 2, and 2 are in it');
    await therapist().post(`/api/groups/${group}/members/leave`, { courseId: people[0].courseId });
    expect((await join(group, people[2].courseId)).status).toBe(201);
  });

  test('takes no patient of another clinic, which is answered as one who does not exist', async () => {
    const elsewhere = await testClinic(clinic.store);
    const theirs = await clinic.store.courses.ofPatient(elsewhere.clinicId, elsewhere.patientId);
    const group = await aGroup();
    const foreign = await join(group, theirs[0]?.id ?? randomUUID());
    const none = await join(group, randomUUID());
    expect([foreign.status, foreign.body]).toEqual([404, none.body]);
  });

  test('is led by somebody whose papers are in order: neither named nor acting otherwise', async () => {
    const nurse = await therapist().post('/api/groups', newGroup({ leaders: [idOf('nurse')] }));
    expect(nurse).toMatchObject({ status: 400, problem: { errors: [{ field: 'leaders', rule: 'no-credentials' }] } });
    const id = randomUUID();
    const { rows } = await clinic.store.pool.query<{ id: string }>(
      'insert into auth."user" (name, email, "emailVerified") values ($1, $2, true) returning id',
      ['New Therapist', 'new.therapist@clinic.test'],
    );
    await clinic.store.practitioners.create(clinic.clinic.clinicId, {
      id,
      userId: rows[0]?.id ?? '',
      name: 'New Therapist',
      email: 'new.therapist@clinic.test',
      roles: ['therapist'],
    });
    const named = await therapist().post('/api/groups', newGroup({ leaders: [id] }));
    expect(named.problem?.detail).toContain('New Therapist has no valid licence or training');
    const acting = await clinic.callerAt(clinic.server.url, clinic.clinic.clinicId, id);
    expect(await acting.post('/api/groups', newGroup())).toMatchObject({
      status: 403,
      problem: { rule: 'condition: lead a group' },
    });
  });

  test('does not meet while one of its leaders leads another; right after it does', async () => {
    const [one, other] = [await aGroup(), await aGroup()];
    const at = inDays(100);
    const plan = (group: string, when: string) =>
      therapist().post(`/api/groups/${group}/meetings`, { id: randomUUID(), at: when, minutes: 90 });
    expect((await plan(one, at)).status).toBe(201);
    const busy = await plan(other, inDays(100, 89));
    expect(busy).toMatchObject({ status: 400, problem: { errors: [{ field: 'at', rule: 'leader-busy' }] } });
    expect(busy.problem?.detail).toContain(clinic.clinic.practitioners.therapist.name);
    expect((await plan(other, inDays(100, 90))).status).toBe(201);
  });

  test('is seen whole by its leaders and the medical director, and acted on by its leaders; everybody who works here sees the schedule, and nobody in it', async () => {
    const { courseId, name, patientId } = await aPatient();
    const group = await aGroup();
    await join(group, courseId);
    for (const role of ROLES) {
      const { status, body } = await clinic.as(role).get('/api/groups');
      expect(status, role).toBe(200);
      expect(body.groups.find(({ id }: { id: string }) => id === group)).toMatchObject({ count: 1 });
      expect(JSON.stringify(body)).not.toContain(name);
      expect(JSON.stringify(body)).not.toContain(patientId);
      const whole = await clinic.as(role).get(`/api/groups/${group}`);
      const sees = role === 'therapist' || role === 'medical_director';
      if (sees) expect(whole.body.group.members).toMatchObject([{ name }]);
      else expect([403, 422], role).toContain(whole.status);
      expect(JSON.stringify(whole.body).includes(name), role).toBe(sees);
    }
    // To see it is not to lead it.
    const joining = { id: randomUUID(), courseId };
    expect((await clinic.as('medical_director').post(`/api/groups/${group}/members`, joining)).status).toBe(403);
    expect((await clinic.as('medical_director').get(`/api/groups/${randomUUID()}`)).status).toBe(404);
    expect(await clinic.as('guide').get(`/api/groups/${group}`)).toMatchObject({
      status: 422,
      problem: { rule: 'leads-the-group' },
    });
  });
});

test('a note about a meeting names nobody in it, and is sealed', async () => {
  const { courseId, name } = await aPatient();
  const group = await aGroup();
  await join(group, courseId);
  const meeting = await aMeeting(group);
  const note = (text: string) => therapist().post(`/api/group-meetings/${meeting}/notes`, { id: randomUUID(), text });
  const refused = await note(`${name} spoke of the orchard`);
  expect(refused).toMatchObject({ status: 400, problem: { errors: [{ field: 'text', rule: 'names-somebody' }] } });
  expect((await note('They spoke of the orchard')).status).toBe(201);
  const { group: led } = (await therapist().get(`/api/groups/${group}`)).body;
  expect(led.held[0].notes).toMatchObject([{ text: 'They spoke of the orchard' }]);
  const { rows } = await clinic.store.pool.query<{ sealed: string }>('select sealed from holdspace.care_group_note');
  for (const { sealed } of rows) expect(sealed).not.toContain('orchard');
});

test('a patient sees when, where, how many and led by whom; nobody else’s name, and no group of others', async () => {
  const [one, other] = [await aPatient(), await aPatient()];
  const [group, others] = [await aGroup(), await aGroup()];
  await join(group, one.courseId);
  await join(group, other.courseId);
  await join(others, other.courseId);
  await therapist().post(`/api/groups/${group}/meetings`, { id: randomUUID(), at: inDays(200), minutes: 90 });
  const { invitation } = (await clinic.as('front_desk').post(`/api/patients/${one.patientId}/portal-invitation`, {}))
    .body;
  const page = { 'sec-fetch-site': 'same-origin' };
  const secret = { secret: invitation.link.split('#')[1], code: invitation.code };
  const { headers } = await clinic.nobody.ask('POST', '/api/reader/come-in', secret, page);
  const cookie = { ...page, cookie: headers.get('set-cookie')?.split(';')[0] ?? '' };
  const mine = async () => clinic.nobody.ask('GET', '/api/reader/groups', undefined, cookie);
  const { body } = await mine();
  expect(body.groups).toEqual([
    {
      id: group,
      kind: 'integration',
      place: 'The quiet room',
      count: 2,
      leaders: [clinic.clinic.practitioners.therapist.name],
      next: { at: inDays(200), minutes: 90, room: 'The quiet room' },
    },
  ]);
  expect(JSON.stringify(body)).not.toContain(other.name);
  const consent = (id: string) =>
    clinic.nobody.ask('POST', `/api/reader/groups/${id}/consent`, { id: randomUUID(), textVersion: '1' }, cookie);
  expect((await consent(others)).status).toBe(404);
  expect((await consent(group)).status).toBe(201);
  expect((await mine()).body.groups[0].consent).toMatchObject({ textVersion: '1' });
});
