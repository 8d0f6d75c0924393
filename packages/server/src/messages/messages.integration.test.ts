/** Messages between a patient and their clinic on a real database: kept once and sealed, answered in time, paged in a crisis. */
import { randomUUID } from 'node:crypto';
import { DAY, instant, MINUTE } from '@holdspace/care';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { comeInAs, type PatientCaller, readAndSign } from '../consents/testing-consents.ts';
import { readEvents } from '../live/reading.ts';
import { type RunningClinic, runningClinic } from '../testing.ts';
import { hearMessages } from './hear.ts';

let clinic: RunningClinic;
const sent: { readonly to: string; readonly subject: string; readonly text: string }[] = [];
beforeAll(async () => {
  clinic = await runningClinic({
    mailer: {
      send: async (mail: (typeof sent)[number]) => {
        sent.push(mail);
      },
    },
  } as Parameters<typeof runningClinic>[0]);
});
afterAll(() => clinic.close());

async function patientHere(): Promise<{ id: string; patient: PatientCaller; courseId: string }> {
  const [id, courseId] = [randomUUID(), randomUUID()];
  const director = clinic.as('medical_director');
  const email = `${id.slice(0, 8)}@patients.test`;
  await director.post('/api/patients', {
    id,
    name: 'Ines Invented',
    dateOfBirth: '1979-08-09',
    recordNumber: id.slice(0, 8),
    email,
  });
  await director.post(`/api/patients/${id}/courses`, {
    id: courseId,
    protocol: { id: 'infusion-iv', version: '1.0.0' },
  });
  return { id, courseId, patient: await comeInAs(clinic, id) };
}
const write = (patient: PatientCaller, text: string, id: string = randomUUID()) =>
  patient.post('/api/reader/messages', { id, language: 'es', text });
const concernsOf = async (id: string) =>
  (await clinic.store.concerns.ofPatient(clinic.clinic.clinicId, id)).map(({ kind }) => kind);
const waitingOf = async (id: string) =>
  (await clinic.store.tasks.waiting(clinic.clinic.clinicId)).filter(({ patientId }) => patientId === id);
/** As each minute. */
const hear = () => hearMessages({ store: clinic.store, now: () => clinic.clock.now }, clinic.clinic.clinicId);
/** How often somebody was called to a crisis of this patient. */
const pagesFor = async (id: string) =>
  (await waitingOf(id)).filter(({ severity }) => severity === 'now').reduce((sum, { pages }) => sum + pages, 0);
const answerFor = (id: string, answers: string, more: object = {}) =>
  clinic
    .as('medical_director')
    .post(`/api/patients/${id}/messages`, { id: randomUUID(), language: 'es', text: 'Sí.', answers, ...more });
const waitsOf = async (patient: PatientCaller) => (await patient.get('/api/reader/messages')).body.waiting;
/** The one task under which this patient's messages wait. */
async function taskOf(id: string) {
  await expect.poll(async () => (await waitingOf(id)).map(({ ruleId }) => ruleId)).toEqual(['message-waits']);
  return (await waitingOf(id))[0]?.id ?? '';
}

test('a patient writes, hears until when they are answered, is answered, and reads it; what waited is done', async () => {
  const { id, patient } = await patientHere();
  expect((await write(patient, '¿Puedo comer antes?')).status).toBe(201);
  await write(patient, 'Y otra cosa.');
  // However much is written before an answer, one thing waits.
  expect(await concernsOf(id)).toEqual(['message']);
  const { body } = await patient.get('/api/reader/messages');
  expect(body.messages.map((one: { text: string }) => one.text)).toEqual(['¿Puedo comer antes?', 'Y otra cosa.']);
  const promised = Date.parse(body.waiting.answerBy) - Date.parse(body.waiting.since);
  expect(promised).toBe(body.promise * MINUTE);
  expect(promised).toBe(2 * DAY);

  const director = clinic.as('medical_director');
  const seen = (await director.get(`/api/patients/${id}/messages`)).body;
  expect(seen.waiting.since).toBe(body.waiting.since);
  const answer = {
    id: randomUUID(),
    language: 'es',
    text: 'Nada desde la medianoche.',
    answers: body.messages.at(-1).id,
  };
  const [first, again] = [
    await director.post(`/api/patients/${id}/messages`, answer),
    await director.post(`/api/patients/${id}/messages`, answer),
  ];
  expect([first.status, again.status]).toEqual([201, 201]);
  const after = (await patient.get('/api/reader/messages')).body;
  expect(after.messages.at(-1)).toMatchObject({ text: answer.text, from: expect.any(String) });
  expect(after.messages).toHaveLength(3);
  expect(after.waiting).toBeUndefined();
  expect(await waitingOf(id)).toEqual([]);
  await write(patient, 'Gracias.');
  expect(await concernsOf(id)).toEqual(['message', 'message']);
});

