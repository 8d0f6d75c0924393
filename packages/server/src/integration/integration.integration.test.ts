/** Integration over the API: threads and practices, check-ins and their notices, the journal, and what came of visits. */
import { randomUUID } from 'node:crypto';
import { DAY, instant, MINUTE, ROLES } from '@holdspace/care';
import type { Store } from '@holdspace/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ProtocolShelf } from '../protocols/shelf.ts';
import type { Mail } from '../sign-in/mailer.ts';
import { type Answer, type RunningClinic, runningClinic } from '../testing.ts';
import { askWhatIsDue } from './ask.ts';
import { checkInIdOf } from './following.ts';

vi.setConfig({ testTimeout: 120_000 });

let clinic: RunningClinic;
let sessionId: string;
let courseId: string;
let patientId: string;
let patient: Reader;
let other: Reader & { readonly id: string };
const mails: Mail[] = [];
let isMailAway = false;

type ClinicTransaction = Parameters<Parameters<ReturnType<Store['db']['transaction']>['execute']>[0]>[0];
interface Reader {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
}
async function comeIn(id: string): Promise<Reader> {
  const { invitation } = (await clinic.as('front_desk').post(`/api/patients/${id}/portal-invitation`, {})).body;
  const secret = invitation.link.split('#')[1];
  const here = { 'sec-fetch-site': 'same-origin' };
  const entered = await clinic.nobody.ask('POST', '/api/reader/come-in', { secret, code: invitation.code }, here);
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const ask = (method: string, path: string, body?: unknown) =>
    clinic.nobody.ask(method, `/api/reader${path}`, body, { cookie, ...here });
  return { get: (path) => ask('GET', path), post: (path, body = {}) => ask('POST', path, body) };
}

beforeAll(async () => {
  clinic = await runningClinic({
    mailer: {
      send: async (mail) => {
        if (isMailAway) throw new Error('no mail server');
        mails.push(mail);
      },
    },
  });
  sessionId = await clinic.plannedSession('kap-im');
  const head = await clinic.store.sessions.head(clinic.clinic.clinicId, sessionId);
  patientId = head?.patientId ?? '';
  courseId = (await clinic.store.courses.ofPatient(clinic.clinic.clinicId, patientId))[0]?.id ?? '';
  await clinic.takeIntoTeam(patientId, 'therapist', 'nurse');
  await clinic.as('front_desk').does(sessionId, { type: 'RecordArrival' });
  await clinic
    .as('therapist')
    .does(sessionId, { type: 'RecordWords', words: 'A heron over the water', about: 'experience' });
  await clinic.as('nurse').does(sessionId, {
    type: 'AdministerDose',
    amount: { value: 40, unit: 'mg' },
    site: 'left deltoid',
    happened: { reason: 'Given before the network was back' },
  });
  patient = await comeIn(patientId);
  const id = randomUUID();
  await clinic.as('front_desk').post('/api/patients', {
    id,
    name: 'Odd Invented',
    dateOfBirth: '1980-01-01',
    recordNumber: 'Other-1',
  });
  other = { id, ...(await comeIn(id)) };
});
afterAll(() => clinic?.close());

/** What the application’s role sees of the clinic’s rows, with nobody’s eyes in particular. */
const asTheClinic = <T>(work: (transaction: ClinicTransaction) => Promise<T>): Promise<T> =>
  clinic.store.db.transaction().execute(async (transaction) => {
    await sql`select set_config('holdspace.clinic', ${clinic.clinic.clinicId}, true)`.execute(transaction);
    return work(transaction);
  });
const arc = async (role: (typeof ROLES)[number] = 'therapist') => clinic.as(role).get(`/api/courses/${courseId}/arc`);
/** A patient’s way in by a link lasts a day. */
const daysLater = async (days: number) => {
  clinic.clock.pass((days * DAY) / MINUTE);
  patient = await comeIn(patientId);
  other = { id: other.id, ...(await comeIn(other.id)) };
};
const entry = (more: object) => ({ id: randomUUID(), kind: 'insight', words: 'The water carries me', ...more });
const practice = (more: object = {}) => ({
  id: randomUUID(),
  kind: 'practice',
  words: 'Three lines in the morning',
  practice: {
    when: { by: 'after', after: 'breakfast' },
    often: { how: 'daily' },
    obstacle: 'A late night',
    instead: 'One line',
    ...more,
  },
});
const checkIn = (day: number) => checkInIdOf(sessionId, day);
const answer = (who: Reader, day: number, answers: object, id: string = randomUUID()) =>
  who.post(`/check-ins/${checkIn(day)}/answers`, { id, answers });

