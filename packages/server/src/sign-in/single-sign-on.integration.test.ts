/** Single sign-on against a real OpenID provider, and against one that lies. */
import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { testClinic } from '@holdspace/store/testing';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningClinic, runningClinic } from '../testing.ts';
import { addStaff, Browser } from '../testing-browser.ts';

const ORIGIN = 'http://clinic.test';
const CALLBACK = `${ORIGIN}/api/sign-in/sso/callback`;
const SECRET = 'a secret that the provider knows too';

/** The provider's own key, with which it, and a provider that lies, signs. */
const KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const signed = (text: string) => createSign('RSA-SHA256').update(text).sign(KEY).toString('base64url');

let provider: Server;
let issuer: string;
let clinic: RunningClinic;
/** What the provider says of whoever comes. */
let claims: { sub: string; email?: string; email_verified?: boolean };
/** Lets a test change the provider's answers on the way. */
let tamper: ((token: string) => string) | undefined;

beforeAll(async () => {
  let handle: ReturnType<Provider['callback']> | undefined;
  provider = createServer((request, response) => {
    // At another address it still gives itself its own name.
    if (request.url?.startsWith('/other/')) request.url = request.url.slice('/other'.length);
    if (request.url === '/token' && tamper) {
      const end = response.end;
      const change = tamper;
      response.end = ((chunk: unknown) => {
        const told = JSON.parse(String(chunk)) as { id_token?: string };
        const changed = JSON.stringify({ ...told, ...(told.id_token && { id_token: change(told.id_token) }) });
        response.setHeader('content-length', Buffer.byteLength(changed));
        return Reflect.apply(end, response, [changed]);
      }) as typeof response.end;
    }
    void handle?.(request, response);
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  clinic = await runningClinic({
    publicUrl: ORIGIN,
    signInsAMinute: 1000,
    singleSignOn: [
      { clinic: 'ways.test', name: 'The clinic’s own', issuer, clientId: 'holdspace', clientSecret: SECRET },
      // The same provider under another name than it gives itself.
      { clinic: 'liar.test', name: 'A liar', issuer: `${issuer}/other`, clientId: 'holdspace', clientSecret: SECRET },
    ],
  });
  await clinic.store.pool.query('update auth.clinic_address set slug = $1 where clinic_id = $2', [
    'ways.test',
    clinic.clinic.clinicId,
  ]);
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: 'holdspace',
        client_secret: SECRET,
        redirect_uris: [CALLBACK],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    jwks: { keys: [{ ...KEY.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' }] as never },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({ accountId: id, claims: () => claims as { sub: string } }),
    cookies: { keys: ['a key for tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  });
  // Whoever comes is signed in and agrees, as at a provider that knows them from this morning.
  oidc.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next();
    const { prompt, params, grantId } = await oidc.interactionDetails(context.req, context.res);
    if (prompt.name === 'login')
      return oidc.interactionFinished(context.req, context.res, { login: { accountId: claims.sub } });
    const grant = grantId
      ? await oidc.Grant.find(grantId)
      : new oidc.Grant({ accountId: claims.sub, clientId: String(params.client_id) });
    grant?.addOIDCScope('openid email');
    return oidc.interactionFinished(context.req, context.res, { consent: { grantId: (await grant?.save()) ?? '' } });
  });
  handle = oidc.callback();
});
afterAll(async () => {
  await clinic?.close();
  provider?.closeAllConnections();
  provider?.close();
});

const browser = () => new Browser(clinic.nobody);
const go = (at: Browser, path: string) => at.ask('GET', path, undefined, {}, 'manual');
const leads = (answer: { headers: Headers }) => answer.headers.get('location') ?? '';

/** Out to the provider and through it, as a browser goes; answers the address that it is sent back to. */
async function through(at: Browser, next = '/'): Promise<URL> {
  const out = await go(at, `/api/sign-in/sso/ways.test?next=${encodeURIComponent(next)}`);
  let address = leads(out);
  const cookies = new Map<string, string>();
  for (let steps = 0; !address.startsWith(CALLBACK); steps++) {
    if (steps > 8) throw new Error(`no way back from ${address}`);
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    address = new URL(response.headers.get('location') ?? `/stuck-${response.status}`, address).href;
  }
  return new URL(address);
}
const back = (at: Browser, url: URL) => go(at, url.pathname + url.search);
const isIn = async (at: Browser) => (await at.ask('GET', '/api/me')).status === 200;
const REFUSED = '/sign-in?failed=sso';

/** An identity token with other claims, signed all the same. */
function changed(token: string, change: Record<string, unknown>, sign: (text: string) => string = signed): string {
  const [head, body = ''] = token.split('.');
  const told = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
  const text = `${head}.${Buffer.from(JSON.stringify({ ...told, ...change })).toString('base64url')}`;
  return `${text}.${sign(text)}`;
}

describe('single sign-on', () => {
  test('lets in whom the clinic has added, by the e-mail that the provider vouches for, to where they wanted to go', async () => {
    const { id, email } = await addStaff(clinic, 'nurse', 'Ana Outside');
    claims = { sub: 'ana', email: email.toUpperCase(), email_verified: true };
    const at = browser();
    expect(leads(await back(at, await through(at, '/patients')))).toBe('/patients');
    expect((await at.ask('GET', '/api/me')).body.practitioner.id).toBe(id);
    // From then on by the provider's own name for them, whatever their e-mail has become.
    claims = { sub: 'ana', email: 'married@elsewhere.test', email_verified: false };
    const again = browser();
    await back(again, await through(again));
    expect((await again.ask('GET', '/api/me')).body.practitioner.id).toBe(id);
  });

  test.each<[string, () => Promise<typeof claims>]>([
    [
      'whom nobody here knows',
      async () => ({ sub: 'stranger', email: 'stranger@elsewhere.test', email_verified: true }),
    ],
    [
      'whose e-mail the provider does not vouch for',
      async () => ({ sub: 'unverified', email: (await addStaff(clinic, 'nurse', 'Bo Unverified')).email }),
    ],
    ['who has no e-mail', async () => ({ sub: 'nameless' })],
    [
      'who works elsewhere',
      async () => {
        const elsewhere = { ...clinic, clinic: await testClinic(clinic.store) };
        const { email } = await addStaff(elsewhere, 'nurse', 'Cy Elsewhere');
        return { sub: 'elsewhere', email, email_verified: true };
      },
    ],
  ])('does not let in somebody %s', async (_, person) => {
    claims = await person();
    const at = browser();
    expect(leads(await back(at, await through(at)))).toBe(REFUSED);
    expect(await isIn(at)).toBe(false);
  });

  test('takes an answer only from the browser that asked, once, and not late', async () => {
    const { email } = await addStaff(clinic, 'nurse', 'Di State');
    claims = { sub: 'di', email, email_verified: true };
    const [asked, other] = [browser(), browser()];
    const url = await through(asked);
    expect(leads(await back(other, url))).toBe(REFUSED);
    expect(leads(await back(asked, url))).toBe('/');
    expect(leads(await back(asked, url))).toBe(REFUSED);
    const late = browser();
    const old = await through(late);
    clinic.clock.pass(11);
    expect(leads(await back(late, old))).toBe(REFUSED);
  });

  test.each<[string, (url: URL) => void]>([
    ['another state', (url) => url.searchParams.set('state', 'forged')],
    ['no state', (url) => url.searchParams.delete('state')],
    ['another issuer', (url) => url.searchParams.set('iss', 'https://evil.test')],
    ['another code', (url) => url.searchParams.set('code', 'forged')],
    ['a refusal', (url) => url.searchParams.set('error', 'access_denied')],
  ])('refuses an answer with %s', async (_, forge) => {
    const { email } = await addStaff(clinic, 'nurse', `Ed ${_.replaceAll(' ', '')}`);
    claims = { sub: `ed-${_}`, email, email_verified: true };
    const at = browser();
    const url = await through(at);
    forge(url);
    expect(leads(await back(at, url))).toBe(REFUSED);
    expect(await isIn(at)).toBe(false);
  });

  test.each<[string, Record<string, unknown>]>([
    ['another nonce', { nonce: 'forged' }],
    ['another issuer', { iss: 'https://evil.test' }],
    ['another audience', { aud: 'somebody-else' }],
    ['an end that has passed', { exp: 1 }],
  ])('refuses an identity token with %s', async (_, change) => {
    const { email } = await addStaff(clinic, 'nurse', `Flo ${_.replaceAll(' ', '')}`);
    claims = { sub: `flo-${_}`, email, email_verified: true };
    tamper = (token) => changed(token, change);
    try {
      const at = browser();
      expect(leads(await back(at, await through(at)))).toBe(REFUSED);
      expect(await isIn(at)).toBe(false);
    } finally {
      tamper = undefined;
    }
  });

  test('takes an identity token that says what it should, and not one that another has signed', async () => {
    const { email } = await addStaff(clinic, 'nurse', 'Hal Signed');
    claims = { sub: 'hal', email, email_verified: true };
    try {
      for (const [sign, isLetIn] of [
        [signed, true],
        [() => Buffer.from('forged').toString('base64url'), false],
      ] as const) {
        tamper = (token) => changed(token, {}, sign);
        const at = browser();
        await back(at, await through(at));
        expect(await isIn(at)).toBe(isLetIn);
      }
    } finally {
      tamper = undefined;
    }
  });

  test('does not begin with a provider that names itself otherwise, nor for a clinic that has none', async () => {
    expect(leads(await go(browser(), '/api/sign-in/sso/liar.test'))).toBe(REFUSED);
    expect((await go(browser(), '/api/sign-in/sso/nowhere.test')).status).toBe(404);
  });

  test('leads nowhere but to a page of this app', async () => {
    const { email } = await addStaff(clinic, 'nurse', 'Gus Next');
    claims = { sub: 'gus', email, email_verified: true };
    for (const next of ['https://evil.test/', '//evil.test', '/\\evil.test']) {
      const at = browser();
      expect(leads(await back(at, await through(at, next)))).toBe('/');
    }
  });

  test('is offered at the door', async () => {
    expect((await browser().ask('GET', '/api/sign-in/ways')).body).toMatchObject({
      singleSignOn: [{ clinic: 'ways.test', name: 'The clinic’s own' }, { clinic: 'liar.test' }],
    });
  });
});
