/** Breaking the glass end to end: who may, how long, who is told and how, and who says afterwards whether it was right. */
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { GLASS_STANDS_MINUTES, ROLES, type Role } from '@holdspace/care';
import { type TestClinic, testClinic } from '@holdspace/store/testing';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEvents } from '../live/reading.ts';
import { createLogger } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { type Mailer, smtpMailer } from '../sign-in/mailer.ts';
import { type Caller, type RunningClinic, runningClinic } from '../testing.ts';
import { mailAgain } from './tell.ts';

const ORIGIN = 'https://clinic.test';
const BREAKS: readonly Role[] = ['prescriber', 'anesthesia', 'nurse', 'therapist'];
const REVIEWS: readonly Role[] = ['medical_director', 'clinic_admin'];
const WORDS = 'Zebulon collapsed in the corridor';

let post: SMTPServer;
let clinic: RunningClinic;
let elsewhere: TestClinic;
/** Treats and answers for privacy, as in a small clinic. */
let both: { readonly id: string; readonly caller: Caller };
const received: { readonly to: string; readonly subject: string; readonly text: string }[] = [];
let refused = '';
let takesMail = true;
let mailer: Mailer;

beforeAll(async () => {
  post = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) => done(address === refused ? new Error('no such box') : null),
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        if (!takesMail) return done(new Error('the post is shut'));
        const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
        received.push({ to: to?.text ?? '', subject: mail.subject ?? '', text: mail.text ?? '' });
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => post.listen(0, '127.0.0.1', resolve));
  const { port } = post.server.address() as AddressInfo;
  mailer = smtpMailer({ url: `smtp://127.0.0.1:${port}`, from: 'no-reply@clinic.test', requireTls: false });
  clinic = await runningClinic({ publicUrl: ORIGIN, mailer });
  elsewhere = await testClinic(clinic.store);
  const id = randomUUID();
  const email = `both@${clinic.clinic.slug}`;
  const { rows } = await clinic.store.pool.query<{ id: string }>(
    'insert into auth."user" (name, email, "emailVerified") values ($1, $2, true) returning id',
    ['Bo Both', email],
  );
  const person = {
    id,
    userId: rows[0]?.id ?? '',
    name: 'Bo Both',
    email,
    roles: ['prescriber', 'clinic_admin'] as const,
  };
  await clinic.store.practitioners.create(clinic.clinic.clinicId, person);
  both = { id, caller: await clinic.callerAt(clinic.server.url, clinic.clinic.clinicId, id) };
});
afterAll(async () => {
  await clinic?.close();
  await new Promise<void>((resolve) => post.close(() => resolve()));
});

const breaking = (who: Caller, more: object = {}, patientId = clinic.clinic.patientId) =>
  who.post(`/api/patients/${patientId}/break-glass`, { id: randomUUID(), kind: 'emergency', words: WORDS, ...more });
async function broken(who = clinic.as('nurse')): Promise<string> {
  const answer = await breaking(who);
  expect(answer.status).toBe(201);
  return answer.body.glass.id;
}
const reviewing = (who: Caller, id: string, more: object = {}) =>
  who.post(`/api/break-glass/${id}/review`, { verdict: 'justified', words: 'The chart bears it out', ...more });
const standing = async (who: Caller): Promise<string[]> =>
  (await who.get('/api/me/break-glass')).body.standing.map((one: { id: string }) => one.id);
const waiting = async (who: Caller): Promise<string[]> =>
  (await who.get('/api/break-glass/waiting')).body.waiting.map((one: { id: string }) => one.id);
const stands = (role: Role) => {
  const { clinicId, practitioners, patientId } = clinic.clinic;
  return clinic.store.brokenGlass.stands(clinicId, practitioners[role].id, patientId, clinic.clock.now);
};