describe('a thread', () => {
  test('leads from the words of a session to a practice, written by both, in order, each once', async () => {
    const said = (await arc()).body.sessions[0].words[0];
    expect(said).toMatchObject({ words: 'A heron over the water', about: 'experience' });
    const experience = { id: randomUUID(), kind: 'experience', heard: { sessionId, seq: said.seq } };
    const kept = await clinic.as('therapist').post(`/api/courses/${courseId}/integration/entries`, experience);
    expect(kept).toMatchObject({ status: 201, body: { entry: { words: 'A heron over the water' } } });
    clinic.clock.pass(1);
    const insight = entry({ follows: experience.id });
    expect((await patient.post(`/courses/${courseId}/entries`, insight)).status).toBe(201);
    expect((await patient.post(`/courses/${courseId}/entries`, insight)).status).toBe(201);
    expect((await patient.post(`/courses/${courseId}/entries`, { ...insight, words: 'Other' })).problem.type).toBe(
      '/problems/repeated-id',
    );
    const { entries } = (await arc()).body;
    expect(entries.map(({ kind, by }: { kind: string; by?: string }) => [kind, by !== undefined])).toEqual([
      ['experience', true],
      ['insight', false],
    ]);
    expect(entries[1].follows).toBe(experience.id);
  });

  test('words that are in no session of the course are not kept as heard', async () => {
    const heard = { id: randomUUID(), kind: 'experience', heard: { sessionId, seq: 1 } };
    const refused = await clinic.as('therapist').post(`/api/courses/${courseId}/integration/entries`, heard);
    expect(refused.problem.errors?.[0]).toMatchObject({ field: 'heard', rule: 'not-heard' });
  });

  test('a practice without a time is asked for one, and with one its days are marked by the patient', async () => {
    const asked = await patient.post(`/courses/${courseId}/entries`, practice({ when: undefined }));
    expect(asked.status).toBe(400);
    expect(asked.problem.errors?.[0]).toMatchObject({ field: 'practice.when', rule: 'practice-without-a-time' });
    expect(asked.problem.detail).toMatch(/^When in your day\?/);
    const kept = practice();
    expect((await patient.post(`/courses/${courseId}/entries`, kept)).body.entry.says).toBe(
      'Every day, after breakfast',
    );
    const today = clinic.clock.now.slice(0, 10);
    const mark = { id: randomUUID(), day: today, mark: 'kept' };
    const at = `/practices/${kept.id}/marks`;
    expect((await patient.post(at, mark)).status).toBe(201);
    expect((await patient.post(at, mark)).status).toBe(201);
    expect((await patient.post(at, { ...mark, id: randomUUID(), day: '2099-01-01' })).problem.errors?.[0]?.rule).toBe(
      'day-out-of-reach',
    );
    expect((await other.post(at, { ...mark, id: randomUUID() })).status).toBe(404);
    expect((await arc()).body.marks).toEqual([{ practiceId: kept.id, day: today, mark: 'kept' }]);
    expect((await patient.post(at, { id: randomUUID(), day: today, mark: 'let_go' })).status).toBe(201);
    expect((await patient.post(at, { id: randomUUID(), day: today, mark: 'kept' })).problem.errors?.[0]?.rule).toBe(
      'let-go',
    );
  });
});

