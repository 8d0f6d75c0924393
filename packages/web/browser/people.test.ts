import { randomUUID } from 'node:crypto';
import { addUser, DEMO_PASSWORD } from '@holdspace/server';
import { testClinic } from '@holdspace/store/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings, DESK, demandWellMade, type OpenClinic, openClinic, PHONE, TABLET } from './harness.ts';
import { picturesOf } from './pictures.ts';

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic?.close());

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 }).waitFor();

/** Invites on the screen; answers the link. */
async function invite(page: Page, name: string, email: string, roles: readonly string[]): Promise<string> {
  await page.goto(`${clinic.url}/people`);
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  for (const role of roles) await page.getByRole('checkbox', { name: role }).check();
  await page.getByRole('button', { name: 'Make the link' }).click();
  return page.getByLabel('Invitation link').inputValue();
}

test('somebody is invited, joins in a browser of their own, is given another role, and leaves', async () => {
  const { page: admin, faults } = await clinic.open('clinic_admin', '/people');
  const link = await invite(admin, 'Nia Newcomer', 'nia@elsewhere.test', ['Nurse']);
  await admin.getByRole('button', { name: 'Done' }).click();
  await admin.getByRole('heading', { name: 'Invited, not here yet' }).waitFor();

  const { page: nia } = await clinic.open(null, '/sign-in', { size: PHONE });
  await nia.goto(link);
  await heading(nia, 'Join Quay Clinic');
  await nia.getByText('as nurse').waitFor();
  expect(await axeFindings(nia)).toEqual([]);
  await nia.getByLabel('Choose a password').fill('tumbling oxbow lantern');
  await nia.getByRole('button', { name: 'Join' }).click();
  await heading(nia, 'Today');
  await nia.getByRole('banner').getByText('Nia Newcomer').waitFor();

  await admin.goto(`${clinic.url}/people`);
  await admin.getByRole('link', { name: 'Nia Newcomer' }).click();
  await admin.getByRole('button', { name: 'Change roles' }).click();
  await admin.getByRole('checkbox', { name: 'Nurse' }).uncheck();
  await admin.getByRole('checkbox', { name: 'Guide' }).check();
  await admin.getByRole('button', { name: 'Change roles' }).click();
  await admin.getByText('From Nurse to Guide').waitFor();
  await nia.reload();
  await nia.getByRole('banner').getByText('Guide').waitFor();

  await admin.getByRole('button', { name: /^End Nia Newcomer/ }).click();
  await admin.getByText('every sign-in of Nia Newcomer').waitFor();
  await admin.getByLabel('Why').fill('Moved away');
  await admin.getByRole('button', { name: 'End their work' }).click();
  await admin.getByRole('button', { name: 'End it now?' }).click();
  await admin.getByText('Work here ended').waitFor();
  // Her page may find out by itself before she touches anything: it is asked for anew.
  await nia.goto(`${clinic.url}/patients`);
  await heading(nia, 'Sign in');
  // The link was good once.
  await nia.goto(link);
  await nia.getByRole('alert').getByText('not good, or not any more').waitFor();
  expect(faults).toEqual([]);
});

test('a credential is entered, shown ahead of its end, and corrected with what it said kept', async () => {
  const { page } = await clinic.open('clinic_admin', `/people/${clinic.people.nurse.id}`);
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await page.getByRole('button', { name: 'Add a credential' }).click();
  await page.getByRole('combobox', { name: 'What it is' }).fill('Nursing licence');
  await page.getByLabel('Number').fill('NY-1');
  await page.getByLabel('Good until').fill(inDays(20));
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const own = page.getByRole('listitem').filter({ hasText: 'Nursing licence' });
  await own.getByText(/Runs out in (20|21) days/).waitFor();
  await own.getByRole('button', { name: /^Correct/ }).click();
  await page.getByLabel('Good until').fill(inDays(400));
  await page.getByRole('button', { name: 'Correct', exact: true }).click();
  await own
    .getByText(/Good until /)
    .first()
    .waitFor();
  await page.getByText('Corrected entries (1)').waitFor();
});

test('an API token is made on one’s own page, shown once, and revoked', async () => {
  const { page, faults } = await clinic.open('guide', '/');
  await page.getByRole('button', { name: /You/ }).click();
  await page.getByRole('link', { name: /Your page/ }).click();
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByLabel('What it is for').fill('Wall screen');
  await page.getByRole('checkbox', { name: /See the day/ }).check();
  await page.getByRole('button', { name: 'Make token' }).click();
  expect(await page.getByLabel('The token').inputValue()).toMatch(/^hs_/);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Never used').waitFor();
  await page.getByRole('button', { name: /^Revoke/ }).click();
  await page.getByRole('button', { name: 'Revoke it?' }).click();
  await page.getByText(/^Revoked/).waitFor();
  expect(faults).toEqual([]);
});

