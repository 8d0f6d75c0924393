/** Patients' sign-in links, by a real SMTP server; and that a patient is nobody among the staff. */
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningClinic, runningClinic } from '../testing.ts';
import { addStaff, Browser, TEST_PASSWORD } from '../testing-browser.ts';
import { smtpMailer } from './mailer.ts';
import { SoftwareAuthenticator } from './software-authenticator.ts';

const ORIGIN = 'https://clinic.test';
let post: SMTPServer;
let clinic: RunningClinic;
const received: { to: string; from: string; text: string }[] = [];
beforeAll(async () => {
  post = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'clinic' && password === 'of the post' ? done(null, { user: username }) : done(new Error('no')),
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
        received.push({ to: to?.text ?? '', from: mail.from?.text ?? '', text: mail.text ?? '' });
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => post.listen(0, '127.0.0.1', resolve));
  const { port } = post.server.address() as AddressInfo;
  clinic = await runningClinic({
    publicUrl: ORIGIN,
    signInsAMinute: 1000,
    mailer: smtpMailer({
      url: `smtp://clinic:of%20the%20post@127.0.0.1:${port}`,
      from: 'Clinic <no-reply@clinic.test>',
      requireTls: false,
    }),
  });
});
afterAll(async () => {
  await clinic?.close();
  await new Promise<void>((resolve) => post.close(() => resolve()));
});

const browser = () => new Browser(clinic.nobody);
const ask = (email: string, at = browser(), more: object = {}) =>
  at.ask('POST', '/api/sign-in/link', { email, ...more });
const use = (at: Browser, token: string) => at.ask('POST', '/api/sign-in/link/use', { token });
/** The token of the newest link to an address; waits for it. */
async function linkTo(email: string, count = 1): Promise<string> {
  const of = () => received.filter(({ to }) => to === email);
  await expect.poll(() => of().length, { timeout: 10_000 }).toBe(count);
  return /\/portal\/enter#(\S+)/.exec(of().at(-1)?.text ?? '')?.[1] ?? '';
}
let made = 0;
async function patient(name: string) {
  made += 1;
  const id = crypto.randomUUID();
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@mail.test`;
  const desk = clinic.as('front_desk');
  await desk.post('/api/patients', { id, name, dateOfBirth: '1980-01-02', recordNumber: `L-${made}` });
  expect((await desk.post(`/api/patients/${id}/account`, { email })).status).toBe(200);
  return { id, email, name };
}

describe('a sign-in link', () => {
  test('comes by e-mail from the clinic, lets its patient in, once', async () => {
    const { email, name } = await patient('Ada Patient');
    expect((await ask(email.toUpperCase())).body).toEqual({ asked: true });
    const token = await linkTo(email);
    expect(received.at(-1)?.from).toContain('no-reply@clinic.test');
    expect(received.at(-1)?.text).toContain(`${ORIGIN}/portal/enter#`);
    const at = browser();
    expect((await use(at, token)).status).toBe(200);
    expect((await at.ask('GET', '/api/portal/me')).body).toMatchObject({ patient: { name }, passkeys: [] });
    expect(await use(browser(), token)).toMatchObject({ status: 403, problem: { type: '/problems/not-proved' } });
  });

  test('comes in the language of the page that it was asked on, and leads back into it', async () => {
    const { email } = await patient('Eva Spanish');
    await ask(email, browser(), { language: 'es' });
    await expect.poll(() => received.filter(({ to }) => to === email).length).toBe(1);
    const mail = received.find(({ to }) => to === email);
    expect(mail?.text).toContain('Abra este enlace para entrar.');
    expect(mail?.text).toContain(`${ORIGIN}/portal/enter?language=es#`);
    expect((await ask(email, browser(), { language: 'fr' })).status).toBe(400);
  });

  test('grows old, and the use of one is the end of all others', async () => {
    const { email } = await patient('Ben Late');
    await ask(email);
    const first = await linkTo(email);
    await ask(email);
    const second = await linkTo(email, 2);
    expect((await use(browser(), second)).status).toBe(200);
    expect((await use(browser(), first)).status).toBe(403);
    clinic.clock.pass(180);
    await ask(email);
    const third = await linkTo(email, 3);
    clinic.clock.pass(16);
    expect((await use(browser(), third)).status).toBe(403);
    expect((await use(browser(), 'guessed')).status).toBe(403);
  });

  test('says to nobody who is a patient: an address unknown is answered alike, and gets nothing', async () => {
    const { email } = await patient('Cleo Secret');
    const [known, unknown] = [await ask(email), await ask('nobody@mail.test')];
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    await linkTo(email);
    expect(received.some(({ to }) => to === 'nobody@mail.test')).toBe(false);
  });

  test('is not sent again and again', async () => {
    const { email } = await patient('Dov Flood');
    for (let count = 0; count < 3; count++) expect((await ask(email)).status).toBe(202);
    expect((await ask(email)).status).toBe(429);
    for (let count = 0; count < 3; count++) await ask('flood@mail.test');
    expect((await ask('flood@mail.test')).status).toBe(429);
  });

  test('is not for staff, even one whose account was a patient’s first', async () => {
    const staff = await addStaff(clinic, 'nurse', 'Eli Staff');
    const desk = clinic.as('front_desk');
    const refused = await desk.post(`/api/patients/${clinic.clinic.patientId}/account`, { email: staff.email });
    expect(refused).toMatchObject({ status: 400, problem: { errors: [{ rule: 'email-not-usable' }] } });
    const { email } = await patient('Fay Hired');
    await ask(email);
    const token = await linkTo(email);
    const { rows } = await clinic.store.pool.query('select id from auth."user" where email = $1', [email]);
    await clinic.store.practitioners.create(clinic.clinic.clinicId, {
      id: crypto.randomUUID(),
      userId: rows[0].id,
      name: 'Fay Hired',
      email,
      roles: ['nurse'],
    });
    expect((await use(browser(), token)).status).toBe(403);
  });

  test('is kept as a hash', async () => {
    const { email } = await patient('Gil Hash');
    await ask(email);
    const token = await linkTo(email);
    const { rows } = await clinic.store.pool.query('select hash from auth.one_time_link');
    expect(rows.map(({ hash }) => hash)).not.toContain(token);
  });

  test('is asked for and used from our own pages alone', async () => {
    const headers = { origin: 'https://evil.test' };
    for (const path of ['/api/sign-in/link', '/api/sign-in/link/use'])
      expect(
        (await browser().ask('POST', path, { email: 'a@b.test', token: 'x' }, headers)).status,
      ).toBeGreaterThanOrEqual(400);
  });
});