describe('a check-in', () => {
  test('is not answered before its day, is answered by its patient alone, and twice is kept twice', async () => {
    expect((await answer(patient, 1, { sleep: 'well' })).problem.errors?.[0]?.rule).toBe('not-open-yet');
    await daysLater(1);
    expect((await answer(other, 1, { sleep: 'well' })).status).toBe(404);
    const id = randomUUID();
    expect((await answer(patient, 1, { sleep: 'well', distress: 3 }, id)).body).toEqual({
      showHelp: false,
      isFirst: true,
    });
    expect((await answer(patient, 1, { sleep: 'well', distress: 3 }, id)).status).toBe(201);
    clinic.clock.pass(1);
    const fromElsewhere = await answer(patient, 1, { distress: 9 });
    expect(fromElsewhere.body).toEqual({ showHelp: true, isFirst: false });
    const [first] = (await arc()).body.checkIns;
    expect(first).toMatchObject({ day: 1, standing: 'answered' });
    expect(first.answers.map(({ highDistress }: { highDistress: boolean }) => highDistress)).toEqual([false, true]);
  });

  test('not feeling safe is a crisis, kept on its row where nobody need open the words', async () => {
    await daysLater(2);
    expect((await answer(patient, 3, { safe: 'not_sure', words: 'zanzibar' })).body.showHelp).toBe(true);
    const kept = await asTheClinic((transaction) =>
      sql<{
        crisis: boolean;
        sealed: string;
      }>`select crisis, sealed from holdspace.check_in_answer where day = 3`.execute(transaction),
    );
    expect(kept.rows[0]?.crisis).toBe(true);
    expect(kept.rows[0]?.sealed).not.toContain('zanzibar');
  });

  test('that is not answered in time is missed, and an answer is taken all the same; by telephone too', async () => {
    await daysLater(4 + 3);
    expect((await arc()).body.checkIns[2]).toMatchObject({ day: 7, standing: 'missed' });
    const path = `/api/courses/${courseId}/check-ins/${checkIn(7)}/answers`;
    const called = await clinic.as('nurse').post(path, { id: randomUUID(), answers: { sleep: 'badly', safe: 'yes' } });
    expect(called.status).toBe(201);
    const [, , third] = (await arc()).body.checkIns;
    expect(third.standing).toBe('answered');
    expect(third.answers[0].by).toBeDefined();
  });

  test('is told of by e-mail to who chose that, once, on its day, with nothing clinical in it', async () => {
    const context = { ...clinicContext(), publicUrl: 'https://clinic.test' };
    // Whoever works here hears of what waits in mails of their own.
    const asked = () => mails.filter(({ to }) => to === 'ines@patients.test');
    const look = () => askWhatIsDue(context, { error: () => undefined });
    await daysLater(4);
    await look();
    expect(asked()).toEqual([]);
    expect(
      (await patient.post('/check-in-channel', { id: randomUUID(), channel: 'email' })).problem.errors?.[0]?.rule,
    ).toBe('no-way-to-reach');
    await clinic.store.integration.checkIns.choose(clinic.clinic.clinicId, {
      id: randomUUID(),
      patientId,
      channel: 'email',
      chosenAt: clinic.clock.now,
    });
    isMailAway = true;
    await look();
    isMailAway = false;
    await look();
    expect(asked()).toEqual([]);
    clinic.clock.pass(11);
    await Promise.all([look(), look()]);
    await look();
    expect(asked()).toHaveLength(1);
    const [mail] = asked();
    expect(mail?.text).toContain(`https://clinic.test/portal/check-in/${checkIn(14)}`);
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/ketamine|session|dose|integration|distress|therap|Ines/i);
  });
});

/** As the server's own look has it, for a patient to whom the clinic can write. */
function clinicContext() {
  const { store, clock } = clinic;
  const patients = Object.assign(Object.create(store.patients), {
    find: async (...asked: Parameters<typeof store.patients.find>) => {
      const found = await store.patients.find(...asked);
      return found && { ...found, email: 'ines@patients.test' };
    },
  });
  return {
    store: { ...store, patients },
    protocols: new ProtocolShelf(store),
    mailer: {
      send: async (mail: Mail) => {
        if (isMailAway) throw new Error('no mail server');
        mails.push(mail);
      },
    },
    now: () => clock.now,
  };
}

