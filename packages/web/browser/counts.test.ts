/** Counting on the screen: blind, by two people on one phone; what does not agree is settled, and the month is printed. */
import { randomUUID } from 'node:crypto';
import {
  contentOf,
  dayAt,
  type Instant,
  instant,
  MINUTE,
  type Movement,
  type Product,
  quantity,
  RECORD_KINDS,
  RECORDS,
} from '@holdspace/care';
import { DEMO_PASSWORD } from '@holdspace/server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLINIC_ZONE } from './daytime.ts';
import {
  axeFindings,
  DESK,
  demandWellMade,
  type OpenClinic,
  openClinic,
  PHONE,
  sidewaysScroll,
  TABLET,
} from './harness.ts';
import { picturesOf } from './pictures.ts';

const VIAL: Product = {
  id: 'ketamine-50',
  name: 'Ketamine 50 mg/mL, vial of 10 mL',
  substance: 'Ketamine hydrochloride',
  schedule: 'III',
  contents: {
    form: 'solution',
    concentration: quantity(50_000, 'ug/mL'),
    volume: quantity(10_000, 'uL'),
    use: 'multi_dose',
  },
  codes: { ndc: ['00143-9509-10'] },
  storage: 'Room temperature',
};
const LOZENGE: Product = {
  ...VIAL,
  id: 'lozenge-100',
  name: 'Ketamine lozenge 100 mg, pack of 30',
  contents: { form: 'unit', unitName: 'lozenge', strength: quantity(100_000, 'ug'), units: 30, divisibleInto: 2 },
  codes: { ndc: [] },
};
const SAFE = randomUUID();
const VIALS = Array.from({ length: 4 }, () => randomUUID());
let clinic: OpenClinic;

beforeAll(async () => {
  clinic = await openClinic();
  const { store, clinicId, people } = clinic;
  // An hour ago; in the first hour of a month now, since what is looked at is the month that these are of.
  const [anHourAgo, now] = [instant(Date.now() - 60 * MINUTE), instant(Date.now())];
  const monthOf = (moment: Instant) => dayAt(moment, CLINIC_ZONE).slice(0, 7);
  const at = monthOf(anHourAgo) === monthOf(now) ? anHourAgo : now;
  const recording = { by: people.nurse.id, at };
  for (const product of [VIAL, LOZENGE]) await store.formulary.save(clinicId, product, recording);
  await store.inventory.addSafe(clinicId, { id: SAFE, name: 'Main safe' }, recording);
  const by = { id: people.nurse.id, name: people.nurse.name };
  await store.inventory.receive(
    clinicId,
    {
      id: randomUUID(),
      at,
      safe: SAFE,
      supplier: { name: 'Lakeside Supply' },
      invoice: 'INV-1',
      lines: [
        {
          product: VIAL.id,
          lot: 'A17',
          expiresOn: '2099-01-31',
          expected: VIALS.length,
          containers: VIALS.map((id, index) => ({ id, label: `K-000${index + 1}` })),
        },
      ],
    },
    { by, recordedAt: at },
  );
  const { sessionId } = await clinic.beginSession('infusion-iv');
  const hand: Movement['from'] = { kind: 'in_hand', session: sessionId };
  const move = (
    kind: Movement['kind'],
    from: Movement['from'],
    into: Movement['into'],
    micrograms: number,
  ): Movement => ({
    id: randomUUID(),
    kind,
    container: VIALS[0] ?? '',
    amount: quantity(micrograms, 'ug'),
    from,
    into,
    at,
    recordedAt: at,
    by,
    session: sessionId,
  });
  const posted = await store.inventory.post(clinicId, [
    move('drawn', { kind: 'safe', safe: SAFE }, hand, 130_000),
    move('administered', hand, { kind: 'administered' }, 105_000),
    move('wasted', hand, { kind: 'wasted' }, 25_000),
  ]);
  if (posted.some(({ outcome }) => outcome !== 'posted')) throw new Error(JSON.stringify(posted));
});
afterAll(() => clinic?.close());

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 }).waitFor();
async function countOnPage(page: Page, whole: string, left: string): Promise<void> {
  await page.getByLabel(VIAL.name).fill(whole);
  await page.getByLabel(LOZENGE.name).fill('0');
  await page.getByRole('button', { name: 'Add an opened container' }).click();
  await page.getByLabel('Label', { exact: true }).fill('K-0001');
  await page.getByLabel('mL left').fill(left);
}
/** Looks well at every size, and axe finds nothing. */
async function looksWell(page: Page): Promise<void> {
  for (const size of [PHONE, TABLET, DESK]) {
    await page.setViewportSize(size);
    expect(await sidewaysScroll(page), `${size.width}`).toBe(0);
  }
  expect(await axeFindings(page)).toEqual([]);
}

