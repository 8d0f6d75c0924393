/** The past comes in: a file of another system, its columns settled, every row looked at, and the course picture after it. */
import { DAY, instant } from '@holdspace/care';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { keepScore } from '../../outcomes/src/testing-scores.ts';
import { type OpenClinic, openClinic } from './harness.ts';
import { lookAt } from './pictures.ts';

vi.setConfig({ testTimeout: 480_000 });

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
}, 400_000);
afterAll(() => clinic?.close());

async function bring(page: Page, holds: string, name: string, text: string | Buffer): Promise<void> {
  await page.getByLabel('What it holds').selectOption({ label: holds });
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text as string) });
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}
const tryIt = (page: Page) => page.getByRole('button', { name: 'Try it, and bring nothing yet' }).press('Enter');

test('a clinic brings its past: what is not settled is asked, what is wrong is listed, and the picture shows it apart', async () => {
  const { patientId, courseId } = await clinic.planVisit('infusion-iv');
  const recordNumber = 'Q-1001';
  await keepScore(clinic.store, {
    ...{ clinicId: clinic.clinicId, patientId, courseId, moment: 'baseline', value: 17 },
    at: instant(Date.now() - 20 * DAY),
  });
  const { page, faults } = await clinic.open('clinic_admin', '/');
  await page.getByRole('link', { name: 'Import' }).click();
  await page.getByRole('heading', { level: 1, name: 'Import' }).waitFor();
  await page.getByText('Nothing yet.').waitFor();
  await lookAt(page, 'import-empty');

  // Scores, in the letters and numbers of another country; day or month first, nothing tells.
  const scores = [
    'Record;Fecha;PHQ9_total;GAD7;Notas',
    `${recordNumber};02/03/2025;21;15;señal`,
    `${recordNumber};04/05/2025;16;12;`,
    `${recordNumber};06/08/2025;14;;`,
    'Q-9999;06/08/2025;14;;',
    `${recordNumber};07/09/2025;28;;`,
  ].join('\n');
  await bring(page, 'Past measure results', 'former-system.csv', Buffer.from(scores, 'latin1'));
  await page.getByText('5 rows of 5 columns, in Windows-1252.').waitFor();
  await page.getByText('To be settled first').waitFor();
  expect(await page.getByRole('button', { name: 'Try it, and bring nothing yet' }).isDisabled()).toBe(true);
  await lookAt(page, 'import-columns');
  await page.getByLabel('How it is written').selectOption({ label: 'month, day, year (03/01/2026)' });
  await tryIt(page);
  await page.getByText('Nothing has come in yet.').waitFor();
  await page.getByText('Nobody here has this record number.').waitFor();
  await page.getByText('28: PHQ-9 total goes from 0 to 27.').waitFor();
  await lookAt(page, 'import-dry-run');
  expect(await page.getByRole('button', { name: 'Import 3 rows' }).isDisabled()).toBe(true);
  await page.getByLabel('Leave out the 2 refused rows, and import the rest').press('Space');
  await page.getByRole('button', { name: 'Keep these columns for the next file' }).click();
  await page.getByLabel('Keep them as').fill('Former system');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.getByText('Kept.').waitFor();
  await page.getByRole('button', { name: 'Import 3 rows' }).press('Enter');
  await page.getByText('2 refused rows left out').waitFor();
  await page.getByRole('heading', { name: 'Take it back' }).waitFor();
  await lookAt(page, 'import-imported');

  // Doses, weighed in pounds: the unit is asked where nothing says it.
  await page.getByRole('link', { name: 'Import' }).first().click();
  const doses = `mrn,date,dose mg,drug,route,weight\n${recordNumber},2025-02-04,40,ketamine,IV,176\n${recordNumber},2025-02-11,50,ketamine,IM,175\n`;
  await bring(page, 'Past doses', 'doses.csv', doses);
  await page.getByLabel('In which unit').selectOption({ label: 'pounds' });
  await tryIt(page);
  await page.getByText('2 past doses').waitFor();
  await page.getByLabel('Rows shown').selectOption('repaired');
  await page.getByText('176 lb is kept as 79.8323 kg.').waitFor();
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await page.getByRole('heading', { name: 'What was imported' }).waitFor();

  // The same file again changes nothing.
  await page.getByRole('link', { name: 'Import' }).first().click();
  await bring(page, 'Past doses', 'doses.csv', doses);
  await page.getByLabel('In which unit').selectOption({ label: 'pounds' });
  await tryIt(page);
  await page.getByText('It brings nothing that is not here.').waitFor();
  expect(faults).toEqual([]);

  const director = await clinic.open('medical_director', `/patients/${patientId}/course`);
  await director.page.getByText('40 mg, intravenous (imported)').waitFor();
  await director.page.getByText('All 4 scores').click();
  expect(await director.page.getByText('imported', { exact: false }).count()).toBeGreaterThan(3);
  await lookAt(director.page, 'import-course-picture');
  expect(director.faults).toEqual([]);
});

test('a file that cannot be read says why, and what to do', async () => {
  const { page } = await clinic.open('medical_director', '/import');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByText('Choose the file first.').waitFor();
  await page.locator('input[type=file]').setInputFiles({
    name: 'patients.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from([0x50, 0x4b, 3, 4, 0, 0]),
  });
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByText('Save it anew as “CSV UTF-8”', { exact: false }).first().waitFor();
  await lookAt(page, 'import-refused');
});

test('nobody else is offered it', async () => {
  const { page } = await clinic.open('nurse', '/import');
  await page.getByText('The imports could not be shown').waitFor();
  expect(await page.getByRole('link', { name: 'Import' }).count()).toBe(0);
});
