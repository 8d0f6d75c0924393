/** Psychotherapy notes: their author's, and nobody else's but on the patient's authorization. */
import { randomUUID } from 'node:crypto';
import { DAY, instant, MINUTE, ROLES } from '@holdspace/care';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type RunningClinic, runningClinic } from '../testing.ts';

let clinic: RunningClinic;
let patientId: string;
let secondTherapist: { id: string; caller: Caller };
beforeAll(async () => {
  clinic = await runningClinic();
  patientId = clinic.clinic.patientId;
  const { rows } = await clinic.store.pool.query<{ id: string }>(
    'insert into auth."user" (name, email, "emailVerified") values ($1, $1, true) returning id',
    ['second.therapist@clinic.test'],
  );
  const id = randomUUID();
  await clinic.store.practitioners.create(clinic.clinic.clinicId, {
    id,
    userId: rows[0]?.id ?? '',
    name: 'Second Therapist',
    email: 'second.therapist@clinic.test',
    roles: ['therapist'],
  });
  await clinic.takeIntoTeam(patientId, 'therapist', 'nurse', 'prescriber', { id });
  secondTherapist = { id, caller: await clinic.callerAt(clinic.server.url, clinic.clinic.clinicId, id) };
});
afterAll(() => clinic.close());

const therapist = () => clinic.as('therapist');
const save = (who: Caller, id: string, body: object, kind = 'psychotherapy') =>
  who.ask('PUT', `/api/notes/${kind}/${id}`, { patientId, text: 'The dream of the heron', version: 0, ...body });
async function signedNote(text = 'The dream of the heron', who = therapist(), kind = 'psychotherapy'): Promise<string> {
  const id = randomUUID();
  expect((await save(who, id, { text }, kind)).status).toBe(200);
  expect((await who.post(`/api/notes/${kind}/${id}/sign`, { version: 1 })).status).toBe(200);
  return id;
}
const inDays = (days: number) => instant(clinic.clock.read() + days * DAY);
const authorize = (who: Caller, body: object) =>
  who.post(`/api/patients/${patientId}/authorizations`, {
    id: randomUUID(),
    covers: 'psychotherapy_notes',
    recipientKind: 'practitioner',
    recipientId: secondTherapist.id,
    purpose: 'To take over the therapy',
    expiresAt: inDays(30),
    ...body,
  });
const disclosedTo = async (who: Caller) =>
  (await who.get(`/api/patients/${patientId}/disclosed-notes`)).body.disclosed.flatMap(
    ({ notes }: { notes: { id: string }[] }) => notes.map(({ id }) => id),
  );

describe('a draft', () => {
  test('is saved as often as it is sent, once for each version, and a lost answer changes nothing', async () => {
    const id = randomUUID();
    expect((await save(therapist(), id, { text: 'The' })).body.note).toMatchObject({ version: 1, text: 'The' });
    expect((await save(therapist(), id, { text: 'The dream', version: 1 })).body.note.version).toBe(2);
    expect((await save(therapist(), id, { text: 'The dream', version: 1 })).body.note.version).toBe(2);
    const stale = await save(therapist(), id, { text: 'Another text', version: 1 });
    expect(stale).toMatchObject({ status: 409, problem: { type: '/problems/stale' } });
  });

  test('that is signed stays as it is, and is amended by a note that names it', async () => {
    const id = await signedNote('As signed');
    expect((await save(therapist(), id, { text: 'Changed', version: 1 })).status).toBe(409);
    const amendment = randomUUID();
    expect((await save(therapist(), amendment, { text: 'To add', amends: id })).body.note.amends).toBe(id);
    const { psychotherapy } = (await therapist().get(`/api/patients/${patientId}/notes`)).body;
    expect(psychotherapy).toContainEqual(expect.objectContaining({ id, text: 'As signed' }));
    const ofADraft = await save(therapist(), randomUUID(), { amends: amendment });
    expect(ofADraft).toMatchObject({ status: 400, problem: { errors: [{ field: 'amends' }] } });
  });

  test('that is empty is not signed, nor one at a version that was not seen', async () => {
    const id = randomUUID();
    await save(therapist(), id, { text: '  ' });
    expect((await therapist().post(`/api/notes/psychotherapy/${id}/sign`, { version: 1 })).status).toBe(400);
    await save(therapist(), id, { text: 'Written', version: 1 });
    expect((await therapist().post(`/api/notes/psychotherapy/${id}/sign`, { version: 1 })).status).toBe(409);
  });

  test('on a device is kept under a key of its author’s own, the same each time', async () => {
    const { key } = (await therapist().get('/api/me/draft-key')).body;
    expect((await therapist().get('/api/me/draft-key')).body.key).toBe(key);
    expect((await clinic.as('nurse').get('/api/me/draft-key')).body.key).not.toBe(key);
  });
});

