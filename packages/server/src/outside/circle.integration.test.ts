/** The patient's own therapist: exactly what was agreed, notes and messages that all may read, and being told of a crisis. */
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { DAY, instant, ROLES } from '@holdspace/care';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Mailer, smtpMailer } from '../sign-in/mailer.ts';
import { type RunningClinic, runningClinic } from '../testing.ts';
import { tellOutside } from './tell.ts';

let clinic: RunningClinic;
let post: SMTPServer;
let mailer: Mailer;
let patientId: string;
let courseId: string;
let takesMail = true;
const received: { readonly to: string; readonly subject: string; readonly text: string }[] = [];

beforeAll(async () => {
  post = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
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
  clinic = await runningClinic({ mailer });
  const sessionId = await clinic.plannedSession('kap-im');
  patientId = (await clinic.store.sessions.head(clinic.clinic.clinicId, sessionId))?.patientId ?? '';
  await clinic.takeIntoTeam(patientId, 'prescriber', 'anesthesia', 'nurse', 'therapist', 'guide');
  const [course] = await clinic.store.courses.ofPatient(clinic.clinic.clinicId, patientId);
  courseId = course?.id ?? '';
});
afterAll(async () => {
  await clinic?.close();
  await new Promise<void>((resolve) => post.close(() => resolve()));
});

async function reader({ link, code }: { link: string; code: string }) {
  const secret = link.split('#')[1];
  const page = { 'sec-fetch-site': 'same-origin' };
  const { status, headers } = await clinic.nobody.ask('POST', '/api/reader/come-in', { secret, code }, page);
  expect(status).toBe(200);
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  const ask = (method: string, path: string, body?: unknown) =>
    clinic.nobody.ask(method, path, body, { ...page, cookie });
  return {
    get: (path: string) => ask('GET', path),
    post: (path: string, body: unknown = {}) => ask('POST', path, body),
  };
}
const patient = async () =>
  reader((await clinic.as('front_desk').post(`/api/patients/${patientId}/portal-invitation`, {})).body.invitation);
async function outside(more: object = {}) {
  const made = await clinic.as('nurse').post(`/api/patients/${patientId}/outside-members`, {
    id: randomUUID(),
    name: 'Odd Outside',
    profession: 'Psychotherapist',
    scopes: ['focus_and_intention'],
    includesPart2: false,
    expiresAt: instant(clinic.clock.read() + 90 * DAY),
    ...more,
  });
  expect(made.status).toBe(201);
  const { member, invitation } = made.body;
  return { id: member.id as string, member, ...(await reader(invitation)) };
}
const message = (text: string, kind = 'message') => ({ id: randomUUID(), kind, text });
const MEMBER = (id: string) => `/api/outside-members/${id}`;

describe('what a member outside sees', () => {
  test('of integration is what was agreed: the threads with the scope, and nothing of them without', async () => {
    await clinic.store.integration.threads.add(clinic.clinic.clinicId, {
      id: randomUUID(),
      courseId,
      patientId,
      kind: 'insight',
      writtenAt: clinic.clock.now,
      words: 'The orchard is still there',
    });
    const without = await outside();
    const view = await without.get('/api/reader/outside');
    expect(view.body).not.toHaveProperty('threads');
    expect(JSON.stringify(view.body)).not.toContain('orchard');
    const withThem = await outside({ scopes: ['integration_threads'] });
    const { body } = await withThem.get('/api/reader/outside');
    expect(body).not.toHaveProperty('focus');
    expect(body).not.toHaveProperty('sessions');
    expect(body.threads[0].entries).toEqual([
      expect.objectContaining({ kind: 'insight', words: 'The orchard is still there', by: 'patient' }),
    ]);
  });

  test('of questionnaires is what they came to, with the scope, and never what was answered', async () => {
    const kept = await clinic.store.measures.responses.keep(
      clinic.clinic.clinicId,
      {
        id: randomUUID(),
        patientId,
        courseId,
        instrument: 'phq-9',
        instrumentVersion: '1.0.0',
        moment: 'baseline',
        answeredAt: clinic.clock.now,
        recordedAt: clinic.clock.now,
        way: 'portal',
        by: { kind: 'patient', id: patientId },
        language: 'en',
        crisis: false,
        scores: { total: 17 },
        unscored: {},
        answers: { 1: 3 },
      },
      [],
    );
    expect(kept.kept).toBe(true);
    const without = await outside({ scopes: ['focus_and_intention', 'integration_threads'] });
    expect((await without.get('/api/reader/outside')).body).not.toHaveProperty('scores');
    const withThem = await outside({ scopes: ['scores'] });
    const { body } = await withThem.get('/api/reader/outside');
    expect(body.scores).toEqual([
      {
        instrument: 'phq-9',
        title: 'PHQ-9',
        range: { low: 0, high: 27 },
        higherIs: 'worse',
        points: [{ at: clinic.clock.now, value: 17, band: 'Moderately severe' }],
      },
    ]);
  });

  test('is never a note of anybody’s: not of the record, not a guide’s, not a psychotherapy note', async () => {
    const who = { psychotherapy: 'therapist', record: 'therapist', progress: 'therapist', guide: 'guide' } as const;
    for (const [kind, role] of Object.entries(who)) {
      const id = randomUUID();
      const words = kind === 'progress' ? { template: 'dap', sections: { data: 'heron' } } : { text: 'heron' };
      const by = clinic.as(role);
      expect((await by.ask('PUT', `/api/notes/${kind}/${id}`, { patientId, version: 0, ...words })).status).toBe(200);
      expect((await by.post(`/api/notes/${kind}/${id}/sign`, { version: 1 })).status).toBe(200);
    }
    const all = await outside({
      scopes: ['focus_and_intention', 'session_summaries', 'integration_threads', 'scores'],
    });
    for (const path of ['/api/reader/outside', '/api/reader/outside/messages', '/api/reader/notes', '/api/reader/me'])
      expect(JSON.stringify((await all.get(path)).body), path).not.toContain('heron');
    for (const path of ['/api/reader/record', '/api/reader/outside-messages', '/api/reader/integration'])
      expect((await all.get(path)).status, path).toBe(404);
  });

  test('closes at once when the patient says so, also to a page that is open', async () => {
    const member = await outside();
    expect((await member.get('/api/reader/me')).status).toBe(200);
    const mine = await patient();
    expect((await mine.post(`/api/reader/outside-members/${member.id}/revoke`)).status).toBe(200);
    for (const path of ['/api/reader/me', '/api/reader/outside', '/api/reader/outside/messages'])
      expect((await member.get(path)).status, path).toBe(401);
    expect((await member.post('/api/reader/outside/messages', message('Too late'))).status).toBe(401);
    const answer = await clinic.as('nurse').post(`${MEMBER(member.id)}/messages`, message('Too late'));
    expect(answer).toMatchObject({ status: 403, problem: { type: '/problems/consent-needed' } });
  });
});