test('what a patient writes after the task was finished without an answer in writing waits anew, until a time that lies ahead', async () => {
  const { id, patient } = await patientHere();
  await write(patient, '¿Puedo comer antes?');
  const first = await taskOf(id);
  clinic.clock.pass(60);
  const ending = { id: randomUUID(), outcome: 'real', words: 'Telephoned.' };
  expect((await clinic.as('medical_director').post(`/api/tasks/${first}/outcome`, ending)).status).toBe(200);
  expect(await waitsOf(patient)).toBeUndefined();
  clinic.clock.pass(7 * 24 * 60);
  const again = await comeInAs(clinic, id);
  expect((await write(again, '¿Y beber?')).status).toBe(201);
  expect(await taskOf(id)).not.toBe(first);
  const waits = await waitsOf(again);
  expect(Date.parse(waits.since)).toBe(clinic.clock.read());
  expect(Date.parse(waits.answerBy)).toBe(clinic.clock.read() + 2 * DAY);
});

test('an answer ends nothing that its author had not seen: that goes on waiting, and they are told', async () => {
  const { id, patient } = await patientHere();
  const [first, later] = [randomUUID(), randomUUID()];
  await write(patient, '¿Puedo comer antes?', first);
  const task = await taskOf(id);
  clinic.clock.pass(1);
  await write(patient, 'Tomé algo y me siento raro.', later);
  const other = await patientHere();
  expect((await answerFor(other.id, first)).status).toBe(404);
  clinic.clock.pass(1);
  const answer = { id: randomUUID() };
  const { body } = await answerFor(id, first, answer);
  const waits = await waitsOf(patient);
  expect(body.waiting.since).toBe(waits.since);
  const { messages } = (await patient.get('/api/reader/messages')).body;
  expect(messages.find(({ writtenAt }: { writtenAt: string }) => writtenAt === waits.since).id).toBe(later);
  expect(await taskOf(id)).toBe(task);
  // Sent again it ends no more than it did.
  expect((await answerFor(id, first, answer)).body.waiting.since).toBe(waits.since);
  expect((await answerFor(id, later)).body.waiting).toBeUndefined();
  expect(await waitingOf(id)).toEqual([]);
  expect((await answerFor(id, later)).status).toBe(201);
});

test('what is written while an answer is on its way is heard by the next look', async () => {
  const { id, patient } = await patientHere();
  const { clinicId } = clinic.clinic;
  const first = randomUUID();
  await write(patient, '¿Puedo comer antes?', first);
  await taskOf(id);
  // Its request had begun before the answer, and was kept after it: nobody was told, since a task still waited.
  const begun = clinic.clock.now;
  clinic.clock.pass(1);
  await answerFor(id, first);
  const late = { id: randomUUID(), patientId: id, writtenAt: begun, language: 'es', crisis: false } as const;
  await clinic.store.messages.write(clinicId, { ...late, text: '¿Y beber?' });
  await hear();
  await taskOf(id);
});

test('an open screen hears that an answer ended what waited', async () => {
  const { id, patient } = await patientHere();
  const director = clinic.as('medical_director');
  const message = randomUUID();
  await write(patient, '¿Puedo comer antes?', message);
  const task = await taskOf(id);
  const screen = readEvents(`${director.url}/api/live`, { authorization: `Bearer ${director.token}` });
  const session = await clinic.plannedSession('kap-im');
  expect((await screen.take(1))[0]?.data).toContain(session);
  await answerFor(id, message);
  expect(await screen.take(1)).toMatchObject([{ event: 'task', data: JSON.stringify({ id: task }) }]);
  screen.close();
});

test('a message that waits is not forgotten, however long nobody looked', async () => {
  const { id } = await patientHere();
  const words = { id: randomUUID(), patientId: id, language: 'es', crisis: true, text: 'Ya no quiero vivir.' } as const;
  await clinic.store.messages.write(clinic.clinic.clinicId, { ...words, writtenAt: clinic.clock.now });
  clinic.clock.pass(20 * 24 * 60);
  await hear();
  await expect
    .poll(async () => (await waitingOf(id)).map(({ ruleId }) => ruleId).toSorted())
    .toEqual(['crisis-raised', 'message-waits']);
});

test('a message that was raised and became no task, while that was turned off, keeps no later one from being heard', async () => {
  const { id, patient } = await patientHere();
  const { clinicId } = clinic.clinic;
  const first = { id: randomUUID(), patientId: id, language: 'es', crisis: false, text: 'Hola' } as const;
  await clinic.store.messages.write(clinicId, { ...first, writtenAt: clinic.clock.now });
  await clinic.store.concerns.raise({
    clinicId,
    id: randomUUID(),
    patientId: id,
    kind: 'message',
    source: { kind: 'patient_message', id: first.id },
    at: instant(clinic.clock.read() - 20 * DAY),
  });
  await write(patient, '¿Hay alguien?');
  await taskOf(id);
});

