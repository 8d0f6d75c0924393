/** Consents over HTTP: read, answered, signed once, witnessed, withdrawn; published anew; and named by the session's gate. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningClinic, runningClinic } from '../testing.ts';
import { comeInAs, type PatientCaller, readAndSign, rightAnswers } from './testing-consents.ts';

let clinic: RunningClinic;
let sessionId: string;
let patientId: string;
let courseId: string;
let ida: PatientCaller;
let other: PatientCaller;
const TREATMENT = 'treatment.kap-im';
const director = () => clinic.as('medical_director');
const atCourse = async () => (await director().get(`/api/courses/${courseId}/consents`)).body;
const standing = async (document: string) =>
  (await atCourse()).consents.find((one: { document: string }) => one.document === document)?.standing;
const signing = (more: object = {}) => ({
  id: randomUUID(),
  version: 1,
  language: 'en',
  name: 'Ida Berg',
  drawn: [[10, 10, 200, 120, 400, 60]],
  ...more,
});

beforeAll(async () => {
  clinic = await runningClinic();
  const { clinicId } = clinic.clinic;
  sessionId = await clinic.plannedSession('kap-im');
  const head = await clinic.store.sessions.head(clinicId, sessionId);
  patientId = head?.patientId ?? '';
  courseId = (await clinic.store.visits.find(clinicId, head?.visitId ?? ''))?.courseId ?? '';
  await clinic.takeIntoTeam(patientId, 'nurse', 'therapist');
  const elsewhere = await clinic.store.sessions.head(clinicId, await clinic.plannedSession('infusion-iv'));
  ida = await comeInAs(clinic, patientId);
  other = await comeInAs(clinic, elsewhere?.patientId ?? '');
});
afterAll(() => clinic.close());

describe('what a course needs', () => {
  test('follows from its protocol: treatment and off-label use before a dose, touch in KAP', async () => {
    const { consents } = (await ida.get('/api/reader/consents')).body;
    expect(consents.map((one: { document: string; need: string }) => [one.document, one.need])).toEqual([
      [TREATMENT, 'before_dose'],
      ['off_label', 'before_dose'],
      ['touch', 'before_use'],
    ]);
    const elsewhere = (await other.get('/api/reader/consents')).body.consents;
    expect(elsewhere.map((one: { document: string }) => one.document)).toEqual(['treatment.infusion-iv', 'off_label']);
  });

  test('and from what the clinic asks besides, until it asks no longer', async () => {
    const ask = (asks: boolean) =>
      clinic.as('therapist').post(`/api/courses/${courseId}/consents`, { id: randomUUID(), purpose: 'family', asks });
    expect((await ask(true)).status).toBe(201);
    expect(await standing('family')).toEqual({ kind: 'never_signed' });
    clinic.clock.pass(1);
    expect((await ask(false)).status).toBe(201);
    expect(await standing('family')).toBeUndefined();
  });

  test('what is asked of nobody, or of another, is not there', async () => {
    expect((await ida.get('/api/reader/consents/treatment.infusion-iv')).status).toBe(404);
    expect((await ida.get('/api/reader/consents/recording')).status).toBe(404);
    expect((await ida.get('/api/reader/consents/none')).status).toBe(404);
  });
});

describe('reading and signing', () => {
  test('a wrong answer is answered kindly, asked again, and kept; which is right is not told beforehand', async () => {
    const { reading } = (await ida.get('/api/reader/consents/off_label')).body;
    expect(JSON.stringify(reading)).not.toContain('isRight');
    const answer = (choice: string, id: string = randomUUID()) =>
      ida.post('/api/reader/consents/off_label/answers', { id, version: 1, piece: 'meaning', choice });
    const id = randomUUID();
    const wrong = await answer('yes', id);
    expect(wrong.body).toMatchObject({ isRight: false });
    expect(wrong.body.reply.es).toContain('Probemos otra vez');
    expect((await answer('yes', id)).status).toBe(201);
    expect((await answer('no', id)).problem.type).toBe('/problems/repeated-id');
    expect((await ida.post('/api/reader/consents/off_label/signatures', signing())).problem.errors?.[0]).toMatchObject({
      rule: 'not-answered',
    });
    expect((await answer('no')).body.isRight).toBe(true);
    const { consent } = (await ida.get('/api/reader/consents/off_label')).body;
    expect(consent.questions).toEqual([{ piece: 'meaning', wrong: 1, isRight: true }]);
  });

  test('hears in words what cannot be: no letters, nothing drawn, too long; nothing is stored', async () => {
    const send = (more: object) => ida.post('/api/reader/consents/off_label/signatures', signing(more));
    expect((await send({ name: '🌻🌻' })).problem.errors?.[0]?.rule).toBe('no-name');
    expect((await send({ drawn: undefined })).problem.errors?.[0]?.rule).toBe('not-drawn');
    const long = await send({ name: 'a'.repeat(20_000) });
    expect(long.problem.detail).toContain('20000 characters long; 200 fit');
    expect((await send({ name: 'a'.repeat(20_001) })).status).toBe(400);
    expect(await standing('off_label')).toEqual({ kind: 'never_signed' });
  });

  test('ten sendings of one signature, and two tabs, sign once; a name in any script stands', async () => {
    const one = signing({ name: ' ‏שרה 🌻 ' });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ida.post('/api/reader/consents/off_label/signatures', one)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(201));
    const tab = await ida.post('/api/reader/consents/off_label/signatures', signing());
    expect(tab.problem).toMatchObject({ type: '/problems/stale', rule: 'signed-already' });
    const { signatures } = (await ida.get('/api/reader/consents/off_label')).body.consent;
    expect(signatures).toHaveLength(1);
    const opened = await clinic.store.consents.open(clinic.clinic.clinicId, one.id);
    expect(opened?.secret).toMatchObject({ name: '‏שרה 🌻', tries: [{ wrong: 1 }] });
    expect(opened?.secret.from.address).toBeTruthy();
  });

  test('the copy is a PDF, for the patient and for who treats them, and for nobody else', async () => {
    const { signature } = await standing('off_label');
    for (const answer of [
      await ida.get(`/api/reader/consent-signatures/${signature}/copy.pdf`),
      await clinic.as('nurse').get(`/api/courses/${courseId}/consents/${signature}/copy.pdf`),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('application/pdf');
    }
    expect((await other.get(`/api/reader/consent-signatures/${signature}/copy.pdf`)).status).toBe(404);
    expect((await clinic.as('front_desk').get(`/api/courses/${courseId}/consents`)).status).toBe(403);
  });

  test('touch waits for its witness, who is somebody of the clinic, once', async () => {
    await readAndSign(ida, 'touch', signing());
    const { signature, kind } = await standing('touch');
    expect(kind).toBe('awaits_witness');
    const seen = { id: randomUUID(), signature };
    const witness = (body: object) => clinic.as('therapist').post(`/api/courses/${courseId}/consents/witnessed`, body);
    expect((await witness(seen)).status).toBe(201);
    expect((await witness(seen)).status).toBe(201);
    expect((await witness({ id: randomUUID(), signature })).problem.rule).toBe('witnessed-already');
    expect((await standing('touch')).kind).toBe('signed');
  });
});

describe('the session’s gate', () => {
  const gate = async () => {
    const { consents } = (await clinic.as('nurse').get(`/api/sessions/${sessionId}`)).body;
    return consents;
  };
  const confirm = (finding: object) =>
    clinic.as('nurse').post(`/api/sessions/${sessionId}/commands`, {
      id: randomUUID(),
      at: clinic.clock.now,
      type: 'ConfirmGate',
      finding: {
        gate: 'consent',
        document: 'Consent to ketamine-assisted psychotherapy (off-label)',
        signedOn: clinic.clock.now.slice(0, 10),
        ...finding,
      },
    });
  type OnRecord = { standing: { at?: string } };
  const bySignatures = async () => {
    const days = (await gate()).map(({ standing }: OnRecord) => (standing.at ?? clinic.clock.now).slice(0, 10));
    return { signedOn: days.sort()[0], signatures: await references() };
  };
  const references = async () =>
    (await gate()).map(
      ({
        documentId,
        standing: { signature, version },
      }: {
        documentId: string;
        standing: Record<string, unknown>;
      }) => ({
        id: signature ?? randomUUID(),
        document: documentId,
        version: version ?? 1,
      }),
    );

  test('names the very consent that is missing, and takes the signatures once they are there', async () => {
    await clinic.as('nurse').does(sessionId, { type: 'RecordArrival' });
    const refused = await confirm(await bySignatures());
    expect(refused.status).toBe(422);
    expect(refused.problem.refusals?.[0]).toMatchObject({ rule: 'consent-as-signed' });
    expect(refused.problem.detail).toContain('version 1: never signed');
    await readAndSign(ida, TREATMENT, signing({ drawn: undefined, cannotDraw: true }));
    expect((await gate()).map((one: { standing: { kind: string } }) => one.standing.kind)).toEqual([
      'signed',
      'signed',
    ]);
    expect((await confirm(await bySignatures())).status).toBe(200);
  });

  test('says that it was withdrawn since; a paper from before does not stand, one signed after does', async () => {
    const { signature } = await standing(TREATMENT);
    clinic.clock.pass(1);
    const taken = { id: randomUUID(), signature, words: 'I have changed my mind' };
    const withdrawn = await ida.post(`/api/reader/consents/${TREATMENT}/withdrawals`, taken);
    expect(withdrawn.body.consent.standing.kind).toBe('withdrawn');
    expect((await ida.post(`/api/reader/consents/${TREATMENT}/withdrawals`, taken)).status).toBe(201);
    expect((await confirm({ signedOn: '2020-01-01' })).problem.detail).toContain('withdrawn on');
    const again = await confirm(await bySignatures());
    expect(again.problem.detail).toContain('withdrawn on');
    // Of one of the same day nobody can tell.
    const sameDay = await confirm({});
    expect(sameDay.problem.detail).toContain('not of a later day');
    expect(sameDay.problem.refusals?.[0]?.satisfy).toContain('They can sign again on their own page');
    // What was seen in the room can always be recorded.
    clinic.clock.pass(24 * 60);
    expect((await confirm({})).status).toBe(200);
    // Nobody stays on their own page for a day.
    ida = await comeInAs(clinic, patientId);
  });

  test('withdrawn and signed again stands again, and asks the questions anew', async () => {
    const { consent } = (await ida.get(`/api/reader/consents/${TREATMENT}`)).body;
    expect(consent.questions.every(({ isRight }: { isRight: boolean }) => !isRight)).toBe(true);
    clinic.clock.pass(1);
    await readAndSign(ida, TREATMENT, signing());
    expect((await standing(TREATMENT)).kind).toBe('signed');
    const { signatures } = (await ida.get(`/api/reader/consents/${TREATMENT}`)).body.consent;
    expect(signatures).toHaveLength(2);
    expect(signatures[0].withdrawal).toMatchObject({ how: 'portal' });
  });
});

describe('withdrawing by telephone', () => {
  const tell = (signature: string, words: string, id: string = randomUUID()) =>
    clinic.as('nurse').post(`/api/courses/${courseId}/consents/withdrawals`, { id, signature, words });
  const known = async () => (await ida.get('/api/reader/consents/touch')).body.consent;

  test('withdraws what stands, also where an older signature is named; sent again after a new one, it ends nothing', async () => {
    const older = (await standing('touch')).signature;
    const id = randomUUID();
    expect((await tell(older, 'I take it back', id)).status).toBe(201);
    clinic.clock.pass(1);
    await readAndSign(ida, 'touch', signing());
    expect((await tell(older, 'I take it back', id)).status).toBe(201);
    const newer = await standing('touch');
    expect(newer.kind).toBe('awaits_witness');
    clinic.clock.pass(1);
    expect((await tell(older, 'No, I do take it back')).status).toBe(201);
    expect(await standing('touch')).toMatchObject({ kind: 'withdrawn', signature: newer.signature });
    const opened = await clinic.store.consents.open(clinic.clinic.clinicId, newer.signature);
    expect(opened?.withdrawalWords).toBe('No, I do take it back');
  });

  test('of what is withdrawn already says that other words were not kept; the same words and none are taken', async () => {
    const { signature } = await standing('touch');
    const other = await tell(signature, 'And never again');
    expect(other).toMatchObject({ status: 409, problem: { type: '/problems/stale', rule: 'withdrawn-already' } });
    expect(other.problem.detail).toContain('was not kept');
    expect((await tell(signature, 'No, I do take it back')).status).toBe(201);
    const again = { id: randomUUID(), signature };
    expect((await ida.post('/api/reader/consents/touch/withdrawals', again)).status).toBe(201);
    expect((await known()).signatures).toHaveLength(2);
  });

  test('by an id that something else was withdrawn by is not taken for done', async () => {
    const { consent } = (await ida.get(`/api/reader/consents/${TREATMENT}`)).body;
    const { signature } = await standing('off_label');
    const used = consent.signatures[0].id;
    const opened = await clinic.store.consents.find(clinic.clinic.clinicId, used);
    expect((await tell(signature, 'This too', opened?.withdrawal?.id)).problem.type).toBe('/problems/repeated-id');
    expect((await standing('off_label')).kind).toBe('signed');
  });
});

describe('the clinic’s own version', () => {
  const current = async () => (await director().get('/api/consent-documents/off_label')).body;
  const publish = async (more: object = {}, asksAgain = true, who = director()) => {
    const { versions } = await current();
    const { version, content } = versions.at(-1);
    return who.post('/api/consent-documents', {
      id: randomUUID(),
      document: 'off_label',
      follows: version,
      content: { ...content, asksAgain, title: { en: 'Our own words', es: 'Nuestras palabras' } },
      ...more,
    });
  };

  test('is the medical director’s to publish, and follows on the one that was looked at', async () => {
    expect((await publish({}, true, clinic.as('prescriber'))).status).toBe(403);
    expect((await publish({ follows: 7 })).problem.type).toBe('/problems/stale');
  });

  test('that does not ask again leaves what was signed; one that does asks, and the reader of the old one hears of it', async () => {
    expect((await publish({}, false)).status).toBe(201);
    expect((await standing('off_label')).kind).toBe('signed');
    const answer = { id: randomUUID(), version: 2, piece: 'meaning', choice: 'no' };
    expect((await publish({}, true)).status).toBe(201);
    expect((await standing('off_label')).kind).toBe('newer_version');
    const late = await ida.post('/api/reader/consents/off_label/answers', answer);
    expect(late.problem).toMatchObject({ type: '/problems/stale', rule: 'version-retired' });
    const stale = await ida.post('/api/reader/consents/off_label/signatures', signing({ version: 2 }));
    expect(stale.problem.rule).toBe('version-retired');
    await rightAnswers(ida, 'off_label');
    expect((await ida.post('/api/reader/consents/off_label/signatures', signing({ version: 3 }))).status).toBe(201);
    expect((await current()).versions.map(({ version }: { version: number }) => version)).toEqual([1, 2, 3]);
  });

  test('must hold together: one right answer for each question, in both languages', async () => {
    const { versions } = await current();
    const { content } = versions.at(-1);
    const [piece] = content.pieces;
    const two = piece.question.choices.map((choice: object) => ({ ...choice, isRight: true }));
    const broken = { ...content, pieces: [{ ...piece, question: { ...piece.question, choices: two } }] };
    const answer = await publish({ content: broken });
    expect(answer.status).toBe(400);
    expect(answer.problem.detail).toContain('one right answer');
  });
});

test('ending the outside therapist’s consent ends what everybody outside sees, at once', async () => {
  const body = {
    id: randomUUID(),
    name: 'Odd Outside',
    profession: 'Psychotherapist',
    scopes: ['focus_and_intention'],
    includesPart2: false,
    expiresAt: new Date(clinic.clock.read() + 30 * 86_400_000).toISOString(),
  };
  expect((await ida.post('/api/reader/outside-members', body)).status).toBe(201);
  await readAndSign(ida, 'outside_therapist', signing());
  const { signature } = await standing('outside_therapist');
  const told = { id: randomUUID(), signature, words: 'By telephone' };
  expect((await clinic.as('nurse').post(`/api/courses/${courseId}/consents/withdrawals`, told)).status).toBe(201);
  const member = await clinic.store.outsideMembers.find(clinic.clinic.clinicId, body.id);
  expect(member?.revokedAt).toBeDefined();
  // Sent again after the patient let somebody in anew, it puts nobody out.
  clinic.clock.pass(1);
  await readAndSign(ida, 'outside_therapist', signing());
  const anew = { ...body, id: randomUUID() };
  expect((await ida.post('/api/reader/outside-members', anew)).status).toBe(201);
  expect((await clinic.as('nurse').post(`/api/courses/${courseId}/consents/withdrawals`, told)).status).toBe(201);
  expect((await clinic.store.outsideMembers.find(clinic.clinic.clinicId, anew.id))?.revokedAt).toBeUndefined();
});