describe('the journal', () => {
  const write = (content: object, id: string = randomUUID()) => patient.post('/journal', { id, courseId, content });
  const isIn = async (text: string) =>
    (await Promise.all(ROLES.map((role) => clinic.as(role).get(`/api/courses/${courseId}/arc`)))).some(({ body }) =>
      JSON.stringify(body).includes(text),
    );

  test('is the patient’s alone: no role, no other patient and no query of the clinic’s sees a private entry', async () => {
    const id = randomUUID();
    expect((await write({ kind: 'text', words: 'The kestrel and I' }, id)).status).toBe(201);
    expect((await write({ kind: 'text', words: 'The kestrel and I' }, id)).status).toBe(201);
    expect((await patient.get('/journal')).body.entries).toHaveLength(1);
    expect(await isIn('kestrel')).toBe(false);
    expect((await other.get(`/journal/${id}`)).status).toBe(404);
    for (const role of ROLES)
      expect((await clinic.as(role).get(`/api/journal-shares/${id}`)).status, role).not.toBe(200);
    const seen = await asTheClinic((transaction) => sql`select * from holdspace.journal_entry`.execute(transaction));
    expect(seen.rows).toEqual([]);
    // Nor can anybody but its patient say that it is shared.
    await expect(
      asTheClinic((transaction) =>
        sql`insert into holdspace.journal_share (clinic_id, share_id, entry_id, course_id, patient_id, kind, shared_at, crisis)
            values (${clinic.clinic.clinicId}, ${randomUUID()}, ${id}, ${courseId}, ${patientId}, 'text', now(), false)`.execute(
          transaction,
        ),
      ),
    ).rejects.toThrow('row-level security');
  });

  test('an entry that is shared is opened by who treats the patient, who is named; withdrawn, it is gone at once', async () => {
    const id = randomUUID();
    await write({ kind: 'text', words: 'The osprey dived' }, id);
    const { share } = (await patient.post(`/journal/${id}/shares`, { id: randomUUID() })).body;
    const again = await patient.post(`/journal/${id}/shares`, { id: randomUUID() });
    expect(again.body.share.id).toBe(share.id);
    const path = `/api/journal-shares/${share.id}`;
    expect(await isIn('osprey')).toBe(false);
    expect((await clinic.as('therapist').get(path)).body.entry.words).toBe('The osprey dived');
    for (const role of ['front_desk', 'clinic_admin'] as const)
      expect((await clinic.as(role).get(path)).status).toBe(403);
    expect((await patient.post(`/journal/${id}/withdraw`)).status).toBe(200);
    for (const role of ['therapist', 'medical_director', 'nurse'] as const) {
      const gone = await clinic.as(role).get(path);
      expect(gone.status, role).toBe(404);
      expect(JSON.stringify(gone.body)).not.toContain('osprey');
    }
    const told = (await arc()).body.shares.find((one: { id: string }) => one.id === share.id);
    expect(told).toMatchObject({ sharedAt: share.sharedAt, withdrawnAt: clinic.clock.now });
    expect(told.openedBy).toHaveLength(1);
    expect(
      (await patient.get('/journal')).body.shares.find((one: { id: string }) => one.id === share.id).openedBy,
    ).toHaveLength(1);
  });

  test('words of danger in what is shared show help, and stand on the row of the sharing', async () => {
    const id = randomUUID();
    await write({ kind: 'text', words: 'I do not want to live' }, id);
    const shared = await patient.post(`/journal/${id}/shares`, { id: randomUUID() });
    expect(shared.body).toMatchObject({ showHelp: true, share: { crisis: true } });
  });

  test('what is put away is shared no longer, and can be brought back', async () => {
    const id = randomUUID();
    await write({ kind: 'text', words: 'The plover' }, id);
    const { share } = (await patient.post(`/journal/${id}/shares`, { id: randomUUID() })).body;
    await patient.post(`/journal/${id}/put-away`);
    expect((await clinic.as('therapist').get(`/api/journal-shares/${share.id}`)).status).toBe(404);
    const has = async (path: string) =>
      (await patient.get(path)).body.entries.some((one: { id: string }) => one.id === id);
    expect([await has('/journal'), await has('/journal?putAway=true')]).toEqual([false, true]);
    expect((await patient.post(`/journal/${id}/shares`, { id: randomUUID() })).problem.errors?.[0]?.rule).toBe(
      'put-away',
    );
    await patient.post(`/journal/${id}/bring-back`);
    expect(await has('/journal')).toBe(true);
  });

  test('keeps voice as it was spoken, and refuses in words what is no sound or too large', async () => {
    const bytes = Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 1, 2, 3]);
    const id = randomUUID();
    const kept = await write({ kind: 'voice', seconds: 12, sound: bytes.toString('base64'), about: 'The sea' }, id);
    expect(kept.body.entry).toMatchObject({ soundType: 'audio/webm', seconds: 12 });
    const heard = await patient.get(`/journal/${id}`);
    expect(Buffer.from(heard.body.sound, 'base64')).toEqual(bytes);
    const letter = Buffer.from('Dear diary').toString('base64');
    expect((await write({ kind: 'voice', seconds: 2, sound: letter })).problem.errors?.[0]?.rule).toBe('no-sound');
    const large = Buffer.concat([bytes, Buffer.alloc(5 * 1024 * 1024)]).toString('base64');
    expect((await write({ kind: 'voice', seconds: 2, sound: large })).problem.errors?.[0]?.rule).toBe(
      'sound-too-large',
    );
    const share = await patient.post(`/journal/${id}/shares`, { id: randomUUID() });
    const opened = await clinic.as('therapist').get(`/api/journal-shares/${share.body.share.id}`);
    expect(Buffer.from(opened.body.sound, 'base64')).toEqual(bytes);
  });

  test('keeps drawings as strokes', async () => {
    const strokes = [{ colour: 'teal', width: 6, points: [10, 10, 500, 500] }];
    expect((await write({ kind: 'drawing', strokes, about: 'A wave' })).body.entry).toMatchObject({ strokes });
  });

  test('belongs to a course of its own patient, so that a replacement of keys comes by every row', async () => {
    const { clinicId } = clinic.clinic;
    const entry = { id: randomUUID(), courseId, kind: 'text' as const, writtenAt: clinic.clock.now, words: 'The tern' };
    await expect(clinic.store.integration.journal.write(clinicId, { ...entry, patientId: other.id })).rejects.toThrow(
      'journal_entry_in_own_course',
    );
    const entryId = randomUUID();
    await write({ kind: 'text', words: 'The tern' }, entryId);
    await expect(
      clinic.store.integration.journal.share(clinicId, {
        id: randomUUID(),
        entryId,
        courseId,
        patientId: other.id,
        kind: 'text',
        sharedAt: clinic.clock.now,
        crisis: false,
      }),
    ).rejects.toThrow('journal_share_of_own_entry');
    await expect(
      asTheClinic(async (transaction) => {
        await sql`select set_config('holdspace.patient', ${other.id}, true)`.execute(transaction);
        await sql`insert into holdspace.journal_sound (clinic_id, entry_id, patient_id, sealed)
                  values (${clinicId}, ${entryId}, ${other.id}, 'none')`.execute(transaction);
      }),
    ).rejects.toThrow('journal_sound_of_own_entry');
  });

  test('its keys are replaced like any other’s, shared and private entries alike', async () => {
    const before = (await patient.get('/journal')).body.entries;
    expect((await clinic.store.keys.rotate()).resealed).toBeGreaterThan(5);
    expect((await patient.get('/journal')).body.entries).toEqual(before);
  });
});

