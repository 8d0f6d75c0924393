/** Nobody lost: what is missed reaches its owner, a crisis pages whoever is on call, and a promise that is not kept is told of. */
import { randomUUID } from 'node:crypto';
import { DAY, DEFAULT_RULES, HOUR, instant, MINUTE, type Role } from '@holdspace/care';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Standings } from '../access/standings.ts';
import { checkInIdOf } from '../integration/following.ts';
import { createLogger } from '../log.ts';
import { ProtocolShelf } from '../protocols/shelf.ts';
import type { Mail } from '../sign-in/mailer.ts';
import { type RunningClinic, runningClinic } from '../testing.ts';
import { addStaff } from '../testing-browser.ts';
import { Watch } from './watch.ts';

let running: RunningClinic;
let superuser: pg.Client;
const mails: Mail[] = [];
let isMailDown = false;
beforeAll(async () => {
  running = await runningClinic({
    mailer: {
      send: async (mail) => {
        if (isMailDown) throw new Error('no mail today');
        mails.push(mail);
      },
    },
  });
  superuser = new pg.Client({ connectionString: running.databaseUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser?.end();
  await running?.close();
});

/** Another server's watch on the same database, looked with by hand, so that tests say when. */
const watch = () => {
  const { store, clock } = running;
  const now = () => clock.now;
  const parts = {
    store,
    protocols: new ProtocolShelf(store),
    standings: new Standings({ store, now }),
    clinicFeed: { taskChanged: () => undefined } as never,
    mailer: {
      send: async (mail: Mail) => {
        if (isMailDown) throw new Error('no mail today');
        mails.push(mail);
      },
    },
    publicUrl: undefined,
    now,
  };
  return new Watch(parts, createLogger('silent'));
};
/** Looks once; where the running server is looking at this moment, once more. */
async function look(): Promise<void> {
  const own = watch();
  while (!(await own.look(running.clinic.clinicId))) await new Promise((resolve) => setTimeout(resolve, 50));
}
const mailsTo = (role: Role) => mails.filter(({ to }) => to.startsWith(`${role}@`));

/** A new patient under a protocol, with a therapist, and a session in which medicine was given, that is over. */
async function dosedPatient(protocolId = 'kap-im', team: readonly Role[] = ['therapist']) {
  const sessionId = await running.plannedSession(protocolId);
  const head = await running.store.sessions.head(running.clinic.clinicId, sessionId);
  const patientId = head?.patientId ?? '';
  await running.takeIntoTeam(patientId, ...team);
  const summary = {
    ...head?.summary,
    status: 'discharged',
    cumulative: { value: 50_000, unit: 'ug' },
    endedAt: running.clock.now,
  };
  await superuser.query('update holdspace.session set summary = $2, updated_at = $3 where session_id = $1', [
    sessionId,
    JSON.stringify(summary),
    running.clock.now,
  ]);
  return patientId;
}
async function newPatient(team: readonly Role[]) {
  const sessionId = await running.plannedSession('kap-im');
  const patientId = (await running.store.sessions.head(running.clinic.clinicId, sessionId))?.patientId ?? '';
  await running.takeIntoTeam(patientId, ...team);
  return patientId;
}
const raise = (patientId: string, kind: 'crisis' | 'distress') =>
  running.store.concerns.raise({
    clinicId: running.clinic.clinicId,
    id: randomUUID(),
    patientId,
    kind,
    source: { kind: 'test', id: randomUUID() },
    at: running.clock.now,
  });
/** What waits about a patient, as the director sees it. */
async function tasksOf(patientId: string, state = 'waiting') {
  const { body } = await running.as('medical_director').get(`/api/tasks?state=${state}`);
  return body.tasks.filter((task: { patient?: { id: string } }) => task.patient?.id === patientId);
}
const oneOf = async (patientId: string) => {
  const found = await tasksOf(patientId);
  expect(found).toHaveLength(1);
  return found[0];
};
const refusalsOf = ({ problem }: { readonly problem: { refusals?: readonly { rule: string }[] | undefined } }) =>
  problem.refusals?.map(({ rule }) => rule);

describe('what is missed', () => {
  test('reaches its owner once: no integration visit was held by its day', async () => {
    const patientId = await dosedPatient();
    const infused = await dosedPatient('infusion-iv');
    running.clock.pass((7 * DAY) / MINUTE - 1);
    await look();
    const visitTasks = async (id: string) =>
      (await tasksOf(id)).filter(({ what }: { what: string }) => what.includes('visit'));
    expect(await visitTasks(patientId)).toEqual([]);
    mails.length = 0;
    running.clock.pass(2);
    await look();
    await look();
    const [task, ...more] = await visitTasks(patientId);
    expect(more).toEqual([]);
    expect(task).toMatchObject({
      what: 'No integration visit was held',
      state: 'open',
      severity: 'today',
      standing: 'in_time',
      owner: { id: running.clinic.practitioners.therapist.id },
    });
    expect(await tasksOf(infused)).toEqual([]);
    const therapist = running.as('therapist');
    expect((await therapist.get('/api/tasks/waiting')).body.mine).toBeGreaterThan(0);
    const { body } = await therapist.get(`/api/tasks/${task.id}`);
    expect(body).toMatchObject({
      rule: { says: 'No integration visit was held in the 7 days after a dosing session.' },
      why: [{ says: 'A dosing session ended' }],
      steps: [{ kind: 'raised' }],
    });
    const [mail] = mailsTo('therapist');
    expect(mailsTo('therapist')).toHaveLength(1);
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/Ines|Invented|integration|visit|distress/i);
  });

  test('reaches its owner once: a check-in that nobody answered, half a day after its time ran out', async () => {
    const patientId = await dosedPatient();
    // The first opens the next morning at eight and is open for a day; then twelve hours more.
    running.clock.pass((4 * DAY) / MINUTE);
    await look();
    const missed = (await tasksOf(patientId)).filter(({ what }: { what: string }) => what === 'A check-in was missed');
    expect(missed).toHaveLength(1);
    expect(missed[0].owner.id).toBe(running.clinic.practitioners.therapist.id);
    const { body } = await running.as('therapist').get(`/api/tasks/${missed[0].id}`);
    expect(body.why).toMatchObject([{ says: 'The time for the check-in of day 1 ran out' }]);
  });

  test('of an answer, is read by every rule that it speaks to, and its words stay where they are', async () => {
    const { store, clinic, clock } = running;
    const patientId = await dosedPatient();
    const [course] = await store.courses.ofPatient(clinic.clinicId, patientId);
    const [session] = await store.sessions.ofPatient(clinic.clinicId, patientId);
    clock.pass(DAY / MINUTE);
    const words = 'I wish I was dead, said nobody but me';
    await store.integration.checkIns.answer(clinic.clinicId, {
      id: randomUUID(),
      checkInId: checkInIdOf(session?.id ?? '', 1),
      sessionId: session?.id ?? '',
      courseId: course?.id ?? '',
      patientId,
      day: 1,
      answeredAt: clock.now,
      crisis: true,
      highDistress: true,
      answers: { distress: 9, safe: 'not_sure', words },
    });
    await look();
    const tasks = await tasksOf(patientId);
    expect(tasks.map(({ what }: { what: string }) => what).toSorted()).toEqual([
      'Crisis words in what was shared',
      'Distress is high',
      'Does not feel safe',
    ]);
    for (const { id } of tasks) {
      const { body } = await running.as('therapist').get(`/api/tasks/${id}`);
      expect(JSON.stringify(body)).not.toContain('dead');
      const ending = { id: randomUUID(), outcome: 'nothing_there', words: 'Was asked; a figure of speech' };
      expect((await running.as('therapist').post(`/api/tasks/${id}/outcome`, ending)).status).toBe(200);
    }
  });

  test('is found after a stop, and one patient who cannot be looked at keeps nobody else from it', async () => {
    const bad = await dosedPatient();
    const good = await dosedPatient();
    const { rows } = await superuser.query<{ session_id: string }>(
      'select session_id from holdspace.session where patient_id = $1',
      [bad],
    );
    await superuser.query(`update holdspace.session set summary = '{"cumulative": null}' where session_id = $1`, [
      rows[0]?.session_id,
    ]);
    // Nobody looked for nine days.
    running.clock.pass((9 * DAY) / MINUTE);
    await look();
    expect((await tasksOf(good)).map(({ what }: { what: string }) => what)).toContain('No integration visit was held');
    expect(await tasksOf(bad)).toEqual([]);
  });

  test('of two servers that look at once is raised once', async () => {
    const patientId = await newPatient(['therapist']);
    await raise(patientId, 'distress');
    await Promise.all([look(), look(), look()]);
    expect(await tasksOf(patientId)).toHaveLength(1);
  });

  test('raised by another part is seen at once, without waiting for the minute', async () => {
    const patientId = await newPatient(['therapist']);
    await raise(patientId, 'distress');
    await expect.poll(() => tasksOf(patientId), { timeout: 20_000 }).toHaveLength(1);
  });
});

describe('a promise that is not kept', () => {
  test('is told of once its time has passed, to those who are next, and is theirs to look at', async () => {
    const patientId = await newPatient(['therapist']);
    await raise(patientId, 'distress');
    await look();
    const task = await oneOf(patientId);
    await running.as('therapist').post(`/api/tasks/${task.id}/taking`, { id: randomUUID() });
    running.clock.pass((4 * HOUR) / MINUTE - 1);
    await look();
    expect((await oneOf(patientId)).escalatedAt).toBeUndefined();
    mails.length = 0;
    running.clock.pass(1);
    await look();
    await look();
    expect(await oneOf(patientId)).toMatchObject({ standing: 'overdue', isMine: true, state: 'taken' });
    expect(mailsTo('medical_director').some(({ subject }) => subject.includes('overdue'))).toBe(true);
    const { body } = await running.as('medical_director').get(`/api/tasks/${task.id}`);
    const escalated = body.steps.filter(({ kind }: { kind: string }) => kind === 'escalated');
    expect(escalated).toMatchObject([{ told: [{ id: running.clinic.practitioners.medical_director.id }] }]);
  });

  test('of somebody who has left, or may not see the patient any longer, goes to a medical director at once', async () => {
    const { store, clinic, clock } = running;
    const patientId = await newPatient(['nurse']);
    const leaver = await addStaff(running, 'therapist', `Leaving ${randomUUID().slice(0, 8)}`);
    await running.takeIntoTeam(patientId, leaver);
    await raise(patientId, 'distress');
    await look();
    const task = await oneOf(patientId);
    expect(task.owner.id).toBe(leaver.id);
    const team = await store.careTeam.ofPatient(clinic.clinicId, patientId);
    const member = team.find(({ person }) => person.id === leaver.id);
    const recording = { by: clinic.practitioners.medical_director.id, at: clock.now };
    await store.careTeam.end(clinic.clinicId, patientId, member?.id ?? '', 'Has moved', recording);
    clock.pass(2 * 24 * 60);
    await look();
    expect((await oneOf(patientId)).owner.id).toBe(clinic.practitioners.medical_director.id);
    const { body } = await running.as('medical_director').get(`/api/tasks/${task.id}`);
    expect(body.steps).toContainEqual(
      expect.objectContaining({ kind: 'reassigned', words: expect.stringContaining('may not see') }),
    );
  });
});

describe('a crisis', () => {
  test('pages whoever is on call at once, again every five minutes, and the next beside them; each try is kept', async () => {
    const { clinic, clock } = running;
    const [from, until] = [clock.now, instant(clock.read() + 12 * HOUR)];
    const nurse = clinic.practitioners.nurse.id;
    const shift = { id: randomUUID(), personId: nurse, from, until };
    expect((await running.as('clinic_admin').post('/api/on-call', shift)).status).toBe(201);
    expect((await running.as('clinic_admin').post('/api/on-call', shift)).status).toBe(201);
    const patientId = await newPatient(['therapist']);
    // Nobody's visit of the day: the nurse has no other ground than the page.
    await superuser.query(
      'update holdspace.visit set scheduled_for = $2 where course_id in (select course_id from holdspace.course where patient_id = $1)',
      [patientId, instant(clock.read() + 20 * DAY)],
    );
    mails.length = 0;
    await raise(patientId, 'crisis');
    await look();
    const paged = () => mails.filter(({ subject }) => subject.includes('needed now')).map(({ to }) => to.split('@')[0]);
    await expect.poll(() => paged().toSorted(), { timeout: 10_000 }).toEqual(['nurse', 'therapist']);
    await look();
    expect(paged()).toHaveLength(2);
    clock.pass(5);
    await look();
    expect(paged()).toHaveLength(4);
    expect(paged()).not.toContain('medical_director');
    clock.pass(5);
    isMailDown = true;
    await look();
    isMailDown = false;
    clock.pass(5);
    await look();
    expect(paged()).toContain('medical_director');
    for (const mail of mails) expect(mail.text).not.toMatch(/Ines|Invented|crisis|safe/i);

    const { body: waiting } = await running.as('nurse').get('/api/tasks/waiting');
    expect(waiting.crises).toMatchObject([{ pages: 4, isMine: true }]);
    const [{ id }] = waiting.crises;
    const { body } = await running.as('nurse').get(`/api/tasks/${id}`);
    expect(body.steps.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['raised', 'paged', 'page_failed']),
    );
    expect(body.steps.filter(({ kind }: { kind: string }) => kind === 'paged')).toHaveLength(4);
    // Whoever is not called to it does not hear what it is.
    const { body: seenByOther } = await running.as('anesthesia').get('/api/tasks');
    expect(seenByOther.tasks.find((task: { id: string }) => task.id === id)).toMatchObject({
      what: 'Something about a patient',
      mayAnswer: false,
    });
    expect((await running.as('anesthesia').get(`/api/tasks/${id}`)).status).toBe(403);

    const taking = { id: randomUUID() };
    expect((await running.as('nurse').post(`/api/tasks/${id}/taking`, taking)).body.task.state).toBe('taken');
    expect((await running.as('nurse').post(`/api/tasks/${id}/taking`, taking)).status).toBe(200);
    mails.length = 0;
    clock.pass(30);
    await look();
    expect(paged()).toEqual([]);
    // It stays theirs after the shift, with the record that they need.
    expect((await running.as('nurse').get(`/api/patients/${patientId}`)).status).toBe(200);
    const ending = { id: randomUUID(), outcome: 'not_reached', words: 'Called three times' };
    const refusedEnd = await running.as('nurse').post(`/api/tasks/${id}/outcome`, ending);
    expect(refusalsOf(refusedEnd)).toEqual(['crisis-not-left-unreached']);
    const real = { id: randomUUID(), outcome: 'real', words: 'On the telephone for an hour; her sister is with her' };
    expect((await running.as('nurse').post(`/api/tasks/${id}/outcome`, real)).status).toBe(200);
    expect((await running.as('nurse').post(`/api/tasks/${id}/outcome`, real)).status).toBe(200);
    const twice = await running.as('nurse').post(`/api/tasks/${id}/outcome`, { ...real, id: randomUUID() });
    expect(twice.status).toBe(422);
    expect(refusalsOf(twice)).toEqual(['task-ends-once']);
    expect((await running.as('nurse').post(`/api/on-call/${shift.id}/withdrawal`, {})).status).toBe(200);
  });

  test('with nobody on call asks every medical director, and the screens say so', async () => {
    const second = await addStaff(running, 'medical_director', `Second ${randomUUID().slice(0, 8)}`);
    const patientId = await newPatient(['therapist']);
    mails.length = 0;
    await raise(patientId, 'crisis');
    await look();
    await expect
      .poll(() => mails.map(({ to }) => to), { timeout: 10_000 })
      .toEqual(expect.arrayContaining([second.email, `medical_director@${running.clinic.slug}`]));
    const { body } = await running.as('guide').get('/api/on-call');
    expect(body.now.isNobodyPlanned).toBe(true);
    expect(body.now.people).toHaveLength(2);
    expect((await running.as('nurse').get('/api/tasks/waiting')).body.isNobodyOnCall).toBe(true);
  });

  test('is not paged by somebody who works in the front office, nor by a shift that is over', async () => {
    const { clock, clinic } = running;
    const shift = (personId: string, hours: number) => ({
      id: randomUUID(),
      personId,
      from: instant(clock.read() - 20 * HOUR),
      until: instant(clock.read() + hours * HOUR),
    });
    const plan = (body: object) => running.as('medical_director').post('/api/on-call', body);
    expect(refusalsOf(await plan(shift(clinic.practitioners.front_desk.id, 4)))).toEqual(['on-call-works-here']);
    expect(refusalsOf(await plan(shift(randomUUID(), 4)))).toEqual(['on-call-works-here']);
    expect(refusalsOf(await plan(shift(clinic.practitioners.nurse.id, -1)))).toEqual(['on-call-ends-after-it-begins']);
  });
});