describe('the glass is broken', () => {
  test.each(ROLES)('by those who treat, and nobody else: %s', async (role) => {
    const answer = await breaking(clinic.as(role));
    expect(answer.status).toBe(BREAKS.includes(role) ? 201 : 403);
    // Who may not is told so without a look at whether there is such a patient.
    const unknown = await breaking(clinic.as(role), {}, randomUUID());
    expect(unknown.status).toBe(BREAKS.includes(role) ? 404 : 403);
    if (!BREAKS.includes(role)) expect(unknown.body).toEqual(answer.body);
  });

  test('not for another clinic’s patient, which is answered as one who does not exist', async () => {
    const foreign = await breaking(clinic.as('nurse'), {}, elsewhere.patientId);
    expect(foreign.status).toBe(404);
    expect(foreign.body).toEqual((await breaking(clinic.as('nurse'), {}, randomUUID())).body);
  });

  test.each([
    ['no words', { words: '' }, 'words'],
    ['no words but dots', { words: '............' }, 'words'],
    ['too few', { words: 'help' }, 'words'],
    ['a reason of its own', { kind: 'curious' }, 'kind'],
    ['another person', { practitionerId: randomUUID() }, 'practitionerId'],
    ['a longer time', { until: '2099-01-01T00:00:00.000Z' }, 'until'],
    ['no id', { id: undefined }, 'id'],
  ])('with a reason, and nothing else may be said: %s', async (_, more, field) => {
    expect(await breaking(clinic.as('nurse'), more)).toMatchObject({
      status: 400,
      problem: { errors: [expect.objectContaining({ field })] },
    });
  });

  test('once, however often it is sent, and never under an id that stands for something else', async () => {
    const id = randomUUID();
    const first = await breaking(clinic.as('nurse'), { id });
    clinic.clock.pass(5);
    const again = await breaking(clinic.as('nurse'), { id });
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(await breaking(clinic.as('nurse'), { id, words: 'Something else entirely' })).toMatchObject({ status: 409 });
    expect(await breaking(clinic.as('therapist'), { id })).toMatchObject({ status: 409 });
    expect((await waiting(clinic.as('medical_director'))).filter((one) => one === id)).toEqual([id]);
  });

  test('for an hour, for its person alone', async () => {
    const who = clinic.as('anesthesia');
    clinic.clock.pass(GLASS_STANDS_MINUTES);
    expect(await stands('anesthesia')).toBe(false);
    const id = await broken(who);
    expect(await stands('anesthesia')).toBe(true);
    expect(await standing(clinic.as('prescriber'))).not.toContain(id);
    clinic.clock.pass(GLASS_STANDS_MINUTES - 1);
    expect(await standing(who)).toEqual([id]);
    clinic.clock.pass(1);
    expect(await standing(who)).toEqual([]);
    expect(await stands('anesthesia')).toBe(false);
  });

  test('until its person gives it up, which nobody else does for them', async () => {
    clinic.clock.pass(GLASS_STANDS_MINUTES);
    const id = await broken(clinic.as('therapist'));
    const end = (who: Caller, which = id) => who.post(`/api/break-glass/${which}/end`, {});
    expect((await end(clinic.as('medical_director'))).status).toBe(403);
    const another = await end(clinic.as('nurse'));
    expect(another.status).toBe(404);
    expect(another.body).toEqual((await end(clinic.as('nurse'), randomUUID())).body);
    expect(await stands('therapist')).toBe(true);
    expect(await end(clinic.as('therapist'))).toMatchObject({ status: 200, body: { glass: { state: 'ended' } } });
    expect((await end(clinic.as('therapist'))).status).toBe(200);
    expect(await stands('therapist')).toBe(false);
  });
});