test('two people count one safe on one phone, and neither is shown what should be there', async () => {
  const { page, faults } = await clinic.open('nurse', '/medicine/counts', { size: PHONE, hasTouch: true });
  await page.getByRole('button', { name: 'Begin the first count' }).tap();
  await page.getByLabel('Kind').selectOption({ label: 'Shift hand-over' });
  await page.getByRole('button', { name: 'Begin', exact: true }).tap();
  await heading(page, 'Shift hand-over, Main safe');
  const said = await page.getByRole('main').textContent();
  expect(said).not.toMatch(/370|7\.4|K-000|1\.?870/);

  await page.getByRole('button', { name: 'Sign what I counted' }).tap();
  await page.getByText('Count it, or write 0.').first().waitFor();
  await countOnPage(page, '2', '7,4');
  await page.getByText('write a point for the decimal').waitFor();
  await page.getByLabel('mL left').fill('7.4');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Sign what I counted' }).tap();
  await page.getByRole('heading', { name: 'Now a colleague counts' }).waitFor();
  expect(await page.getByRole('main').textContent()).not.toMatch(/370|7\.4/);

  await page.getByRole('button', { name: 'Hand this device over' }).tap();
  await page.getByLabel(/E-mail/).fill(clinic.people.anesthesia.email);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).tap();
  await heading(page, 'Shift hand-over, Main safe');
  await page.getByText(`${clinic.people.nurse.name} has counted`).waitFor();
  expect(await page.getByRole('main').textContent()).not.toMatch(/370|7\.4/);
  await countOnPage(page, '2', '7.5');
  await page.getByRole('button', { name: 'Sign what I counted' }).tap();
  await page.getByRole('heading', { name: 'What was found' }).waitFor();
  await page.getByText('Less than the ledger says').first().waitFor();
  await page.getByText('within what can be read').first().waitFor();
  await looksWell(page);
  expect(faults).toEqual([]);
});

/** What the browser itself writes down of a refusal. */
const REFUSED = 'Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)';
test('what is missing waits for the medical director, who settles it once', async () => {
  const { page, faults } = await clinic.open('medical_director', '/medicine/discrepancies');
  await page.getByRole('heading', { name: 'One waits' }).waitFor();
  await looksWell(page);
  await page.getByRole('link', { name: 'A count found less than the ledger says' }).click();
  await heading(page, 'A count found less than the ledger says');
  await page.getByRole('button', { name: 'Write down what you know' }).click();
  await page.getByLabel('In words').fill('Both safes were searched.');
  await page.getByRole('button', { name: 'Write it down' }).click();
  await page.getByText('Both safes were searched.').waitFor();

  await page.getByLabel('Adjusted').check();
  await page.getByLabel('Container').selectOption({ label: 'K-0004' });
  await page.getByLabel('Amount in mg').fill('500.5');
  await page.getByLabel('What was done to find out').fill('Searched twice, asked everybody.');
  await page.getByRole('button', { name: 'Settle it' }).click();
  await page.getByRole('alert').getByText('This discrepancy is about 500 mg').first().waitFor();
  await page.getByLabel('Amount in mg').fill(String(contentOf(VIAL).value / 1000));
  await looksWell(page);
  await page.getByRole('button', { name: 'Settle it' }).click();
  await page.getByText('set the ledger to what was counted').waitFor();
  expect(await page.getByRole('button', { name: 'Settle it' }).count()).toBe(0);
  expect(faults.filter((one) => one !== REFUSED)).toEqual([]);
});

