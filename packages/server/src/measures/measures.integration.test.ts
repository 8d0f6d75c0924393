/** Measures over the API: asked by the protocol, sent as one link, answered once, heard at once where it must not wait. */
import { randomUUID } from 'node:crypto';
import { DAY, type Instrument, instant, instrumentOf, MINUTE } from '@holdspace/care';
import { testClinic } from '@holdspace/store/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { comeInAs } from '../consents/testing-consents.ts';
import { ProtocolShelf } from '../protocols/shelf.ts';
import type { Mail } from '../sign-in/mailer.ts';
import { type RunningClinic, runningClinic } from '../testing.ts';
import { askMeasuresDue } from './ask.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const PHQ_9 = instrumentOf('phq-9') as Instrument;
const MADRS = instrumentOf('madrs') as Instrument;
let clinic: RunningClinic;
let patientId: string;
let sessionId: string;
const mails: Mail[] = [];
let noMailIsTaken = false;
const PUBLIC = 'https://clinic.test';
const HERE = { 'sec-fetch-site': 'same-origin' };

beforeAll(async () => {
  clinic = await runningClinic({
    signInsAMinute: 100_000,
    publicUrl: PUBLIC,
    mailer: {
      send: async (mail) => {
        if (noMailIsTaken) throw new Error('no mail is taken');
        mails.push(mail);
      },
    },
  });
  sessionId = await clinic.plannedSession('kap-im');
  patientId = (await clinic.store.sessions.head(clinic.clinic.clinicId, sessionId))?.patientId ?? '';
  await clinic.takeIntoTeam(patientId, 'therapist', 'nurse');
  const shift = { id: randomUUID(), personId: clinic.clinic.practitioners.nurse.id };
  const from = clinic.clock.now;
  const until = instant(clinic.clock.read() + 6 * DAY);
  expect((await clinic.as('medical_director').post('/api/on-call', { ...shift, from, until })).status).toBe(201);
});
afterAll(() => clinic?.close());

const ALL = (value: number, more: Record<string, number> = {}) => ({
  ...Object.fromEntries(PHQ_9.items.map(({ linkId }) => [linkId, value])),
  9: 0,
  ...more,
});
const asks = async (instrument = 'phq-9', more: object = {}) => {
  const id = randomUUID();
  const { status, body } = await clinic
    .as('front_desk')
    .post(`/api/patients/${patientId}/measure-requests`, { id, instrument, ...more });
  expect(status, JSON.stringify(body)).toBe(201);
  return id;
};
const linkTo = async (request: string) => {
  const made = await clinic.as('front_desk').post(`/api/measure-requests/${request}/link`, { by: 'hand' });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.link.split('#')[1] as string;
};
const ask = (what: string, body: object) => clinic.nobody.ask('POST', `/api/measures/${what}`, body, HERE);
const open = (token: string) => ask('link/open', { token });
const answers = (token: string, request: string, given: object, id = randomUUID(), version = PHQ_9.version) =>
  ask('link/answers', { token, request, id, version, language: 'en', answers: given });
const draft = (token: string, request: string, given: object, follows = 0, id = randomUUID()) =>
  ask('link/draft', { token, request, id, version: PHQ_9.version, follows, answers: given });
const tasksOf = (rule: string) =>
  clinic.store.tasks
    .waiting(clinic.clinic.clinicId)
    .then((all) => all.filter((one) => one.ruleId === rule && one.patientId === patientId));