describe('whoever answers for privacy', () => {
  const watch = (caller: Caller) => readEvents(`${caller.url}/api/live`, { authorization: `Bearer ${caller.token}` });

  test('hears of it at once, on another server too, by its id alone; others do not', async () => {
    const other = await clinic.anotherServer();
    const { clinicId, practitioners } = clinic.clinic;
    const there = await clinic.callerAt(other.url, clinicId, practitioners.medical_director.id);
    const streams = [watch(clinic.as('medical_director')), watch(clinic.as('clinic_admin')), watch(there)];
    const nurses = watch(clinic.as('nurse'));
    // Each stream is known to be open when the news of a session has come through it.
    const session = await clinic.plannedSession('kap-im');
    const first = await Promise.all([...streams, nurses].map((stream) => stream.take(1)));
    expect(first.flat().every(({ event }) => event === 'session')).toBe(true);
    const id = await broken();
    for (const stream of streams) {
      const [news] = await stream.take(1);
      expect(news).toMatchObject({ event: 'break-glass', data: JSON.stringify({ id }) });
    }
    await clinic.as('front_desk').does(session, { type: 'RecordArrival' });
    expect((await nurses.take(1))[0]?.event).toBe('session');
    for (const stream of [...streams, nurses]) stream.close();
  });

  test('is e-mailed the fact, who and when, and nothing about the patient', async () => {
    received.length = 0;
    await broken();
    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(3);
    const { slug } = clinic.clinic;
    expect(received.map(({ to }) => to).sort()).toEqual(
      [`both@${slug}`, `clinic_admin@${slug}`, `medical_director@${slug}`].sort(),
    );
    for (const { text, subject } of received) {
      expect(text).toContain('The nurse');
      expect(text).toContain('March 2, 2026');
      expect(text).toContain(`${ORIGIN}/broken-glass`);
      for (const secret of ['Ida', 'Example', clinic.clinic.patientId, 'Zebulon', 'T-1'])
        expect(subject + text).not.toContain(secret);
    }
  });

  test('is not mailed about what they did themselves', async () => {
    received.length = 0;
    await broken(both.caller);
    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(2);
    expect(received.map(({ to }) => to)).not.toContain(`both@${clinic.clinic.slug}`);
  });

  test('is waited for by nobody: a mail that fails is logged and counted, and the record is open', async () => {
    takesMail = false;
    const failures = async () =>
      Number(/^holdspace_break_glass_mails_failed_total (\d+)/m.exec((await clinic.nobody.get('/metrics')).body)?.[1]);
    const before = await failures();
    await broken();
    expect(await stands('nurse')).toBe(true);
    await expect.poll(failures, { timeout: 10_000 }).toBe(before + 3);
    expect(clinic.log.join('\n')).toContain('a notice of broken glass could not be sent');
    takesMail = true;
  });

  test('is mailed again what no mail server took, until it was taken, and then no more', async () => {
    const now = () => clinic.clock.now;
    const again = () =>
      mailAgain(
        { store: clinic.store, mailer, metrics: createMetrics(), publicUrl: ORIGIN, now },
        createLogger('silent'),
      );
    takesMail = false;
    const failures = clinic.log.length;
    await broken();
    await expect.poll(() => clinic.log.slice(failures).join('\n'), { timeout: 10_000 }).toContain('could not be sent');
    takesMail = true;
    await again();
    received.length = 0;
    clinic.clock.pass(2);
    await again();
    expect(received.length).toBeGreaterThanOrEqual(3);
    expect(received[0]?.text).toContain(`${ORIGIN}/broken-glass`);
    received.length = 0;
    await again();
    expect(received).toEqual([]);
  });

  test('is mailed once, though a colleague’s address takes no mail; theirs is tried again, less and less often', async () => {
    const { slug } = clinic.clinic;
    const context = {
      store: clinic.store,
      mailer,
      metrics: createMetrics(),
      publicUrl: ORIGIN,
      now: () => clinic.clock.now,
    };
    const again = () => mailAgain(context, createLogger('silent'));
    // What the tests before left to be told is told first, however late it came to be known.
    do {
      received.length = 0;
      clinic.clock.pass(60);
      await again();
    } while (received.length > 0);
    refused = `medical_director@${slug}`;
    received.length = 0;
    await broken();
    await expect.poll(() => received.length, { timeout: 10_000 }).toBe(2);
    for (const minutes of [2, 2, 2]) {
      clinic.clock.pass(minutes);
      await again();
    }
    expect(received.map(({ to }) => to).sort()).toEqual([`both@${slug}`, `clinic_admin@${slug}`]);
    refused = '';
    clinic.clock.pass(60);
    await again();
    expect(received.map(({ to }) => to)).toContain(`medical_director@${slug}`);
    expect(received).toHaveLength(3);
  });

  test.each(ROLES)('sees what waits, and nobody else: %s', async (role) => {
    const expected = REVIEWS.includes(role) ? 200 : 403;
    const id = await broken();
    for (const path of ['/api/break-glass', '/api/break-glass?state=reviewed', '/api/break-glass/waiting'])
      expect((await clinic.as(role).get(path)).status).toBe(expected);
    expect((await reviewing(clinic.as(role), id)).status).toBe(expected);
    if (expected === 403) expect((await reviewing(clinic.as(role), randomUUID())).status).toBe(403);
  });

  test('is told how many wait without a word about patients', async () => {
    const id = await broken();
    const { body } = await clinic.as('clinic_admin').get('/api/break-glass/waiting');
    expect(body.waiting).toContainEqual({
      id,
      person: { id: clinic.clinic.practitioners.nurse.id, name: 'The nurse' },
      at: clinic.clock.now,
      stands: true,
    });
    expect(JSON.stringify(body)).not.toContain(clinic.clinic.patientId);
    expect(JSON.stringify(body)).not.toContain('Zebulon');
  });
});