describe('a task', () => {
  test('is handed on with a reason, to somebody who works here and may see the patient', async () => {
    const { practitioners } = running.clinic;
    const patientId = await newPatient(['therapist']);
    await superuser.query(
      'update holdspace.visit set scheduled_for = $2 where course_id in (select course_id from holdspace.course where patient_id = $1)',
      [patientId, instant(running.clock.read() + 20 * DAY)],
    );
    await raise(patientId, 'distress');
    await look();
    const task = await oneOf(patientId);
    const hand = (body: object) =>
      running.as('therapist').post(`/api/tasks/${task.id}/owner`, { id: randomUUID(), words: 'I am away', ...body });
    expect(refusalsOf(await hand({ owner: randomUUID() }))).toEqual(['task-owner-works-here']);
    expect(refusalsOf(await hand({ owner: practitioners.nurse.id }))).toEqual(['task-owner-sees-the-patient']);
    expect(refusalsOf(await hand({ owner: practitioners.front_desk.id }))).toEqual(['task-owner-sees-the-patient']);
    expect(refusalsOf(await hand({ owner: practitioners.guide.id, dueAt: running.clock.now }))).toEqual([
      'task-due-lies-ahead',
    ]);
    expect((await hand({ owner: practitioners.guide.id, words: '' })).status).toBe(400);
    const handed = await hand({ owner: practitioners.guide.id });
    expect(handed.body.task).toMatchObject({ state: 'open', owner: { id: practitioners.guide.id } });
    const last = handed.body.steps.at(-1);
    expect(last).toMatchObject({ kind: 'handed_on', words: 'I am away', told: [{ id: practitioners.guide.id }] });
    const noWords = await running
      .as('guide')
      .post(`/api/tasks/${task.id}/outcome`, { id: randomUUID(), outcome: 'real' });
    expect(refusalsOf(noWords)).toEqual(['task-outcome-in-words']);
  });
});

