/** A crisis pages whoever is on call, until somebody takes it, whatever else fails meanwhile. */
import { randomUUID } from 'node:crypto';
import { DAY, HOUR, instant } from '@holdspace/care';
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

/** An answer by which a patient does not feel safe, to their first check-in. */
async function answerUnsafe(patientId: string): Promise<void> {
  const { store, clinic, clock } = running;
  const [course] = await store.courses.ofPatient(clinic.clinicId, patientId);
  const [session] = await store.sessions.ofPatient(clinic.clinicId, patientId);
  await store.integration.checkIns.answer(clinic.clinicId, {
    id: randomUUID(),
    checkInId: checkInIdOf(session?.id ?? '', 1),
    sessionId: session?.id ?? '',
    courseId: course?.id ?? '',
    patientId,
    day: 1,
    answeredAt: clock.now,
    crisis: true,
    highDistress: false,
    answers: { safe: 'no' },
  });
}

describe('a crisis', () => {
  test('pages whoever is on call at once, again every five minutes, and the next beside them; each try is kept', async () => {
    const { clinic, clock } = running;
    const [from, until] = [clock.now, instant(clock.read() + 12 * HOUR)];
    const nurse = clinic.practitioners.nurse.id;
    const shift = { id: randomUUID(), personId: nurse, from, until };
    expect((await running.as('clinic_admin').post('/api/on-call', shift)).status).toBe(201);
    expect((await running.as('clinic_admin').post('/api/on-call', shift)).status).toBe(201);
    const patientId = await watched.newPatient(['therapist']);
    // Nobody's visit of the day: the nurse has no other ground than the page.
    await watched.visitsOn(patientId, instant(clock.read() + 20 * DAY));
    watched.mails.length = 0;
    await watched.raise(patientId, 'crisis');
    await watched.look();
    const paged = () =>
      watched.mails.filter(({ subject }) => subject.includes('needed now')).map(({ to }) => to.split('@')[0]);
    await expect.poll(() => paged().toSorted(), { timeout: 10_000 }).toEqual(['nurse', 'therapist']);
    await watched.look();
    expect(paged()).toHaveLength(2);
    clock.pass(5);
    await watched.look();
    expect(paged()).toHaveLength(4);
    expect(paged()).not.toContain('medical_director');
    clock.pass(5);
    watched.takeMail(() => false);
    await watched.look();
    watched.takeMail(() => true);
    clock.pass(5);
    await watched.look();
    expect(paged()).toContain('medical_director');
    for (const mail of watched.mails) expect(mail.text).not.toMatch(/Ines|Invented|crisis|safe/i);

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
    watched.mails.length = 0;
    clock.pass(30);
    await watched.look();
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
    const patientId = await watched.newPatient(['therapist']);
    watched.mails.length = 0;
    await watched.raise(patientId, 'crisis');
    await watched.look();
    await expect
      .poll(() => watched.mails.map(({ to }) => to), { timeout: 10_000 })
      .toEqual(expect.arrayContaining([second.email, `medical_director@${running.clinic.slug}`]));
    const { body } = await running.as('guide').get('/api/on-call');
    expect(body.now.isNobodyPlanned).toBe(true);
    expect(body.now.people).toHaveLength(2);
    expect((await running.as('nurse').get('/api/tasks/waiting')).body.isNobodyOnCall).toBe(true);
  });

  test('of a patient the rest of whom cannot be read is paged all the same', async () => {
    const [patientId, raised] = [await watched.dosedPatient(), await watched.dosedPatient()];
    await answerUnsafe(patientId);
    for (const spoilt of [patientId, raised]) await watched.spoil(spoilt);
    await watched.raise(raised, 'crisis');
    await watched.look();
    expect(await watched.oneOf(patientId)).toMatchObject({ what: 'A crisis was raised', severity: 'now' });
    expect(await watched.oneOf(raised)).toMatchObject({ what: 'A crisis was raised', severity: 'now' });
  });

  test('in a thread of a patient the rest of whom cannot be read is paged all the same, and once', async () => {
    const { store, clinic, clock } = watched.running;
    const patientId = await watched.dosedPatient();
    const [course] = await store.courses.ofPatient(clinic.clinicId, patientId);
    await store.integration.threads.add(clinic.clinicId, {
      id: randomUUID(),
      courseId: course?.id ?? '',
      patientId,
      kind: 'insight',
      writtenAt: clock.now,
      words: 'I want to die',
    });
    await watched.spoil(patientId);
    await watched.look();
    await watched.look();
    expect(await watched.oneOf(patientId)).toMatchObject({ what: 'Crisis words in what was shared', severity: 'now' });
  });

  test('that an answer raised while it could be read is not raised again when it cannot', async () => {
    const patientId = await watched.dosedPatient();
    await answerUnsafe(patientId);
    await watched.look();
    const { id, what } = await watched.oneOf(patientId);
    expect(what).toBe('Does not feel safe');
    await watched.spoil(patientId);
    await watched.look();
    expect((await watched.oneOf(patientId)).id).toBe(id);
  });

  test('that a stop left unpaged is paged as soon as there is a server again', async () => {
    const patientId = await watched.newPatient(['guide']);
    const owner = await addStaff(running, 'therapist', `Owner ${randomUUID().slice(0, 8)}`);
    await running.takeIntoTeam(patientId, owner);
    await watched.raiseUnheard(patientId);
    const stop = watched.watch().keep();
    // Sooner than the minute in which it would be looked at anyway; a busy machine takes its time.
    await expect.poll(() => watched.mails.some(({ to }) => to === owner.email), { timeout: 45_000 }).toBe(true);
    await stop();
  });

  test('whose owner leaves the clinic after taking it pages a medical director at once, however lately it was paged', async () => {
    const { store, clinic, clock } = running;
    const patientId = await watched.newPatient([]);
    const leaver = await addStaff(running, 'therapist', `Leaving ${randomUUID().slice(0, 8)}`);
    await running.takeIntoTeam(patientId, leaver);
    await watched.raise(patientId, 'crisis');
    await watched.look();
    const { id, owner } = await watched.oneOf(patientId);
    expect(owner.id).toBe(leaver.id);
    await store.tasks.take(clinic.clinicId, id, randomUUID(), leaver.id, clock.now, () => []);
    await watched.endWork(leaver.id);
    watched.mails.length = 0;
    await watched.look();
    expect(await watched.oneOf(patientId)).toMatchObject({ state: 'open', pages: 2 });
    expect(watched.mailsTo('medical_director').map(({ subject }) => subject)).toContainEqual(
      expect.stringContaining('needed now'),
    );
  });

  test('whose owner leaves a clinic without a medical director is anybody’s, and pages everybody who may act', async () => {
    const without = await watchedClinic();
    try {
      const { store, clinic, clock } = without.running;
      const patientId = await without.newPatient(['therapist']);
      await without.raise(patientId, 'crisis');
      await without.look();
      const [task] = await store.tasks.crisesOf(clinic.clinicId, patientId);
      const { therapist, medical_director: director } = clinic.practitioners;
      await store.tasks.take(clinic.clinicId, task?.id ?? '', randomUUID(), therapist.id, clock.now, () => []);
      for (const { id } of [director, therapist]) await without.endWork(id);
      without.mails.length = 0;
      await without.look();
      await without.look();
      const [left, ...more] = await store.tasks.crisesOf(clinic.clinicId, patientId);
      expect(more).toEqual([]);
      expect(left).toMatchObject({ state: 'open', pages: 2 });
      expect(left?.ownerId).toBeUndefined();
      expect(without.mailsTo('nurse').map(({ subject }) => subject)).toEqual([expect.stringContaining('needed now')]);
      expect(without.mailsTo('front_desk')).toEqual([]);
    } finally {
      await without.close();
    }
  });

  test('that is handed on pages its new owner at once, however lately it was paged', async () => {
    const patientId = await watched.newPatient(['therapist', 'guide']);
    await watched.raise(patientId, 'crisis');
    await watched.look();
    const { id } = await watched.oneOf(patientId);
    await running.as('therapist').post(`/api/tasks/${id}/taking`, { id: randomUUID() });
    watched.mails.length = 0;
    const handing = { id: randomUUID(), owner: running.clinic.practitioners.guide.id, words: 'I sit with somebody' };
    expect((await running.as('therapist').post(`/api/tasks/${id}/owner`, handing)).status).toBe(200);
    await expect
      .poll(() => watched.mailsTo('guide').map(({ subject }) => subject), { timeout: 10_000 })
      .toEqual([expect.stringContaining('needed now')]);
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

/** A member of the care team outside whom the patient lets be told. */
async function outsideOf(patientId: string): Promise<string> {
  const to = `${randomUUID().slice(0, 8)}@outside.test`;
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
  return to;
}
const isTo = (to: string) => (mail: { readonly to: string }) => mail.to === to;

describe('the patient’s own therapist outside', () => {
  test('is told of a crisis, where the patient chose so, once', async () => {
    const patientId = await watched.newPatient(['therapist']);
    const to = await outsideOf(patientId);
    await watched.raise(patientId, 'crisis');
    await watched.look();
    running.clock.pass(5);
    await watched.look();
    expect(watched.mails.filter(isTo(to))).toHaveLength(1);
  });

  test('is tried again when a mail fails, though somebody has taken the crisis; it says whom to telephone', async () => {
    const patientId = await watched.newPatient(['therapist']);
    const to = await outsideOf(patientId);
    watched.takeMail((mail) => mail.to !== to);
    await watched.raise(patientId, 'crisis');
    await watched.look();
    const { id } = await watched.oneOf(patientId);
    await running.as('therapist').post(`/api/tasks/${id}/taking`, { id: randomUUID() });
    for (const minutes of [5, 5]) {
      running.clock.pass(minutes);
      await watched.look();
    }
    const { body } = await running.as('therapist').get(`/api/tasks/${id}`);
    expect(body.steps.filter(({ kind }: { kind: string }) => kind === 'page_failed')).toEqual([
      expect.objectContaining({ words: expect.stringContaining('Odd Outside') }),
    ]);
    expect(watched.mails.filter(isTo(to))).toEqual([]);
    watched.takeMail(() => true);
    running.clock.pass(5);
    await watched.look();
    await watched.look();
    expect(watched.mails.filter(isTo(to))).toHaveLength(1);
  });

  test('whose address cannot be read keeps nobody else’s crisis from being paged', async () => {
    const { store, clinic } = running;
    const [bad, good] = [await watched.newPatient(['therapist']), await watched.newPatient([])];
    await outsideOf(bad);
    await watched.superuser.query(
      "update holdspace.outside_crisis_choice set sealed = 'spoilt' where patient_id = $1",
      [bad],
    );
    const owner = await addStaff(running, 'therapist', `Owner ${randomUUID().slice(0, 8)}`);
    await running.takeIntoTeam(good, owner);
    // Kept beside the running server, so that one look finds both.
    for (const patientId of [bad, good]) await watched.raiseUnheard(patientId);
    await watched.look();
    expect(watched.mails.filter(isTo(owner.email))).toHaveLength(1);
    expect(await store.tasks.crisesOf(clinic.clinicId, bad)).toMatchObject([{ pages: 1 }]);
  });
});
