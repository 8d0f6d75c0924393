/** Nobody lost: what is missed reaches its owner, and a promise that is not kept is told of. */
import { randomUUID } from 'node:crypto';
import { DAY, dayAt, dayLater, HOUR, instant, MINUTE } from '@holdspace/care';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkInIdOf } from '../integration/following.ts';
import { addStaff } from '../testing-browser.ts';
import { refusalsOf, type WatchedClinic, watchedClinic } from './testing-watch.ts';

let running: WatchedClinic['running'];
let watched: WatchedClinic;
beforeAll(async () => {
  watched = await watchedClinic();
  running = watched.running;
});
afterAll(() => watched?.close());

describe('what is missed', () => {
  test('reaches its owner once: no integration visit was held by its day', async () => {
    const patientId = await watched.dosedPatient();
    const infused = await watched.dosedPatient('infusion-iv');
    running.clock.pass((7 * DAY) / MINUTE - 1);
    await watched.look();
    const visitTasks = async (id: string) =>
      (await watched.tasksOf(id)).filter(({ what }: { what: string }) => what.includes('visit'));
    expect(await visitTasks(patientId)).toEqual([]);
    watched.mails.length = 0;
    running.clock.pass(2);
    await watched.look();
    await watched.look();
    const [task, ...more] = await visitTasks(patientId);
    expect(more).toEqual([]);
    expect(task).toMatchObject({
      what: 'No integration visit was held',
      state: 'open',
      severity: 'today',
      standing: 'in_time',
      owner: { id: running.clinic.practitioners.therapist.id },
    });
    expect(await watched.tasksOf(infused)).toEqual([]);
    const therapist = running.as('therapist');
    expect((await therapist.get('/api/tasks/waiting')).body.mine).toBeGreaterThan(0);
    const { body } = await therapist.get(`/api/tasks/${task.id}`);
    expect(body).toMatchObject({
      rule: { says: 'No integration visit was held in the 7 days after a dosing session.' },
      why: [{ says: 'A dosing session ended' }],
      steps: [{ kind: 'raised' }],
    });
    const [mail] = watched.mailsTo('therapist');
    expect(watched.mailsTo('therapist')).toHaveLength(1);
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/Ines|Invented|integration|visit|distress/i);
  });

  test('reaches its owner once: a check-in that nobody answered, half a day after its time ran out', async () => {
    const patientId = await watched.dosedPatient();
    // The first opens the next morning at eight and is open for a day; then twelve hours more.
    running.clock.pass((4 * DAY) / MINUTE);
    await watched.look();
    const missed = (await watched.tasksOf(patientId)).filter(
      ({ what }: { what: string }) => what === 'A check-in was missed',
    );
    expect(missed).toHaveLength(1);
    expect(missed[0].owner.id).toBe(running.clinic.practitioners.therapist.id);
    const { body } = await running.as('therapist').get(`/api/tasks/${missed[0].id}`);
    expect(body.why).toMatchObject([{ says: 'The time for the check-in of day 1 ran out' }]);
  });

  test('is kept from being missed: who wants to be called is a task as the check-in opens, once', async () => {
    const { store, clinic, clock } = running;
    const patientId = await watched.dosedPatient();
    const choice = { id: randomUUID(), patientId, channel: 'telephone' as const, chosenAt: clock.now };
    await store.integration.checkIns.choose(clinic.clinicId, choice);
    await watched.look();
    const calls = async () =>
      (await watched.tasksOf(patientId)).filter(({ what }: { what: string }) => what === 'A check-in by telephone');
    expect(await calls()).toEqual([]);
    clock.pass(DAY / MINUTE);
    await watched.look();
    await watched.look();
    const [call, ...more] = await calls();
    expect(more).toEqual([]);
    expect(call.owner.id).toBe(clinic.practitioners.therapist.id);
    const { body } = await running.as('therapist').get(`/api/tasks/${call.id}`);
    expect(body.why).toMatchObject([
      { says: 'The check-in of day 1 is open, and the patient wants to be called about it' },
    ]);
  });

  test('of an answer, is read by every rule that it speaks to, and its words stay where they are', async () => {
    const { store, clinic, clock } = running;
    const patientId = await watched.dosedPatient();
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
    await watched.look();
    const tasks = await watched.tasksOf(patientId);
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

  test('of what a patient adds to a thread, with nothing else about them, is a crisis; of what staff add it is none', async () => {
    const { store, clinic, clock } = running;
    const patientId = await watched.newPatient(['therapist']);
    // Nothing else of theirs has moved of late.
    await watched.superuser.query("update holdspace.session set updated_at = '2000-01-01' where patient_id = $1", [
      patientId,
    ]);
    const [course] = await store.courses.ofPatient(clinic.clinicId, patientId);
    const add = (more: { authorId?: string; words: string }) =>
      store.integration.threads.add(clinic.clinicId, {
        id: randomUUID(),
        courseId: course?.id ?? '',
        patientId,
        kind: 'insight',
        writtenAt: clock.now,
        ...more,
      });
    await add({ words: 'Said that she does not want to live', authorId: clinic.practitioners.therapist.id });
    await add({ words: 'I slept by the sea' });
    await watched.look();
    expect(await watched.tasksOf(patientId)).toEqual([]);
    await add({ words: 'I don´t want to live' });
    await watched.look();
    await watched.look();
    const task = await watched.oneOf(patientId);
    expect(task).toMatchObject({ what: 'Crisis words in what was shared', severity: 'now' });
    const ending = { id: randomUUID(), outcome: 'nothing_there', words: 'Was asked; a line of a song' };
    expect((await running.as('therapist').post(`/api/tasks/${task.id}/outcome`, ending)).status).toBe(200);
  });

  test('of letters from outside, is a task of the nurse the morning after its day, once, and none where it has come', async () => {
    const { store, clinic, clock } = running;
    const patientId = await watched.newPatient(['nurse']);
    // Nothing else of theirs has moved of late.
    await watched.superuser.query("update holdspace.session set updated_at = '2000-01-01' where patient_id = $1", [
      patientId,
    ]);
    const [course] = await store.courses.ofPatient(clinic.clinicId, patientId);
    const at = `/api/courses/${course?.id}/screening/clearances`;
    const nurse = running.as('nurse');
    const today = dayAt(clock.now, (await store.clinics.find(clinic.clinicId))?.zone ?? 'UTC');
    const ask = async (of: string) => {
      const asked = { id: randomUUID(), rules: ['weight'], of, what: 'Whether it can be', askedOn: today };
      expect(await nurse.post(at, { ...asked, dueOn: dayLater(today, 60) })).toMatchObject({ status: 201 });
      return asked.id;
    };
    await ask('Dr. Vale, cardiology');
    const came = await ask('Dr. Ames, eyes');
    const arrival = { id: randomUUID(), arrivedOn: today, from: 'Dr. Ames', verdict: 'agrees', says: 'No objection' };
    expect(await nurse.post(`${at}/${came}/arrival`, arrival)).toMatchObject({ status: 201 });
    clock.pass((60 * DAY) / MINUTE);
    await watched.look();
    expect(await watched.tasksOf(patientId)).toEqual([]);
    clock.pass((2 * DAY) / MINUTE);
    await watched.look();
    await watched.look();
    const task = await watched.oneOf(patientId);
    expect(task).toMatchObject({
      what: 'A letter from outside has not come',
      severity: 'look',
      owner: { id: clinic.practitioners.nurse.id },
      course: course?.id,
    });
    const { body } = await nurse.get(`/api/tasks/${task.id}`);
    expect(body.why).toMatchObject([
      { says: `A letter that was asked for was due on ${dayLater(today, 60)}, and has not come` },
    ]);
    // A promise like any other: when its time has passed, the directors are told.
    clock.pass((2 * DAY) / MINUTE + 1);
    await watched.look();
    expect(await watched.oneOf(patientId)).toMatchObject({ standing: 'overdue', escalatesTo: 'medical_director' });
  });

  test('is found after a stop, and one patient who cannot be looked at keeps nobody else from it', async () => {
    const bad = await watched.dosedPatient();
    const good = await watched.dosedPatient();
    await watched.spoil(bad);
    // Nobody looked for nine days.
    running.clock.pass((9 * DAY) / MINUTE);
    await watched.look();
    expect((await watched.tasksOf(good)).map(({ what }: { what: string }) => what)).toContain(
      'No integration visit was held',
    );
    expect(await watched.tasksOf(bad)).toEqual([]);
  });

  test('of two servers that look at once is raised once', async () => {
    const patientId = await watched.newPatient(['therapist']);
    await watched.raise(patientId, 'distress');
    await Promise.all([watched.look(), watched.look(), watched.look()]);
    expect(await watched.tasksOf(patientId)).toHaveLength(1);
  });

  test('raised by another part is seen at once, without waiting for the minute', async () => {
    const patientId = await watched.newPatient(['therapist']);
    await watched.raise(patientId, 'distress');
    await expect.poll(() => watched.tasksOf(patientId), { timeout: 20_000 }).toHaveLength(1);
  });
});

describe('a promise that is not kept', () => {
  test('is told of once its time has passed, to those who are next, and is theirs to look at', async () => {
    const patientId = await watched.newPatient(['therapist']);
    await watched.raise(patientId, 'distress');
    await watched.look();
    const task = await watched.oneOf(patientId);
    await running.as('therapist').post(`/api/tasks/${task.id}/taking`, { id: randomUUID() });
    running.clock.pass((4 * HOUR) / MINUTE - 1);
    await watched.look();
    expect((await watched.oneOf(patientId)).escalatedAt).toBeUndefined();
    watched.mails.length = 0;
    running.clock.pass(1);
    await watched.look();
    await watched.look();
    expect(await watched.oneOf(patientId)).toMatchObject({ standing: 'overdue', isMine: true, state: 'taken' });
    expect(watched.mailsTo('medical_director').some(({ subject }) => subject.includes('overdue'))).toBe(true);
    const { body } = await running.as('medical_director').get(`/api/tasks/${task.id}`);
    const escalated = body.steps.filter(({ kind }: { kind: string }) => kind === 'escalated');
    expect(escalated).toMatchObject([{ told: [{ id: running.clinic.practitioners.medical_director.id }] }]);
  });

  test('is told of where a mail is not taken too: the task says whom nobody reached', async () => {
    const patientId = await watched.newPatient(['therapist']);
    await watched.raise(patientId, 'distress');
    await watched.look();
    const task = await watched.oneOf(patientId);
    running.clock.pass((4 * HOUR) / MINUTE);
    watched.takeMail(() => false);
    await watched.look();
    watched.takeMail(() => true);
    const { body } = await running.as('medical_director').get(`/api/tasks/${task.id}`);
    expect(body.steps.at(-1)).toMatchObject({
      kind: 'page_failed',
      told: [{ id: running.clinic.practitioners.medical_director.id }],
    });
  });

  test('of somebody who has left, or may not see the patient any longer, goes to a medical director at once', async () => {
    const { store, clinic, clock } = running;
    const patientId = await watched.newPatient(['nurse']);
    const leaver = await addStaff(running, 'therapist', `Leaving ${randomUUID().slice(0, 8)}`);
    await running.takeIntoTeam(patientId, leaver);
    await watched.raise(patientId, 'distress');
    await watched.look();
    const task = await watched.oneOf(patientId);
    expect(task.owner.id).toBe(leaver.id);
    const team = await store.careTeam.ofPatient(clinic.clinicId, patientId);
    const member = team.find(({ person }) => person.id === leaver.id);
    const recording = { by: clinic.practitioners.medical_director.id, at: clock.now };
    await store.careTeam.end(clinic.clinicId, patientId, member?.id ?? '', 'Has moved', recording);
    clock.pass(2 * 24 * 60);
    await watched.look();
    expect((await watched.oneOf(patientId)).owner.id).toBe(clinic.practitioners.medical_director.id);
    const { body } = await running.as('medical_director').get(`/api/tasks/${task.id}`);
    expect(body.steps).toContainEqual(
      expect.objectContaining({ kind: 'reassigned', words: expect.stringContaining('may not see') }),
    );
  });
});

describe('a task', () => {
  test('is handed on with a reason, to somebody who works here and may see the patient', async () => {
    const { practitioners } = running.clinic;
    const patientId = await watched.newPatient(['therapist']);
    await watched.visitsOn(patientId, instant(running.clock.read() + 20 * DAY));
    await watched.raise(patientId, 'distress');
    await watched.look();
    const task = await watched.oneOf(patientId);
    const hand = (body: object) =>
      running.as('therapist').post(`/api/tasks/${task.id}/owner`, { id: randomUUID(), words: 'I am away', ...body });
    expect(refusalsOf(await hand({ owner: randomUUID() }))).toEqual(['task-owner-works-here']);
    expect(refusalsOf(await hand({ owner: practitioners.nurse.id }))).toEqual(['task-owner-sees-the-patient']);
    expect(refusalsOf(await hand({ owner: practitioners.front_desk.id }))).toEqual(['task-owner-sees-the-patient']);
    expect(refusalsOf(await hand({ owner: practitioners.guide.id, dueAt: running.clock.now }))).toEqual([
      'task-due-lies-ahead',
    ]);
    expect((await hand({ owner: practitioners.guide.id, words: '' })).status).toBe(400);
    watched.mails.length = 0;
    const handed = await hand({ owner: practitioners.guide.id });
    expect(watched.mailsTo('guide').map(({ subject }) => subject)).toEqual([expect.stringContaining('waits for you')]);
    expect(handed.body.task).toMatchObject({ state: 'open', owner: { id: practitioners.guide.id } });
    const last = handed.body.steps.at(-1);
    expect(last).toMatchObject({ kind: 'handed_on', words: 'I am away', told: [{ id: practitioners.guide.id }] });
    const noWords = await running
      .as('guide')
      .post(`/api/tasks/${task.id}/outcome`, { id: randomUUID(), outcome: 'real' });
    expect(refusalsOf(noWords)).toEqual(['task-outcome-in-words']);
  });
});
