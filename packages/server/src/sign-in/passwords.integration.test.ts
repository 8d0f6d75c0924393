/** Passwords and what stands beside them: how they are kept, what is asked of new ones, codes, backup codes, and guessing. */
import { hashPassword as hashScrypt } from 'better-auth/crypto';
import { type TOTP, URI } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningClinic, runningClinic } from '../testing.ts';
import { addStaff, Browser, TEST_PASSWORD } from '../testing-browser.ts';

let clinic: RunningClinic;
beforeAll(async () => {
  // Every test comes from one address here, many more than a clinic's.
  clinic = await runningClinic({ signInsAMinute: 10_000 });
});
afterAll(() => clinic.close());
const browser = () => new Browser(clinic.nobody);
async function signedIn(name: string) {
  const person = await addStaff(clinic, 'nurse', name);
  const at = browser();
  await at.signIn(person.email, TEST_PASSWORD);
  return { ...person, at };
}
const isIn = async (at: Browser) => (await at.ask('GET', '/api/me')).status === 200;

describe('a password', () => {
  test('is kept under Argon2id; one from before, under scrypt, lets in and is then kept so too', async () => {
    const { userId, email } = await addStaff(clinic, 'nurse', 'Ana Before');
    const kept = () => clinic.store.signIn.users.passwordHash(userId);
    expect(await kept()).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await clinic.store.signIn.users.setPasswordHash(userId, await hashScrypt('an older password'), clinic.clock.now);
    expect((await browser().signIn(email, 'not that one')).status).toBe(401);
    expect(await kept()).not.toContain('argon2');
    expect((await browser().signIn(email, 'an older password')).status).toBe(200);
    expect(await kept()).toMatch(/^\$argon2id\$/);
    expect((await browser().signIn(email, 'an older password')).status).toBe(200);
  });

  test('is changed with the present one, by the rules, and ends every other sign-in', async () => {
    const { at, email } = await signedIn('Bo Changes');
    const elsewhere = browser();
    await elsewhere.signIn(email, TEST_PASSWORD);
    const change = (body: object) => at.ask('POST', '/api/me/password', body);
    expect((await change({ password: 'a quiet harbor at dusk' })).status).toBe(403);
    const refused = await change({ current: TEST_PASSWORD, password: 'passwordpassword' });
    expect(refused).toMatchObject({ status: 400, problem: { errors: [{ rule: 'known-password' }] } });
    expect((await change({ current: TEST_PASSWORD, password: 'a quiet walrus at dusk' })).status).toBe(200);
    expect([await isIn(at), await isIn(elsewhere)]).toEqual([true, false]);
    expect((await browser().signIn(email, TEST_PASSWORD)).status).toBe(401);
    expect((await browser().signIn(email, 'a quiet walrus at dusk')).status).toBe(200);
  });

  test('guessed at is slowed down on every server together, and opens again to its owner after a while', async () => {
    const { email } = await addStaff(clinic, 'nurse', 'Cy Guessed');
    const other = await clinic.anotherServer();
    const elsewhere = (password: string) =>
      fetch(`${other.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: other.url },
        body: JSON.stringify({ email, password }),
      });
    for (let count = 0; count < 3; count++) await browser().signIn(email, 'wrong');
    for (let count = 0; count < 2; count++) await elsewhere('wrong');
    const held = await browser().signIn(email, TEST_PASSWORD);
    expect(held).toMatchObject({ status: 429, problem: { type: '/problems/too-many-requests', retryAfter: 30 } });
    expect(held.headers.get('retry-after')).toBe('30');
    expect((await elsewhere(TEST_PASSWORD)).status).toBe(429);
    clinic.clock.pass(1);
    expect((await browser().signIn(email, TEST_PASSWORD)).status).toBe(200);
  });

  test('guessed at many times at once is looked at no more often than one after another', async () => {
    const { email } = await addStaff(clinic, 'nurse', 'Di Crowd');
    const answers = await Promise.all(Array.from({ length: 15 }, () => browser().signIn(email, 'wrong')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
  });
});

describe('signing in', () => {
  test('begins a session anew and ends the one that was there', async () => {
    const { at, email } = await signedIn('Ed Rotates');
    const before = at.cookie;
    await at.signIn(email, TEST_PASSWORD);
    expect(at.cookie).not.toBe(before);
    expect((await clinic.nobody.ask('GET', '/api/me', undefined, { cookie: before })).status).toBe(401);
  });

  test('lasts twelve hours, however busy', async () => {
    const { at, userId } = await signedIn('Flo Busy');
    const ends = async () => (await at.ask('GET', '/api/me/account')).body.sessions[0].expiresAt;
    const first = await ends();
    const { rows } = await clinic.store.pool.query(
      `update auth.session set "updatedAt" = now() - interval '3 hours' where "userId" = $1 returning "createdAt"`,
      [userId],
    );
    await at.ask('GET', '/api/me');
    expect(await ends()).toBe(first);
    expect(Date.parse(first) - Date.parse(rows[0].createdAt)).toBeLessThanOrEqual(12 * 3600_000 + 1000);
  });

  test('is listed, ended one by one, and everywhere at once', async () => {
    const { at, email } = await signedIn('Gus Many');
    const [second, third] = [browser(), browser()];
    await second.signIn(email, TEST_PASSWORD);
    await third.signIn(email, TEST_PASSWORD);
    const { sessions } = (await second.ask('GET', '/api/me/account')).body;
    expect(sessions).toHaveLength(3);
    const own = sessions.find(({ isThis }: { isThis: boolean }) => isThis);
    expect((await at.ask('DELETE', `/api/me/sessions/${own.id}`)).status).toBe(200);
    expect([await isIn(at), await isIn(second), await isIn(third)]).toEqual([true, false, true]);
    const stranger = await signedIn('Hal Stranger');
    const others = (await at.ask('GET', '/api/me/account')).body.sessions;
    expect((await stranger.at.ask('DELETE', `/api/me/sessions/${others[0].id}`)).status).toBe(404);
    expect((await at.ask('POST', '/api/me/sign-out-everywhere', {})).body).toEqual({ ended: 2 });
    expect([await isIn(at), await isIn(third)]).toEqual([false, false]);
  });

  test('over TLS keeps its cookie to this host alone', async () => {
    const secure = await runningClinic({ secure: true });
    const { email } = await addStaff(secure, 'nurse', 'Ida Secure');
    const answer = await new Browser(secure.nobody).signIn(email, TEST_PASSWORD);
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-holdspace\.session_token=[^;]+;.*Path=\/.*HttpOnly.*Secure/,
    );
    expect(answer.headers.getSetCookie()[0]).not.toMatch(/domain/i);
    await secure.close();
  });

  test.each([
    'sign-up/email',
    'change-password',
    'update-user',
    'two-factor/disable',
    'revoke-sessions',
    'list-sessions',
  ])('reaches no step of the library that is not ours: %s', async (step) => {
    const { at } = await signedIn(`Jo ${step}`);
    for (const method of ['GET', 'POST'])
      expect(await at.ask(method, `/api/auth/${step}`, method === 'POST' ? {} : undefined)).toMatchObject({
        status: 404,
      });
  });
});

describe('an authenticator app', () => {
  async function enrolled(name: string) {
    const person = await signedIn(name);
    const made = (await person.at.ask('POST', '/api/me/second-factor', { password: TEST_PASSWORD })).body;
    const app = URI.parse(made.uri) as TOTP;
    const confirm = (code: string) => person.at.ask('POST', '/api/me/second-factor/confirm', { code });
    return { ...person, app, confirm, backupCodes: made.backupCodes as string[] };
  }
  const code = (at: Browser, code: string) => at.ask('POST', '/api/auth/two-factor/verify-totp', { code });
  const wrongCode = (app: TOTP) => String((Number(app.generate()) + 1) % 1_000_000).padStart(6, '0');

  test('counts once it has shown a code; then a password alone opens nothing', async () => {
    const { at, email, app, confirm } = await enrolled('Kai Two');
    expect((await browser().signIn(email, TEST_PASSWORD)).body.twoFactorRedirect).toBeUndefined();
    expect((await confirm(wrongCode(app))).status).toBe(400);
    expect((await confirm(app.generate())).status).toBe(200);
    expect((await at.ask('GET', '/api/me/account')).body.hasSecondFactor).toBe(true);
    const door = browser();
    expect((await door.signIn(email, TEST_PASSWORD)).body).toMatchObject({ twoFactorRedirect: true });
    expect(await isIn(door)).toBe(false);
    expect((await code(door, wrongCode(app))).status).toBe(401);
    expect((await code(door, app.generate())).status).toBe(200);
    expect(await isIn(door)).toBe(true);
  });

  test('shows each code once: seen over a shoulder, it is worth nothing', async () => {
    const { email, app, confirm } = await enrolled('Lou Shoulder');
    await confirm(app.generate());
    const [owner, thief] = [browser(), browser()];
    const seen = app.generate({ timestamp: Date.now() + 30_000 });
    await owner.signIn(email, TEST_PASSWORD);
    expect((await code(owner, seen)).status).toBe(200);
    await thief.signIn(email, TEST_PASSWORD);
    expect((await code(thief, seen)).status).toBe(401);
    expect(await isIn(thief)).toBe(false);
  });

  test('lost, is stood in for by a backup code, once', async () => {
    const { email, app, confirm, backupCodes } = await enrolled('Max Lost');
    await confirm(app.generate());
    const use = async (given: string) => {
      const door = browser();
      await door.signIn(email, TEST_PASSWORD);
      return (await door.ask('POST', '/api/auth/two-factor/verify-backup-code', { code: given })).status;
    };
    expect(backupCodes).toHaveLength(10);
    expect(await use(backupCodes[0] ?? '')).toBe(200);
    expect(await use(backupCodes[0] ?? '')).toBe(401);
    expect(await use(backupCodes[1] ?? '')).toBe(200);
  });

  test('guessed at closes the door for a while, from wherever', async () => {
    const { email, app, confirm } = await enrolled('Ned Codes');
    await confirm(app.generate());
    for (let round = 0; round < 2; round++) {
      const door = browser();
      await door.signIn(email, TEST_PASSWORD);
      for (let count = 0; count < 5; count++) await code(door, wrongCode(app));
    }
    const door = browser();
    await door.signIn(email, TEST_PASSWORD);
    expect((await code(door, app.generate({ timestamp: Date.now() + 30_000 }))).status).not.toBe(200);
    expect(await isIn(door)).toBe(false);
  }, 180_000);

  test('is kept encrypted, and taken off only with a password that can stand alone', async () => {
    const { at, userId, app, confirm } = await enrolled('Oz Off');
    await confirm(app.generate());
    const { rows } = await clinic.store.pool.query(
      'select secret, "backupCodes" from auth."twoFactor" where "userId" = $1',
      [userId],
    );
    expect(JSON.stringify(rows)).not.toContain(app.secret.base32);
    const short = 'tumble oxbow';
    expect((await at.ask('POST', '/api/me/password', { current: TEST_PASSWORD, password: short })).status).toBe(200);
    const remove = (password: string) => at.ask('POST', '/api/me/second-factor/remove', { password });
    expect(await remove(short)).toMatchObject({ status: 400, problem: { errors: [{ rule: 'too-short' }] } });
    await at.ask('POST', '/api/me/password', { current: short, password: TEST_PASSWORD });
    expect((await remove(TEST_PASSWORD)).status).toBe(200);
    expect((await at.ask('GET', '/api/me/account')).body.hasSecondFactor).toBe(false);
  });
});