test('the month adds up on the screen, bears the registration, and comes as a PDF', async () => {
  const { page, context, faults } = await clinic.open('medical_director', '/medicine/month');
  await heading(page, /Controlled substances/);
  const row = page.getByRole('row', { name: new RegExp(`^${VIAL.name}`) });
  await row.waitFor();
  const cells = (await row.getByRole('cell').allInnerTexts()).map((text) => text.trim());
  expect(cells).toEqual(['0 mg', '2000 mg', '105 mg', '25 mg', '0 mg', '0 mg', '0 mg', '−500 mg', '1370 mg']);
  await page.getByText('2.1 mL (105 mg)').waitFor();
  await page.getByRole('button', { name: 'Write down the DEA registration' }).click();
  for (const [label, text] of [
    ['Name as registered', 'Quay Clinic LLC'],
    ['DEA registration number', 'AB1234563'],
    ['Street', '1 Quay'],
    ['City', 'Albany'],
    ['State (two letters)', 'NY'],
    ['ZIP code', '12207'],
    ['County', 'Albany'],
    ['Telephone', '555 0100'],
    ['Contact person', 'The medical director'],
  ] as const)
    await page.getByLabel(label).fill(text);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByText('Quay Clinic LLC, DEA AB1234563').waitFor();
  await looksWell(page);
  const pdf = await context.request.get(`${clinic.url}/api/inventory/month.pdf`);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  expect(faults).toEqual([]);
});

test('every record of the ledger is read at a screen of any size, and comes as a PDF and as CSV', async () => {
  const { page, context, faults } = await clinic.open('medical_director', '/medicine/records');
  await heading(page, 'Records');
  for (const kind of RECORD_KINDS) {
    const { title } = RECORDS[kind];
    await page.getByLabel('Record').selectOption(kind);
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await heading(page, title);
    await page.getByText('Made from the ledger').waitFor();
    // They are drawn by one component: two are looked at in every size, the others where there is least room.
    const sizes = kind === 'receipts' || kind === 'dispensing' ? [PHONE, TABLET, DESK] : [PHONE];
    await demandWellMade(page, sizes, picturesOf(page, `record-${kind}`));
    for (const [name, begin] of [
      ['CSV', ''],
      ['PDF', '%PDF-'],
    ] as const) {
      const address = await page.getByRole('link', { name, exact: true }).getAttribute('href');
      const file = await context.request.get(`${clinic.url}${address}`);
      expect([kind, name, file.status()]).toEqual([kind, name, 200]);
      expect((await file.body()).toString('latin1').startsWith(begin)).toBe(true);
    }
  }
  await page.getByLabel('Record').selectOption('dispensing');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByRole('region', { name: RECORDS.dispensing.title, exact: true }).getByText('2.1 mL').waitFor();
  expect(faults).toEqual([]);
});

test('patterns begin with what they do not say, and say when there is too little', async () => {
  const { page, faults } = await clinic.open('medical_director', '/medicine/patterns');
  await page.getByText('no accusations').first().waitFor();
  await page.getByText('Too few to say').first().waitFor();
  await looksWell(page);
  expect(faults).toEqual([]);
  const { page: anesthesias } = await clinic.open('anesthesia', '/medicine/counts');
  await heading(anesthesias, 'Counts');
  expect(await anesthesias.getByRole('link', { name: 'Patterns' }).count()).toBe(0);
});
