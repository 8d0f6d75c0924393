import { randomUUID } from 'node:crypto';
import { DAY, instant } from '@holdspace/care';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, demandWellMade, type OpenClinic, openClinic, PHONE, sidewaysScroll, TABLET } from './harness.ts';

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic?.close());

test('a wrong password is told plainly, and a right one leads to where one wanted to go', async () => {
  const { page } = await clinic.open(null, '/patients');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByLabel('E-mail').fill(clinic.people.nurse.email);
  await page.getByLabel('Password', { exact: true }).fill('not this one at all');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Password', { exact: true }).fill('holdspace-demo');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Patients', level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/patients');
});

test('in demo mode one touch signs in, and signing out leads back to the door', async () => {
  const { page, faults } = await clinic.open(null, '/', { size: PHONE });
  await page.getByRole('button', { name: /Therapist/ }).click();
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
  await page.getByRole('button', { name: /You/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(faults.filter((fault) => !fault.includes('401'))).toEqual([]);
});

test('a link cannot send a signed-in person to another site', async () => {
  const { page } = await clinic.open(null, '/sign-in?next=https://elsewhere.test/');
  await page.getByRole('button', { name: /Guide/ }).click();
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
  expect(new URL(page.url()).origin).toBe(clinic.url);
});

test('a visit is begun from Today and its room opened', async () => {
  const visit = await clinic.planVisit('infusion-iv');
  const { page } = await clinic.open('nurse', '/');
  const row = page.getByRole('listitem', { name: new RegExp(visit.patientName) });
  await row.getByText('Not begun').waitFor();
  await row.getByText('no psychotherapy included').waitFor();
  await row.getByRole('button', { name: /Begin/ }).click();
  await page.waitForURL(/\/sessions\/[0-9a-f-]{36}$/);
});

test('before a visit of KAP, preparation and the course on one page are one touch away, for those who follow them', async () => {
  const { courseId, patientId, patientName } = await clinic.planVisit('kap-im');
  const visit = { id: randomUUID(), kind: 'integration', scheduledFor: new Date().toISOString(), room: 'Alder' };
  const director = await clinic.as('medical_director');
  await director.post(`/api/courses/${courseId}/visits`, visit);
  const member = { id: randomUUID(), personId: clinic.people.therapist.id, why: 'Their therapist here.' };
  await director.post(`/api/patients/${patientId}/care-team`, member);
  const { page, faults } = await clinic.open('therapist', '/');
  const rows = page.getByRole('listitem', { name: new RegExp(patientName) });
  await rows
    .filter({ hasText: 'Dosing' })
    .getByRole('link', { name: /^Preparation of/ })
    .waitFor();
  await rows
    .filter({ hasText: 'Alder' })
    .getByRole('link', { name: /^The course on one page of/ })
    .click();
  await page.getByRole('heading', { level: 1, name: `${patientName}: the course` }).waitFor();
  await page.goto(`${clinic.url}/visits/${visit.id}`);
  await page.getByRole('link', { name: /^The course on one page of/ }).waitFor();
  const desk = await clinic.open('front_desk', '/');
  await desk.page
    .getByRole('listitem', { name: new RegExp(patientName) })
    .first()
    .waitFor();
  expect(await desk.page.getByRole('link', { name: /^(Preparation|The course on one page) of/ }).count()).toBe(0);
  expect([...faults, ...desk.faults]).toEqual([]);
});

test('who came yesterday and is still here stands on Today, and it says yesterday', async () => {
  const { visitId, patientName } = await clinic.planVisit('kap-im', instant(Date.now() - DAY));
  const sessionId = randomUUID();
  await (await clinic.as('nurse')).post(`/api/visits/${visitId}/session`, { id: sessionId });
  await clinic.send('front_desk', sessionId, [{ type: 'RecordArrival' }]);
  for (const size of [PHONE, DESK]) {
    const { page, faults } = await clinic.open('nurse', '/', { size });
    await page.getByRole('listitem', { name: new RegExp(`yesterday, ${patientName}`) }).waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    expect(faults).toEqual([]);
  }
});

test('what happens in a room is on another’s Today without a reload: gates, people, and an emergency stop', async () => {
  const { sessionId, patientName } = await clinic.beginSession('kap-im');
  const { page, faults } = await clinic.open('prescriber', '/');
  const row = page.getByRole('listitem', { name: new RegExp(patientName) });
  await row.getByText('Not arrived').waitFor();
  await row.getByText(/gates open/).waitFor();
  await clinic.send('nurse', sessionId, [{ type: 'RecordArrival' }]);
  await row.getByText('Not arrived').waitFor({ state: 'detached' });
  const { id, name } = clinic.people.therapist;
  await clinic.send('therapist', sessionId, [
    { type: 'JoinSession', person: { id, name, roles: ['therapist'] }, attendance: 'in_room' },
  ]);
  await row.getByText(name).waitFor();
  await clinic.send('nurse', sessionId, [{ type: 'CallEmergencyStop' }]);
  await row.getByRole('alert').getByText('Emergency stop').waitFor();
  expect(faults).toEqual([]);
});

test('the day switcher goes to other days and home again', async () => {
  const { page } = await clinic.open('nurse', '/');
  await page.getByRole('button', { name: /Day after/ }).click();
  await page.waitForURL(/\?day=\d{4}-\d{2}-\d{2}$/);
  await page.getByRole('heading', { name: 'No visits on this day' }).waitFor();
  await page.getByRole('button', { name: 'Today', exact: true }).click();
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
});

test('a lost network is said, and the day is shown again when it is back', async () => {
  const { page, context } = await clinic.open('nurse', '/');
  await page.getByText('Changes appear as they happen.').waitFor();
  await context.setOffline(true);
  await page.getByText('No network.').waitFor();
  await context.setOffline(false);
  await page.getByText('No network.').waitFor({ state: 'detached' });
});

test('the keyboard alone reaches everything in order, from the skip link on', async () => {
  const { page } = await clinic.open('nurse', '/');
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await page.getByRole('link', { name: 'Patients' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Patients');
  expect(await page.title()).toBe('Patients · Holdspace');
});

test.each([
  ['/sign-in', [PHONE, DESK]],
  ['/', [PHONE, TABLET, DESK]],
])('axe finds nothing on %s in both schemes, and nothing scrolls sideways at any size', async (path, sizes) => {
  const { page } = await clinic.open(path === '/sign-in' ? null : 'nurse', path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('load');
  await page.waitForTimeout(300);
  await demandWellMade(page, sizes);
});
