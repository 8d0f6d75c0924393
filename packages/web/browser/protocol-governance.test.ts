import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { SHIPPED_DOCUMENTS } from '@holdspace/care';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings, DESK, type OpenClinic, openClinic, PHONE, sidewaysScroll, TABLET } from './harness.ts';

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic?.close());

const KAP = 'Ketamine-assisted psychotherapy, intramuscular';
const shipped = (id: string) => {
  const document = SHIPPED_DOCUMENTS.find((one) => one.id === id);
  if (!document) throw new Error(`no shipped ${id}`);
  return document;
};
const open = (page: Page, section: string) =>
  page.getByRole('navigation', { name: 'Sections of the draft' }).getByRole('button', { name: section }).click();
const saved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true }).waitFor();

/** A draft, made as the screen makes one. */
async function draftFrom(document: object): Promise<string> {
  const id = randomUUID();
  await (await clinic.as('medical_director')).post('/api/protocol-drafts', { id, document });
  return id;
}

test('a medical director drafts, edits, compares, signs; a new course takes it, the old one stays until it is moved', async () => {
  const { patientId } = await clinic.planVisit('kap-im');
  const { page, faults } = await clinic.open('medical_director', '/protocols');
  await page.getByRole('link', { name: KAP, exact: true }).click();
  await page.getByRole('button', { name: 'Draft a new version' }).click();

  await open(page, 'The dose');
  const jump = page.getByLabel('A rise over the last dose that asks why');
  await jump.fill('250.5.1');
  await page.getByText('One thing is wrong').waitFor();
  await jump.fill('40');
  await page.getByText('Was 25 % · Loosens a limit').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await jump.inputValue()).toBe('25');
  await page.getByRole('button', { name: 'Redo' }).click();
  await saved(page);
  await page.reload();
  await open(page, 'The dose');
  expect(await page.getByLabel('A rise over the last dose that asks why').inputValue()).toBe('40');

  await open(page, 'What it changes');
  await page.getByText('The label stays as it is.').waitFor();
  const propose = page.getByRole('button', { name: 'Propose for signature' });
  expect(await propose.isDisabled()).toBe(true);
  await page.getByLabel(/^Why/).fill('Our patients step up by a third.');
  await page.getByRole('button', { name: /^Use 2\.0\.0/ }).click();
  await propose.click();

  await page.getByText('Proposed, awaiting sign-off').first().waitFor();
  await page.getByRole('link', { name: 'Read and sign' }).click();
  await page.getByText('Changed by the medical director: Our patients step up by a third.').waitFor();
  await page.getByLabel('I have read the statement and sign it.').check();
  await page.getByRole('button', { name: 'Sign version 2.0.0' }).click();
  await page.getByText(/^Signed by Robin Medical director, in force since/).waitFor();

  const nurse = await clinic.open('nurse', `/patients/${patientId}`);
  await nurse.page.getByText('Version 2.0.0 is in force for new courses').waitFor();
  await nurse.page.getByRole('button', { name: 'New course' }).click();
  const names = await nurse.page.getByLabel('Protocol').locator('option').allTextContents();
  expect(names).toContain(`${KAP}, 2.0.0`);
  expect(names).not.toContain(`${KAP}, 1.0.0`);
  await nurse.page.getByLabel('Protocol').selectOption({ label: `${KAP}, 2.0.0` });
  await nurse.page.getByRole('button', { name: 'Begin course' }).click();
  await nurse.page.getByRole('link', { name: 'Protocol 2.0.0' }).waitFor();
  await nurse.page.getByRole('link', { name: 'Protocol 1.0.0' }).waitFor();

  const prescriber = await clinic.open('prescriber', `/patients/${patientId}`);
  await prescriber.page.getByRole('button', { name: 'See what moving it to 2.0.0 changes' }).click();
  const move = prescriber.page.getByRole('button', { name: 'Move to version 2.0.0' });
  await prescriber.page.getByLabel('Why this patient is moved').fill('She tolerates larger steps.');
  await move.click();
  await prescriber.page
    .getByRole('alert')
    .getByText(/Not yet said/)
    .first()
    .waitFor();
  await prescriber.page.getByLabel(/I know which limits become wider/).check();
  await move.click();
  await prescriber.page.getByText(/Moved from version 1\.0\.0 to 2\.0\.0 by Robin Prescriber/).waitFor();
  expect(await prescriber.page.getByRole('link', { name: 'Protocol 1.0.0' }).count()).toBe(0);
  expect([...faults, ...nurse.faults]).toEqual([]);
  // The one refusal that was asked for above is all that the browser complained of.
  expect(prescriber.faults.filter((fault) => !fault.includes('422'))).toEqual([]);
});

test('what is wrong is told with its rule, and leads to its field', async () => {
  const document = structuredClone(shipped('kap-im')) as { gates: { gate: string; validFor?: unknown }[] };
  const consent = document.gates.findIndex((gate) => gate.gate === 'consent');
  Object.assign(document.gates[consent] ?? {}, { validFor: { value: 180, unit: 'fortnights' } });
  const { page } = await clinic.open('medical_director', `/protocols/drafts/${await draftFrom(document)}`);
  const errors = page.getByRole('region', { name: 'One thing is wrong' });
  await errors.getByText('wrong-unit').waitFor();
  await errors.getByRole('button').click();
  const unit = page.getByLabel('Valid for: unit');
  await unit.selectOption('days');
  await errors.waitFor({ state: 'detached' });
  await saved(page);
});

