/** A group that integrates together, and the notes around it: who counts as having come, and who reads what. */
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, type OpenClinic, openClinic, PHONE, type PlannedVisit } from './harness.ts';
import { lookAt } from './pictures.ts';

const OBSERVED = 'Lay still with open hands, then wept for some minutes; took the offered hand.';

let clinic: OpenClinic;
let ines: PlannedVisit;
let jonah: PlannedVisit;
beforeAll(async () => {
  clinic = await openClinic();
  [ines, jonah] = [await clinic.planVisit('kap-im'), await clinic.planVisit('kap-im')];
  const director = await clinic.as('medical_director');
  for (const { patientId } of [ines, jonah])
    await director.post(`/api/patients/${patientId}/care-team`, {
      id: randomUUID(),
      personId: clinic.people.therapist.id,
      why: 'Their therapist here.',
    });
  // The app may have to be built first.
}, 400_000);
afterAll(() => clinic?.close());

const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
/** Presses what asks once more, and again where a slow machine let the question lapse. */
async function confirm(first: Locator, asks: Locator): Promise<void> {
  await expect
    .poll(async () => {
      await first.click({ timeout: 2_000 }).catch(() => undefined);
      return asks.click({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    })
    .toBe(true);
}
async function atHome({ patientId, patientName }: PlannedVisit) {
  const therapist = await clinic.as('therapist');
  const { invitation } = (await therapist.post(`/api/patients/${patientId}/portal-invitation`, {})) as {
    invitation: { link: string; code: string };
  };
  const opened = await clinic.open(null, invitation.link, { size: PHONE, hasTouch: true });
  await opened.page.getByLabel('Code').fill(invitation.code);
  await button(opened.page, 'Come in').click();
  await opened.page.getByRole('heading', { level: 1, name: `Welcome, ${patientName}` }).waitFor();
  return opened;
}

test('a group is made, agreed to, and met; who came without having agreed does not count until they have', async () => {
  const { page, faults } = await clinic.open('therapist', '/groups', { size: DESK });
  await page.getByText('No groups yet').waitFor();
  await button(page, 'New group').click();
  await page.getByLabel('Name').fill('Thursday circle');
  await page.getByLabel('Place', { exact: true }).fill('The quiet room');
  await lookAt(page, 'new-group');
  await button(page, 'Make the group').click();
  await page.getByRole('heading', { level: 1, name: 'Thursday circle' }).waitFor();
  for (const { patientName } of [ines, jonah]) {
    await button(page, 'Take somebody in').click();
    await page.getByLabel('Patient').selectOption({ label: patientName });
    await button(page, 'Take in').click();
    await page.getByRole('link', { name: patientName, exact: true }).waitFor();
  }

  // Each sees that there is a group, and no name of anybody else in it.
  const home = await atHome(ines);
  await home.page.getByRole('heading', { name: 'Integration group' }).waitFor();
  await button(home.page, 'Read and agree to keep what is said').click();
  await home.page.getByText('What others say in this group stays in this group', { exact: false }).waitFor();
  expect(await home.page.content()).not.toContain(jonah.patientName);
  await lookAt(home.page, 'group-at-home', home.page.getByRole('article').filter({ hasText: 'Integration group' }));
  await button(home.page, 'I agree').click();
  await home.page.getByText('You have agreed to keep what is said there.').waitFor();
  expect(home.faults).toEqual([]);

  await button(page, 'Plan a meeting').click();
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Day', { exact: true }).fill(yesterday);
  await page.getByLabel('Time', { exact: true }).fill('10:00');
  await button(page, 'Plan').click();
  const came = (name: string) => page.getByRole('group', { name, exact: true });
  await came(ines.patientName).waitFor();
  await button(came(ines.patientName), 'There').click();
  await page.getByText('Counts as their visit.').waitFor();
  await button(came(jonah.patientName), 'Came late').click();
  await page.getByText('Does not count yet: no agreement is signed.').waitFor();

  await page.getByLabel('Note about the meeting').fill('Jonah told of the harbor; long silences, held by all.');
  await button(page, 'Add the note').click();
  await page.getByRole('alert').filter({ hasText: 'Jonah' }).first().waitFor();
  await page.getByLabel('Note about the meeting').fill('One told of the harbor; long silences, held by all.');
  await button(page, 'Add the note').click();
  await page.getByRole('paragraph').filter({ hasText: 'One told of the harbor' }).waitFor();
  await expect.poll(() => page.getByLabel('Note about the meeting').inputValue()).toBe('');
  await lookAt(page, 'group');

  await confirm(button(page, 'Signed on paper'), button(page, 'Signed the text below?'));
  await page.getByText(/^Agreed on paper/).waitFor();
  await button(came(jonah.patientName), 'Came late').click();
  await expect.poll(() => page.getByText('Counts as their visit.').count()).toBe(2);
  expect(faults.filter((fault) => !/40[09]|422/.test(fault))).toEqual([]);

  // The visit that counts is in each one's own course.
  for (const { courseId } of [ines, jonah]) {
    const arc = (await (await clinic.as('therapist')).get(`/api/courses/${courseId}/arc`)) as {
      visits: { kind: string; outcome?: string }[];
    };
    expect(arc.visits.filter(({ kind }) => kind === 'integration')).toMatchObject([{ outcome: 'held' }]);
  }
  // Others who work here see when and where, and nobody in it.
  const desk = await clinic.open('front_desk', '/groups', { size: DESK });
  await desk.page.getByRole('heading', { name: 'Thursday circle' }).waitFor();
  for (const { patientName } of [ines, jonah]) expect(await desk.page.content()).not.toContain(patientName);
  await lookAt(desk.page, 'groups');
});

test('a progress note has the sections of its template, an observation is what was seen, and each is signed and stays', async () => {
  const { page, faults } = await clinic.open('therapist', `/patients/${ines.patientId}/notes`, { size: DESK });
  await button(page, 'Write a progress note: DAP').click();
  await page.getByLabel('Data').fill('Has kept three lines each morning; slept six hours.');
  await page.getByLabel('Assessment').fill('Nearer to the focus; the night is still short.');
  await page.getByText(/^Saved at/).waitFor();
  await page.getByText('Nothing yet under Plan. It can be signed like this.').waitFor();
  await lookAt(page, 'progress-note');
  await page.getByLabel('Plan').fill('One more week of the same practice; look again on Thursday.');
  await page.getByText(/^Saved at/).waitFor();
  await confirm(button(page, 'Sign'), button(page, 'Sign? It stays as it is'));
  await page.getByRole('heading', { name: 'Notes of the record' }).waitFor();
  expect(await button(page, 'Go on writing').count()).toBe(0);
  await button(page, 'Amend').click();
  await page.getByRole('heading', { name: 'Amendment: Progress note: DAP' }).waitFor();
  await button(page, 'Leave as a draft').click();

  const guide = await clinic.open('guide', `/patients/${ines.patientId}/notes`, { size: PHONE, hasTouch: true });
  expect(await button(guide.page, /^Write a progress note/).count()).toBe(0);
  await button(guide.page, 'Write a guide observation').click();
  await guide.page.getByLabel('Text').fill(OBSERVED);
  await guide.page.getByText(/^Saved at/).waitFor();
  await lookAt(guide.page, 'guide-observation');
  await confirm(button(guide.page, 'Sign'), button(guide.page, 'Sign? It stays as it is'));
  await guide.page.getByRole('heading', { name: 'Guide observations' }).waitFor();

  await page.reload();
  await page.getByText(OBSERVED, { exact: true }).waitFor();
  await lookAt(page, 'notes');
  // Signed, they are the patient's to read as well, and nobody else's.
  const home = await atHome(ines);
  await home.page.getByText(OBSERVED, { exact: true }).waitFor();
  const other = await atHome(jonah);
  expect(await other.page.content()).not.toContain(OBSERVED);
  for (const { faults: of } of [{ faults }, guide, home]) expect(of).toEqual([]);
});
