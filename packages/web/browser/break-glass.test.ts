/** Breaking the glass on the screen: a nurse opens a record in need, the director hears of it at once and reviews it. */
import { randomUUID } from 'node:crypto';
import { GLASS_STANDS_MINUTES, MINUTE } from '@holdspace/care';
import { addUser, DEMO_PASSWORD } from '@holdspace/server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings, DESK, type OpenClinic, openClinic, PHONE, sidewaysScroll, TABLET } from './harness.ts';

const SIZES = [PHONE, TABLET, { ...DESK, width: 1280 }];
const WORDS = 'Collapsed in the corridor';

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic?.close());

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 }).waitFor();
const breakOverApi = async (patientId: string, role: 'nurse' | 'therapist' = 'nurse') =>
  (await clinic.as(role)).post(`/api/patients/${patientId}/break-glass`, {
    id: randomUUID(),
    kind: 'covering',
    words: 'Dr. Away is ill today',
  });
async function fits(page: Page) {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    expect(await sidewaysScroll(page), `${size.width} px`).toBe(0);
    // What differs in between is width alone.
    if (size !== TABLET) expect(await axeFindings(page)).toEqual([]);
  }
  await page.setViewportSize(DESK);
}

test('a nurse breaks the glass, the director sees it without a reload, reviews it, and the nurse gives it up', async () => {
  const { patientId, patientName } = await clinic.planVisit('kap-im');
  const { page: director, faults: directorsFaults } = await clinic.open('medical_director', '/people');
  await heading(director, 'People');
  const { page: nurse, faults } = await clinic.open('nurse', `/patients/${patientId}/break-glass`);
  await heading(nurse, patientName);
  await nurse.getByText(/Robin Clinic administrator and Robin Medical director are told now/).waitFor();
  await fits(nurse);

  // What is missing is said at its field; nothing has been sent.
  await nurse.getByRole('button', { name: 'Break the glass and open the record' }).click();
  await nurse.getByText('Choose what comes nearest.').waitFor();
  await nurse.getByText(/Say it in words/).waitFor();
  expect(await axeFindings(nurse)).toEqual([]);
  // By keyboard alone.
  await nurse.getByRole('radio', { name: 'An emergency now' }).focus();
  await nurse.keyboard.press('Space');
  await nurse.keyboard.press('Tab');
  await nurse.keyboard.type(WORDS);
  await nurse.keyboard.press('Tab');
  await nurse.keyboard.press('Enter');
  const line = nurse.getByRole('region', { name: 'Broken glass' });
  await line.getByText(/left\. It is reviewed afterwards/).waitFor();
  expect(await line.textContent()).toMatch(/(59:\d\d|1:00:00) left/);
  await fits(nurse);

  const banner = director.getByRole('alert').getByText(/Robin Nurse opened a record in need at/);
  await banner.waitFor();
  expect(await director.getByRole('alert').textContent()).not.toContain(patientName);
  await director.getByRole('link', { name: 'Broken glass (1 to review)' }).waitFor();
  await fits(director);
  // It stays through pages and reloads, until the queue is opened.
  await director.getByRole('link', { name: 'Protocols' }).click();
  await director.reload();
  await banner.waitFor();

  await director.getByRole('link', { name: 'See who, whose and why' }).click();
  await heading(director, 'Broken glass');
  const card = director.getByRole('article', { name: new RegExp(patientName) });
  await card.getByText(WORDS).waitFor();
  await card.getByText('An emergency now').waitFor();
  await card.getByText(/Open until/).waitFor();
  await banner.waitFor({ state: 'detached' });
  await card.getByRole('button', { name: /^Review/ }).click();
  await director.getByRole('button', { name: 'Give this verdict' }).click();
  await card.getByText('Choose one.').waitFor();
  await fits(director);
  await card.getByRole('radio', { name: 'Justified', exact: true }).check();
  await card.getByLabel('Because').fill('Called to the corridor, as the chart shows');
  await director.getByRole('button', { name: 'Give this verdict' }).click();
  await director
    .getByRole('region', { name: 'Reviewed' })
    .getByText('Called to the corridor, as the chart shows')
    .waitFor();
  await director.getByText('Nothing waits for a review').waitFor();
  await fits(director);
  await director.getByRole('link', { name: 'Today', exact: true }).click();
  await heading(director, 'Today');
  expect(await director.getByRole('alert').count()).toBe(0);

  // Reviewed, it still stands: the nurse gives it up, and it is open no longer.
  await line.getByRole('button', { name: 'I no longer need it' }).click();
  await heading(nurse, 'Patients');
  const own = (await (await clinic.as('nurse')).get('/api/me/break-glass')) as { standing: unknown[] };
  expect(own.standing).toEqual([]);
  expect([...faults, ...directorsFaults]).toEqual([]);
});

