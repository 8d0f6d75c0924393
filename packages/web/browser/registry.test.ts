/** The registry on screen: what is given is shown whole before it is, and clinics stand together without being ranked. */
import { randomUUID } from 'node:crypto';
import {
  DAY,
  HOUR,
  instant,
  REGISTRY_KIND,
  REGISTRY_VERSION,
  type RegistrySummary,
  shippedConsent,
} from '@holdspace/care';
import { hashOfContent, newCheckpointKey, parseCheckpointKeys, signSummary } from '@holdspace/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepScore } from '../../outcomes/src/testing-scores.ts';
import { keepSession } from '../../outcomes/src/testing-sessions.ts';
import { type OpenClinic, openClinic } from './harness.ts';
import { lookAt } from './pictures.ts';

let clinic: OpenClinic;
const NOW = Date.now();

/** A patient who consents, was treated once, and answered before and after. */
async function keepPatient(index: number): Promise<void> {
  const { store, clinicId } = clinic;
  const patientId = randomUUID();
  const begun = NOW - (90 - index) * DAY;
  const identity = {
    id: patientId,
    name: `Awa Quillmark-${index}`,
    dateOfBirth: '1981-04-05',
    recordNumber: `G-${index}`,
  };
  await store.patients.create(clinicId, identity, instant(begun - 9 * DAY));
  const { courseId, sessionId } = await keepSession(store, { clinicId, patientId, at: instant(begun) });
  const score = (moment: string, days: number, value: number, instrument = 'phq-9') =>
    keepScore(store, {
      ...{ clinicId, patientId, courseId, moment, value, instrument },
      ...(moment === 'day_1' && { sessionId }),
      at: instant(begun + days * DAY + 4 * HOUR),
    });
  await score('baseline', -3, 20);
  await score('day_1', 1, 8 + (index % 9));
  await score('at_will', 21, 3 + ((index * 5) % 14));
  if (index === 0) return;
  const content = shippedConsent('research', { route: 'intravenous', substance: 'ketamine', kind: 'medical' });
  const id = randomUUID();
  await store.consents.sign(clinicId, patientId, id, () => ({
    ...{ id, patientId, documentId: 'research', version: 1, language: 'en', isDrawn: false },
    textHash: hashOfContent(content),
    signedAt: instant(NOW - DAY),
    secret: {
      ...{ name: 'Awa Quillmark', filled: [], from: { address: 'test' }, tries: [] },
      text: { title: content.title.en, pieces: [], ifWithdrawn: content.ifWithdrawn.en },
    },
  }));
}

const other = (index: number, meanChange: number, responded: number | null): RegistrySummary => ({
  ...{ kind: REGISTRY_KIND, version: REGISTRY_VERSION, giver: randomUUID(), madeOn: '2026-02-01' },
  name: index % 2 === 0 ? `Harbor ${index}` : null,
  changes: [
    {
      ...{ protocol: 'infusion-iv', instrument: 'phq-9', scale: 'total', moment: 'last', patients: 30 + 9 * index },
      ...{ meanChange, standardDeviation: 5.5, responded, remitted: null, missing: index % 2 === 0 ? 14 : null },
    },
  ],
  harms: [{ protocol: 'infusion-iv', sessions: 120 + 40 * index, events: 11 + 3 * index }],
});
const OTHERS = [
  [-8.1, 15],
  [-6.4, 14],
  [-9.7, 26],
  [-7.2, null],
  [-5.9, 23],
] as const;

beforeAll(async () => {
  clinic = await openClinic({ checkpointKeys: parseCheckpointKeys(newCheckpointKey()) });
  for (let index = 0; index < 26; index += 1) await keepPatient(index);
});
afterAll(() => clinic?.close());

