/**
 * Everything at which somebody may guess, and that guessing is slowed down. Which addresses those are is read from the
 * running server: one that is open to all, or takes a secret, and is not spoken of here fails the test.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RunningClinic, runningClinic } from '../testing.ts';
import { addStaff, Browser, TEST_PASSWORD } from '../testing-browser.ts';
import { type Address, type ApiDocument, addressesOf, collectRoutes, isOpen } from '../walk/addresses.ts';

let clinic: RunningClinic;
let superuser: pg.Client;
let addresses: Address[];
beforeAll(async () => {
  const collected = collectRoutes();
  clinic = await runningClinic({ mailer: { send: async () => undefined } });
  collected.stop();
  const document = await clinic.nobody.ask('GET', '/api/openapi.json');
  addresses = addressesOf(document.body as ApiDocument, collected.routes);
  superuser = new pg.Client({ connectionString: clinic.databaseUrl });
  await superuser.connect();
}, 120_000);
afterAll(async () => {
  await superuser?.end();
  await clinic?.close();
});
/** All of the test calls from one network: what was counted for one address says nothing of the next. */
beforeEach(() => superuser.query('delete from auth.guess'));

const wrong = () => randomUUID().replaceAll('-', '').padEnd(43, 'x');
interface Guessed {
  /** Tries that are looked at before the first wait. */
  readonly free: number;
  readonly body?: () => unknown;
  readonly path?: () => string;
  /** As somebody who is signed in, whose own secret is guessed at. */
  readonly signedIn?: true;
}
/** Of the right form, by a key that nobody has. */
const byNobody = () => ({
  id: wrong(),
  rawId: wrong(),
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: wrong(), authenticatorData: wrong(), signature: wrong() },
});
const answers = (more: object) => ({
  id: randomUUID(),
  request: randomUUID(),
  version: '1',
  answers: {},
  token: wrong(),
  ...more,
});
/** What each takes as a guess, and how many are free. */
const GUESSED: Readonly<Record<string, Guessed>> = {
  'POST /api/auth/sign-in/email': { free: 5, body: () => ({ email: 'nia@quay.test', password: wrong() }) },
  'POST /api/auth/two-factor/verify-totp': { free: 30, body: () => ({ code: '000000' }) },
  'POST /api/auth/two-factor/verify-backup-code': { free: 30, body: () => ({ code: 'aaaaa-bbbbb' }) },
  'POST /api/sign-in/passkey': { free: 30, body: () => ({ response: byNobody() }) },
  'POST /api/sign-in/link': { free: 3, body: () => ({ email: 'nobody@mail.test', language: 'en' }) },
  'POST /api/sign-in/link/use': { free: 30, body: () => ({ token: wrong() }) },
  'POST /api/join/look': { free: 10, body: () => ({ secret: wrong() }) },
  'POST /api/join': { free: 10, body: () => ({ secret: wrong(), password: TEST_PASSWORD }) },
  'POST /api/reader/come-in': { free: 30, body: () => ({ secret: wrong(), code: '00000000' }) },
  'POST /api/measures/link/open': { free: 30, body: () => ({ token: wrong() }) },
  'POST /api/measures/kiosk': { free: 20, body: () => ({ clinic: clinic.clinic.slug, code: '00000000' }) },
  'GET /api/public/clinics/:slug/services': { free: 30, path: () => `/api/public/clinics/${wrong()}/services` },
  'GET /api/public/clinics/:slug/promise': { free: 30, path: () => `/api/public/clinics/${wrong()}/promise` },
  'POST /api/me/unlock': { free: 5, body: () => ({ pin: '000000' }), signedIn: true },
  'POST /api/me/password': {
    free: 5,
    body: () => ({ current: wrong(), password: 'a quiet walrus at dusk' }),
    signedIn: true,
  },
  'POST /api/me/second-factor': { free: 5, body: () => ({ password: wrong() }), signedIn: true },
  'POST /api/me/second-factor/remove': { free: 5, body: () => ({ password: wrong() }), signedIn: true },
};