describe('nobody but its author reads a psychotherapy note', () => {
  test.each(ROLES.filter((role) => role !== 'therapist'))('by no address: %s', async (role) => {
    const id = await signedNote();
    const who = clinic.as(role);
    const answers = [
      await who.get(`/api/patients/${patientId}/notes`),
      await who.get(`/api/patients/${patientId}/disclosed-notes`),
      await who.get(`/api/patients/${patientId}/sharing`),
      await who.get(`/api/patients/${patientId}`),
      await who.post(`/api/notes/psychotherapy/${id}/sign`, { version: 1 }),
      await save(who, id, { text: 'Mine now', version: 1 }),
      await save(who, randomUUID(), { amends: id }),
    ];
    for (const answer of answers) expect(JSON.stringify(answer.body)).not.toContain('heron');
    expect(answers.slice(-3).map(({ status }) => [403, 404].includes(status))).toEqual([true, true, true]);
  });

  test('another therapist gets the same answers as for a note that does not exist', async () => {
    const id = await signedNote();
    for (const [real, none] of [
      [
        await save(secondTherapist.caller, id, { version: 1 }),
        await save(secondTherapist.caller, randomUUID(), { version: 1 }),
      ],
      [
        await secondTherapist.caller.post(`/api/notes/psychotherapy/${id}/sign`, { version: 1 }),
        await secondTherapist.caller.post(`/api/notes/psychotherapy/${randomUUID()}/sign`, { version: 1 }),
      ],
    ] as const) {
      expect(real.status).toBe(404);
      expect(real.body).toEqual(none.body);
    }
  });

  test('by statements as the application’s role neither, whatever clinic and author they say', async () => {
    const id = await signedNote();
    const { clinicId, practitioners } = clinic.clinic;
    const seenAs = (setting: { clinic: string; author?: string; authorization?: string }) =>
      clinic.store.db.transaction().execute(async (transaction) => {
        await sql`select set_config('holdspace.clinic', ${setting.clinic}, true),
                         set_config('holdspace.author', ${setting.author ?? ''}, true),
                         set_config('holdspace.authorization', ${setting.authorization ?? ''}, true),
                         set_config('holdspace.now', ${clinic.clock.now}, true)`.execute(transaction);
        return (await sql<{ sealed: string }>`select sealed from holdspace.psychotherapy_note`.execute(transaction))
          .rows;
      });
    for (const role of ROLES.filter((one) => one !== 'therapist'))
      expect(await seenAs({ clinic: clinicId, author: practitioners[role].id })).toEqual([]);
    expect(await seenAs({ clinic: clinicId })).toEqual([]);
    expect(await seenAs({ clinic: clinicId, authorization: randomUUID() })).toEqual([]);
    expect(await seenAs({ clinic: randomUUID(), author: practitioners.therapist.id })).toEqual([]);
    const own = await seenAs({ clinic: clinicId, author: practitioners.therapist.id });
    expect(own.length).toBeGreaterThan(0);
    for (const { sealed } of own) expect(sealed).toMatch(/^hs1:[0-9a-f-]{36}:/);
    // Nobody writes a note in another's name.
    await expect(
      clinic.store.db.transaction().execute(async (transaction) => {
        await sql`select set_config('holdspace.clinic', ${clinicId}, true), set_config('holdspace.author', ${practitioners.nurse.id}, true)`.execute(
          transaction,
        );
        await sql`insert into holdspace.psychotherapy_note (clinic_id, note_id, patient_id, author_id, version, written_at, changed_at, sealed)
          values (${clinicId}, ${randomUUID()}, ${patientId}, ${practitioners.therapist.id}, 1, now(), now(), 'x')`.execute(
          transaction,
        );
      }),
    ).rejects.toThrow('row-level security');
    // And nobody takes one away.
    await expect(
      clinic.store.pool.query('delete from holdspace.psychotherapy_note where note_id = $1', [id]),
    ).rejects.toThrow('permission denied');
  });

  test('is not in the log, whatever was done with it', async () => {
    await save(therapist(), randomUUID(), { text: 'heron', patientId: randomUUID() });
    expect(clinic.log.join('')).not.toContain('heron');
  });
});

