/** The safe on the screen: received, looked at, moved, wasted before a witness, recalled; by keyboard and by finger. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  axeFindings,
  BAD_REQUEST,
  DESK,
  demandWellMade,
  type OpenClinic,
  openClinic,
  PHONE,
  sidewaysScroll,
  TABLET,
} from './harness.ts';
import { picturesOf } from './pictures.ts';

const PIN = '739264';
const VIAL = 'Ketamine 50 mg/mL, vial of 10 mL';

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic?.close());

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 }).waitFor();
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function addSafe(page: Page, name: string): Promise<void> {
  await page.getByLabel('What it is called').fill(name);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByLabel('What it is called').waitFor({ state: 'detached' });
}
interface Line {
  readonly lot: string;
  readonly expiresOn: string;
  readonly invoiced: string;
  readonly came: string;
}
async function fillReceipt(page: Page, invoice: string, line: Line): Promise<void> {
  await page.getByLabel('Supplier', { exact: true }).fill('Lakeside Supply');
  await page.getByLabel('Invoice number').fill(invoice);
  await page.getByLabel('Supplier’s DEA registration').fill('AB1234563');
  await page.getByLabel('Supplier’s address').fill('1 Lakeside, Anytown');
  await page.getByLabel('Into which safe').selectOption({ label: 'Main safe' });
  await page.getByLabel('Product').selectOption({ label: VIAL });
  await page.getByLabel('Lot', { exact: true }).fill(line.lot);
  await page.getByLabel('Expires on').fill(line.expiresOn);
  await page.getByLabel('The invoice says').fill(line.invoiced);
  await page.getByLabel('That many came', { exact: true }).fill(line.came);
}

test('an empty clinic is led from the formulary to a safe to what is received', async () => {
  const { page: admin, faults } = await clinic.open('clinic_admin', '/medicine/formulary');
  await admin.getByRole('heading', { name: 'Nothing in the formulary yet' }).waitFor();
  await admin.getByRole('button', { name: 'Take over shipped products' }).first().click();
  await admin.getByRole('button', { name: `Take over ${VIAL}`, exact: true }).click();
  await admin.getByRole('list', { name: 'Products' }).getByRole('link', { name: VIAL }).click();
  await heading(admin, VIAL);
  await admin.getByText('One container holds 50 mg/mL × 10 mL = 500 mg').waitFor();
  expect(await axeFindings(admin)).toEqual([]);

  const { page } = await clinic.open('nurse', '/medicine');
  await page.getByRole('heading', { name: 'No safe yet' }).waitFor();
  await page.getByRole('button', { name: 'Add the first safe' }).click();
  await addSafe(page, 'Main safe');
  await page.getByRole('heading', { name: 'Nothing in stock' }).waitFor();
  await page.getByRole('button', { name: 'Add a safe' }).click();
  await addSafe(page, 'Room safe');
  expect(faults).toEqual([]);
});

test('a product of one’s own is reckoned as it is written, and a comma is asked about', async () => {
  const { page } = await clinic.open('medical_director', '/medicine/formulary');
  await page.getByRole('button', { name: 'New product' }).click();
  await page.getByLabel('Name').fill('Ketamine 50 mg/mL, vial of 5 mL');
  await page.getByLabel('Concentration, mg/mL').fill('5,0');
  await page.getByLabel('Volume of one vial, mL').fill('5');
  await page.getByLabel('Storage').fill('At 20 to 25 °C, away from light');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('write a point for the decimal').waitFor();
  await page.getByLabel('Concentration, mg/mL').fill('5');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('the name says 50 mg/mL, the concentration is 5 mg/mL').waitFor();
  await page.getByLabel('Concentration, mg/mL').fill('50');
  await page.getByText('One container holds 50 mg/mL × 5 mL = 250 mg').waitFor();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('link', { name: 'Ketamine 50 mg/mL, vial of 5 mL' }).waitFor();
});

test('by keyboard: two vials are received, stand in stock, one is moved and wasted before a witness', async () => {
  const { page, faults } = await clinic.open('nurse', '/medicine/receive');
  await fillReceipt(page, 'INV-7', { lot: 'A17', expiresOn: inDays(30), invoiced: '3', came: '2' });
  await page.getByText('The invoice says 3, 2 came.').waitFor();
  const send = page.getByRole('button', { name: 'Receive 2 containers' });
  await send.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('tick it if it is right').waitFor();
  const right = page.getByRole('checkbox', { name: 'Yes, that many came' });
  await right.focus();
  await page.keyboard.press('Space');
  await send.focus();
  await page.keyboard.press('Enter');
  await heading(page, 'Invoice INV-7');
  await page.getByText('2 came, 3 on the invoice').waitFor();
  await page.getByRole('link', { name: 'K-0001' }).focus();
  await page.keyboard.press('Enter');
  await heading(page, 'K-0001');
  await page.getByText('500 mg of 500 mg').waitFor();

  await page.getByRole('button', { name: 'Move', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Move it' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Move: 500 mg of K-0001, recorded.').waitFor();
  await page.getByRole('row', { name: /Moved/ }).getByText('Room safe').waitFor();

  await page.getByRole('button', { name: 'Waste the leftover' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('How much, in mg').fill('40,5');
  await page.getByText('write a point for the decimal').waitFor();
  await page.getByLabel('How much, in mg').fill('40.5');
  await page.getByLabel('Why', { exact: true }).fill('Cloudy');
  await page.getByRole('button', { name: 'Go on: a second person signs' }).focus();
  await page.keyboard.press('Enter');
  const who = page.getByLabel('Who signs');
  // Whoever does it is not among those who can have seen it.
  expect(await who.locator('option', { hasText: clinic.people.nurse.name }).count()).toBe(0);
  await who.selectOption({ label: `${clinic.people.therapist.name}, therapist` });
  await page.getByLabel('PIN').fill(PIN);
  await page.keyboard.press('Enter');
  await page.getByText('459.5 mg of 500 mg').waitFor();
  await page
    .getByRole('row', { name: /Wasted/ })
    .getByText(`seen by ${clinic.people.therapist.name}`)
    .waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect(faults.filter((one) => one !== BAD_REQUEST)).toEqual([]);
});

test('by finger on a phone: medicine is a place of its own, the later ones are behind More, and a receipt is undone', async () => {
  const { page } = await clinic.open('medical_director', '/', { size: PHONE, hasTouch: true });
  const places = page.getByRole('navigation', { name: 'Places' });
  expect(await places.getByRole('link', { name: 'Audit' }).isVisible()).toBe(false);
  await places.getByRole('button', { name: /More/ }).tap();
  await places.getByRole('link', { name: 'Audit' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await places.getByRole('link', { name: 'Medicine' }).tap();
  await heading(page, 'Medicine');
  await page.getByRole('link', { name: 'Receive' }).first().tap();
  await heading(page, 'Receive');
  await fillReceipt(page, 'INV-8', { lot: 'B2', expiresOn: inDays(-3), invoiced: '1', came: '1' });
  await page.getByText('it is blocked from use until').or(page.getByText('blocked from use')).first().waitFor();
  await page.getByRole('checkbox', { name: 'Yes, it came expired' }).tap();
  await page.getByRole('button', { name: 'Receive 1 container' }).tap();
  await heading(page, 'Invoice INV-8');
  await page.getByText(/Expired \d days? ago/).waitFor();
  await page.getByRole('button', { name: 'Undo this receipt' }).tap();
  await page.getByLabel('Why it is undone').fill('The wrong parcel');
  await page.getByRole('button', { name: 'Go on: a second person signs' }).tap();
  await page.getByLabel('Who signs').selectOption({ label: `${clinic.people.therapist.name}, therapist` });
  await page.getByLabel('PIN').fill(PIN);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Its containers: none is here any more' }).waitFor();
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
});

test('a recalled lot is blocked, and who received it is answered', async () => {
  const { page } = await clinic.open('medical_director', '/medicine/recalls');
  await page.getByRole('button', { name: 'Record a recall' }).click();
  await page.getByLabel('Product').selectOption({ label: VIAL });
  await page.getByLabel('Lot, exactly as on the notice').fill('A17');
  await page.getByLabel('Why, and whose notice').fill('FDA notice: glass particles');
  await page.getByRole('button', { name: 'Block this lot' }).click();
  await heading(page, 'Lot A17');
  await page.getByText('Nobody, as far as the ledger knows').waitFor();
  const left = page.getByRole('list', { name: 'Containers' });
  await left.getByText('Recalled: not to be used').first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await left.getByRole('link', { name: 'K-0002' }).click();
  await page.getByText('Lot A17 is recalled: it may not be used.').waitFor();

  await page.goBack();
  await page.getByRole('button', { name: 'Recorded by mistake' }).click();
  await page.getByLabel('Why it was a mistake').fill('The notice is about A71');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('it blocks nothing any more').waitFor();
  await page.getByRole('list', { name: 'Containers' }).getByRole('link', { name: 'K-0002' }).click();
  await page.getByRole('heading', { name: 'K-0002' }).first().waitFor();
  await page.getByText('is recalled').waitFor({ state: 'detached' });
  await page.goto(`${clinic.url}/medicine/recalls`);
  await page.getByRole('list', { name: 'Recalls that were taken back' }).getByText('The notice is about A71').waitFor();
});

test('a guide has no medicine among their places, and is told why there', async () => {
  const { page } = await clinic.open('guide', '/medicine');
  expect(await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Medicine' }).count()).toBe(
    0,
  );
  await page.getByRole('alert').getByText('The stock could not be shown').waitFor();
});

test.each([
  ['/medicine', [PHONE, TABLET, DESK]],
  ['/medicine/receive', [PHONE, DESK]],
  ['/medicine/formulary', [PHONE, DESK]],
  ['container', [PHONE, TABLET, DESK]],
])('axe finds nothing on %s in both schemes, and nothing scrolls sideways at any size', async (place, sizes) => {
  const director = await clinic.as('medical_director');
  const { containers } = (await director.get('/api/inventory')) as { containers: { id: string }[] };
  const path = place === 'container' ? `/medicine/containers/${containers[0]?.id}` : place;
  const { page } = await clinic.open('medical_director', path);
  const there: Readonly<Record<string, string>> = {
    '/medicine': 'By product',
    '/medicine/receive': 'What came',
    container: 'Its history',
  };
  const awaited = there[place];
  if (awaited) await page.getByRole('heading', { name: awaited }).waitFor();
  else await page.getByRole('list', { name: 'Products' }).getByRole('link').first().waitFor();
  await page.waitForTimeout(400);
  await demandWellMade(page, sizes, picturesOf(page, place));
});