test('a draft that loses the name of psychotherapy says so, loudly, before it is proposed and before it is signed', async () => {
  const kap = shipped('kap-im');
  const document = {
    ...kap,
    name: 'Ketamine injection',
    phases: kap.phases.map((phase) => ({ ...phase, presence: phase.presence.filter((rule) => !rule.continuous) })),
  };
  const { page } = await clinic.open(
    'medical_director',
    `/protocols/drafts/${await draftFrom(document)}?section=changes`,
  );
  await page.getByRole('alert').getByText('It may no longer be called ketamine-assisted psychotherapy.').waitFor();
  for (const field of await page.getByLabel(/^Why/).all()) await field.fill('The injection is given alone here.');
  await page.getByRole('button', { name: /by how much it changes$/ }).click();
  await page.getByRole('button', { name: 'Propose for signature' }).click();
  await page.getByRole('link', { name: 'Read and sign' }).click();
  await page.getByRole('alert').getByText('It may no longer be called ketamine-assisted psychotherapy.').waitFor();
  await page.getByLabel('I have read the statement and sign it.').check();
  const sign = page.getByRole('button', { name: /^Sign version/ });
  expect(await sign.isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Decline' }).click();
  await page.getByLabel('Why', { exact: true }).fill('We keep the company of a therapist.');
  await page.getByRole('button', { name: 'Decline it' }).click();
  await page.getByText('“We keep the company of a therapist.”').waitFor();
});

test('of two who write in one draft, the later is asked, and nothing is overwritten unseen', async () => {
  const id = await draftFrom(shipped('infusion-iv'));
  const [one, other] = [
    await clinic.open('medical_director', `/protocols/drafts/${id}`),
    await clinic.open('prescriber', `/protocols/drafts/${id}`),
  ];
  await one.page.getByLabel('Summary').waitFor();
  await other.page.getByLabel('Summary').fill('The prescriber’s words.');
  await saved(other.page);
  await one.page.getByLabel('Summary').fill('The director’s words.');
  await one.page.getByText('Not saved: somebody else wrote in it').waitFor();
  await one.page
    .getByRole('alert')
    .getByText(/Robin Prescriber saved this draft/)
    .waitFor();
  await one.page.getByRole('button', { name: 'Look at theirs' }).click();
  await one.page.waitForFunction(
    () => document.querySelector<HTMLTextAreaElement>('textarea[id$="summary"]')?.value === 'The prescriber’s words.',
  );
});

test('a protocol goes out as a file and comes back as a draft', async () => {
  const { page } = await clinic.open('medical_director', '/protocols/esketamine-nasal');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('esketamine-nasal-1.0.0.json');
  const path = await download.path();
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(shipped('esketamine-nasal'));
  await page.goto(`${clinic.url}/protocols`);
  await page.getByLabel('A protocol document').setInputFiles({
    name: 'x.json',
    mimeType: 'application/json',
    buffer: Buffer.from('no protocol'),
  });
  await page.getByRole('alert').getByText('x.json could not be read').waitFor();
  await page.getByLabel('A protocol document').setInputFiles(path);
  await page.getByText('draft from version 1.0.0').waitFor();
});

test('who may not draft or sign is offered neither', async () => {
  const { page } = await clinic.open('guide', '/protocols/infusion-iv');
  await page.getByRole('heading', { name: 'Versions, and who signed them' }).waitFor();
  for (const name of ['Draft a new version', /^Retire/, 'Read and sign'])
    expect(await page.getByRole('button', { name }).count()).toBe(0);
});

test.each([
  [PHONE, 'light', ['The dose', 'What it changes']],
  [TABLET, 'dark', ['The session, phase by phase', 'What must be true before a dose']],
  [DESK, 'light', ['Sources', 'What it changes']],
] as const)(
  'axe finds nothing in the editor and the signing, and nothing scrolls sideways (%j, %s)',
  async (size, colorScheme, sections) => {
    const kap = shipped('kap-sublingual');
    const changed = { ...kap, version: '1.0.1', gates: kap.gates.slice(1), afterwards: kap.afterwards.slice(1) };
    const { page } = await clinic.open('medical_director', `/protocols/drafts/${await draftFrom(changed)}`, {
      size,
      colorScheme,
    });
    for (const section of sections) {
      await open(page, section);
      await page.getByRole('heading', { name: section, level: 2 }).waitFor();
      expect([section, await axeFindings(page), await sidewaysScroll(page)]).toEqual([section, [], 0]);
    }
    await page.goto(`${clinic.url}/protocols/kap-sublingual/sign/1.0.0`);
    await page.getByText(/^This version is decided/).waitFor();
    expect([await axeFindings(page), await sidewaysScroll(page)]).toEqual([[], 0]);
  },
);
