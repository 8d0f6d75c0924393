/** Passkeys: what lets in, and everything that looks like it and does not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningClinic, runningClinic } from '../testing.ts';
import { addPasskey, addStaff, Browser, TEST_PASSWORD } from '../testing-browser.ts';
import { type Lies, SoftwareAuthenticator } from './software-authenticator.ts';

let clinic: RunningClinic;
let origin: string;
beforeAll(async () => {
  clinic = await runningClinic({ publicUrl: 'https://clinic.test' });
  origin = 'https://clinic.test';
});
afterAll(() => clinic.close());
const browser = () => new Browser(clinic.nobody);

/** Somebody with a passkey, and no longer signed in. */
async function withPasskey(name: string) {
  const person = await addStaff(clinic, 'nurse', name);
  const own = browser();
  await own.signIn(person.email, TEST_PASSWORD);
  const key = new SoftwareAuthenticator(origin);
  await addPasskey(own, key);
  return { ...person, key, own };
}
const options = async (at: Browser) => (await at.ask('POST', '/api/sign-in/passkey/options', {})).body;
const answer = (at: Browser, response: unknown) => at.ask('POST', '/api/sign-in/passkey', { response });

describe('a passkey', () => {
  test('lets its owner in, without an e-mail typed or a password', async () => {
    const { id, key } = await withPasskey('Ada Key');
    const door = browser();
    const answered = await answer(door, key.assert(await options(door)));
    expect(answered).toMatchObject({ status: 200, body: { signedIn: true } });
    expect((await door.ask('GET', '/api/me')).body.practitioner.id).toBe(id);
    const { sessions } = (await door.ask('GET', '/api/me/account')).body;
    expect(sessions.find(({ isThis }: { isThis: boolean }) => isThis)).toMatchObject({ signedInBy: 'passkey' });
  });

  test('answered once lets in once: the same answer again is nobody’s', async () => {
    const { key } = await withPasskey('Ben Replay');
    const door = browser();
    const response = key.assert(await options(door));
    expect((await answer(door, response)).status).toBe(200);
    expect(await answer(browser(), response)).toMatchObject({
      status: 403,
      problem: { type: '/problems/not-proved' },
    });
  });

  test('answers no challenge that has grown old', async () => {
    const { key } = await withPasskey('Cleo Stale');
    const asked = await options(browser());
    clinic.clock.pass(6);
    expect((await answer(browser(), key.assert(asked))).status).toBe(403);
  });

  test.each<[string, (asked: { challenge: string }) => Lies]>([
    ['for another site', () => ({ origin: 'https://clinic.test.evil.example' })],
    ['without a finger or face', () => ({ withoutVerification: true })],
    ['under another person’s name', () => ({ userHandle: Buffer.from('somebody-else').toString('base64url') })],
    ['to a challenge that nobody asked', () => ({ challenge: 'bm90LWFza2Vk' })],
  ])('signed %s is refused', async (_, lies) => {
    const { key } = await withPasskey(`Dora Lies ${_.length}`);
    const asked = await options(browser());
    expect(await answer(browser(), key.assert(asked, lies(asked)))).toMatchObject({
      status: 403,
      problem: { type: '/problems/not-proved' },
    });
  });

  test('of a stranger is answered as any other that is wrong', async () => {
    const { key } = await withPasskey('Eve Known');
    const wrong = key.assert(await options(browser()), { withoutVerification: true });
    const stranger = new SoftwareAuthenticator(origin).assert(await options(browser()));
    const [one, other] = [await answer(browser(), wrong), await answer(browser(), stranger)];
    expect(one.body).toEqual(other.body);
  });

  test('with a counter that went back is a copy, and refused', async () => {
    const { key, userId } = await withPasskey('Finn Copied');
    await clinic.store.pool.query('update auth.passkey set counter = 1000 where user_id = $1', [userId]);
    expect((await answer(browser(), key.assert(await options(browser())))).status).toBe(403);
  });

  test('removed opens nothing', async () => {
    const { key, own } = await withPasskey('Gil Removed');
    const { passkeys } = (await own.ask('GET', '/api/me/account')).body;
    expect((await own.ask('DELETE', `/api/me/passkeys/${passkeys[0].id}`)).status).toBe(200);
    expect((await answer(browser(), key.assert(await options(browser())))).status).toBe(403);
  });
});

describe('adding a passkey', () => {
  test('that somebody else has leaves it theirs', async () => {
    const victim = await withPasskey('Hana Owner');
    const thief = await addStaff(clinic, 'guide', 'Ivo Thief');
    const at = browser();
    await at.signIn(thief.email, TEST_PASSWORD);
    const asked = (await at.ask('POST', '/api/me/passkeys/options', {})).body;
    const response = victim.key.register(asked);
    expect((await at.ask('POST', '/api/me/passkeys', { name: 'mine', response })).status).toBe(403);
  });

  test('with a challenge that was made for another person is refused', async () => {
    const [one, other] = [await addStaff(clinic, 'nurse', 'Jan One'), await addStaff(clinic, 'nurse', 'Kim Other')];
    const [first, second] = [browser(), browser()];
    await first.signIn(one.email, TEST_PASSWORD);
    await second.signIn(other.email, TEST_PASSWORD);
    const asked = (await first.ask('POST', '/api/me/passkeys/options', {})).body;
    const response = new SoftwareAuthenticator(origin).register(asked);
    expect((await second.ask('POST', '/api/me/passkeys', { name: 'x', response })).status).toBe(403);
  });

  test('asks again who one is, some minutes after signing in', async () => {
    const person = await addStaff(clinic, 'nurse', 'Lea Late');
    const at = browser();
    await at.signIn(person.email, TEST_PASSWORD);
    clinic.clock.pass(8);
    await at.ask('POST', '/api/me/touch', {});
    clinic.clock.pass(8);
    expect(await at.ask('POST', '/api/me/passkeys/options', {})).toMatchObject({
      status: 403,
      problem: { type: '/problems/prove-again' },
    });
    expect((await at.ask('POST', '/api/me/unlock', { password: TEST_PASSWORD })).status).toBe(200);
    expect((await at.ask('POST', '/api/me/passkeys/options', {})).status).toBe(200);
  });

  test('answers a page of another site nothing', async () => {
    const headers = { origin: 'https://evil.test' };
    for (const path of ['/api/sign-in/passkey/options', '/api/me/passkeys/options'])
      expect([401, 403]).toContain((await browser().ask('POST', path, {}, headers)).status);
  });
});