test('“not justified” closes what stands, as the form says beforehand', async () => {
  const { patientId, patientName } = await clinic.planVisit('kap-im');
  await breakOverApi(patientId);
  const { page } = await clinic.open('clinic_admin', '/broken-glass');
  const card = page.getByRole('article', { name: new RegExp(patientName) });
  await card.getByRole('button', { name: /^Review/ }).click();
  await card.getByRole('radio', { name: 'Not justified' }).check();
  await card.getByText('This closes the record to Robin Nurse at once.').waitFor();
  await card.getByLabel('Because').fill('Dr. Away was here all day');
  await card.getByRole('button', { name: 'Give this verdict' }).click();
  await page.getByText(/Closed by Robin Clinic administrator/).waitFor();
  const { page: nurse } = await clinic.open('nurse', `/patients/${patientId}`);
  await heading(nurse, patientName);
  expect(await nurse.getByRole('region', { name: 'Broken glass' }).count()).toBe(0);
});

test('who treats and answers for privacy both does not review their own', async () => {
  const { patientId, patientName } = await clinic.planVisit('kap-im');
  const email = `both@${clinic.slug}`;
  const user = await addUser(clinic.store, { email, name: 'Bo Both', password: DEMO_PASSWORD });
  const person = {
    id: randomUUID(),
    userId: user.id,
    name: 'Bo Both',
    email,
    roles: ['nurse', 'clinic_admin'] as const,
  };
  await clinic.store.practitioners.create(clinic.clinicId, person);
  const { page, faults } = await clinic.open(null, '/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await heading(page, 'Today');
  await page.goto(`${clinic.url}/patients/${patientId}/break-glass`);
  await page.getByRole('radio', { name: 'Another reason' }).check();
  await page.getByLabel('In your own words').fill('Nobody else is in the house');
  await page.getByRole('button', { name: 'Break the glass and open the record' }).click();
  await page.getByRole('region', { name: 'Broken glass' }).waitFor();
  await page.getByRole('link', { name: /^Broken glass/ }).click();
  const card = page.getByRole('article', { name: new RegExp(patientName) });
  await card.getByText('You opened this yourself.').waitFor();
  expect(await card.getByRole('button').count()).toBe(0);
  const answer = await page.evaluate(async () => {
    const { glasses } = await (await fetch('/api/break-glass')).json();
    const own = glasses.find(({ isOwn }: { isOwn: boolean }) => isOwn);
    const response = await fetch(`/api/break-glass/${own.id}/review`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ verdict: 'justified', words: 'It was right, I say' }),
    });
    return { status: response.status, body: await response.json() };
  });
  expect(answer).toMatchObject({ status: 422, body: { refusals: [{ rule: 'nobody-reviews-their-own' }] } });
  // The browser itself notes the refusal that was asked for.
  expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
});

test('the line says how long, in the session room and in the record too, and goes with the hour', async () => {
  const { patientId, sessionId } = await clinic.beginSession('kap-im');
  await breakOverApi(patientId, 'therapist');
  for (const path of [`/sessions/${sessionId}`, `/sessions/${sessionId}/record`, `/patients/${patientId}/notes`]) {
    const { page, context } = await clinic.open('therapist', path);
    await page.getByRole('region', { name: 'Broken glass' }).waitFor();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      expect(await sidewaysScroll(page), `${path} at ${size.width} px`).toBe(0);
    }
    await context.close();
  }
  const { page } = await clinic.open('therapist', `/patients/${patientId}`);
  const line = page.getByRole('region', { name: 'Broken glass' });
  await line.waitFor();
  await page.clock.install();
  await page.reload();
  await line.waitFor();
  await page.clock.fastForward(GLASS_STANDS_MINUTES * MINUTE);
  await line.waitFor({ state: 'detached' });
});

test('who may not break it is told who may', async () => {
  const { patientId } = await clinic.planVisit('kap-im');
  const { page } = await clinic.open('front_desk', `/patients/${patientId}/break-glass`);
  await page.getByText(/a prescriber, anesthesia provider, nurse or therapist can open a record/).waitFor();
  expect(await page.getByRole('button', { name: /Break the glass/ }).count()).toBe(0);
  await page.goto(`${clinic.url}/broken-glass`);
  await page.getByText('This is for those who answer for privacy').waitFor();
  expect(await axeFindings(page)).toEqual([]);
});
