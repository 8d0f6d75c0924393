/** Preparation: begun by the patient, gone on with by the clinic, kept apart from everybody else, and there in the room. */
import { randomUUID } from 'node:crypto';
import { SHIPPED_PROTOCOLS } from '@holdspace/care';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type RunningClinic, runningClinic } from '../testing.ts';

let clinic: RunningClinic;
let sessionId: string;
let patientId: string;
let courseId: string;
let visitId: string;
/** A patient of the same clinic, with a course of their own. */
let otherCourseId: string;

async function patientAt(id: string) {
  const { invitation } = (await clinic.as('front_desk').post(`/api/patients/${id}/portal-invitation`, {})).body;
  const answer = await clinic.nobody.ask(
    'POST',
    '/api/reader/come-in',
    { secret: invitation.link.split('#')[1], code: invitation.code },
    { 'sec-fetch-site': 'same-origin' },
  );
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const ask = (method: string, path: string, body?: unknown) =>
    clinic.nobody.ask(method, path, body, { cookie, 'sec-fetch-site': 'same-origin' });
  return {
    get: (path: string) => ask('GET', path),
    save: (section: string, follows: number, fields: object, id: string = randomUUID(), course = courseId) =>
      ask('POST', `/api/reader/courses/${course}/preparation`, { id, section, follows, fields }),
  };
}
let ida: Awaited<ReturnType<typeof patientAt>>;
const therapist = () => clinic.as('therapist');
const saveAs = (who: Caller, section: string, follows: number, fields: object, id: string = randomUUID()) =>
  who.post(`/api/courses/${courseId}/preparation`, { id, section, follows, fields });
const shown = async () => (await therapist().get(`/api/courses/${courseId}/preparation`)).body;
const courseOf = () => clinic.store.courses.find(clinic.clinic.clinicId, courseId);

beforeAll(async () => {
  clinic = await runningClinic();
  const { clinicId } = clinic.clinic;
  sessionId = await clinic.plannedSession('kap-im');
  const head = await clinic.store.sessions.head(clinicId, sessionId);
  patientId = head?.patientId ?? '';
  visitId = head?.visitId ?? '';
  courseId = (await clinic.store.visits.find(clinicId, visitId))?.courseId ?? '';
  await clinic.takeIntoTeam(patientId, 'nurse', 'therapist');
  const other = await clinic.store.sessions.head(clinicId, await clinic.plannedSession('kap-im'));
  otherCourseId = (await clinic.store.visits.find(clinicId, other?.visitId ?? ''))?.courseId ?? '';
  ida = await patientAt(patientId);
});
afterAll(() => clinic.close());

describe('the patient', () => {
  test('finds what is next, and how far their own part is', async () => {
    const { body } = await ida.get('/api/reader/next');
    expect(body.preparing).toMatchObject([{ courseId, of: 11 }]);
  });

  test('saves as they write, and the same sent twice is stored once', async () => {
    const id = randomUUID();
    const first = await ida.save('fears', 0, { fears: 'That I do not come back' }, id);
    expect(first.status).toBe(201);
    expect(first.body.section).toMatchObject({ version: 1, isDone: true });
    expect((await ida.save('fears', 0, { fears: 'That I do not come back' }, id)).body.section.version).toBe(1);
    expect((await ida.save('fears', 0, { fears: 'Otherwise' }, id)).problem.type).toBe('/problems/repeated-id');
  });

  test('keeps course and preparation in step: the focus said is the one that sessions are planned with', async () => {
    const { version } = (await ida.get(`/api/reader/courses/${courseId}/preparation`)).body.preparation.sections.find(
      ({ id }: { id: string }) => id === 'focus',
    );
    expect((await ida.save('focus', version, { focus: '  To sleep again ' })).status).toBe(201);
    expect((await ida.save('intention', 0, { intention: 'I let it come' })).status).toBe(201);
    expect(await courseOf()).toMatchObject({ focus: 'To sleep again', intention: 'I let it come' });
  });

  test('hears in words how much is too much, field by field, and nothing is stored', async () => {
    const { status, problem } = await ida.save('touch', 0, { answer: 'yes', welcome: 'a'.repeat(200) });
    expect(status).toBe(400);
    expect(problem.errors?.[0]).toMatchObject({ field: 'fields.welcome', rule: 'too-long' });
    expect(problem.detail).toContain('200 characters long; 130 fit');
  });

  test('does not fill in what the clinic answers', async () => {
    expect((await ida.save('safety', 0, { clinic: '911' })).problem.errors?.[0]?.rule).toBe('for-the-clinic');
    expect((await ida.save('explained', 0, { explained: 'All' })).problem.errors?.[0]?.rule).toBe('for-the-clinic');
  });

  test('finds nothing at another patient’s course, as where there is none', async () => {
    for (const course of [otherCourseId, randomUUID()]) {
      expect((await ida.get(`/api/reader/courses/${course}/preparation`)).status).toBe(404);
      expect((await ida.save('hopes', 0, { hopes: 'Mine' }, randomUUID(), course)).status).toBe(404);
    }
  });
});

