/** A course's screening: asked, decided and signed on its page; confirmed in the room from the record; opened again by what comes. */
import { randomUUID } from 'node:crypto';
import { instant, SCREENING_ITEMS, type ScreeningAnswers } from '@holdspace/care';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings, type OpenClinic, openClinic, PHONE, sidewaysScroll, TABLET } from './harness.ts';
import { acceptEveryFinding } from './way-in-steps.ts';

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.close());

/** For whoever wants to look: pictures go to the folder that is named. */
const { SHOTS } = process.env;
const shot = async (page: Page, name: string): Promise<void> => {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
};
const dayAhead = (days: number) => instant(Date.now() + days * 86_400_000).slice(0, 10);
const within = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Every question answered so that nothing follows, but the heart's. */
async function answerAll(page: Page): Promise<void> {
  const answers = within(page, 'Answers');
  for (const group of await answers.getByRole('radiogroup').all()) {
    const harmless = group.getByRole('radio', { name: /^(No|I take none)$/ });
    await harmless.first().check();
  }
  for (const group of await answers.getByRole('group').all()) await group.getByLabel('None of these').check();
  await answers.getByLabel('A heartbeat that is uneven or far too fast').check();
}

test('a screening is asked, waits for a letter, is signed, confirmed in the room, and opened again by a new medicine', async () => {
  const { patientId, sessionId, courseId } = await clinic.beginSession('infusion-iv');
  const nurse = await clinic.open('nurse', `/patients/${patientId}`, { size: TABLET });
  await nurse.page.getByRole('link', { name: 'Screening for Ketamine infusion' }).click();
  await nurse.page.getByText('No screening has been begun here').waitFor();
  await nurse.page.getByRole('button', { name: 'Ask, and write down the answers' }).click();
  await answerAll(nurse.page);
  const answers = within(nurse.page, 'Answers');
  expect(await answers.getByRole('checkbox', { name: 'None of these' }).nth(1).isChecked()).toBe(false);
  await answers.getByLabel(/How much do you weigh/).fill('7');
  await answers.getByRole('button', { name: 'Write down the answers' }).click();
  await answers.getByText('A weight is from 25 to 350 kg').waitFor();
  await shot(nurse.page, 'screening-answers');
  expect(await axeFindings(nurse.page)).toEqual([]);
  // What was typed outlives the page.
  await nurse.page.reload();
  await nurse.page.getByRole('button', { name: 'Ask, and write down the answers' }).click();
  await answers.getByLabel(/How much do you weigh/).waitFor();
  await expect.poll(() => answers.getByLabel(/How much do you weigh/).inputValue()).toBe('7');
  await answers.getByLabel(/How much do you weigh/).fill('70.5');
  await answers.getByRole('button', { name: 'Write down the answers' }).click();
  await within(nurse.page, 'Findings').getByText('Needs clearance by a cardiologist').waitFor();
  expect(await nurse.page.getByRole('button', { name: 'Decide and sign' }).count()).toBe(0);

  const letters = within(nurse.page, 'Letters and clearances');
  await letters.getByRole('button', { name: 'Ask for a clearance' }).click();
  expect(await letters.getByRole('checkbox', { name: 'Heart' }).isChecked()).toBe(true);
  expect(await letters.getByLabel('Asked of whom').inputValue()).toBe('a cardiologist');
  await letters.getByLabel('Asked of whom').fill('Dr. Vale, cardiology');
  await letters.getByLabel('What is asked').fill('Whether the arrhythmia stands against a dose.');
  await letters.getByLabel('Due on').fill(dayAhead(9));
  await letters.getByRole('button', { name: 'Wait for it' }).click();
  await letters.getByText('Waited for').waitFor();

  const prescriber = await clinic.open('prescriber', `/courses/${courseId}/screening`);
  const { page } = prescriber;
  const decide = async (named: Record<string, string>) => {
    await page.getByRole('button', { name: /Decide( anew)? and sign/ }).click();
    const findings = within(page, 'Findings');
    await acceptEveryFinding(page);
    for (const [rule, outcome] of Object.entries(named))
      await findings
        .getByRole('radiogroup', { name: `Outcome: ${rule}` })
        .getByRole('radio', { name: outcome })
        .check();
  };
  await decide({ Heart: 'A clearance is asked for' });
  await page.getByText('This comes to: waits for a clearance.').waitFor();
  await shot(page, 'screening-decide');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Sign the screening' }).click();
  await within(page, 'Decisions').getByText('Waits for a clearance').waitFor();

  const room = await clinic.open('nurse', `/sessions/${sessionId}`, { size: TABLET });
  const openGate = async (name = 'Confirm: Screening signed') => room.page.getByRole('button', { name }).click();
  await clinic.send('front_desk', sessionId, [{ type: 'RecordArrival' }]);
  await openGate();
  await room.page.getByText('It is not signed:').waitFor();
  await room.page
    .getByText(/asked of Dr\. Vale, cardiology, due/)
    .first()
    .waitFor();
  await shot(room.page, 'screening-gate-waits');
  expect(await axeFindings(room.page)).toEqual([]);
  await room.page.getByText('Another screening was seen on paper').click();
  await room.page.getByLabel('Reviewed and signed by').fill('Dr. Paper');
  await room.page.getByLabel('Signed on').fill(dayAhead(-1));
  await room.page.getByRole('button', { name: 'Confirm', exact: true }).click();
  await room.page.getByRole('alert').getByText('The screening is not signed').waitFor();
  await shot(room.page, 'screening-gate-refused');

  await letters.getByRole('button', { name: 'It has come' }).click();
  await letters.getByLabel('What it comes to').selectOption('Nothing stands against it');
  await letters.getByLabel('What it says').fill('Benign extrasystoles.');
  await letters.getByRole('button', { name: 'Write down what it says' }).click();
  await letters.getByText('Has come').waitFor();

  await page.reload();
  await page.getByText('A letter has come since, from Dr. Vale, cardiology: read it.').waitFor();
  await decide({ Heart: 'Accepted, with the reason' });
  await page.getByText('This comes to: fits this protocol.').waitFor();
  await page.getByRole('button', { name: 'Sign the screening' }).press('Enter');
  await page.getByText('Nothing has come since that it did not cover.').waitFor();
  expect(
    await within(page, 'Decisions')
      .getByRole('listitem')
      .filter({ has: page.locator('details') })
      .count(),
  ).toBe(2);

  await room.page.reload();
  await openGate();
  await room.page.getByRole('button', { name: 'Confirm as it stands on record' }).click();
  await room.page.getByRole('button', { name: 'Confirm: Screening signed' }).waitFor({ state: 'detached' });

  await (await clinic.as('nurse')).post(`/api/patients/${patientId}/medicines`, {
    id: randomUUID(),
    name: 'Ativan',
    dose: '1 mg at night',
    source: 'patient',
  });
  await room.page.reload();
  await room.page
    .getByText(/New on the medicine list: Ativan, 1 mg at night\./)
    .first()
    .waitFor();
  await shot(room.page, 'screening-gate-reopened');
  const phone = await clinic.open('prescriber', `/courses/${courseId}/screening`, { size: PHONE });
  await phone.page.getByText('New on the medicine list: Ativan, 1 mg at night.').waitFor();
  expect(await sidewaysScroll(phone.page)).toBe(0);
  expect(await axeFindings(phone.page)).toEqual([]);
  await shot(phone.page, 'screening-phone');
  for (const { faults } of [prescriber, room, phone]) expect(faults).toEqual([]);
});

