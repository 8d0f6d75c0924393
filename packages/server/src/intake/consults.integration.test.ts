/** From somebody who is nobody’s patient to an invited one: asked once, heard at once in a crisis, answered in time, and nothing told. */
import { randomUUID } from 'node:crypto';
import type { ConsultRequest, Store } from '@holdspace/store';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type RunningClinic, runningClinic } from '../testing.ts';
import { hearCrisis, patientIdOf } from './hear-crisis.ts';
import { tellOverdue } from './overdue.ts';

let clinic: RunningClinic;
const mails: { to: string; subject: string; text: string }[] = [];
const mailer = { send: async (mail: { to: string; subject: string; text: string }) => void mails.push(mail) };
beforeAll(async () => {
  clinic = await runningClinic({ trustedProxies: 1, mailer });
});
afterAll(() => clinic?.close());

let asking = 0;
const asked = (more: object = {}) => {
  asking += 1;
  return {
    id: randomUUID(),
    language: 'en',
    name: `Noor Asking-${asking}`,
    dateOfBirth: '1988-02-29',
    email: `noor.${asking}@asks.test`,
    words: 'I would like to know whether this is for me.',
    ...more,
  };
};
/** Each from an address of its own, unless it says one. */
const ask = (body: unknown, from = `10.1.${asking >> 8}.${asking & 255}`): Promise<Answer> =>
  clinic.nobody.ask('POST', `/api/public/clinics/${clinic.clinic.slug}/consult-requests`, body, {
    'sec-fetch-site': 'same-origin',
    'x-forwarded-for': from,
  });
const desk = () => clinic.as('front_desk');
/** Who is, or will be, the prospective patient of a request. */
const patientOf = (request: { id: string }) =>
  patientIdOf(clinic.clinic.clinicId, { request: request as ConsultRequest['request'] });
const whole = async (id: string) => (await desk().get(`/api/consult-requests/${id}`)).body;
const waits = async (id: string) =>
  ((await desk().get('/api/consult-requests')).body.requests as { id: string }[]).some((one) => one.id === id);