describe('a rule', () => {
  const termsOf = (id: string) => {
    const {
      id: _,
      name: _n,
      source: _s,
      checked: _c,
      version: _v,
      ...terms
    } = DEFAULT_RULES.find((one) => one.id === id) as (typeof DEFAULT_RULES)[number];
    return terms;
  };
  const change = (role: Role, body: object) =>
    running.as(role).post('/api/signals/changes', { id: randomUUID(), ...body });

  test('is changed with a reason, from the version that was looked at, and the change is kept', async () => {
    const terms = { ...termsOf('no-integration-visit'), looksFor: { kind: 'no_integration_visit', days: 10 } };
    const body = {
      id: randomUUID(),
      rule: 'no-integration-visit',
      terms,
      version: 0,
      reason: 'We see them in the second week',
    };
    expect((await change('nurse', body)).status).toBe(403);
    expect((await change('therapist', { ...body, reason: 'so' })).status).toBe(400);
    const changed = await change('therapist', body);
    expect(changed.status).toBe(201);
    expect((await change('therapist', body)).status).toBe(201);
    expect((await change('therapist', { ...body, id: randomUUID() })).status).toBe(409);
    const rule = changed.body.rules.find(({ id }: { id: string }) => id === 'no-integration-visit');
    expect(rule).toMatchObject({
      version: 1,
      says: 'No integration visit was held in the 10 days after a dosing session.',
      changes: [{ version: 1, by: { name: 'The therapist' }, reason: body.reason }],
    });
  });

  test('is not given no time, another kind, or somebody who cannot act; a crisis is made less by a director alone', async () => {
    const terms = termsOf('not-safe');
    const of = (more: object) => ({
      rule: 'not-safe',
      terms: { ...terms, ...more },
      version: 0,
      reason: 'Because we think so',
    });
    const none = await change('therapist', of({ dueWithinMinutes: 0 }));
    expect(none.status).toBe(400);
    expect(none.problem.detail).toContain('must be at least 1');
    expect(refusalsOf(await change('therapist', of({ looksFor: { kind: 'distress', atLeast: 8 } })))).toEqual([
      'rule-keeps-its-kind',
    ]);
    expect(refusalsOf(await change('therapist', of({ on: false })))).toEqual(['crisis-rule-stays']);
    expect(refusalsOf(await change('therapist', of({ owner: { by: 'role', role: 'front_desk' } })))).toEqual([
      'rule-owner-can-act',
    ]);
    expect(refusalsOf(await change('therapist', of({ owner: { by: 'person', personId: randomUUID() } })))).toEqual([
      'rule-owner-can-act',
    ]);
    expect((await change('medical_director', of({ on: false }))).status).toBe(201);
  });

  test('says how often it was right here, and too few to say while it is few', async () => {
    const { body } = await running.as('nurse').get('/api/signals');
    const crisis = body.rules.find(({ id }: { id: string }) => id === 'crisis-raised');
    expect(crisis.history).toMatchObject({ fired: 2, real: 1, waiting: 1 });
    expect(crisis.falseAlarms).toBeUndefined();
    expect(crisis.falseAlarmsSay).toContain('Too few to say: 1 of at least 10');
  });

  test('is tried on what has been before it is changed', async () => {
    const preview = (days: number) =>
      running.as('therapist').post('/api/signals/preview', {
        rule: 'no-integration-visit',
        terms: { ...termsOf('no-integration-visit'), looksFor: { kind: 'no_integration_visit', days } },
      });
    const sooner = (await preview(1)).body;
    const later = (await preview(90)).body;
    expect(sooner).toMatchObject({ days: 180, notRead: 1 });
    expect(sooner.after).toBeGreaterThanOrEqual(sooner.before);
    expect(sooner.before).toBeGreaterThan(0);
    expect(later.after).toBe(0);
  });
});

test('a crisis is told to the patient’s own therapist outside, where the patient chose so, once', async () => {
  const patientId = await newPatient(['therapist']);
  const to = 'odd@outside.test';
  const member = {
    id: randomUUID(),
    name: 'Odd Outside',
    profession: 'Psychotherapist',
    scopes: ['focus_and_intention'],
    includesPart2: false,
    expiresAt: instant(running.clock.read() + 90 * DAY),
    tellOfCrisis: { tells: true, email: to },
  };
  const made = await running.as('therapist').post(`/api/patients/${patientId}/outside-members`, member);
  expect(made.status).toBe(201);
  mails.length = 0;
  await raise(patientId, 'crisis');
  await look();
  running.clock.pass(5);
  await look();
  expect(mails.filter((mail) => mail.to === to)).toHaveLength(1);
});