const COUNTED_BY_PERSON = 'the PIN of whoever signs, counted by person in `prove.ts` as at the lock';
const SAME_LINK = 'looks its link up as `open` does, and counts with it';
/** The others that are open to all, or take a secret: why nobody learns anything there by trying. */
const NOT_GUESSED: Readonly<Record<string, string>> = {
  'GET /healthz': 'says the same to all',
  'GET /readyz': 'says the same to all',
  'GET /metrics': 'says the same to all',
  'GET /api/openapi.json': 'says the same to all',
  'GET /api/docs': 'says the same to all',
  'GET /api/demo': 'the people of the demo, in the demo alone',
  'GET /api/sign-in/ways': 'says the same to all',
  'POST /api/sign-in/passkey/options': 'a new challenge, whoever asks',
  'GET /api/sign-in/sso/:clinic': 'leads to the provider of a clinic, whose names stand at the door',
  'GET /api/sign-in/sso/callback': 'a state of 256 bits, once, in the browser that asked',
  'GET /api/auth/*': 'nothing is there',
  'POST /api/auth/*': 'nothing is there',
  'POST /api/auth/sign-out': 'ends what one has',
  'POST /api/reader/leave': 'ends what one has',
  'POST /api/public/clinics/:slug/consult-requests': 'counted as `request` and by name: `consults.integration.test.ts`',
  'POST /api/measures/link/draft': SAME_LINK,
  'POST /api/measures/link/answers': SAME_LINK,
  'POST /api/me/pin': 'sets one’s own, after showing who one is',
  'POST /api/sessions/:id/signatures': COUNTED_BY_PERSON,
  'POST /api/courses/:id/signatures': COUNTED_BY_PERSON,
  'POST /api/courses/:id/screening/signatures': COUNTED_BY_PERSON,
  'POST /api/courses/:id/consents/signatures': COUNTED_BY_PERSON,
  'POST /api/consent-documents/signatures': COUNTED_BY_PERSON,
  'POST /api/inventory/signatures': COUNTED_BY_PERSON,
  'POST /api/inventory/receipts/:id/signatures': COUNTED_BY_PERSON,
};
const takesSecret = ({ body }: Address) => /"(pin|password|current|secret)":/.test(JSON.stringify(body ?? {}));

describe('whatever can be guessed', () => {
  test('is spoken of here: every address that is open to all, or takes a secret', () => {
    const found = addresses.filter((one) => isOpen(one) || takesSecret(one)).map(({ name }) => name);
    expect([...Object.keys(GUESSED), ...Object.keys(NOT_GUESSED)].toSorted()).toEqual(found.toSorted());
  });

  test.each(Object.entries(GUESSED))('is slowed down after some tries: %s', async (name, guessed) => {
    const { free, body, path, signedIn } = guessed;
    const browser = new Browser(clinic.nobody);
    if (signedIn) {
      const { email } = await addStaff(clinic, 'nurse', `Nia ${name.replaceAll(/\W/g, '')}`);
      await browser.signIn(email, TEST_PASSWORD);
    }
    const [method = '', url = ''] = name.split(' ');
    const guess = () => browser.ask(method, path?.() ?? url, body?.());
    const looked: number[] = [];
    for (let count = 0; count < free; count++) looked.push((await guess()).status);
    // Whatever each try is answered, it is one answer, and it lets nobody in; a link is sent or not, and says so of neither.
    expect(new Set(looked).size).toBe(1);
    expect(looked[0]).not.toBe(429);
    expect(looked[0] ?? 0).toBeGreaterThanOrEqual(name === 'POST /api/sign-in/link' ? 200 : 400);
    const held = await guess();
    expect(held).toMatchObject({ status: 429, problem: { type: '/problems/too-many-requests' } });
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test.each([
    ['draft', { follows: 0 }],
    ['answers', { language: 'en' }],
  ] as const)('is counted with its like: a measure’s %s', async (step, more) => {
    const browser = new Browser(clinic.nobody);
    const statuses: number[] = [];
    for (let count = 0; count <= 30; count++)
      statuses.push((await browser.ask('POST', `/api/measures/link/${step}`, answers(more))).status);
    expect(statuses.at(-1)).toBe(429);
  });
});