describe('a review', () => {
  const queue = async (state: 'open' | 'reviewed', who = clinic.as('medical_director')) =>
    (await who.get(`/api/break-glass?state=${state}`)).body.glasses as { id: string }[];

  test('shows whose record, by whom and why, takes a verdict, and keeps both', async () => {
    const id = await broken();
    expect(await queue('open')).toContainEqual({
      id,
      patient: { id: clinic.clinic.patientId, name: 'Ida Example' },
      person: { id: clinic.clinic.practitioners.nurse.id, name: 'The nurse' },
      isOwn: false,
      kind: 'emergency',
      words: WORDS,
      at: clinic.clock.now,
      until: expect.any(String),
      state: 'standing',
    });
    clinic.clock.pass(GLASS_STANDS_MINUTES);
    const answer = await reviewing(clinic.as('medical_director'), id, { verdict: 'follow_up' });
    expect(answer.body.glass).toMatchObject({
      state: 'reviewed',
      review: { verdict: 'follow_up', words: 'The chart bears it out', by: { name: 'The medical_director' } },
    });
    expect((await queue('open')).map((one) => one.id)).not.toContain(id);
    expect((await queue('reviewed'))[0]).toMatchObject({ id });
    expect(await waiting(clinic.as('medical_director'))).not.toContain(id);
  });

  test('is given once: the same again is the same answer, any other is refused', async () => {
    const id = await broken();
    const first = await reviewing(clinic.as('medical_director'), id);
    expect(await reviewing(clinic.as('medical_director'), id)).toMatchObject({ status: 200, body: first.body });
    for (const [who, more] of [
      [clinic.as('medical_director'), { verdict: 'not_justified' }],
      [clinic.as('clinic_admin'), {}],
    ] as const)
      expect(await reviewing(who, id, more)).toMatchObject({
        status: 422,
        problem: { refusals: [expect.objectContaining({ rule: 'reviewed-once', stop: 'hard' })] },
      });
  });

  test('of one’s own is refused, and does not wait for oneself', async () => {
    const id = await broken(both.caller);
    expect(await waiting(both.caller)).not.toContain(id);
    expect(await queue('open', both.caller)).toContainEqual(expect.objectContaining({ id, isOwn: true }));
    expect(await reviewing(both.caller, id)).toMatchObject({
      status: 422,
      problem: { refusals: [expect.objectContaining({ rule: 'nobody-reviews-their-own', stop: 'hard' })] },
    });
    expect((await reviewing(clinic.as('clinic_admin'), id)).status).toBe(200);
  });

  test('says a verdict and why', async () => {
    const id = await broken();
    for (const [more, field] of [
      [{ verdict: 'fine' }, 'verdict'],
      [{ words: 'ok' }, 'words'],
      [{ reviewedBy: randomUUID() }, 'reviewedBy'],
    ] as const)
      expect(await reviewing(clinic.as('medical_director'), id, more)).toMatchObject({
        status: 400,
        problem: { errors: [expect.objectContaining({ field })] },
      });
  });

  test('“not justified” closes at once what stands; “justified” leaves it', async () => {
    clinic.clock.pass(GLASS_STANDS_MINUTES);
    await reviewing(clinic.as('medical_director'), await broken());
    expect(await stands('nurse')).toBe(true);
    clinic.clock.pass(GLASS_STANDS_MINUTES);
    const id = await broken();
    await reviewing(clinic.as('medical_director'), id, { verdict: 'not_justified' });
    expect(await stands('nurse')).toBe(false);
    expect(await standing(clinic.as('nurse'))).toEqual([]);
  });

  test('of another clinic’s is answered as of one that does not exist', async () => {
    const id = await broken();
    const { clinicId, practitioners } = elsewhere;
    const foreign = await clinic.callerAt(clinic.server.url, clinicId, practitioners.medical_director.id);
    const answer = await reviewing(foreign, id);
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual((await reviewing(foreign, randomUUID())).body);
    expect((await foreign.get('/api/break-glass')).body).toEqual({ glasses: [] });
    expect((await foreign.get('/api/break-glass/waiting')).body).toEqual({ waiting: [] });
  });
});
