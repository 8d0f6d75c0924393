/** Measures as people meet them: a link on a telephone, the tablet of the waiting room, and a clinician's scale. */
import { randomUUID } from 'node:crypto';
import { type Instrument, instrumentOf } from '@holdspace/care';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DESK, type OpenClinic, openClinic, PHONE, type PlannedVisit, TABLET } from './harness.ts';
import { lookAt } from './pictures.ts';

vi.setConfig({ testTimeout: 480_000 });

const PHQ_9 = instrumentOf('phq-9') as Instrument;
const LEAST_TARGET = 56;
let clinic: OpenClinic;
let patient: PlannedVisit;
beforeAll(async () => {
  clinic = await openClinic();
  patient = await clinic.planVisit('infusion-iv');
}, 400_000);
afterAll(() => clinic?.close());

const asks = async (instrument: string): Promise<string> => {
  const id = randomUUID();
  await (await clinic.as('medical_director')).post(`/api/patients/${patient.patientId}/measure-requests`, {
    id,
    instrument,
  });
  return id;
};
const linkTo = async (request: string): Promise<string> => {
  const made = await (await clinic.as('medical_director')).post(`/api/measure-requests/${request}/link`, {
    by: 'hand',
  });
  const { pathname, hash } = new URL((made as { link: string }).link);
  return pathname + hash;
};
const answerWith = (page: Page, label: string) => page.getByRole('button', { name: label }).click();
const question = (page: Page, text: string) => page.getByRole('heading', { level: 2, name: text }).waitFor();
const textOf = (index: number) => PHQ_9.items[index]?.text?.en ?? '';
async function smallTargets(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const one of await page.locator('main').getByRole('button').all()) {
    const box = await one.boundingBox();
    if (box && box.height < LEAST_TARGET) found.push(`${await one.textContent()}: ${box.height}`);
  }
  return found;
}

test('a link is opened on a telephone, left, gone on with, and answered with a touch for each question', async () => {
  const path = await linkTo(await asks('phq-9'));
  const first = await clinic.open(null, path, { size: PHONE, hasTouch: true });
  await question(first.page, textOf(0));
  expect(await first.page.locator('body').textContent()).not.toContain(patient.patientName.split(' ')[0]);
  await lookAt(first.page, 'measure-question-phone');
  expect(await smallTargets(first.page)).toEqual([]);
  for (const index of [0, 1, 2]) {
    await question(first.page, textOf(index));
    await answerWith(first.page, 'Several days');
  }
  await question(first.page, textOf(3));
  await first.page.getByText('Saved').waitFor();
  await first.context.close();

  // Another window: where they were, and back to change their mind.
  const { page, faults, context } = await clinic.open(null, path, { size: PHONE, hasTouch: true });
  await question(page, textOf(3));
  await page.getByRole('button', { name: 'Back' }).click();
  await question(page, textOf(2));
  expect(await page.getByRole('button', { name: 'Several days' }).getAttribute('aria-pressed')).toBe('true');
  await answerWith(page, 'Not at all');
  for (const index of [3, 4, 5, 6, 7, 8]) {
    await question(page, textOf(index));
    await answerWith(page, 'Not at all');
  }
  await question(page, 'Those were all the questions');
  await lookAt(page, 'measure-last-phone');
  await page.getByRole('button', { name: 'Send' }).click();
  await question(page, 'Thank you');
  await lookAt(page, 'measure-thanks-phone');
  expect(faults).toEqual([]);
  await page.reload();
  await question(page, 'This link does not open anything any more');
  await lookAt(page, 'measure-used-phone');
  // The next link, opened in the same window: only what stands behind the "#" is another.
  await page.goto(clinic.url + (await linkTo(await asks('pcl-5'))));
  await question(page, instrumentOf('pcl-5')?.items[0]?.text?.en ?? '');
  await context.close();

  const desk = await clinic.open('medical_director', `/patients/${patient.patientId}`, { size: DESK });
  const row = desk.page.getByRole('row', { name: /PHQ-9.*by link/ });
  await row.getByText('PHQ-9 total: 2 of 27 · Minimal').waitFor();
  await row.scrollIntoViewIfNeeded();
  await lookAt(desk.page, 'measures-patient-desk');
  await desk.context.close();
});