describe('notes and messages', () => {
  test('go both ways, are kept once, and are read by the care team, the member and the patient', async () => {
    const member = await outside();
    const first = message('She slept badly on Monday', 'note');
    expect((await member.post('/api/reader/outside/messages', first)).status).toBe(201);
    expect((await member.post('/api/reader/outside/messages', first)).status).toBe(201);
    const other = await member.post('/api/reader/outside/messages', { ...first, text: 'Another text' });
    expect(other).toMatchObject({ status: 409, problem: { type: '/problems/repeated-id' } });
    clinic.clock.pass(1);
    const answer = await clinic.as('therapist').post(`${MEMBER(member.id)}/messages`, message('Thank you'));
    expect(answer.body.message).toMatchObject({ side: 'clinic', from: clinic.clinic.practitioners.therapist.name });
    const both = ['She slept badly on Monday', 'Thank you'];
    const texts = (body: { messages: { memberId: string; text: string }[] }) =>
      body.messages.filter(({ memberId }) => memberId === member.id).map(({ text }) => text);
    expect(texts((await member.get('/api/reader/outside/messages')).body)).toEqual(both);
    expect(texts((await (await patient()).get('/api/reader/outside-messages')).body)).toEqual(both);
    for (const role of ROLES) {
      const { status, body } = await clinic.as(role).get(`/api/patients/${patientId}/outside-messages`);
      if (role === 'front_desk' || role === 'clinic_admin') expect(status).toBe(403);
      else expect(texts(body), role).toEqual(both);
    }
    const { disclosures } = (await (await patient()).get('/api/reader/disclosures')).body;
    expect(disclosures).toContainEqual(
      expect.objectContaining({ what: 'outside_message', recipient: 'Odd Outside, Psychotherapist' }),
    );
  });

  test('are kept once, and told of once where the record says so, also where two presses are under way at once', async () => {
    const member = await outside({ name: 'Ona Outside' });
    const moving = setInterval(() => clinic.clock.pass(0.001), 1);
    const [theirs, ours] = [message('Pressed twice'), message('And answered twice')];
    const thrice = (press: () => Promise<{ status: number }>) => Promise.all([press(), press(), press()]);
    const pressed = [
      ...(await thrice(() => member.post('/api/reader/outside/messages', theirs))),
      ...(await thrice(() => clinic.as('therapist').post(`${MEMBER(member.id)}/messages`, ours))),
    ];
    clearInterval(moving);
    expect(pressed.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201]);
    expect((await member.get('/api/reader/outside/messages')).body.messages).toHaveLength(2);
    const { disclosures } = (await (await patient()).get('/api/reader/disclosures')).body;
    const told = disclosures.filter(({ recipient }: { recipient: string }) => recipient.startsWith('Ona Outside'));
    expect(told.filter(({ what }: { what: string }) => what === 'outside_message')).toHaveLength(1);
  });

  test('of one member are not another’s, are sealed, and cannot be changed or taken away', async () => {
    const [one, other] = [await outside(), await outside({ name: 'Ola Other' })];
    await one.post('/api/reader/outside/messages', message('Of the first alone'));
    expect(JSON.stringify((await other.get('/api/reader/outside/messages')).body)).not.toContain('first alone');
    const { pool } = clinic.store;
    const { rows } = await pool.query<{ row: string }>('select m::text as row from holdspace.outside_message m');
    for (const { row } of rows) expect(row).not.toContain('first alone');
    for (const statement of [
      "update holdspace.outside_message set kind = 'note'",
      'delete from holdspace.outside_message',
      'update holdspace.outside_crisis_choice set tells = true',
    ])
      await expect(pool.query(statement)).rejects.toThrow('permission denied');
  });

  test.each([
    ['empty', { text: '  ' }, 'text'],
    ['of a kind of its own', { kind: 'order' }, 'kind'],
    ['without an id', { id: undefined }, 'id'],
    ['in another’s name', { authorId: randomUUID() }, 'authorId'],
  ])('that are %s are refused with the field', async (_, more, field) => {
    const member = await outside();
    const answer = await member.post('/api/reader/outside/messages', { ...message('x'), ...more });
    expect(answer).toMatchObject({ status: 400, problem: { errors: [{ field }] } });
  });
});