describe('two who save at once', () => {
  test('both hear of it: the second is stale, and nothing of either is lost', async () => {
    expect((await ida.save('hopes', 0, { hopes: 'Sleep' })).status).toBe(201);
    const late = await saveAs(therapist(), 'hopes', 0, { hopes: 'Rest' });
    expect(late.status).toBe(409);
    expect(late.problem).toMatchObject({ type: '/problems/stale' });
    expect(late.problem.detail).toContain('Nothing is lost');
    expect((await saveAs(therapist(), 'hopes', 1, { hopes: 'Sleep, and rest' })).status).toBe(201);
    const hopes = (await shown()).preparation.sections.find(({ id }: { id: string }) => id === 'hopes');
    expect(
      hopes.turns.map(({ author, answers }: { author: { kind: string }; answers: object }) => [author.kind, answers]),
    ).toEqual([
      ['practitioner', { hopes: 'Sleep, and rest' }],
      ['patient', { hopes: 'Sleep' }],
    ]);
  });

  test('ten of them at the very same moment: one is stored', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => ida.save('people', 0, { there: `Person ${index}` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
  });

  test('a version that nobody has seen is not followed', async () => {
    expect((await ida.save('home', 7, { escort: 'Sam' })).status).toBe(409);
  });
});

describe('the setting of a session', () => {
  const settle = (who: Caller, follows: number, elements: object) =>
    who.post(`/api/visits/${visitId}/setting-plan`, { id: randomUUID(), follows, elements });

  test('begins with the patient’s wishes, and takes what is settled for the day', async () => {
    await ida.save('wishes', 0, { usual: 'wishes', room_light: 'A candle', avoid: 'Bells' });
    const before = (await shown()).sessions.find((one: { visitId: string }) => one.visitId === visitId);
    expect(before.plan[0]).toMatchObject({ element: 'light', planned: 'A candle', from: 'patient' });
    expect((await settle(clinic.as('guide'), 0, { light: 'An electric candle' })).body.session.plan[0]).toMatchObject({
      planned: 'An electric candle',
      wish: 'A candle',
      from: 'clinic',
    });
    expect((await settle(therapist(), 0, { light: 'None' })).problem.type).toBe('/problems/stale');
    expect((await settle(therapist(), 1, { incense: 'Much' })).problem.errors?.[0]?.rule).toBe('not-in-setting');
  });
});

describe('the room', () => {
  test('has what was said as one quiet page, and the setting to make ready', async () => {
    await ida.save('touch', 0, { answer: 'yes', welcome: 'my hand', stop: 'red, open palm' });
    await ida.save('when_hard', 0, { helps: 'My name', hinders: 'Questions' });
    const { body } = await clinic.as('guide').get(`/api/sessions/${sessionId}/preparation`);
    expect(body.page).toMatchObject({
      focus: 'To sleep again',
      intention: 'I let it come',
      helps: 'My name',
      touch: { answer: 'yes', limits: 'my hand', stopSign: 'red, open palm' },
      avoid: 'Bells',
      wishes: [{ name: 'Light', words: 'An electric candle' }],
    });
    const kap = SHIPPED_PROTOCOLS.find(({ id }) => id === 'kap-im');
    expect(body.plan.length).toBe(kap?.setting.length);
  });

  test('is not opened to who has no part in it', async () => {
    expect((await clinic.as('front_desk').get(`/api/sessions/${sessionId}/preparation`)).status).toBe(403);
    expect((await clinic.as('front_desk').get(`/api/courses/${courseId}/preparation`)).status).toBe(403);
    expect((await saveAs(clinic.as('front_desk'), 'hopes', 2, { hopes: 'No' })).status).toBe(403);
    expect((await saveAs(clinic.as('anesthesia'), 'hopes', 2, { hopes: 'No' })).status).toBe(403);
  });

  test('takes a withdrawal of touch from whoever is there, and refuses the hand from then on', async () => {
    await clinic.as('front_desk').does(sessionId, { type: 'RecordArrival' });
    const finding = { gate: 'touch_consent', given: true, limits: 'my hand', stopSign: 'open palm' } as const;
    await clinic.as('guide').does(sessionId, { type: 'ConfirmGate', finding });
    const hand = { type: 'RecordIntervention', intervention: 'hand' } as const;
    expect((await clinic.as('guide').send(sessionId, hand)).status).toBe(200);
    clinic.clock.pass(1);
    await clinic.as('clinic_admin').does(sessionId, { type: 'WithdrawTouchConsent' });
    clinic.clock.pass(1);
    const refused = await clinic.as('guide').send(sessionId, hand);
    expect(refused.status).toBe(422);
    expect(refused.problem.refusals?.[0]).toMatchObject({ rule: 'touch-as-consented', stop: 'hard' });
    const [event] = await clinic.as('guide').does(sessionId, { ...hand, happened: { reason: 'She reached for me' } });
    expect(event?.flags?.[0]).toMatchObject({ rule: 'touch-as-consented', why: 'recorded_against_rule' });
  });
});

test('what was said lies sealed in the database, and is not changed there', async () => {
  const { pool } = clinic.store;
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('holdspace.clinic', $1, true)", [clinic.clinic.clinicId]);
    const { rows: kept } = await client.query('select sealed from holdspace.preparation_version');
    expect(kept.length).toBeGreaterThan(5);
    expect(JSON.stringify(kept)).not.toContain('come back');
    await expect(client.query('update holdspace.preparation_version set version = 9')).rejects.toThrow(/denied/);
  } finally {
    await client.query('rollback');
    client.release();
  }
});