test('nine questions take ten touches, by the keyboard alone as well, and in Spanish', async () => {
  const { page, context } = await clinic.open(null, `${await linkTo(await asks('phq-9'))}`, { size: PHONE });
  await question(page, textOf(0));
  await page.getByRole('button', { name: 'Español' }).click();
  await page.evaluate(() => {
    const counted = window as unknown as { touches: number };
    counted.touches = 0;
    document.addEventListener('click', () => {
      counted.touches += 1;
    });
  });
  for (const { text } of PHQ_9.items) {
    await question(page, text?.es ?? '');
    await page.getByRole('button', { name: 'Ningún día' }).press('Enter');
  }
  await question(page, 'Esas eran todas las preguntas');
  await page.getByRole('button', { name: 'Enviar' }).press('Enter');
  await question(page, 'Gracias');
  expect(await page.evaluate(() => (window as unknown as { touches: number }).touches)).toBe(10);
  await context.close();
});

test('an answer that must not wait shows help at once, without a network, and calls whoever is on call when there is one', async () => {
  const path = await linkTo(await asks('phq-9'));
  const { page, context } = await clinic.open(null, path, { size: PHONE });
  await question(page, textOf(0));
  for (let index = 0; index < 8; index += 1) await page.getByRole('button', { name: 'Leave this one out' }).click();
  await question(page, textOf(8));
  await context.setOffline(true);
  await answerWith(page, 'Several days');
  await page.getByText('You need not be alone with this.', { exact: false }).waitFor();
  // Nothing is said that is not so: without a network nobody has been told yet.
  await page.getByText('the clinic is told as soon as there is one', { exact: false }).waitFor();
  await page.getByRole('link', { name: /Call.*988/ }).waitFor();
  await lookAt(page, 'measure-help-phone');
  await context.setOffline(false);
  // Not sent, and left there: it is told all the same.
  await expect
    .poll(
      async () =>
        (await clinic.store.tasks.waiting(clinic.clinicId)).filter(
          (one) => one.ruleId === 'phq-9-item-9' && one.patientId === patient.patientId && one.pages > 0,
        ).length,
      { timeout: 60_000 },
    )
    .toBe(1);
  await context.close();
});