test('somebody is planned for a visit, and Today says whose papers do not hold and who is missing', async () => {
  const visit = await clinic.planVisit('kap-im');
  const name = 'Robin Untrained';
  const email = `untrained@${clinic.slug}`;
  const user = await addUser(clinic.store, { name, email, password: DEMO_PASSWORD });
  await clinic.store.practitioners.create(clinic.clinicId, {
    id: randomUUID(),
    userId: user.id,
    name,
    email,
    roles: ['guide'],
  });
  const { page, faults } = await clinic.open('front_desk', '/');
  const row = page.getByRole('listitem', { name: new RegExp(visit.patientName) });
  await row.getByRole('link', { name: /Nobody is planned/ }).click();
  await page.getByRole('button', { name: 'Plan somebody' }).click();
  await page.getByLabel('Who', { exact: true }).selectOption({ label: name });
  await page.getByText('No training as guide is on record.').waitFor();
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByText('Guide, the whole visit').waitFor();
  await page.goto(clinic.url);
  await row.getByText(`${name}: No training as guide is on record.`).waitFor();
  await row.getByText(/places not filled/).waitFor();
  expect(faults).toEqual([]);
});

test('who works at two clinics says where they are, and a window of one writes nothing at the other', async () => {
  const { store } = clinic;
  const other = await testClinic(store, `cedar-${randomUUID().slice(0, 8)}.test`);
  const { email, name } = clinic.people.therapist;
  const user = await store.users.byEmail(email);
  const person = { id: randomUUID(), userId: user?.id ?? '', name, email, roles: ['therapist'] as const };
  await store.practitioners.create(other.clinicId, person);

  const { page, context } = await clinic.open(null, '/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await heading(page, /Where are you/);
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Quay Clinic' }).click();
  await heading(page, 'Today');
  await page.goto(`${clinic.url}/patients`);
  await page.getByRole('button', { name: 'New patient' }).click();
  await page.getByLabel('Full name').fill('Otto Halfwritten');

  const second = await context.newPage();
  await second.goto(clinic.url);
  await second.getByRole('button', { name: /You/ }).click();
  await second.getByRole('button', { name: `Go to Clinic ${other.slug}` }).click();
  await second.getByRole('dialog').getByText('You leave Quay Clinic.').waitFor();
  await second
    .getByRole('dialog')
    .getByRole('button', { name: `Go to Clinic ${other.slug}` })
    .click();
  await second.getByRole('banner').getByText(`Clinic ${other.slug}`).waitFor();

  await page.getByLabel('Date of birth').fill('1980-01-02');
  await page.getByRole('textbox', { name: 'Record number', exact: true }).fill('Q-77');
  await page.getByRole('textbox', { name: 'Record number', exact: true }).press('Enter');
  await page.getByRole('dialog').getByText('This window is for Quay Clinic').waitFor();
  expect((await store.patients.list(other.clinicId)).map((one) => one.name)).not.toContain('Otto Halfwritten');
  await page.getByRole('button', { name: 'Go back to Quay Clinic' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  // What was half written is still there, and now goes where it was meant to.
  expect(await page.getByLabel('Full name').inputValue()).toBe('Otto Halfwritten');
  await page.getByRole('textbox', { name: 'Record number', exact: true }).press('Enter');
  await heading(page, 'Otto Halfwritten');
  expect((await store.patients.list(clinic.clinicId)).map((one) => one.name)).toContain('Otto Halfwritten');
});

test.each([
  ['/people', [PHONE, TABLET, DESK]],
  ['person', [PHONE, DESK]],
  ['visit', [PHONE, TABLET]],
])('axe finds nothing on %s in both schemes, and nothing scrolls sideways at any size', async (place, sizes) => {
  const { visitId } = await clinic.planVisit('kap-im');
  const path =
    place === 'person' ? `/people/${clinic.people.nurse.id}` : place === 'visit' ? `/visits/${visitId}` : place;
  const { page } = await clinic.open('medical_director', path);
  await page.getByRole('heading', { level: 2 }).or(page.getByRole('listitem')).first().waitFor();
  const more = page.getByRole('button', { name: /Invite somebody|Change roles|Plan somebody/ });
  await more.first().click();
  await page.waitForTimeout(300);
  await demandWellMade(page, sizes, picturesOf(page, place));
});
