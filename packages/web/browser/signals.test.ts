/** What waits, on the screen: a crisis that pages whoever is on call, a task that is handed on and finished, a rule that is changed. */
import { randomUUID } from 'node:crypto';
import { instant } from '@holdspace/care';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings, DESK, type OpenClinic, openClinic, PHONE, sidewaysScroll, TABLET } from './harness.ts';
import { lookAt } from './pictures.ts';

const SIZES = [PHONE, TABLET, { ...DESK, width: 1280 }];

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic?.close());

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
const raise = (patientId: string, kind: 'crisis' | 'distress') =>
  clinic.store.concerns.raise({
    clinicId: clinic.clinicId,
    id: randomUUID(),
    patientId,
    kind,
    source: { kind: 'test', id: randomUUID() },
    at: instant(Date.now()),
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

test('a crisis stands on every open screen until whoever is on call takes it, and is finished in words', async () => {
  const { patientId, patientName } = await clinic.planVisit('kap-im');
  const { page: admin, faults: adminsFaults } = await clinic.open('clinic_admin', '/tasks/on-call');
  await heading(admin, 'On call');
  await admin.getByText('Nobody is on call now.').waitFor();
  await admin.getByText('No e-mail is sent from here.').waitFor();
  await fits(admin);
  await admin.getByRole('button', { name: 'Plan it' }).click();
  await admin.getByText('Choose somebody.').waitFor();
  await admin.getByLabel('Who').selectOption({ label: 'Robin Nurse' });
  await admin.getByLabel('From', { exact: true }).fill('2026-01-01');
  await admin.getByLabel('From, at').fill('00:00');
  await admin.getByRole('button', { name: 'Plan it' }).click();
  await admin
    .getByText(/longer than 31 days/)
    .first()
    .waitFor();
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await admin.getByLabel('From', { exact: true }).fill(yesterday);
  await admin.getByRole('button', { name: 'Plan it' }).click();
  await admin.getByText('After two pages every medical director is asked as well.').waitFor();

  const { page: nurse, faults } = await clinic.open('nurse', '/patients');
  await heading(nurse, 'Patients');
  await raise(patientId, 'crisis');
  const banner = (page: Page) => page.getByRole('alert').getByText('A patient needs somebody now.');
  await banner(nurse).waitFor();
  await banner(admin).waitFor();
  expect(await admin.getByRole('alert').first().textContent()).not.toContain(patientName);
  await fits(nurse);
  await admin.getByRole('link', { name: 'See whose it is' }).click();
  await admin.getByRole('article', { name: 'Something about a patient' }).waitFor();
  expect(await admin.getByText(patientName).count()).toBe(0);

  await nurse.getByRole('link', { name: 'Take it now' }).click();
  await heading(nurse, 'What waits');
  const card = nurse.getByRole('article', { name: new RegExp(`A crisis was raised: ${patientName}`) });
  await card.getByRole('button', { name: 'Take it', exact: true }).waitFor();
  await fits(nurse);
  await card.getByRole('button', { name: 'Take it', exact: true }).click();
  await card.getByText('Robin Nurse has taken it').waitFor();
  await lookAt(nurse, 'crisis-taken');
  await banner(nurse).waitFor({ state: 'detached' });
  await banner(admin).waitFor({ state: 'detached' });

  await card.getByRole('button', { name: 'Finish it' }).first().click();
  await card.getByRole('radio', { name: 'It was real, and I helped' }).check();
  await card.locator('form').getByRole('button', { name: 'Finish it' }).click();
  await card.getByText(/Say it in a line/).waitFor();
  await fits(nurse);
  await card.getByLabel('What you did, or saw').fill('On the telephone; her sister is with her');
  await card.locator('form').getByRole('button', { name: 'Finish it' }).click();
  await card.waitFor({ state: 'detached' });
  await nurse.getByRole('button', { name: 'Show what was finished' }).click();
  const finished = nurse.getByRole('region', { name: 'Finished' });
  await finished.getByRole('button', { name: /How it went/ }).click();
  await finished.getByText('On the telephone; her sister is with her').waitFor();
  expect(await axeFindings(nurse)).toEqual([]);
  expect([...faults, ...adminsFaults.filter((fault) => !fault.includes('422'))]).toEqual([]);
});

test('what waits for somebody is counted where they are, handed on with a reason, and what was typed stays', async () => {
  const { patientId, patientName } = await clinic.planVisit('kap-im');
  await raise(patientId, 'distress');
  const { page: guide, faults } = await clinic.open('guide', '/', { size: PHONE });
  await guide.getByText('One thing waits for you').waitFor();
  expect(await axeFindings(guide)).toEqual([]);
  await guide.getByRole('link', { name: 'One thing waits for you' }).click();
  const card = guide.getByRole('article', { name: new RegExp(`Distress was raised: ${patientName}`) });
  await card.getByRole('button', { name: /^Open/ }).click();
  await card.getByText(/Distress was raised by somebody/).waitFor();
  await card.getByRole('button', { name: 'Hand it on' }).first().click();
  await card.getByLabel('Because').fill('I am away from noon');
  await card.getByRole('button', { name: 'Finish it' }).first().click();
  await card.getByRole('button', { name: 'Hand it on' }).first().click();
  expect(await card.getByLabel('Because').inputValue()).toBe('I am away from noon');
  await card.getByLabel('To whom').selectOption({ label: 'Robin Front desk' });
  await card.locator('form').getByRole('button', { name: 'Hand it on' }).click();
  await card
    .getByText(/may not see this patient’s record/)
    .first()
    .waitFor();
  await fits(guide);
  await card.getByLabel('To whom').selectOption({ label: 'Robin Nurse' });
  await card.locator('form').getByRole('button', { name: 'Hand it on' }).click();
  await card.getByText(/Robin Nurse: nobody has taken it/).waitFor();
  expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
});

test('a rule is read as a sentence, tried on what has been, and changed with a reason', async () => {
  const { page, faults } = await clinic.open('therapist', '/signals');
  await heading(page, 'Signals');
  const card = page.getByRole('article', { name: 'Distress is high' });
  await card.getByText('Distress in a check-in is 8 or more, of 10.').waitFor();
  await card.getByText('It has not fired here yet.').waitFor();
  await fits(page);
  await card.getByRole('button', { name: 'Change Distress is high' }).click();
  await card.getByLabel('Distress from').fill('70');
  await card.getByText('A whole number from 0 to 10.').waitFor();
  await card.getByLabel('Distress from').fill('7');
  await card.getByText(/Over the last 180 days this would have fired 0 times instead of 0 times/).waitFor();
  await lookAt(page, 'signals', card);
  await card.getByRole('button', { name: 'Change it from now on' }).click();
  await card.getByText(/Say why in words/).waitFor();
  await fits(page);
  await card.getByLabel('Why').fill('Ours say seven when they mean it');
  await card.getByRole('button', { name: 'Change it from now on' }).click();
  await card.getByText('Distress in a check-in is 7 or more, of 10.').first().waitFor();
  await card.getByRole('button', { name: /The change/ }).click();
  await card.getByText('“Ours say seven when they mean it”').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  const { page: nurse } = await clinic.open('nurse', '/signals');
  await nurse.getByRole('article', { name: 'Distress is high' }).waitFor();
  expect(await nurse.getByRole('button', { name: /^Change/ }).count()).toBe(0);
  const { page: desk } = await clinic.open('front_desk', '/tasks');
  await desk.getByText('This is for those who treat here').waitFor();
  expect(faults).toEqual([]);
});