describe('a link', () => {
  test('opens one form without signing in, with nothing of whom it was sent to, and is used up by the answer', async () => {
    const request = await asks();
    const token = await linkTo(request);
    const opened = await open(token);
    expect(opened.status).toBe(200);
    expect(opened.body).toMatchObject({ kind: 'link', left: 1, form: { request, instrument: { id: 'phq-9' } } });
    expect(JSON.stringify(opened.body)).not.toMatch(/Ines|Invented|R-1/);
    expect(JSON.stringify(opened.body)).not.toContain(patientId);

    const id = randomUUID();
    const sent = await answers(token, request, ALL(1), id);
    expect(sent.status, JSON.stringify(sent.body)).toBe(201);
    expect(sent.body).toMatchObject({ help: false, next: { left: 0 } });
    // The word of it was lost on the way: the same again is the same.
    expect((await answers(token, request, ALL(1), id)).status).toBe(201);
    expect((await open(token)).status).toBe(401);
    expect((await answers(token, request, ALL(2))).status).toBe(401);

    const { body } = await clinic.as('therapist').get(`/api/patients/${patientId}/measures`);
    const [response] = body.responses.filter((one: { id: string }) => one.id === id);
    expect(response).toMatchObject({
      way: 'link',
      moment: 'at_will',
      scores: [{ scale: 'total', value: 8, band: 'Mild' }],
      answers: ALL(1),
    });
  });

  test('that is wrong, used, replaced or too old is answered in the same words', async () => {
    const request = await asks();
    const replaced = await linkTo(request);
    const used = await linkTo(request);
    await answers(used, request, ALL(0));
    const late = await linkTo(await asks());
    const other = await testClinic(clinic.store);
    const bytes = Buffer.from(late, 'base64url');
    Buffer.from(other.clinicId.replaceAll('-', ''), 'hex').copy(bytes);
    const ofOtherClinic = bytes.toString('base64url');
    clinic.clock.pass((8 * DAY) / MINUTE);
    const wrong = `${late.slice(0, -4)}AAAA`;
    const heard = await Promise.all([replaced, used, late, wrong, ofOtherClinic, 'nothing'].map(open));
    expect(heard.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401]);
    expect(new Set(heard.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  test('from another site’s page is not taken', async () => {
    const token = await linkTo(await asks());
    const heard = await clinic.nobody.ask(
      'POST',
      '/api/measures/link/open',
      { token },
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(heard.status).toBe(403);
  });

  test('opens what it was made for and no other request of the same patient', async () => {
    const [one, other] = [await asks(), await asks()];
    const token = await linkTo(one);
    expect((await answers(token, other, ALL(0))).status).toBe(401);
    expect((await draft(token, other, { 1: 1 })).status).toBe(401);
  });

  test('that is right opens however many wrong ones were tried on the same network, and what is tried slows nothing else there', async () => {
    const request = await asks();
    const token = await linkTo(request);
    const wrong = `${token.slice(0, -4)}AAAA`;
    const tried: number[] = [];
    for (let count = 0; count < 40; count += 1) tried.push((await open(wrong)).status);
    expect(new Set(tried)).toEqual(new Set([401, 429]));
    expect((await open(token)).status).toBe(200);
    expect((await draft(token, request, { 1: 1 })).status).toBe(201);
    expect((await clinic.nobody.ask('POST', '/api/join/look', { secret: 'wrong' }, HERE)).status).not.toBe(429);
    clinic.clock.pass(120);
  });

  test('that was opened in time is good until the form is sent; one that was not is not', async () => {
    const request = await asks();
    const token = await linkTo(request);
    await open(token);
    clinic.clock.pass((7 * DAY) / MINUTE + 30);
    expect((await answers(token, request, ALL(0))).status).toBe(201);
  });
});

describe('what is being filled', () => {
  test('is gone on with in another window, and of two windows that save at once one is told', async () => {
    const request = await asks();
    const token = await linkTo(request);
    const id = randomUUID();
    expect((await draft(token, request, { 1: 1 }, 0, id)).body.draft).toMatchObject({ version: 1, answers: { 1: 1 } });
    expect((await draft(token, request, { 1: 1 }, 0, id)).status).toBe(201);
    expect((await draft(token, request, { 1: 3 }, 0)).status).toBe(409);
    expect((await open(token)).body.form.draft).toMatchObject({ version: 1, answers: { 1: 1 } });
    const [first, second] = await Promise.all([answers(token, request, ALL(1)), answers(token, request, ALL(2))]);
    expect([first.status, second.status].filter((status) => status === 201)).toHaveLength(1);
    const kept = (await clinic.store.measures.responses.ofPatient(clinic.clinic.clinicId, patientId)).filter(
      (one) => one.requestId === request,
    );
    expect(kept).toHaveLength(1);
    expect(await clinic.store.measures.drafts.find(clinic.clinic.clinicId, request, 'patient')).toBeNull();
  });

  test('a code typed on two tablets at once opens one of them', async () => {
    const request = await asks();
    const made = await clinic.as('front_desk').post(`/api/measure-requests/${request}/kiosk-code`, {});
    const typed = () => ask('kiosk', { clinic: clinic.clinic.slug, code: made.body.code });
    const answers = await Promise.all([typed(), typed(), typed()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401]);
    expect((await typed()).status).toBe(401);
  });

  test('is shown by the link by which it was saved, and to the patient who is signed in: by no other link, no code, no staff', async () => {
    const request = await asks();
    const token = await linkTo(request);
    const id = randomUUID();
    expect((await draft(token, request, { 1: 2 }, 0, id)).status).toBe(201);
    expect((await open(token)).body.form.draft).toMatchObject({ version: 1, answers: { 1: 2 } });
    // The desk may make a code and another link; neither reads what was begun.
    const made = await clinic.as('front_desk').post(`/api/measure-requests/${request}/kiosk-code`, {});
    const tablet = await ask('kiosk', { clinic: clinic.clinic.slug, code: made.body.code });
    expect(tablet.body.open.form).toMatchObject({ request });
    expect(tablet.body.open.form.draft).toBeUndefined();
    expect((await open(token)).body.form.draft).toMatchObject({ version: 1, answers: { 1: 2 } });
    const another = await linkTo(request);
    expect((await open(another)).body.form.draft).toBeUndefined();
    const seen = await clinic.as('nurse').get(`/api/measure-requests/${request}`);
    expect(seen.body.form.request).toBe(request);
    expect(seen.body.form.draft).toBeUndefined();

    // The patient goes on with it; what they save there is read by no link, and each goes on from its own.
    const own = await comeInAs(clinic, patientId);
    const mine = async () => (await own.get(`/api/reader/measures/${request}`)).body.form.draft;
    expect(await mine()).toMatchObject({ version: 0, answers: { 1: 2 } });
    const saving = (follows: number, given: object) =>
      own.post(`/api/reader/measures/${request}/draft`, {
        id: randomUUID(),
        follows,
        version: PHQ_9.version,
        answers: given,
      });
    clinic.clock.pass(1);
    expect((await saving(0, { 1: 2, 2: 1 })).status).toBe(201);
    expect((await saving(0, { 1: 3 })).status).toBe(409);
    expect(await mine()).toMatchObject({ version: 1, answers: { 1: 2, 2: 1 } });
    expect((await open(another)).body.form.draft).toBeUndefined();
    expect((await draft(another, request, { 3: 3 })).status).toBe(201);
    expect((await open(another)).body.form.draft).toMatchObject({ version: 1, answers: { 3: 3 } });
    // Sent by one, nothing of any is left.
    expect((await answers(another, request, ALL(0))).status).toBe(201);
    expect(await clinic.store.measures.drafts.find(clinic.clinic.clinicId, request, 'patient')).toBeNull();
  });

  test('by half is kept without a score, and says why; out of range is refused by its question', async () => {
    const request = await asks();
    const token = await linkTo(request);
    const refused = await answers(token, request, { 1: 7 });
    expect(refused.status).toBe(400);
    expect(refused.problem.errors).toMatchObject([{ field: '1', rule: 'not_offered' }]);
    const id = randomUUID();
    expect((await answers(token, request, { 1: 1, 2: 1 }, id)).status).toBe(201);
    const { body } = await clinic.as('therapist').get(`/api/patients/${patientId}/measures`);
    const [half] = body.responses.filter((one: { id: string }) => one.id === id);
    expect(half.scores).toEqual([]);
    expect(half.unscored).toMatchObject([{ scale: 'total', says: expect.stringContaining('3') }]);
  });

  test('under an id that holds something else is refused', async () => {
    const [one, other] = [await asks(), await asks()];
    const id = randomUUID();
    expect((await answers(await linkTo(one), one, ALL(0), id)).status).toBe(201);
    expect((await answers(await linkTo(other), other, ALL(0), id)).status).toBe(409);
  });
});

describe('an answer that must not wait', () => {
  test('pages whoever is on call before the answer leaves, and waits as a task with an owner', async () => {
    const before = (await tasksOf('phq-9-item-9')).length;
    const request = await asks();
    const token = await linkTo(request);
    mails.length = 0;
    const saved = await draft(token, request, { 9: 1 });
    expect(saved.body.help).toBe(true);
    // No waiting here: it was paged before the word came back.
    const tasks = await tasksOf('phq-9-item-9');
    expect(tasks).toHaveLength(before + 1);
    expect(tasks.at(-1)).toMatchObject({ severity: 'now', ownerId: expect.any(String), pages: 1 });
    expect(mails.length).toBeGreaterThan(0);

    // Told again by what is sent, it is one; graver, it is another.
    expect((await answers(token, request, ALL(0, { 9: 1 }))).body.help).toBe(true);
    expect(await tasksOf('phq-9-item-9')).toHaveLength(before + 1);
    const graver = await asks();
    expect((await answers(await linkTo(graver), graver, ALL(0, { 9: 3 }))).status).toBe(201);
    expect(await tasksOf('phq-9-item-9')).toHaveLength(before + 2);
  });

  test('acts also where the rest is refused, and where another window was first', async () => {
    const before = (await tasksOf('phq-9-item-9')).length;
    const request = await asks();
    const token = await linkTo(request);
    expect((await answers(token, request, { 1: 99, 9: 2 })).status).toBe(400);
    expect(await tasksOf('phq-9-item-9')).toHaveLength(before + 1);
    const second = await asks();
    const other = await linkTo(second);
    await draft(other, second, { 1: 1 });
    expect((await draft(other, second, { 9: 2 }, 0)).status).toBe(409);
    expect(await tasksOf('phq-9-item-9')).toHaveLength(before + 2);
  });

  const told = [{ rule: 'clinic-told' }];
  const keepsAndPages = async (
    send: () => Promise<{ status: number; problem: { errors?: object | undefined } }>,
    status: number,
  ) => {
    const before = (await tasksOf('phq-9-item-9')).length;
    const refused = await send();
    expect(refused.status).toBe(status);
    const tasks = await tasksOf('phq-9-item-9');
    expect(tasks).toHaveLength(before + 1);
    expect(tasks.at(-1)?.pages).toBeGreaterThan(0);
    return refused.problem.errors;
  };

  test('is kept and paged before a link that was replaced, or is too old, is refused; and the refusal says so', async () => {
    const request = await asks();
    const replaced = await linkTo(request);
    await open(replaced);
    await linkTo(request);
    expect(await keepsAndPages(() => draft(replaced, request, { 9: 1 }), 401)).toMatchObject(told);
    expect(await keepsAndPages(() => answers(replaced, request, ALL(0, { 9: 3 })), 401)).toMatchObject(told);
    // The same again is refused as before, is told already, and pages nobody anew.
    const before = (await tasksOf('phq-9-item-9')).length;
    expect((await draft(replaced, request, { 9: 3 })).problem.errors).toMatchObject(told);
    expect(await tasksOf('phq-9-item-9')).toHaveLength(before);
    expect((await draft(replaced, request, { 1: 3 })).problem.errors).toBeUndefined();

    const late = await asks();
    const token = await linkTo(late);
    clinic.clock.pass((8 * DAY) / MINUTE);
    expect(await keepsAndPages(() => draft(token, late, { 9: 2 }), 401)).toMatchObject(told);
  });

  test('of another occasion, or by no link at all, is not taken for the patient’s', async () => {
    const before = (await tasksOf('phq-9-item-9')).length;
    const [one, other] = [await asks(), await asks()];
    const token = await linkTo(one);
    expect((await draft(token, other, { 9: 3 })).status).toBe(401);
    expect((await draft(`${token.slice(0, -4)}AAAA`, one, { 9: 3 })).status).toBe(401);
    expect(await tasksOf('phq-9-item-9')).toHaveLength(before);
  });

  test('is kept and paged where the form is not asked any more, by link and on the patient’s own pages', async () => {
    const { store } = clinic;
    const { clinicId } = clinic.clinic;
    const [course] = await store.courses.ofPatient(clinicId, patientId);
    const id = randomUUID();
    const asked = {
      id,
      patientId,
      courseId: course?.id ?? '',
      occasion: `${course?.id}:called off`,
      instrument: 'phq-9',
      answeredBy: 'patient',
      moment: 'day_1',
      opensAt: clinic.clock.now,
      dueAt: clinic.clock.now,
      askedAt: clinic.clock.now,
    } as const;
    await store.measures.requests.follow(clinicId, asked.courseId, [{ ...asked, key: 'called off' }], clinic.clock.now);
    const token = await linkTo(id);
    const own = await comeInAs(clinic, patientId);
    await store.measures.requests.follow(clinicId, asked.courseId, [], clinic.clock.now);
    expect((await store.measures.requests.find(clinicId, id))?.state).toBe('withdrawn');
    expect((await own.get(`/api/reader/measures/${id}`)).status).toBe(404);
    expect(await keepsAndPages(() => draft(token, id, { 9: 1 }), 401)).toMatchObject(told);
    const saved = { id: randomUUID(), version: PHQ_9.version, answers: { 9: 2 } };
    const byPortal = () => own.post(`/api/reader/measures/${id}/draft`, { ...saved, follows: 0 });
    expect(await keepsAndPages(byPortal, 404)).toMatchObject(told);
    const sent = () =>
      own.post(`/api/reader/measures/${id}/answers`, { ...saved, language: 'en', answers: ALL(0, { 9: 3 }) });
    expect(await keepsAndPages(sent, 404)).toMatchObject(told);
  });

  test('is kept and paged where the id is taken by something else', async () => {
    const [one, other] = [await asks(), await asks()];
    const id = randomUUID();
    expect((await answers(await linkTo(one), one, ALL(0), id)).status).toBe(201);
    const token = await linkTo(other);
    expect(await keepsAndPages(() => answers(token, other, ALL(0, { 9: 3 }), id), 409)).toMatchObject([
      { rule: 'repeated-id' },
      ...told,
    ]);
  });
});

describe('the clinic’s tablet', () => {
  test('takes a code once, shows one form, and opens nothing else', async () => {
    const request = await asks();
    const made = await clinic.as('front_desk').post(`/api/measure-requests/${request}/kiosk-code`, {});
    expect(made.body.code).toMatch(/^\d{8}$/);
    const { slug } = clinic.clinic;
    expect((await ask('kiosk', { clinic: slug, code: '00000000' })).status).toBe(401);
    const entered = await ask('kiosk', { clinic: slug, code: made.body.code });
    expect(entered.body.open).toMatchObject({ kind: 'kiosk', left: 1, form: { request } });
    expect((await ask('kiosk', { clinic: slug, code: made.body.code })).status).toBe(401);
    expect((await answers(entered.body.token, request, ALL(0))).status).toBe(201);
    const { body } = await clinic.as('therapist').get(`/api/patients/${patientId}/measures`);
    expect(body.responses.map(({ way }: { way: string }) => way)).toContain('kiosk');
  });

  test('takes no code after ten minutes', async () => {
    const made = await clinic.as('front_desk').post(`/api/measure-requests/${await asks()}/kiosk-code`, {});
    clinic.clock.pass(10);
    expect((await ask('kiosk', { clinic: clinic.clinic.slug, code: made.body.code })).status).toBe(401);
  });
});

describe('a clinician’s scale', () => {
  const labels = Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((value) => [value, { en: `Degree ${value}` }]));
  const texts = {
    licence: 'Licensed to the clinic, for this test',
    items: Object.fromEntries(MADRS.items.map(({ linkId, about }) => [linkId, { en: `To rate: ${about}` }])),
    labels,
  };
  const asked = () =>
    clinic.as('nurse').post(`/api/patients/${patientId}/measure-requests`, { id: randomUUID(), instrument: 'madrs' });

  test('whose words are not there cannot be asked, and says why; the director loads them, or hears what does not fit', async () => {
    const refused = await asked();
    expect(refused.status).toBe(400);
    expect(refused.problem.errors).toMatchObject([{ rule: 'no-text' }]);
    const load = (role: 'medical_director' | 'prescriber', given: object) =>
      clinic.as(role).post('/api/measure-texts', { id: randomUUID(), instrument: 'madrs', texts: given });
    expect((await load('prescriber', texts)).status).toBe(403);
    const half = await load('medical_director', { ...texts, items: { 1: { en: 'One' } } });
    expect(half.status).toBe(400);
    expect(half.problem.errors).toHaveLength(9);
    expect((await load('medical_director', texts)).status).toBe(201);
    expect((await asked()).status).toBe(201);
  });

  test('is filled in for a session by who treats, at a time that can be', async () => {
    const id = await asks('madrs', { sessionId });
    expect((await clinic.as('front_desk').get(`/api/measure-requests/${id}`)).status).toBe(403);
    expect((await clinic.as('front_desk').post(`/api/measure-requests/${id}/link`, { by: 'hand' })).status).toBe(400);
    const { body } = await clinic.as('therapist').get(`/api/measure-requests/${id}`);
    expect(body.form.instrument.items[0].text.en).toContain('To rate');
    const given = Object.fromEntries(MADRS.items.map(({ linkId }) => [linkId, 2]));
    const send = (more: object) =>
      clinic.as('therapist').post(`/api/measure-requests/${id}/answers`, {
        id: randomUUID(),
        version: MADRS.version,
        language: 'en',
        answers: given,
        ...more,
      });
    const early = await send({ at: '1901-01-01T00:00:00.000Z' });
    expect(early.problem.errors).toMatchObject([{ field: 'at', rule: 'before-birth' }]);
    expect((await send({ at: instant(clinic.clock.read() + DAY) })).problem.errors).toMatchObject([
      { rule: 'in-the-future' },
    ]);
    const at = instant(clinic.clock.read() - 20 * MINUTE);
    const kept = await send({ at });
    expect(kept.body.response).toMatchObject({
      sessionId,
      answeredAt: at,
      recordedAt: clinic.clock.now,
      by: { kind: 'practitioner' },
      scores: [{ scale: 'total', value: 20 }],
    });
  });
});

test('the wall between clinics holds for everything that measures keep', async () => {
  const other = await testClinic(clinic.store);
  const { clinicId } = clinic.clinic;
  const { measures } = clinic.store;
  const [request] = await measures.requests.ofPatient(clinicId, patientId);
  const [response] = await measures.responses.ofPatient(clinicId, patientId);
  expect(request && response).toBeTruthy();
  expect(await measures.requests.find(other.clinicId, request?.id ?? '')).toBeNull();
  expect(await measures.responses.find(other.clinicId, response?.id ?? '')).toBeNull();
  expect(await measures.requests.ofPatient(other.clinicId, patientId)).toEqual([]);
  expect(await measures.acts.ofPatient(other.clinicId, patientId)).toEqual([]);
  expect(await measures.texts.all(other.clinicId)).toEqual([]);
});

describe('what the protocol asks', () => {
  let own: string;
  const look = () =>
    askMeasuresDue(
      {
        store: clinic.store,
        protocols: new ProtocolShelf(clinic.store),
        mailer: { send: async (mail) => void mails.push(mail) },
        publicUrl: PUBLIC,
        now: () => clinic.clock.now,
      },
      { error: (error: unknown) => expect(error).toBeUndefined() },
    );
  const requests = async () => (await clinic.as('front_desk').get(`/api/patients/${own}/measure-requests`)).body;

  beforeAll(async () => {
    own = randomUUID();
    const course = randomUUID();
    const visit = randomUUID();
    const named = {
      name: 'Ines Asked',
      dateOfBirth: '1979-08-09',
      recordNumber: 'R-asked',
      email: 'ines@patients.test',
    };
    const scheduledFor = clinic.clock.now;
    const made = [
      await clinic.as('front_desk').post('/api/patients', { id: own, ...named }),
      await clinic
        .as('prescriber')
        .post(`/api/patients/${own}/courses`, { id: course, protocol: { id: 'kap-im', version: '1.0.0' } }),
      await clinic
        .as('front_desk')
        .post(`/api/courses/${course}/visits`, { id: visit, kind: 'dosing', scheduledFor, room: 'Room 2' }),
      await clinic.as('nurse').post(`/api/visits/${visit}/session`, { id: randomUUID() }),
    ];
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  });

  test('is asked once, and what has no words here says so instead', async () => {
    await look();
    await look();
    const { requests: asked, notAsked } = await requests();
    const keys = asked
      .map((one: { instrument: string; moment: string }) => `${one.instrument} ${one.moment}`)
      .toSorted();
    expect(keys).toEqual(['anxiety-vas before_dose', 'phq-9 baseline', 'phq-9 before_dose']);
    expect(notAsked.map(({ measure }: { measure: string }) => measure)).toContain('MEQ30');
    expect(notAsked[0].says).toContain('licensed text');
  });

  test('is looked up by one server at a time, with the clinic’s texts read once and nothing written that is the same', async () => {
    const { store } = clinic;
    const { clinicId } = clinic.clinic;
    await look();
    const texts = vi.spyOn(store.measures.texts, 'all');
    const follow = vi.spyOn(store.measures.requests, 'follow');
    const toLookAt = vi.spyOn(store.measures.requests, 'toLookAt');
    try {
      await look();
      expect(texts.mock.calls.filter(([id]) => id === clinicId)).toHaveLength(1);
      expect(follow).not.toHaveBeenCalled();
      const pages = toLookAt.mock.calls.filter(([id]) => id === clinicId);
      expect(pages.map(([, atMost, after]) => [atMost, after !== undefined])).toEqual([
        [200, false],
        [200, true],
      ]);
      toLookAt.mockClear();
      await store.feed.exclusively(`measures ${clinicId}`, look);
      expect(toLookAt.mock.calls.filter(([id]) => id === clinicId)).toEqual([]);
      // After an hour it is written all the same: another server may have followed other facts.
      clinic.clock.pass(61);
      await look();
      expect(follow).toHaveBeenCalled();
    } finally {
      for (const spy of [texts, follow, toLookAt]) spy.mockRestore();
    }
    const [first, ...more] = await store.measures.requests.toLookAt(clinicId, 200);
    expect(await store.measures.requests.toLookAt(clinicId, 1)).toEqual([first]);
    expect(await store.measures.requests.toLookAt(clinicId, 200, first)).toEqual(more);
  });

  test('goes out as one link for each occasion, once, to who wants an e-mail', async () => {
    mails.length = 0;
    await look();
    expect(mails).toEqual([]);
    await clinic.store.integration.checkIns.choose(clinic.clinic.clinicId, {
      id: randomUUID(),
      patientId: own,
      channel: 'email',
      chosenAt: clinic.clock.now,
    });
    await Promise.all([look(), look()]);
    await look();
    expect(mails.map(({ to }) => to)).toEqual(['ines@patients.test', 'ines@patients.test']);
    expect(mails.map(({ text }) => text).join()).not.toMatch(/PHQ|depress|Ines|ketamine/i);
    const tokens = mails.map(({ text }) => /\/m[^#]*#([\w-]+)/.exec(text)?.[1] ?? '');
    const lefts = await Promise.all(tokens.map(async (token) => (await open(token)).body.left));
    expect(lefts.toSorted()).toEqual([1, 2]);
  });

  test('goes out in the language of the patient, and leads to a page in it', async () => {
    const { store, clinic: here, as } = clinic;
    const [asked] = (await store.measures.requests.ofPatient(here.clinicId, own)).filter(
      ({ state, instrument }) => state === 'asked' && instrument === 'phq-9',
    );
    await store.patients.speaks(here.clinicId, own, 'es');
    mails.length = 0;
    const send = () => as('front_desk').post(`/api/measure-requests/${asked?.id}/link`, { by: 'email' });
    expect((await send()).status).toBe(201);
    expect(mails[0]?.text).toContain('tiene unas preguntas para usted');
    expect((await open(/\/m\?language=es#([\w-]+)/.exec(mails[0]?.text ?? '')?.[1] ?? '')).status).toBe(200);
    const { body } = await as('front_desk').post(`/api/measure-requests/${asked?.id}/link`, { by: 'hand' });
    expect(body.link).toContain('/m?language=es#');
    await store.patients.speaks(here.clinicId, own, 'en');
  });

  test('and was handed over is sent to nobody by e-mail, which would end what was handed over', async () => {
    const { store } = clinic;
    const { clinicId } = clinic.clinic;
    const [course] = await store.courses.ofPatient(clinicId, own);
    const [baseline] = await store.measures.requests.ofPatient(clinicId, own);
    const asked = {
      ...baseline,
      id: randomUUID(),
      key: 'handed over',
      instrument: 'phq-9',
      occasion: `${course?.id}:handed over`,
    };
    await store.measures.requests.ask(clinicId, {
      ...(asked as NonNullable<typeof baseline>),
      askedBy: clinic.clinic.practitioners.nurse.id,
    });
    const token = await linkTo(asked.id);
    mails.length = 0;
    await look();
    expect(mails).toEqual([]);
    expect((await open(token)).status).toBe(200);
    expect((await answers(token, asked.id, ALL(0))).status).toBe(201);
  });

  test('and cannot be sent just now ends no link that the patient has; what is sent then does', async () => {
    const [asked] = (await clinic.store.measures.requests.ofPatient(clinic.clinic.clinicId, own)).filter(
      ({ state, instrument }) => state === 'asked' && instrument === 'phq-9',
    );
    const before = await linkTo(asked?.id ?? '');
    const send = () => clinic.as('front_desk').post(`/api/measure-requests/${asked?.id}/link`, { by: 'email' });
    noMailIsTaken = true;
    try {
      expect((await send()).status).toBe(500);
    } finally {
      noMailIsTaken = false;
    }
    expect((await open(before)).status).toBe(200);
    mails.length = 0;
    expect((await send()).status).toBe(201);
    expect((await open(before)).status).toBe(401);
    expect((await open(/\/m[^#]*#([\w-]+)/.exec(mails[0]?.text ?? '')?.[1] ?? '')).status).toBe(200);
  });

  test('and is still not answered a day after it was due becomes one task for the occasion', async () => {
    clinic.clock.pass((3 * DAY) / MINUTE);
    await clinic.store.concerns.raise({
      clinicId: clinic.clinic.clinicId,
      id: randomUUID(),
      patientId: own,
      kind: 'other',
      source: { kind: 'test', id: randomUUID() },
      at: clinic.clock.now,
    });
    await vi.waitFor(
      async () => {
        const tasks = await clinic.store.tasks.waiting(clinic.clinic.clinicId);
        const missed = tasks.filter((one) => one.ruleId === 'measure-missed' && one.patientId === own);
        // The baseline alone: what was asked before the dose is asked no more, and nobody is telephoned for it.
        expect(missed).toHaveLength(1);
        expect(new Set(missed.map(({ ownerId }) => ownerId)).has(undefined)).toBe(false);
      },
      { timeout: 30_000, interval: 200 },
    );
  });
});