describe('somebody asks', () => {
  test('without an account, and is told until when they are answered', async () => {
    const { body } = await clinic.nobody.get(`/api/public/clinics/${clinic.clinic.slug}/promise`);
    expect(body).toMatchObject({ clinic: { slug: clinic.clinic.slug }, hours: 48 });
    const chosen = [{ title: 'What matters to me', lines: ['To work again'] }];
    const request = asked({ chosen });
    const answer = await ask(request);
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ received: true, hours: 48, help: false });
    expect(Date.parse(answer.body.answerBy) - clinic.clock.read()).toBe(48 * 3_600_000);
    expect(await whole(request.id)).toMatchObject({
      request: { name: request.name, state: 'open', standing: 'in_time', crisis: false },
      asked: { email: request.email, words: request.words, chosen },
      steps: [],
    });
  });

  test('twice by a double press, and is kept once with the same answer; another thing under the id is refused', async () => {
    const request = asked();
    const [one, other] = await Promise.all([ask(request), ask(request)]);
    expect([one.status, other.status]).toEqual([202, 202]);
    expect(other.body).toEqual(one.body);
    const all = (await desk().get('/api/consult-requests')).body.requests as { id: string }[];
    expect(all.filter(({ id }) => id === request.id)).toHaveLength(1);
    expect((await ask({ ...request, words: 'Something else' })).status).toBe(409);
  });

  test('and hears the same whether or not the clinic knows them', async () => {
    const known = { name: 'Ida Known', dateOfBirth: '1979-09-09', email: 'ida@known.test' };
    expect((await desk().post('/api/patients', { id: randomUUID(), recordNumber: 'K-1', ...known })).status).toBe(201);
    const [yes, no] = [await ask(asked(known)), await ask(asked())];
    const shape = ({ status, body, headers }: Answer) => ({
      status,
      body: { ...body },
      headers: [...headers.keys()].filter((one) => one !== 'date').sort(),
    });
    expect(shape(yes)).toEqual(shape(no));
  });

  test('with the birth date of a minor, and is answered kindly; nothing of it is kept', async () => {
    const before = (await clinic.store.consults.open(clinic.clinic.clinicId)).length;
    const { status, problem } = await ask(asked({ dateOfBirth: '2008-03-03' }));
    expect(status).toBe(400);
    expect(problem.errors?.[0]).toMatchObject({ field: 'dateOfBirth', rule: 'under-18' });
    expect(problem.detail).toContain('You deserve help now');
    const spanish = await ask(asked({ dateOfBirth: '2012-01-01', language: 'es' }));
    expect(spanish.problem.detail).toContain('Usted merece ayuda');
    expect((await clinic.store.consults.open(clinic.clinic.clinicId)).length).toBe(before);
  });
  test.each(['1850-01-01', '2031-01-01'])('born on %s cannot be, and that is said', async (dateOfBirth) => {
    expect((await ask(asked({ dateOfBirth }))).problem.errors?.[0]?.rule).toBe('cannot-be');
  });

  test('with 20,000 characters, which are kept whole; of one more it is said how many fit', async () => {
    const request = asked({ words: '🌊'.repeat(10_000) });
    expect((await ask(request)).status).toBe(202);
    expect((await whole(request.id)).asked.words).toBe(request.words);
    const { status, problem } = await ask(asked({ words: 'x'.repeat(20_001) }));
    expect(status).toBe(400);
    expect(problem.detail).toContain('20000');
  });

  test('under a name with emoji and from right to left, and keeps every letter that can be seen', async () => {
    const request = asked({ name: '  שרה   🌿 لیلا\u202e ' });
    expect((await ask(request)).status).toBe(202);
    expect((await whole(request.id)).request.name).toBe('שרה 🌿 لیلا');
  });

  test('from another site, and is refused; of a clinic that is not there, and is not found', async () => {
    const path = `/api/public/clinics/${clinic.clinic.slug}/consult-requests`;
    expect((await clinic.nobody.ask('POST', path, asked(), { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const elsewhere = await clinic.nobody.ask('POST', '/api/public/clinics/none.test/consult-requests', asked(), {
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': '10.9.9.9',
    });
    expect(elsewhere.status).toBe(404);
  });

  test('again and again, and has to wait; what was sent before is answered meanwhile', async () => {
    const first = asked();
    const statuses = [(await ask(first, '10.200.0.1')).status];
    for (let one = 0; one < 11; one += 1) statuses.push((await ask(asked(), '10.200.0.1')).status);
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 202));
    expect(statuses.at(-1)).toBe(429);
  });

  test('again and again from one address, and is not let by for saying that it was others', async () => {
    const statuses: number[] = [];
    // What the caller says stands first; what our own proxy heard it from, last.
    for (let one = 0; one < 12; one += 1) statuses.push((await ask(asked(), `10.250.0.${one}, 10.201.0.1`)).status);
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 202));
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('words that must not wait', () => {
  test.each([
    ['en', 'I do not want to be alive any more'],
    ['es', 'Ya no quiero vivir'],
  ])('in %s page whoever is on call at once, about somebody who can be called back', async (language, words) => {
    const request = asked({ language, words, telephone: '555 0199' });
    const { status, body } = await ask(request);
    expect(status).toBe(202);
    expect(body.help).toBe(true);
    await expect
      .poll(async () => {
        await clinic.store.signalRules.watched(clinic.clinic.clinicId, clinic.clock.now);
        const { tasks } = (await clinic.as('medical_director').get('/api/tasks')).body;
        return tasks.find((task: { patient?: { id: string } }) => task.patient?.id === patientOf(request));
      })
      .toMatchObject({ severity: 'now', what: 'A crisis was raised', patient: { name: request.name } });
    expect(mails.some(({ subject }) => subject.includes('somebody is needed now'))).toBe(true);
    expect(JSON.stringify(mails)).not.toContain('vivir');
    const patient = await clinic.store.patients.find(clinic.clinic.clinicId, patientOf(request));
    expect(patient).toMatchObject({ telephone: '555 0199', dateOfBirth: request.dateOfBirth });
    // It still waits for its answer, and is sent again without another patient or page.
    expect((await whole(request.id)).request).toMatchObject({
      state: 'open',
      crisis: true,
      patientId: patientOf(request),
    });
    expect((await ask(request)).status).toBe(202);
    expect(await clinic.store.concerns.ofPatient(clinic.clinic.clinicId, patientOf(request))).toHaveLength(1);
  });

  test('are heard by the next look where a server stopped in between', async () => {
    const request = asked({ words: 'I want to end my life' });
    const { clinicId } = clinic.clinic;
    const at = clinic.clock.now;
    await clinic.store.consults.receive(clinicId, {
      request: request as never,
      receivedAt: at,
      dueAt: '2026-03-09T14:00:00.000Z' as never,
      crisis: true,
    });
    await tellOverdue({ store: clinic.store, mailer, publicUrl: undefined, now: () => at }, console, clinicId);
    expect(await clinic.store.concerns.ofPatient(clinicId, patientOf(request))).toHaveLength(1);
  });

  /** A store that stops before it raises anything about whoever is meant. */
  const stoppingAt = (isMeant: (patientId: string) => boolean): Store => ({
    ...clinic.store,
    concerns: {
      ...clinic.store.concerns,
      raise: async (concern) => {
        if (isMeant(concern.patientId)) throw new Error('stopped');
        return clinic.store.concerns.raise(concern);
      },
    },
  });
  const keepingBy = (store: Store) => ({ store, mailer, publicUrl: undefined, now: () => clinic.clock.now });
  const keptInCrisis = async () => {
    const request = asked({ words: 'I want to end my life' });
    const { clinicId } = clinic.clinic;
    const times = { receivedAt: clinic.clock.now, dueAt: '2026-03-09T14:00:00.000Z' as never };
    await clinic.store.consults.receive(clinicId, { request: request as never, ...times, crisis: true });
    return request;
  };

  test('are heard by the next look where a server stopped after it had made the patient, and before it paged', async () => {
    const request = await keptInCrisis();
    const { clinicId } = clinic.clinic;
    const kept = await clinic.store.consults.find(clinicId, request.id);
    const stopping = keepingBy(stoppingAt(() => true));
    await expect(hearCrisis(stopping, clinicId, kept as ConsultRequest)).rejects.toThrow('stopped');
    expect(await clinic.store.patients.find(clinicId, patientOf(request))).not.toBeNull();
    await tellOverdue(keepingBy(clinic.store), console, clinicId);
    expect(await clinic.store.concerns.ofPatient(clinicId, patientOf(request))).toHaveLength(1);
    expect((await whole(request.id)).request.patientId).toBe(patientOf(request));
  });

  test('of one that cannot be heard hold up no other, and that is logged', async () => {
    const requests = [await keptInCrisis(), await keptInCrisis(), await keptInCrisis()];
    const { clinicId } = clinic.clinic;
    const [first] = await clinic.store.consults.unheard(clinicId);
    const failing = patientOf(first?.request as ConsultRequest['request']);
    const faults: string[] = [];
    const log = { error: (_: unknown, said: string) => void faults.push(said) } as never;
    await tellOverdue(keepingBy(stoppingAt((id) => id === failing)), log, clinicId);
    expect(faults).toEqual(['a crisis could not be heard']);
    const heard = await Promise.all(requests.map((one) => clinic.store.concerns.ofPatient(clinicId, patientOf(one))));
    expect(heard.map(({ length }) => length).toSorted()).toEqual([0, 1, 1]);
    await tellOverdue(keepingBy(clinic.store), log, clinicId);
    expect(await clinic.store.concerns.ofPatient(clinicId, failing)).toHaveLength(1);
  });
});

describe('the clinic answers', () => {
  const received = async (more: object = {}) => {
    const request = asked(more);
    expect((await ask(request)).status).toBe(202);
    return request;
  };

  test('somebody takes it, and hands it on to who answers requests; to a guide it is not handed', async () => {
    const { id } = await received();
    const own = clinic.clinic.practitioners.front_desk;
    const taken = await desk().post(`/api/consult-requests/${id}/owner`, { id: randomUUID(), owner: own.id });
    expect(taken.body.request.owner).toMatchObject({ id: own.id });
    // Steps stand in the order of their time, and a clock that stands still has none.
    clinic.clock.pass(1);
    const therapist = clinic.clinic.practitioners.therapist;
    const handed = await desk().post(`/api/consult-requests/${id}/owner`, { id: randomUUID(), owner: therapist.id });
    expect(handed.body.steps.map(({ kind }: { kind: string }) => kind)).toEqual(['taken', 'handed_on']);
    const guide = { id: randomUUID(), owner: clinic.clinic.practitioners.guide.id };
    expect((await desk().post(`/api/consult-requests/${id}/owner`, guide)).problem.errors?.[0]?.rule).toBe(
      'cannot-answer',
    );
    expect((await clinic.as('guide').get('/api/consult-requests')).status).toBe(403);
  });

  test('by an invitation: a prospective patient with nothing typed twice, and the way to their pages', async () => {
    const request = await received({ telephone: '555 0177' });
    const path = `/api/consult-requests/${request.id}/invitation`;
    const { status, body } = await desk().post(path, { id: randomUUID() });
    expect(status).toBe(201);
    expect(body.patient).toEqual({
      id: patientOf(request),
      name: request.name,
      dateOfBirth: request.dateOfBirth,
      recordNumber: `ASK-${request.id.slice(-8).toUpperCase()}`,
      language: 'en',
      telephone: '555 0177',
      email: request.email,
    });
    expect(body.invitation.link).toMatch(/^\/come-in\?language=en#/);
    // Pressed again: the same patient, and another link.
    const again = await desk().post(path, { id: randomUUID() });
    expect(again.body.patient.id).toBe(body.patient.id);
    expect(again.body.invitation.code).toBeDefined();
    expect(await waits(request.id)).toBe(false);
    const late = { id: randomUUID(), reason: 'full' };
    expect((await desk().post(`/api/consult-requests/${request.id}/decline`, late)).status).toBe(409);
  });
  test('a stranger who asks under a patient’s id is invited as somebody new, never to that patient’s pages', async () => {
    const known = { id: randomUUID(), name: 'Vera Known', dateOfBirth: '1966-06-06', recordNumber: 'V-1' };
    expect((await desk().post('/api/patients', known)).status).toBe(201);
    const request = await received({ id: known.id, name: 'Somebody Else' });
    const { status, body } = await desk().post(`/api/consult-requests/${request.id}/invitation`, { id: randomUUID() });
    expect(status).toBe(201);
    expect(body.patient).toMatchObject({ id: patientOf(request), name: 'Somebody Else' });
    expect(body.patient.id).not.toBe(known.id);
    const { clinicId } = clinic.clinic;
    const cry = await received({ id: clinic.clinic.patientId, words: 'Ya no quiero vivir' });
    expect(await clinic.store.concerns.ofPatient(clinicId, cry.id)).toEqual([]);
    expect(await clinic.store.concerns.ofPatient(clinicId, patientOf(cry))).toMatchObject([{ kind: 'crisis' }]);
  });
  test('under a record number of the clinic’s own, where nobody has it', async () => {
    const [one, other] = [await received(), await received()];
    const invite = (id: string) =>
      desk().post(`/api/consult-requests/${id}/invitation`, { id: randomUUID(), recordNumber: 'H-77' });
    expect((await invite(one.id)).body.patient.recordNumber).toBe('H-77');
    expect((await invite(other.id)).problem.errors?.[0]).toMatchObject({ field: 'recordNumber', rule: 'taken' });
    expect(await waits(other.id)).toBe(true);
  });

  test('by declining kindly, with a letter in the language in which it was asked', async () => {
    const request = await received({ language: 'es' });
    const path = `/api/consult-requests/${request.id}/decline`;
    const without = await desk().post(path, { id: randomUUID(), reason: 'other' });
    expect(without.problem.errors?.[0]?.rule).toBe('reason-in-words');
    const { body } = await desk().post(path, { id: randomUUID(), reason: 'full', words: 'No room until June' });
    expect(body.request.state).toBe('declined');
    expect(body.letter).toContain('Gracias por escribirnos');
    expect(body.steps.at(-1)).toMatchObject({ kind: 'declined', reason: 'full', words: 'No room until June' });
  });

  test('after a look by finding that it is a patient already, who is told of by what is alike', async () => {
    const patient = { id: randomUUID(), name: 'Leif Twice', dateOfBirth: '1971-01-01', recordNumber: 'TW-1' };
    expect((await desk().post('/api/patients', patient)).body).toMatchObject({ patient });
    const request = await received({ name: 'leif TWICE', dateOfBirth: '1971-01-01' });
    expect((await whole(request.id)).mayBe).toMatchObject([{ id: patient.id }]);
    const merge = { id: randomUUID(), patientId: patient.id };
    const { body } = await desk().post(`/api/consult-requests/${request.id}/merge`, merge);
    expect(body.request).toMatchObject({ state: 'merged', patientId: patient.id });
    // The same press once more changes nothing.
    expect((await desk().post(`/api/consult-requests/${request.id}/merge`, merge)).status).toBe(200);
    const forms = await clinic.as('medical_director').get(`/api/patients/${patient.id}/forms`);
    expect(forms.body.requests).toMatchObject([{ request: { id: request.id }, asked: { words: request.words } }]);
  });

  test('of two who answer at once, one does', async () => {
    const { id } = await received();
    const [one, other] = await Promise.all([
      desk().post(`/api/consult-requests/${id}/decline`, { id: randomUUID(), reason: 'full' }),
      clinic.as('nurse').post(`/api/consult-requests/${id}/decline`, { id: randomUUID(), reason: 'not_offered' }),
    ]);
    expect([one.status, other.status].toSorted()).toEqual([200, 409]);
  });

  test('within the time that it promises; what is overdue is told once, to who runs the clinic', async () => {
    const admin = clinic.as('clinic_admin');
    expect((await desk().post('/api/consult-promise', { id: randomUUID(), hours: 4 })).status).toBe(403);
    expect((await admin.post('/api/consult-promise', { id: randomUUID(), hours: 0 })).status).toBe(400);
    const made = await admin.post('/api/consult-promise', { id: randomUUID(), hours: 4 });
    expect(made.body.promise).toMatchObject({ hours: 4, isDefault: false });
    clinic.clock.pass(1);
    const { id } = await received();
    expect((await whole(id)).request.standing).toBe('in_time');
    clinic.clock.pass(4 * 60);
    expect((await whole(id)).request.standing).toBe('overdue');
    const { clinicId } = clinic.clinic;
    const keeping = {
      store: clinic.store as Store,
      mailer,
      publicUrl: 'https://clinic.test',
      now: () => clinic.clock.now,
    };
    mails.length = 0;
    expect(await tellOverdue(keeping, console, clinicId)).toBeGreaterThan(0);
    expect(await tellOverdue(keeping, console, clinicId)).toBe(0);
    expect(mails.filter(({ subject }) => subject.includes('overdue'))).toHaveLength(2);
    expect(mails[0]?.text).toContain('https://clinic.test/inbox');
    expect((await whole(id)).steps.map(({ kind }: { kind: string }) => kind)).toEqual(['escalated']);
    expect((await desk().get('/api/consult-requests/waiting')).body.overdue).toBeGreaterThan(0);
  });
});

test('what was asked lies sealed: neither name nor words stand in the database', async () => {
  const request = asked({ name: 'Quincunx Zyzzyva', words: 'Words like zirconheron' });
  await ask(request);
  const client = new pg.Client({ connectionString: clinic.databaseUrl });
  await client.connect();
  const found = await client.query('select t::text as row from holdspace.consult_request t');
  await client.end();
  const all = found.rows.map(({ row }: { row: string }) => row).join('\n');
  expect(all).toContain(request.id);
  expect(all).not.toMatch(/Quincunx|zirconheron|asks\.test/);
});