describe('a patient’s authorization', () => {
  test('opens one author’s signed notes to the person named, writes each reading down, and closes at once when revoked', async () => {
    const note = await signedNote('What is authorized');
    const draft = randomUUID();
    await save(therapist(), draft, { text: 'A draft stays a draft' });
    expect(await disclosedTo(secondTherapist.caller)).toEqual([]);
    const made = await authorize(therapist(), {});
    expect(made.status).toBe(201);
    const { id } = made.body.authorization;
    const disclosed = await disclosedTo(secondTherapist.caller);
    expect(disclosed).toContain(note);
    expect(disclosed).not.toContain(draft);
    expect(await disclosedTo(clinic.as('medical_director'))).toEqual([]);
    const { disclosures } = (await clinic.as('medical_director').get(`/api/patients/${patientId}/disclosures`)).body;
    expect(disclosures).toContainEqual(
      expect.objectContaining({
        what: 'psychotherapy_notes',
        basis: 'authorization',
        recipient: 'Second Therapist',
        purpose: 'To take over the therapy',
      }),
    );
    expect((await clinic.as('nurse').post(`/api/authorizations/${id}/revoke`, {})).status).toBe(200);
    expect(await disclosedTo(secondTherapist.caller)).toEqual([]);
    const revoked = await clinic.store.psychotherapyNotes.disclosed(clinic.clinic.clinicId, id, clinic.clock.now);
    expect(revoked).toEqual([]);
  });

  test('ends by itself, to the minute', async () => {
    await signedNote();
    const expiresAt = instant(clinic.clock.read() + 30 * MINUTE);
    expect((await authorize(therapist(), { expiresAt })).status).toBe(201);
    clinic.clock.pass(29);
    expect((await disclosedTo(secondTherapist.caller)).length).toBeGreaterThan(0);
    clinic.clock.pass(1);
    expect(await disclosedTo(secondTherapist.caller)).toEqual([]);
  });

  test('over some notes opens those alone', async () => {
    const [one, other] = [await signedNote('One'), await signedNote('Other')];
    const { body } = await authorize(therapist(), { noteIds: [one] });
    const disclosed = await disclosedTo(secondTherapist.caller);
    expect(disclosed).toContain(one);
    expect(disclosed).not.toContain(other);
    await therapist().post(`/api/authorizations/${body.authorization.id}/revoke`, {});
  });

  test('is recorded by the notes’ author alone: a director’s own opens a director’s own notes', async () => {
    const note = await signedNote('Not the director’s');
    const director = clinic.as('medical_director');
    const made = await authorize(director, { recipientId: clinic.clinic.practitioners.medical_director.id });
    expect(made.status).toBe(201);
    expect(await disclosedTo(director)).not.toContain(note);
    const claimed = await authorize(director, { authorId: clinic.clinic.practitioners.therapist.id });
    expect(claimed).toMatchObject({ status: 400, problem: { errors: [{ field: 'authorId', rule: 'unknown-field' }] } });
    expect((await authorize(clinic.as('nurse'), {})).status).toBe(403);
  });

  test.each([
    ['already past', -1],
    ['further off than a year', 366],
  ])('that ends %s is refused', async (_, days) => {
    const answer = await authorize(therapist(), { expiresAt: inDays(days) });
    expect(answer).toMatchObject({ status: 400, problem: { errors: [{ field: 'expiresAt' }] } });
  });

  test('to somebody who is nobody here is refused, as is one without a person', async () => {
    for (const body of [
      { recipientId: randomUUID() },
      { recipientId: undefined },
      { recipientKind: 'other', recipientId: undefined },
    ])
      expect((await authorize(therapist(), body)).status).toBe(400);
  });
});

describe('a note of the record', () => {
  test('is read by clinical staff once it is signed, and not before; nobody else signs or changes it', async () => {
    const id = randomUUID();
    await save(therapist(), id, { text: 'Slept well since' }, 'record');
    const seenBy = async (who: Caller) => JSON.stringify((await who.get(`/api/patients/${patientId}/notes`)).body);
    expect(await seenBy(clinic.as('nurse'))).not.toContain('Slept well');
    expect((await clinic.as('nurse').post(`/api/notes/record/${id}/sign`, { version: 1 })).status).toBe(404);
    await therapist().post(`/api/notes/record/${id}/sign`, { version: 1 });
    expect(await seenBy(clinic.as('nurse'))).toContain('Slept well');
    expect((await save(clinic.as('nurse'), id, { text: 'Mine', version: 1 }, 'record')).status).toBe(404);
    expect((await clinic.as('front_desk').get(`/api/patients/${patientId}/notes`)).status).toBe(403);
  });
});
