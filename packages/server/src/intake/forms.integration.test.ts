/** A patient’s forms: on any device, in two windows, sent once, read by those who treat them; and files that are what they say. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type RunningClinic, runningClinic } from '../testing.ts';
import { tellOverdue } from './overdue.ts';

let clinic: RunningClinic;
beforeAll(async () => {
  clinic = await runningClinic();
});
afterAll(() => clinic?.close());

const invite = async (id: string) =>
  (await clinic.as('front_desk').post(`/api/patients/${id}/portal-invitation`, {})).body.invitation as {
    link: string;
    code: string;
  };
const SAME = { 'sec-fetch-site': 'same-origin' };
const enter = ({ link, code }: { link: string; code: string }) =>
  clinic.nobody.ask('POST', '/api/reader/come-in', { secret: link.split('#')[1], code }, SAME);
/** A device of a patient who has come in. */
async function device(patientId: string) {
  const entered = await enter(await invite(patientId));
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const ask = (method: string, path: string, body?: unknown): Promise<Answer> =>
    clinic.nobody.ask(method, path, body, { ...SAME, cookie });
  const send = async (path: string, bytes: Uint8Array<ArrayBuffer>) => {
    const response = await fetch(clinic.server.url + path, {
      method: 'PUT',
      headers: { ...SAME, cookie },
      body: bytes,
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
  return {
    cookie,
    get: (path: string) => ask('GET', path),
    post: (path: string, body: unknown) => ask('POST', path, body),
    remove: (path: string) => ask('DELETE', path),
    send,
  };
}
let patients = 0;
async function newPatient(): Promise<string> {
  patients += 1;
  const id = randomUUID();
  const patient = { id, name: `Nea Form-${patients}`, dateOfBirth: '1980-01-02', recordNumber: `F-${patients}` };
  await clinic.as('front_desk').post('/api/patients', patient);
  return id;
}
const INTAKE = '/api/reader/forms/intake';
const code = (one: string) => ({ code: one, display: one, system: 'urn:holdspace:code-system:intake' });
const LEAST = {
  'contact-name': 'Ana',
  'contact-phone': '555 0101',
  escort: code('yes'),
  brings: 'I do not sleep.',
  takes: code('no'),
  allergies: code('no'),
  'had-ketamine': code('no'),
};
const saving = (follows: number, answers: object) => ({ id: randomUUID(), follows, answers });
const sending = (answers: object, language = 'en', follows = 0) => ({ id: randomUUID(), follows, language, answers });

describe('a form', () => {
  test('is put to somebody who has no course yet, begun, gone on with on another device, and sent', async () => {
    const patientId = await newPatient();
    const [phone, laptop] = [await device(patientId), await device(patientId)];
    expect((await phone.get('/api/reader/forms')).body.forms).toMatchObject([
      { id: 'intake', state: 'open' },
      { id: 'screening', state: 'open' },
    ]);
    expect((await phone.post(`${INTAKE}/draft`, saving(0, { called: 'Nea 🕊️' }))).status).toBe(201);
    const there = (await laptop.get(INTAKE)).body;
    expect(there.draft).toMatchObject({ version: 1, answers: { called: 'Nea 🕊️' } });
    expect(there.questionnaire).toMatchObject({ resourceType: 'Questionnaire', id: 'intake' });
    await laptop.post(`${INTAKE}/draft`, saving(1, { called: 'Nea 🕊️', ...LEAST }));
    const sent = await laptop.post(`${INTAKE}/responses`, sending({ called: 'Nea 🕊️', ...LEAST }, 'es', 2));
    expect(sent.status).toBe(201);
    const [form] = (await phone.get('/api/reader/forms')).body.forms;
    expect(form).toMatchObject({ state: 'sent', sentAt: clinic.clock.now });
    const latest = await clinic.store.forms.latest(clinic.clinic.clinicId, patientId, 'intake');
    expect(latest).toMatchObject({ answers: { called: 'Nea 🕊️' }, by: { kind: 'patient', id: patientId } });
    // An old window that still writes hears that it was sent.
    expect((await phone.post(`${INTAKE}/draft`, saving(1, {}))).status).toBe(409);
  });

  test('in two windows: the second saving is told so, and nothing of the first is lost', async () => {
    const one = await device(await newPatient());
    const first = saving(0, { called: 'First' });
    const [a, b] = [
      await one.post(`${INTAKE}/draft`, first),
      await one.post(`${INTAKE}/draft`, saving(0, { called: 'Second' })),
    ];
    expect([a.status, b.status]).toEqual([201, 409]);
    expect(b.problem.type).toBe('/problems/stale');
    expect((await one.get(INTAKE)).body.draft.answers).toEqual({ called: 'First' });
    // The same saving again, as on a bad line, is stored once.
    expect((await one.post(`${INTAKE}/draft`, first)).body.draft.version).toBe(1);
    const both = await Promise.all([1, 2, 3].map((n) => one.post(`${INTAKE}/draft`, saving(1, { called: `${n}` }))));
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  });

  test('sent from an old window is told so, and throws away no newer draft', async () => {
    const patientId = await newPatient();
    const one = await device(patientId);
    await one.post(`${INTAKE}/draft`, saving(0, { called: 'Old' }));
    await one.post(`${INTAKE}/draft`, saving(1, { called: 'New', ...LEAST }));
    for (const follows of [0, 1]) {
      const old = await one.post(`${INTAKE}/responses`, sending({ called: 'Old', ...LEAST }, 'en', follows));
      expect([old.status, old.problem.type]).toEqual([409, '/problems/stale']);
    }
    expect((await one.get(INTAKE)).body.draft).toMatchObject({ version: 2, answers: { called: 'New' } });
    expect(await clinic.store.forms.ofPatient(clinic.clinic.clinicId, patientId)).toEqual([]);
    const body = sending({ called: 'New', ...LEAST }, 'en', 2);
    // By a double press both are answered, though the first took the draft away.
    const both = await Promise.all([one.post(`${INTAKE}/responses`, body), one.post(`${INTAKE}/responses`, body)]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    const late = await one.post(`${INTAKE}/responses`, sending({ called: 'Late', ...LEAST }, 'en', 2));
    expect(late.problem.type).toBe('/problems/stale');
  });

  test('sent twice by a double press is kept once; another thing under its id is refused', async () => {
    const patientId = await newPatient();
    const one = await device(patientId);
    const body = sending(LEAST);
    const [a, b] = await Promise.all([one.post(`${INTAKE}/responses`, body), one.post(`${INTAKE}/responses`, body)]);
    expect([a.status, b.status]).toEqual([201, 201]);
    expect(b.body).toEqual(a.body);
    expect(await clinic.store.forms.ofPatient(clinic.clinic.clinicId, patientId)).toHaveLength(1);
    const other = { ...body, answers: { ...LEAST, brings: 'Something else' } };
    expect((await one.post(`${INTAKE}/responses`, other)).status).toBe(409);
  });

  test('with an impossible weight, with too much, or without what is needed is answered by question, in its language', async () => {
    const one = await device(await newPatient());
    const wrong = { ...LEAST, weight: { value: 7000, unit: '[lb_av]' }, brings: 'x'.repeat(20_010), escort: undefined };
    const { status, problem } = await one.post(`${INTAKE}/responses`, sending(wrong, 'es'));
    expect(status).toBe(400);
    expect(problem.errors?.map(({ field, rule }) => `${field}: ${rule}`)).toEqual([
      'weight: too-large',
      'escort: needed',
      'brings: too-long',
    ]);
    expect(problem.errors?.[2]?.message).toContain('Sobran 10 caracteres');
    // A draft is not judged: 20,000 characters pasted, and more, are safe until they are shortened.
    const kept = await one.post(`${INTAKE}/draft`, saving(0, { brings: 'x'.repeat(60_000) }));
    expect(kept.status).toBe(201);
    expect((await one.get(INTAKE)).body.draft.answers.brings).toHaveLength(60_000);
  });

  test('leaves behind what is not asked any more', async () => {
    const patientId = await newPatient();
    const one = await device(patientId);
    await one.post(`${INTAKE}/responses`, sending({ ...LEAST, medicines: ['Something private'] }));
    const latest = await clinic.store.forms.latest(clinic.clinic.clinicId, patientId, 'intake');
    expect(latest?.answers).not.toHaveProperty('medicines');
  });

  test('with words that must not wait raises a crisis about the patient, once', async () => {
    const patientId = await newPatient();
    const one = await device(patientId);
    const body = sending({ ...LEAST, brings: 'Ya no quiero vivir' }, 'es');
    expect((await one.post(`${INTAKE}/responses`, body)).body.help).toBe(true);
    await one.post(`${INTAKE}/responses`, body);
    expect(await clinic.store.concerns.ofPatient(clinic.clinic.clinicId, patientId)).toMatchObject([
      { kind: 'crisis' },
    ]);
  });

  test('with words that must not wait is heard by the next look where a server stopped before it paged', async () => {
    const patientId = await newPatient();
    const { clinicId } = clinic.clinic;
    await clinic.store.forms.submit(
      clinicId,
      {
        id: randomUUID(),
        patientId,
        questionnaire: 'intake',
        questionnaireVersion: '1.0.0',
        language: 'en',
        by: { kind: 'patient', id: patientId },
        submittedAt: clinic.clock.now,
        crisis: true,
        answers: { brings: 'I want to end my life' },
      },
      0,
    );
    const keeping = { store: clinic.store, mailer: undefined, publicUrl: undefined, now: () => clinic.clock.now };
    await tellOverdue(keeping, console, clinicId);
    await tellOverdue(keeping, console, clinicId);
    expect(await clinic.store.concerns.ofPatient(clinicId, patientId)).toMatchObject([{ kind: 'crisis' }]);
    expect(await clinic.store.forms.unheard(clinicId)).toEqual([]);
  });

  test('is read with its questions by who treats the patient, as FHIR too, and by nobody else', async () => {
    const patientId = await newPatient();
    const one = await device(patientId);
    const { body } = await one.post(`${INTAKE}/responses`, sending({ ...LEAST, called: 'שרה' }));
    await clinic.takeIntoTeam(patientId, 'therapist');
    const read = await clinic.as('therapist').get(`/api/patients/${patientId}/forms`);
    expect(read.body.forms[0]).toMatchObject({
      questionnaire: { id: 'intake' },
      responses: [{ id: body.id, answers: { called: 'שרה' }, by: { kind: 'patient' } }],
    });
    const fhir = await clinic.as('therapist').get(`/api/patients/${patientId}/form-responses/${body.id}`);
    expect(fhir.headers.get('content-type')).toContain('application/fhir+json');
    expect(fhir.body).toMatchObject({
      resourceType: 'QuestionnaireResponse',
      questionnaire: 'urn:holdspace:questionnaire:intake|1.0.0',
      subject: { reference: `Patient/${patientId}` },
    });
    expect((await clinic.as('front_desk').get(`/api/patients/${patientId}/forms`)).status).toBe(403);
    const another = await device(await newPatient());
    expect((await another.get(INTAKE)).body.sent).toBeUndefined();
  });

  test('is not asked of who is not asked it', async () => {
    const one = await device(await newPatient());
    expect((await one.get('/api/reader/forms/another')).status).toBe(404);
    expect(
      (await one.post(`${INTAKE}/responses`, sending({ ...LEAST, 'shoe-size': '43' }))).problem.errors?.[0]?.rule,
    ).toBe('not-asked');
  });
});

describe('the link', () => {
  test('used twice, or after it has expired, says so and lets nobody in', async () => {
    const patientId = await newPatient();
    const [first, second] = [await invite(patientId), await invite(patientId)];
    expect((await enter(first)).status).toBe(200);
    const again = await enter(first);
    expect(again.status).toBe(401);
    expect(again.problem.detail).toContain('Ask for a new one');
    clinic.clock.pass(8 * 24 * 60);
    const late = await enter(second);
    expect(late.status).toBe(401);
    expect(late.problem).toEqual(again.problem);
  });
});

describe('a file', () => {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
  const announce = (one: Awaited<ReturnType<typeof device>>, id: string, name: string) =>
    one.post(`${INTAKE}/files`, { id, linkId: 'letters', name });

  test('is kept sealed in pieces, goes with its form, and comes back to those who may, as a file', async () => {
    const patientId = await newPatient();
    const one = await device(patientId);
    const id = randomUUID();
    const pdf = new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(600_000, 'zirconheron ')]));
    expect((await announce(one, id, 'Carta de la Dra. Ñuñez "2026".pdf')).status).toBe(201);
    const sent = await one.send(`/api/reader/form-files/${id}/content`, pdf);
    expect(sent.body.file).toMatchObject({ mediaType: 'application/pdf', bytes: pdf.length });
    // Once more, as on a bad line; and other bytes under the same id.
    expect((await one.send(`/api/reader/form-files/${id}/content`, pdf)).status).toBe(200);
    expect((await one.send(`/api/reader/form-files/${id}/content`, bytes('%PDF-2'))).status).toBe(409);
    const path = `/api/patients/${patientId}/form-files/${id}`;
    await clinic.takeIntoTeam(patientId, 'nurse');
    expect((await clinic.as('nurse').get(path)).status).toBe(404);
    const letters = [{ attachment: id, title: 'Carta' }];
    expect((await one.post(`${INTAKE}/responses`, sending({ ...LEAST, letters }))).status).toBe(201);
    const response = await fetch(clinic.server.url + path, {
      headers: { authorization: `Bearer ${clinic.as('nurse').token}` },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="Carta de la Dra/);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(pdf))).toBe(true);
    expect((await clinic.as('front_desk').get(path)).status).toBe(403);
    // What was sent stays.
    expect((await one.remove(`/api/reader/form-files/${id}`)).status).toBe(409);
    const another = await device(await newPatient());
    expect((await another.get(`/api/reader/form-files/${id}/content`)).status).toBe(404);
  });

  test.each([
    ['scan.pdf', 'MZ\u0090\u0000 this program cannot be run in DOS mode'],
    ['photo.jpg', '\u007fELF\u0002'],
    ['letter.pdf', '<html><script>alert(1)</script>'],
    ['empty.pdf', ''],
  ])('%s that is something else inside is refused kindly, and nothing of it stays', async (name, inside) => {
    const patientId = await newPatient();
    const one = await device(patientId);
    const id = randomUUID();
    await announce(one, id, name);
    const { status, body } = await one.send(`/api/reader/form-files/${id}/content?language=es`, bytes(inside));
    expect(status).toBe(400);
    expect(body.errors[0].message).toMatch(/foto|vacío/);
    expect((await one.get(INTAKE)).body.files).toEqual([]);
    const letters = [{ attachment: id, title: name }];
    const refused = await one.post(`${INTAKE}/responses`, sending({ ...LEAST, letters }));
    expect(refused.problem.errors?.[0]).toMatchObject({ field: 'letters', rule: 'no-such-file' });
  });

  test('that is too large is refused before it is read', async () => {
    const one = await device(await newPatient());
    const id = randomUUID();
    await announce(one, id, 'large.pdf');
    const large = new Uint8Array(10 * 1024 * 1024 + 1);
    large.set(bytes('%PDF-1.7'));
    const answered = await one
      .send(`/api/reader/form-files/${id}/content`, large)
      .catch(() => ({ status: 413, body: undefined }));
    expect(answered.status).toBe(413);
    expect((await one.get(INTAKE)).body.files).toEqual([]);
  });

  test('is taken away again before it is sent, with everything of it', async () => {
    const one = await device(await newPatient());
    const id = randomUUID();
    await announce(one, id, 'photo.png');
    await one.send(`/api/reader/form-files/${id}/content`, bytes('\u0089PNG\r\n\u001a\n picture'));
    expect((await one.get(INTAKE)).body.files).toMatchObject([{ id, mediaType: 'image/png' }]);
    expect((await one.remove(`/api/reader/form-files/${id}`)).body).toEqual({ removed: true });
    expect((await one.get(INTAKE)).body.files).toEqual([]);
  });
});