describe('being told of a crisis', () => {
  const tell = (concern: string, told: Partial<{ mailer: Mailer | undefined }> = {}) =>
    tellOutside(
      { store: clinic.store, mailer, now: () => clinic.clock.now, ...told },
      clinic.clinic.clinicId,
      patientId,
      concern,
    );
  const EMAIL = 'odd@outside.test';
  const choose = async (memberId: string, choice: object) =>
    (await patient()).post(`/api/reader/outside-members/${memberId}/crisis`, { id: randomUUID(), choice });

  test('is off until the patient chooses it, asks for an address only then, and is theirs to take back', async () => {
    const member = await outside();
    expect(member.member).toMatchObject({ tellOfCrisis: false });
    expect(await tell(randomUUID())).toEqual({ told: 0, failed: [] });
    expect(await choose(member.id, { tells: true })).toMatchObject({
      status: 400,
      problem: { errors: [{ field: 'choice.email' }] },
    });
    expect((await choose(member.id, { tells: false, email: EMAIL })).status).toBe(400);
    expect((await choose(member.id, { tells: true, email: EMAIL })).status).toBe(201);
    const { outsideMembers } = (await (await patient()).get('/api/reader/sharing')).body;
    expect(outsideMembers).toContainEqual(expect.objectContaining({ id: member.id, tellOfCrisis: true, email: EMAIL }));
    clinic.clock.pass(1);
    expect((await choose(member.id, { tells: false })).status).toBe(201);
    expect(await tell(randomUUID())).toEqual({ told: 0, failed: [] });
    expect(received).toEqual([]);
  });

  test('is one e-mail, that asks them to call and says nothing of the patient', async () => {
    const member = await outside({ tellOfCrisis: { tells: true, email: EMAIL } });
    const concern = randomUUID();
    expect(await tell(concern)).toEqual({ told: 1, failed: [] });
    expect(await tell(concern)).toEqual({ told: 0, failed: [] });
    expect(received).toHaveLength(1);
    const [mail] = received;
    expect(mail?.to).toBe(EMAIL);
    expect(mail?.text).toContain('Something about your patient at');
    const name = (await clinic.store.patients.find(clinic.clinic.clinicId, patientId))?.name ?? '';
    for (const word of [name, 'crisis', 'suicid', 'ketamine', patientId]) {
      expect(`${mail?.subject} ${mail?.text}`.toLowerCase()).not.toContain(word.toLowerCase());
    }
    const { disclosures } = (await (await patient()).get('/api/reader/disclosures')).body;
    expect(disclosures.filter(({ what }: { what: string }) => what === 'crisis_notice')).toHaveLength(1);
    await clinic.as('nurse').post(`${MEMBER(member.id)}/revoke`, {});
    expect(await tell(randomUUID())).toEqual({ told: 0, failed: [] });
  });

  test('where no e-mail goes is said by name, and tried again when it is asked again', async () => {
    received.length = 0;
    const { id } = await outside({ tellOfCrisis: { tells: true, email: EMAIL } });
    const concern = randomUUID();
    takesMail = false;
    const failed = [{ memberId: id, name: 'Odd Outside' }];
    expect(await tell(concern)).toEqual({ told: 0, failed });
    takesMail = true;
    clinic.clock.pass(2);
    expect(await tell(concern)).toEqual({ told: 1, failed: [] });
    expect(received).toHaveLength(1);
    expect(await tell(randomUUID(), { mailer: undefined })).toEqual({ told: 0, failed });
  });
});