test('words of crisis under an id that means something else page before they are refused', async () => {
  const { id, patient } = await patientHere();
  const message = randomUUID();
  await write(patient, 'No me siento bien', message);
  expect((await write(patient, 'Ya no quiero vivir.', message)).status).toBe(409);
  expect((await concernsOf(id)).toSorted()).toEqual(['crisis', 'message']);
  expect(await pagesFor(id)).toBe(1);
  // Sent again, it is one crisis.
  expect((await write(patient, 'Ya no quiero vivir.', message)).status).toBe(409);
  expect((await concernsOf(id)).toSorted()).toEqual(['crisis', 'message']);
});

test('sent twice it is kept once, and an id that means something else is refused', async () => {
  const { patient } = await patientHere();
  const id = randomUUID();
  // Two presses under way at once, each with a moment of its own.
  const both = [write(patient, 'Hola', id), write(patient, 'Hola', id), write(patient, 'Hola', id)];
  const moving = setInterval(() => clinic.clock.pass(0.001), 1);
  const statuses = await Promise.all(both).finally(() => clearInterval(moving));
  expect(statuses.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect((await patient.get('/api/reader/messages')).body.messages).toHaveLength(1);
  expect((await write(patient, 'Otra cosa', id)).status).toBe(409);
  const other = await patientHere();
  expect((await write(other.patient, 'Hola', id)).status).toBe(409);
  expect((await other.patient.get('/api/reader/messages')).body.messages).toEqual([]);
});

test('words of crisis are answered with help and raised at once; what a stop left untold is told by the next look, once', async () => {
  const { id, patient } = await patientHere();
  const { body } = await write(patient, 'Ya no quiero vivir.');
  expect(body.help).toBe(true);
  expect((await concernsOf(id)).toSorted()).toEqual(['crisis', 'message']);
  // Somebody was paged before the answer left.
  expect(await pagesFor(id)).toBe(1);

  const stopped = await patientHere();
  const { clinicId } = clinic.clinic;
  await clinic.store.messages.write(clinicId, {
    id: randomUUID(),
    patientId: stopped.id,
    writtenAt: instant(clinic.clock.read()),
    language: 'en',
    crisis: true,
    text: 'I want to die',
  });
  expect(await concernsOf(stopped.id)).toEqual([]);
  await hear();
  await hear();
  expect((await concernsOf(stopped.id)).toSorted()).toEqual(['crisis', 'message']);
});

test('an e-mail that there is something new goes to who agreed to it, in their language, says nothing of it, and to nobody else', async () => {
  const { id, patient, courseId } = await patientHere();
  const director = clinic.as('medical_director');
  await write(patient, '¿Y el jueves?');
  const answer = () =>
    director.post(`/api/patients/${id}/messages`, { id: randomUUID(), language: 'en', text: 'Yes, jueves.' });
  expect((await answer()).body.noticed).toBe(false);
  // Staff are told of what waits; the patient gets nothing.
  const toThem = () => sent.filter(({ to }) => to.endsWith('@patients.test'));
  expect(toThem()).toEqual([]);
  await director.post(`/api/courses/${courseId}/consents`, { id: randomUUID(), purpose: 'messages', asks: true });
  await readAndSign(patient, 'messages', {
    id: randomUUID(),
    language: 'es',
    name: 'Ines',
    filled: {},
    cannotDraw: true,
  });
  expect((await answer()).body.noticed).toBe(true);
  expect(toThem()).toHaveLength(1);
  expect(toThem()[0]?.text).not.toContain('jueves');
  // It speaks as the patient does, and the answer says what it is written in.
  expect(toThem()[0]?.subject).toContain('algo nuevo');
  const { messages } = (await patient.get('/api/reader/messages')).body;
  expect(messages.map(({ language }: { language: string }) => language)).toEqual(['es', 'en', 'en']);
});

test('only who answers for the patient reads and answers, and what is written lies sealed', async () => {
  const { id, patient } = await patientHere();
  await write(patient, 'Zanzíbar');
  for (const role of ['front_desk', 'clinic_admin', 'therapist'] as const)
    expect((await clinic.as(role).get(`/api/patients/${id}/messages`)).status, role).toBe(403);
  expect((await clinic.nobody.get('/api/reader/messages')).status).toBe(401);
  const client = new pg.Client({ connectionString: clinic.databaseUrl });
  await client.connect();
  const { rows } = await client.query('select * from holdspace.patient_message');
  await client.end();
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain('Zanz');
});
