/** The idle lock: what waits for its owner, and what goes on without. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningClinic, runningClinic } from '../testing.ts';
import { addPasskey, addStaff, Browser, TEST_PASSWORD } from '../testing-browser.ts';
import { SoftwareAuthenticator } from './software-authenticator.ts';

const ORIGIN = 'https://clinic.test';
let clinic: RunningClinic;
let sessionId: string;
beforeAll(async () => {
  clinic = await runningClinic({ publicUrl: ORIGIN });
  sessionId = await clinic.plannedSession('infusion-iv');
});
afterAll(() => clinic.close());
async function signedIn(name: string, role: 'nurse' | 'prescriber' = 'nurse') {
  const person = await addStaff(clinic, role, name);
  const at = new Browser(clinic.nobody);
  await at.signIn(person.email, TEST_PASSWORD);
  return { ...person, at };
}
const locked = { status: 423, problem: { type: '/problems/locked' } };

describe('a screen that nobody touches', () => {
  test('locks after ten minutes: the session room stays, all else waits', async () => {
    const { at } = await signedIn('Ana Idle');
    clinic.clock.pass(9);
    expect((await at.ask('GET', '/api/today')).status).toBe(200);
    clinic.clock.pass(1);
    expect((await at.ask('GET', '/api/me')).body.screen).toMatchObject({ isLocked: true, lockAfterSeconds: 600 });
    for (const path of ['/api/today', '/api/patients', '/api/me/account', `/api/sessions/${sessionId}/record`])
      expect(await at.ask('GET', path)).toMatchObject(locked);
    for (const path of ['', '/events'])
      expect((await at.ask('GET', `/api/sessions/${sessionId}${path}`)).status).toBe(200);
    const live = new AbortController();
    const stream = await fetch(`${clinic.server.url}/api/sessions/${sessionId}/live`, {
      headers: { cookie: at.cookie },
      signal: live.signal,
    });
    expect(stream.status).toBe(200);
    live.abort();
  });

  test('is kept open by touches, but not opened by one', async () => {
    const { at } = await signedIn('Bo Touches');
    for (let count = 0; count < 3; count++) {
      clinic.clock.pass(8);
      expect((await at.ask('POST', '/api/me/touch', {})).body).toEqual({ isLocked: false });
    }
    clinic.clock.pass(11);
    expect((await at.ask('POST', '/api/me/touch', {})).body).toEqual({ isLocked: true });
    expect(await at.ask('GET', '/api/today')).toMatchObject(locked);
  });

  test('is locked on every server', async () => {
    const { at } = await signedIn('Cy Servers');
    const other = await clinic.anotherServer();
    await at.ask('POST', '/api/me/lock', {});
    const elsewhere = () =>
      fetch(`${other.url}/api/today`, { headers: { cookie: at.cookie } }).then(({ status }) => status);
    expect(await elsewhere()).toBe(423);
    await at.ask('POST', '/api/me/unlock', { password: TEST_PASSWORD });
    await expect.poll(elsewhere, { timeout: 2_000 }).toBe(200);
  });

  test('ends its sign-in after four hours', async () => {
    const { at } = await signedIn('Di Forgotten');
    clinic.clock.pass(241);
    expect((await at.ask('GET', '/api/me')).status).toBe(401);
  });

  test('does not lock an API token, which has no screen', async () => {
    clinic.clock.pass(60);
    expect((await clinic.as('nurse').get('/api/today')).status).toBe(200);
  });
});

describe('unlocking', () => {
  test('takes the password, the PIN or a passkey of who is signed in', async () => {
    const { at } = await signedIn('Ed Unlocks');
    const key = new SoftwareAuthenticator(ORIGIN);
    await addPasskey(at, key);
    expect((await at.ask('POST', '/api/me/pin', { pin: '739264' })).status).toBe(200);
    const passkey = async () => key.assert((await at.ask('POST', '/api/me/passkey-challenge', {})).body);
    for (const proof of [{ password: TEST_PASSWORD }, { pin: '739264' }, { passkey: await passkey() }]) {
      await at.ask('POST', '/api/me/lock', {});
      expect(await at.ask('GET', '/api/today')).toMatchObject(locked);
      expect(await at.ask('POST', '/api/me/unlock', proof)).toMatchObject({ status: 200, body: { isLocked: false } });
      expect((await at.ask('GET', '/api/today')).status).toBe(200);
    }
  });

  test('does not take a colleague’s passkey, nor an answer that was given at the door', async () => {
    const [owner, colleague] = [await signedIn('Flo Owner'), await signedIn('Gus Colleague')];
    const keys = [new SoftwareAuthenticator(ORIGIN), new SoftwareAuthenticator(ORIGIN)] as const;
    await addPasskey(owner.at, keys[0]);
    await addPasskey(colleague.at, keys[1]);
    await owner.at.ask('POST', '/api/me/lock', {});
    const asked = async () => (await owner.at.ask('POST', '/api/me/passkey-challenge', {})).body;
    const atTheDoor = (await owner.at.ask('POST', '/api/sign-in/passkey/options', {})).body;
    const elsewhere = (await colleague.at.ask('POST', '/api/me/passkey-challenge', {})).body;
    for (const passkey of [keys[1].assert(await asked()), keys[0].assert(atTheDoor), keys[0].assert(elsewhere)])
      expect((await owner.at.ask('POST', '/api/me/unlock', { passkey })).status).toBe(403);
    expect(await owner.at.ask('GET', '/api/today')).toMatchObject(locked);
  });

  test('by guessing a PIN ends soon: five tries, then a wait that grows', async () => {
    const { at } = await signedIn('Hal Pins');
    await at.ask('POST', '/api/me/pin', { pin: '739264' });
    await at.ask('POST', '/api/me/lock', {});
    const guess = (pin: string) => at.ask('POST', '/api/me/unlock', { pin });
    for (let count = 0; count < 5; count++) expect((await guess('000000')).status).toBe(403);
    expect(await guess('739264')).toMatchObject({ status: 429, problem: { retryAfter: 60 } });
    clinic.clock.pass(2);
    expect((await guess('000000')).status).toBe(403);
    expect(await guess('739264')).toMatchObject({ status: 429, problem: { retryAfter: 120 } });
    clinic.clock.pass(3);
    expect((await guess('739264')).status).toBe(200);
  });
});