describe('words of danger', () => {
  const raised = async () =>
    (await clinic.store.concerns.ofPatient(clinic.clinic.clinicId, patientId)).filter(({ kind }) => kind === 'crisis');

  test('that a patient prepares are raised at once, once while they are written on, and whatever becomes of the saving', async () => {
    const { version } = (await ida.get(`/api/reader/courses/${courseId}/preparation`)).body.preparation.sections.find(
      ({ id }: { id: string }) => id === 'fears',
    );
    const id = randomUUID();
    expect((await ida.save('fears', version, { fears: 'That I want to die' }, id)).status).toBe(201);
    expect((await ida.save('fears', version, { fears: 'That I want to die' }, id)).status).toBe(201);
    expect((await ida.save('fears', version + 1, { fears: 'That I want to die in there' })).status).toBe(201);
    expect(await raised()).toMatchObject([{ kind: 'crisis', courseId }]);
    const late = await ida.save('fears', version, { fears: 'That I want to die, said again from an old page' });
    expect(late.status).toBe(409);
    expect(await raised()).toHaveLength(2);
  });

  test('that the clinic writes down were heard by whoever wrote them', async () => {
    const before = (await raised()).length;
    const section = (await ida.get(`/api/reader/courses/${courseId}/preparation`)).body.preparation.sections.find(
      ({ id }: { id: string }) => id === 'hopes',
    );
    const said = await clinic.as('therapist').post(`/api/courses/${courseId}/preparation`, {
      id: randomUUID(),
      section: 'hopes',
      follows: section.version,
      fields: { hopes: 'Said that he wants to die' },
    });
    expect(said.status).toBe(201);
    expect(await raised()).toHaveLength(before);
  });
});

describe('what is to be done before a dose', () => {
  const write = (words: string, follows: number, id: string = randomUUID()) =>
    clinic.as('prescriber').post(`/api/courses/${courseId}/before-dose`, { id, follows, words });
  const read = async () => (await ida.get('/api/reader/next')).body.before;

  test('is said to the patient by the protocol of their next dosing visit', async () => {
    const { todo, written } = await read();
    expect(todo.map(({ kind }: { kind: string }) => kind)).toEqual([
      'no_food',
      'clear_liquids_only_until',
      'nothing_else_taken',
      'pregnancy_test',
      'escort',
      'no_driving',
    ]);
    expect(written).toEqual({ version: 0 });
  });

  test('is read as the prescriber wrote it, with who and when; sent twice it is stored once', async () => {
    await clinic.takeIntoTeam(patientId, 'prescriber');
    const id = randomUUID();
    const words = 'Take your morning pressure pill with a sip of water. Hold the lorazepam from the evening before.';
    expect((await write(words, 0, id)).status).toBe(201);
    expect((await write(words, 0, id)).status).toBe(201);
    expect((await write('Something else', 0, id)).problem.type).toBe('/problems/repeated-id');
    expect((await read()).written).toMatchObject({ version: 1, words, by: expect.any(String), at: expect.any(String) });
  });

  test('of two who write at once the later is told, and what is taken away is gone from the patient’s page', async () => {
    expect((await write('Nothing to hold.', 0)).problem.type).toBe('/problems/stale');
    expect((await write('From the future.', 7)).problem.type).toBe('/problems/stale');
    expect((await write('', 1)).status).toBe(201);
    expect((await read()).written).toEqual({ version: 2 });
  });

  test('is written by a prescriber alone, and read by who treats the patient', async () => {
    await write('Hold the lithium as we said.', 2);
    const nurse = await clinic.as('nurse').post(`/api/courses/${courseId}/before-dose`, {
      id: randomUUID(),
      follows: 3,
      words: 'By a nurse',
    });
    expect(nurse.status).toBe(403);
    expect((await clinic.as('nurse').get(`/api/courses/${courseId}/before-dose`)).body.written.words).toBe(
      'Hold the lithium as we said.',
    );
  });
});