test('integration visits are proposed from the protocol, arranged in one touch, and said to be held', async () => {
  const { proposed } = (await arc()).body;
  expect(proposed.map(({ day }: { day: number }) => day)).toEqual([1, 7, 28]);
  expect(proposed.map(({ isLapsed }: { isLapsed: boolean }) => isLapsed)).toEqual([true, false, false]);
  const [, second] = proposed;
  expect(second.scheduledFor > clinic.clock.now).toBe(true);
  const id = randomUUID();
  const visit = {
    id,
    kind: 'integration',
    scheduledFor: instant(clinic.clock.read() - 120 * MINUTE),
    room: second.room,
  };
  expect((await clinic.as('therapist').post(`/api/courses/${courseId}/visits`, visit)).status).toBe(201);
  expect((await arc()).body.proposed.map(({ day }: { day: number }) => day)).toEqual([1, 28]);
  const held = { id: randomUUID(), outcome: 'held' };
  expect((await clinic.as('therapist').post(`/api/visits/${id}/outcomes`, held)).status).toBe(201);
  expect((await clinic.as('therapist').post(`/api/visits/${id}/outcomes`, held)).status).toBe(201);
  expect((await arc()).body.visits.find((one: { id: string }) => one.id === id).outcome).toBe('held');
  const future = { ...visit, id: randomUUID(), scheduledFor: instant(clinic.clock.read() + DAY) };
  await clinic.as('therapist').post(`/api/courses/${courseId}/visits`, future);
  const early = await clinic.as('therapist').post(`/api/visits/${future.id}/outcomes`, { ...held, id: randomUUID() });
  expect(early.problem.errors?.[0]?.rule).toBe('not-yet');
});