describe('a patient who is signed in', () => {
  test('is nobody to the staff’s side, and staff are nobody to theirs', async () => {
    const { email, id } = await patient('Hal Apart');
    await ask(email);
    const at = browser();
    await use(at, await linkTo(email));
    for (const path of [
      '/api/me',
      '/api/today',
      '/api/patients',
      `/api/patients/${id}`,
      '/api/protocols',
      '/api/me/account',
    ])
      expect((await at.ask('GET', path)).status).toBe(401);
    const nurse = await addStaff(clinic, 'nurse', 'Ida Staff');
    const own = browser();
    await own.signIn(nurse.email, TEST_PASSWORD);
    expect((await own.ask('GET', '/api/portal/me')).status).toBe(401);
  });

  test('may add a passkey, and comes in by it', async () => {
    const { email, name } = await patient('Jo Key');
    await ask(email);
    const at = browser();
    await use(at, await linkTo(email));
    const key = new SoftwareAuthenticator(ORIGIN);
    const asked = (await at.ask('POST', '/api/portal/passkeys/options', {})).body;
    const added = await at.ask('POST', '/api/portal/passkeys', { name: 'Phone', response: key.register(asked) });
    expect(added.status).toBe(201);
    const door = browser();
    const options = (await door.ask('POST', '/api/sign-in/passkey/options', {})).body;
    expect((await door.ask('POST', '/api/sign-in/passkey', { response: key.assert(options) })).status).toBe(200);
    expect((await door.ask('GET', '/api/portal/me')).body.patient.name).toBe(name);
    await door.ask('DELETE', `/api/portal/passkeys/${added.body.passkey.id}`);
    expect((await door.ask('GET', '/api/portal/me')).body.passkeys).toEqual([]);
  });

  test('has one account, whose e-mail the clinic can change and another clinic does not see', async () => {
    const { id, email } = await patient('Kai Moves');
    const desk = clinic.as('front_desk');
    expect((await desk.get(`/api/patients/${id}/account`)).body).toEqual({ email });
    const other = await patient('Lou Other');
    const taken = await desk.post(`/api/patients/${id}/account`, { email: other.email });
    expect(taken.status).toBe(400);
    expect((await desk.post(`/api/patients/${id}/account`, { email: 'kai.new@mail.test' })).status).toBe(200);
    expect((await desk.get(`/api/patients/${id}/account`)).body).toEqual({ email: 'kai.new@mail.test' });
    expect((await desk.get(`/api/patients/${crypto.randomUUID()}/account`)).status).toBe(404);
  });
});