/** Every question answered so that nothing follows. */
const HARMLESS: ScreeningAnswers = Object.fromEntries(
  SCREENING_ITEMS.flatMap((item) => {
    const harmless =
      'options' in item && item.options.find(({ code, effects }) => effects.length === 0 && code !== 'all');
    return harmless && !item.kapOnly ? [[item.linkId, harmless.code]] : [];
  }),
);

test('a decision is not signed over what came while it was written, until who decides has looked', async () => {
  const { patientId, courseId } = await clinic.beginSession('infusion-iv');
  const nurse = await clinic.as('nurse');
  const at = `/api/courses/${courseId}/screening`;
  await nurse.post(at, { id: randomUUID(), follows: null, answers: HARMLESS });
  const { page } = await clinic.open('prescriber', `/courses/${courseId}/screening`);
  const findings = within(page, 'Findings');
  const judge = () => acceptEveryFinding(page);
  await page.getByRole('button', { name: 'Decide and sign' }).click();
  await judge();
  await nurse.post(`/api/patients/${patientId}/medicines`, { id: randomUUID(), name: 'Ativan', source: 'patient' });
  const since = page.getByRole('region', { name: 'What has come since you opened this' });
  // The page asks again by itself: what it learns is shown, and the form stays what was opened.
  await since
    .getByText(/Ativan/)
    .first()
    .waitFor({ timeout: 30_000 });
  expect(await findings.getByRole('radiogroup', { name: /Benzodiazepine/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Sign the screening' }).click();
  await page.getByRole('alert').getByText('Something has changed since you looked').first().waitFor();
  await shot(page, 'screening-came-since');
  expect(await axeFindings(page)).toEqual([]);
  await since.getByRole('button', { name: 'I have looked' }).click();
  await since.waitFor({ state: 'detached' });
  await page.getByText(/left to decide, each with its reason/).waitFor();
  await judge();

  const sent: string[] = [];
  // The first arrives, and its answer does not.
  await page.route('**/screening/decisions', async (route) => {
    sent.push(JSON.parse(String(route.request().postData())).id);
    if (sent.length > 1) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await page.getByRole('button', { name: 'Sign the screening' }).click();
  await page.getByRole('alert').getByText('cannot be reached').first().waitFor();
  const button = page.getByRole('button', { name: 'Sign the screening' });
  await button.click();
  await button.waitFor({ state: 'detached' });
  expect(sent).toHaveLength(2);
  expect(new Set(sent).size).toBe(1);
  const { screening } = (await nurse.get(at)) as { screening: { decisions: readonly unknown[] } };
  expect(screening.decisions).toHaveLength(1);
});

test('other answers that came meanwhile stand beside one’s own, which take their place once one has looked', async () => {
  const { courseId } = await clinic.beginSession('infusion-iv');
  const caller = await clinic.as('therapist');
  const at = `/api/courses/${courseId}/screening`;
  const first = randomUUID();
  await caller.post(at, { id: first, follows: null, answers: HARMLESS });
  const { page } = await clinic.open('nurse', `/courses/${courseId}/screening`);
  const answers = within(page, 'Answers');
  await answers.getByRole('button', { name: 'Change answers' }).click();
  await answers.getByLabel(/How much do you weigh/).fill('71');
  const other = randomUUID();
  await caller.post(at, { id: other, follows: first, answers: { ...HARMLESS, seizure: 'yes' } });
  await answers.getByRole('button', { name: 'Write down the answers' }).click();
  await answers.getByRole('alert').getByText('has written down other answers since you looked').first().waitFor();
  const others = page.getByRole('region', { name: 'Other answers on record' });
  await others.waitFor();
  await shot(page, 'screening-other-answers');
  expect(await axeFindings(page)).toEqual([]);
  // Put aside and opened again, they are still to be looked at.
  await page.reload();
  await answers.getByRole('button', { name: 'Change answers' }).click();
  await expect.poll(() => answers.getByLabel(/How much do you weigh/).inputValue()).toBe('71');
  await others.getByRole('button', { name: 'I have looked' }).click();
  await answers.getByRole('button', { name: 'Write down the answers' }).click();
  await answers.getByText('71 kg').waitFor();
  const { screening } = (await caller.get(at)) as { screening: { answers: { id: string } } };
  expect([first, other]).not.toContain(screening.answers.id);
});
