import { URI } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings, type OpenClinic, openClinic, PHONE, sidewaysScroll, TABLET } from './harness.ts';

const PASSWORD = 'holdspace-demo';
let clinic: OpenClinic;
/** Passkeys belong to a name. */
let byName: string;
beforeAll(async () => {
  clinic = await openClinic();
  byName = clinic.url.replace('127.0.0.1', 'localhost');
});
afterAll(() => clinic?.close());

/** A page at the door, with an authenticator in its device that shows a finger when asked. */
async function atTheDoor(size = TABLET) {
  const { page, context, faults } = await clinic.open(null, '/', { size });
  // A password takes its time to be looked at, by design, and more on a busy machine.
  page.setDefaultTimeout(90_000);
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(`${byName}/sign-in`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  const finger = (enabled: boolean) =>
    devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
  return { page, faults, finger };
}
async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
const today = (page: Page) => page.getByRole('heading', { name: 'Today', level: 1 });
async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /You/ }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

test('a passkey is added under one’s account, and from then on lets in with one touch', async () => {
  const { page, faults, finger } = await atTheDoor();
  expect(await axeFindings(page)).toEqual([]);
  await signIn(page, clinic.people.therapist.email);
  await today(page).waitFor();
  await page.goto(`${byName}/account`);
  await page.getByLabel('Name of the new passkey').fill('The tablet');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByText('The tablet', { exact: true }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  // The door offers passkeys by itself; a finger that is always there would sign in again at once.
  await finger(false);
  await signOut(page);
  await finger(true);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await today(page).waitFor();
  await page.goto(`${byName}/account`);
  await page.getByText(/By passkey/).waitFor();
  await page.getByRole('button', { name: 'Remove' }).first().click();
  await page.getByRole('button', { name: 'Remove The tablet?' }).click();
  await page.getByText('The tablet', { exact: true }).waitFor({ state: 'detached' });
  expect(faults.filter((fault) => !fault.includes('401'))).toEqual([]);
});

test('an authenticator app is scanned, shows its code, and its code is then asked for', async () => {
  const { page, faults } = await atTheDoor(PHONE);
  const { email } = clinic.people.guide;
  await signIn(page, email);
  await today(page).waitFor();
  await page.goto(`${byName}/account`);
  await page.getByLabel('Your password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Add an authenticator app' }).click();
  await page.getByRole('img', { name: /QR code/ }).waitFor();
  const secret = (await page.locator('code').textContent()) ?? '';
  const app = URI.parse(`otpauth://totp/Holdspace:x?secret=${secret}&issuer=Holdspace`);
  if (!('period' in app)) throw new Error('not by time');
  expect(await axeFindings(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  await page.getByLabel('The code that it shows now').fill(app.generate());
  await page.getByRole('button', { name: 'Use it from now on' }).click();
  await page.getByText('They are shown only now').waitFor();
  expect(await page.getByRole('status').getByRole('listitem').count()).toBe(10);
  await signOut(page);
  await signIn(page, email);
  await page.getByRole('heading', { name: 'Your code' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel('Code of your authenticator app').fill(app.generate({ timestamp: Date.now() + 30_000 }));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await today(page).waitFor();
  expect(faults.filter((fault) => !fault.includes('401'))).toEqual([]);
});

test('a password that everybody knows is refused where it is typed, and another browser’s sign-in is ended from the list', async () => {
  const { page } = await atTheDoor();
  const { email } = clinic.people.front_desk;
  await signIn(page, email);
  await today(page).waitFor();
  const elsewhere = await atTheDoor();
  await signIn(elsewhere.page, email);
  await today(elsewhere.page).waitFor();
  await page.goto(`${byName}/account`);
  await page.getByLabel('Present password').fill(PASSWORD);
  await page.getByLabel('New password').fill('qwertyuiopasdfghjkl');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page
    .getByRole('alert')
    .getByText(/lists of stolen passwords/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'End it' }).click();
  await page.getByRole('button', { name: 'End it' }).waitFor({ state: 'detached' });
  await elsewhere.page.reload();
  await elsewhere.page.getByRole('heading', { name: 'Sign in' }).waitFor();
});