test('a director reads the very document, joins with a reason, takes in files, and sees where the clinic stands', async () => {
  const { page, faults } = await clinic.open('medical_director', '/');
  await page.getByRole('link', { name: 'Outcomes' }).click();
  await page.getByRole('link', { name: 'The registry: beside other clinics' }).click();
  await page.getByRole('heading', { name: 'This clinic takes no part' }).waitFor();
  await page.getByText('25 of 26 treated patients').waitFor();
  await page.getByText('The document itself, word for word').click();
  const document = page.getByRole('region', { name: 'The summary as it is given' });
  expect(JSON.parse((await document.textContent()) ?? '')).toMatchObject({ kind: REGISTRY_KIND, name: 'Quay Clinic' });
  expect(await page.locator('main').textContent()).not.toMatch(/Quillmark|\bAwa\b/);
  await page.getByRole('button', { name: 'Join the registry' }).press('Enter');
  await page.getByLabel('Others may read the clinic’s name').uncheck();
  expect(JSON.parse((await document.textContent()) ?? '').name).toBeNull();
  await page.getByLabel('Why the clinic joins').fill('To learn from one another');
  await lookAt(page, 'registry-before');
  await page.getByRole('button', { name: 'Join and give this summary' }).click();
  await page.getByText('No other clinic has given anything yet', { exact: false }).waitFor();
  await page.getByText('Its summary was last given on', { exact: false }).waitFor();
  await page.getByText('It takes two clinics with this figure to pool it.').first().waitFor();
  await lookAt(page, 'registry-alone');

  const key = parseCheckpointKeys(newCheckpointKey());
  const upload = (content: unknown, name = 'summary.json') =>
    page.locator('input[type=file]').setInputFiles({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
    });
  const files = OTHERS.map(([mean, responded], index) =>
    signSummary(key, other(index, mean, responded), instant(NOW - HOUR)),
  );
  for (const [index, file] of files.entries()) {
    await upload(file);
    await expect.poll(() => page.getByRole('button', { name: 'Remove' }).count()).toBe(index + 1);
  }
  await upload({ ...files[0], madeAt: instant(NOW) });
  await page.getByText('was altered since it was signed', { exact: false }).first().waitFor();
  await upload('no summary');
  await page.getByText('This file cannot be read', { exact: false }).waitFor();

  const change = page.getByRole('table', { name: /^Mean change, .* by clinic$/ });
  await change.getByRole('rowheader', { name: '6 clinics together' }).waitFor();
  expect(await change.getByRole('rowheader').first().textContent()).toBe('This clinic');
  await change.getByText('95 % prediction interval', { exact: false }).waitFor();
  await page.getByText('1 clinic hides this figure', { exact: false }).first().waitFor();
  await page.getByText('The 5 others together, without this one', { exact: false }).first().waitFor();
  await page.getByText('Nobody drew lots for a treatment', { exact: false }).waitFor();
  await lookAt(page, 'registry-pooled');
  expect(await page.locator('main').textContent()).not.toMatch(/Quillmark|\bAwa\b/);
  expect(faults.filter((fault) => !/400/.test(fault))).toEqual([]);
});

test('another moment is chosen by the keyboard and stays in the address; a file can be saved', async () => {
  const { page } = await clinic.open('medical_director', '/registry');
  await page.getByLabel('When').selectOption('day_1');
  await page.getByText('It takes two clinics with this figure to pool it.').first().waitFor();
  expect(page.url()).toContain('when=day_1');
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save this clinic’s summary as a signed file' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('registry-summary.json');
});

test('a prescriber sees the pools and changes nothing; nobody else sees them', async () => {
  const { page } = await clinic.open('prescriber', '/registry');
  await page.getByRole('heading', { name: 'Change, clinic by clinic' }).waitFor();
  for (const name of ['Leave the registry', 'Give a new summary now', 'Remove'])
    expect(await page.getByRole('button', { name }).count(), name).toBe(0);
  const desk = await clinic.open('front_desk', '/registry');
  await desk.page.getByRole('heading', { name: 'The registry could not be shown' }).waitFor();
  expect(await desk.page.getByRole('link', { name: 'Outcomes' }).count()).toBe(0);
});

test('who leaves says why, and what was given and received is gone', async () => {
  const { page } = await clinic.open('medical_director', '/registry');
  await page.getByRole('button', { name: 'Leave the registry' }).click();
  await page.getByLabel('Why the clinic leaves').fill('The year is over');
  await page.getByRole('button', { name: 'Leave, and take back what was given' }).click();
  await page.getByRole('heading', { name: 'This clinic takes no part' }).waitFor();
  await page.getByText(/^Left on .*The year is over$/).waitFor();
  await page.getByText(/^Joined on .*To learn from one another$/).waitFor();
});