test('the tablet of the waiting room takes a code, shows a form and nothing else, and comes back to a screen of nobody', async () => {
  await asks('gad-7');
  const desk = await clinic.open('front_desk', `/patients/${patient.patientId}`, { size: DESK });
  const row = desk.page.getByRole('row', { name: /GAD-7/ });
  await row.getByRole('button', { name: 'Code for the tablet' }).click();
  const codeShown = row.getByText(/^\d{4} \d{4}$/);
  await codeShown.waitFor();
  const code = (await codeShown.textContent()) ?? '';
  await lookAt(desk.page, 'measures-code-desk');
  await desk.context.close();

  const { page, faults } = await clinic.open(null, `/kiosk/${clinic.slug}`, {
    size: TABLET,
    hasTouch: true,
    time: Date.now(),
  });
  await page.getByRole('heading', { level: 1, name: 'Welcome' }).waitFor();
  await lookAt(page, 'kiosk-neutral-tablet');
  await page.getByLabel('Type the code that you were given.').fill('0000 0000');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByText('This code does not open anything.', { exact: false }).waitFor();
  await page.getByLabel('Type the code that you were given.').fill(code);
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByText('Question 1 of 7').waitFor();
  await lookAt(page, 'kiosk-question-tablet');
  expect(await page.getByRole('link').count()).toBe(0);
  await answerWith(page, 'Several days');
  await page.clock.fastForward(1_500);
  await page.getByText('Question 2 of 7').waitFor();
  // Nobody touches it: it asks, and goes back to what says nothing of anybody.
  await page.clock.fastForward(91_000);
  await page.getByRole('heading', { name: 'Are you still there?' }).waitFor();
  await lookAt(page, 'kiosk-still-there-tablet');
  expect(await page.getByText('Question 2 of 7').isVisible()).toBe(false);
  // The finger that says "here" answers nothing that lies underneath it.
  await page.getByRole('button', { name: 'I am still here' }).tap();
  await page.getByText('Question 2 of 7').waitFor();
  await page.clock.fastForward(1_500);
  await page.getByText('Question 2 of 7').waitFor();
  expect(await page.locator('main [aria-pressed="true"]').count()).toBe(0);
  await page.clock.fastForward(91_000);
  await page.getByRole('heading', { name: 'Are you still there?' }).waitFor();
  await page.clock.fastForward(21_000);
  await page.getByRole('heading', { level: 1, name: 'Welcome' }).waitFor();
  // Nothing of anybody is left on the tablet, under whatever name.
  const left = await page.evaluate(async () => ({
    stored: [...Object.keys(sessionStorage), ...Object.keys(localStorage)],
    databases: (await indexedDB.databases()).map(({ name }) => name),
  }));
  expect(left).toEqual({ stored: [], databases: [] });
  expect(faults.filter((one) => !one.includes('401'))).toEqual([]);
});

test('a clinician’s scale cannot be asked before its text is loaded; loaded by the director, it is filled in on a tablet', async () => {
  const desk = await clinic.open('medical_director', `/patients/${patient.patientId}`, { size: DESK });
  await desk.page.getByLabel('Ask for a measure').selectOption({ label: 'CADSS-6 (a clinician fills it in)' });
  await desk.page.getByText('CADSS-6 cannot be put to anybody here yet', { exact: false }).waitFor();
  expect(await desk.page.getByRole('button', { name: 'Ask', exact: true }).isDisabled()).toBe(true);
  await desk.page.getByRole('link', { name: 'The clinic’s measures' }).click();
  await desk.page.getByRole('heading', { level: 1, name: 'Measures' }).waitFor();
  await lookAt(desk.page, 'measures-clinic-desk');
  await desk.page.getByRole('button', { name: 'Load the licensed text of CADSS-6' }).click();
  const panel = desk.page.getByRole('region', { name: 'CADSS-6' });
  await panel.getByLabel('Which licence the clinic holds').fill('Licensed to Quay Clinic, for this test');
  await panel.getByRole('button', { name: 'Load the text' }).click();
  await panel
    .getByRole('alert')
    .getByText(/has no text/)
    .first()
    .waitFor();
  await lookAt(desk.page, 'measures-text-refused-desk');
  for (const one of await panel.getByRole('textbox', { name: /^Question / }).all()) await one.fill('To rate');
  for (const one of await panel.getByRole('textbox', { name: /^Answer / }).all()) await one.fill('So much');
  await panel.getByRole('button', { name: 'Load the text' }).click();
  await panel.getByText('Licensed to Quay Clinic', { exact: false }).waitFor();
  await desk.context.close();

  const request = await asks('cadss-6');
  const { page, faults } = await clinic.open('nurse', `/measures/${request}`, { size: TABLET, hasTouch: true });
  await page.getByText('Question 1 of 6').waitFor();
  await lookAt(page, 'scale-tablet');
  for (let index = 1; index <= 6; index += 1) {
    await page.getByText(`Question ${index} of 6`).waitFor();
    await page.getByRole('button', { name: '2 So much' }).click();
  }
  await question(page, 'Those were all the questions');
  await lookAt(page, 'scale-last-tablet');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText(/: 12 of 24/).waitFor();
  await lookAt(page, 'scale-kept-tablet');
  expect(faults).toEqual([]);
});
