import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSignInSettings } from './sign-in-settings.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdspace-settings-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (value: unknown) => {
  const path = join(folder, 'sso.json');
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
};
const provider = { clinic: 'a.test', name: 'A', issuer: 'https://id.a.test', clientId: 'x', clientSecret: 'y' };

test.each<[string, () => NodeJS.ProcessEnv]>([
  ['an address that is none', () => ({ HOLDSPACE_URL: 'clinic.example' })],
  ['a lock that never closes', () => ({ HOLDSPACE_LOCK_MINUTES: '600' })],
  ['a lock of no time', () => ({ HOLDSPACE_LOCK_MINUTES: '0' })],
  ['a policy that there is not', () => ({ HOLDSPACE_SIGNING: 'never' })],
  ['a file that is not there', () => ({ HOLDSPACE_SSO_FILE: join(folder, 'nowhere.json') })],
  ['a provider without TLS', () => ({ HOLDSPACE_SSO_FILE: file([{ ...provider, issuer: 'http://id.a.test' }]) })],
  ['a provider with a field unknown', () => ({ HOLDSPACE_SSO_FILE: file([{ ...provider, role: 'admin' }]) })],
  ['a mail server that is none', () => ({ HOLDSPACE_SMTP_URL: 'https://mail.example' })],
  ['mail from nobody', () => ({ HOLDSPACE_SMTP_URL: 'smtps://mail.example' })],
])('%s is a wrong use, said in words', (_, env) => {
  expect(() => readSignInSettings(folder, false, env())).toThrow(/^HOLDSPACE_/);
});

test('without settings nothing is sent and nobody goes out to a provider; the demo writes its mail to a folder', () => {
  expect(readSignInSettings(folder, false, {})).toEqual({ singleSignOn: [] });
  expect(readSignInSettings(folder, true, {}).mailer).toBeDefined();
});

test('what is set is taken', () => {
  const env = {
    HOLDSPACE_URL: 'https://clinic.example',
    HOLDSPACE_LOCK_MINUTES: '5',
    HOLDSPACE_SIGNING: 'always',
    HOLDSPACE_SSO_FILE: file([provider]),
    HOLDSPACE_SMTP_URL: 'smtp://127.0.0.1:2525',
    HOLDSPACE_MAIL_FROM: 'no-reply@clinic.example',
  };
  expect(readSignInSettings(folder, false, env)).toMatchObject({
    publicUrl: 'https://clinic.example',
    lockAfterMinutes: 5,
    signingPolicy: 'always',
    singleSignOn: [provider],
    mailer: { send: expect.any(Function) },
  });
});
