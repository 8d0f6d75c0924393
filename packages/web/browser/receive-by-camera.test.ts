/** A parcel is received by camera: each container is held before the lens, counted once, and labelled. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { film } from './fake-camera.ts';
import { axeFindings, type OpenClinic, openClinic, PHONE, sidewaysScroll } from './harness.ts';

// The film runs in its own time, however busy the machine is.
vi.setConfig({ testTimeout: 300_000 });

const VIAL = 'Ketamine 50 mg/mL, vial of 10 mL';
const vial = (serial: string) => ({
  codes: [{ symbol: 'gs1datamatrix', text: `(01)00355150439102(21)${serial}(17)271200(10)A4471`, scale: 9, turn: 12 }],
  seconds: 3,
});

let folder: string;
let clinic: OpenClinic;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdspace-receive-'));
  const path = join(folder, 'parcel.y4m');
  film(path, [vial('7R3K9-0042'), vial('7R3K9-0043')]);
  clinic = await openClinic({
    switches: [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${path}`,
    ],
  });
  // The app may have to be built first.
}, 400_000);
afterAll(async () => {
  await clinic?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('two vials are counted by their codes, one that is seen again is not, and both stand in the safe by their serials', async () => {
  const admin = await clinic.open('clinic_admin', '/medicine/formulary');
  await admin.page.getByRole('button', { name: 'Take over shipped products' }).first().click();
  await admin.page.getByRole('button', { name: `Take over ${VIAL}`, exact: true }).click();
  await admin.page.getByRole('list', { name: 'Products' }).getByRole('link', { name: VIAL }).waitFor();

  const { page, faults } = await clinic.open('nurse', '/medicine', { size: PHONE, hasTouch: true });
  await page.getByRole('button', { name: 'Add the first safe' }).click();
  await page.getByLabel('What it is called').fill('Main safe');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByLabel('What it is called').waitFor({ state: 'detached' });
  await page.goto(`${clinic.url}/medicine/receive`);
  await page.getByLabel('Supplier', { exact: true }).fill('Lakeside Supply');
  await page.getByLabel('Invoice number').fill('INV-12');
  await page.getByLabel('Supplier’s DEA registration').fill('AB1234563');
  await page.getByLabel('Supplier’s address').fill('1 Lakeside, Anytown');
  await page.getByRole('button', { name: 'Scan containers' }).click();
  await page.getByText('Looking for a code.').waitFor();

  // Each as it comes before the lens, in whichever order; one that is counted already is said so, and not counted again.
  const count = page.getByRole('button', { name: 'Count this one' });
  const said = page.getByRole('status').filter({ hasText: /^(Counted|Serial)/ });
  for (const label of ['K-0001', 'K-0002'])
    await expect
      .poll(
        async () => {
          if (await count.count()) await count.click({ timeout: 2_000 }).catch(() => undefined);
          return (await said.allTextContents()).join();
        },
        { timeout: 90_000 },
      )
      .toContain(`Write ${label} on it.`);
  await expect
    .poll(
      async () => {
        if (await count.count()) await count.click({ timeout: 2_000 }).catch(() => undefined);
        return (await said.allTextContents()).join();
      },
      { timeout: 90_000 },
    )
    .toContain('was scanned already: it is counted once.');
  expect(await page.getByLabel('That many came', { exact: true }).inputValue()).toBe('2');
  expect(await page.getByLabel('Lot', { exact: true }).inputValue()).toBe('A4471');
  expect(await page.getByLabel('Expires on').inputValue()).toBe('2027-12-31');
  expect(await axeFindings(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  await page.getByLabel('The invoice says').fill('2');
  await page.getByRole('button', { name: 'Receive 2 containers' }).click();
  await page.getByRole('heading', { level: 1, name: 'Invoice INV-12' }).waitFor();
  const serials: string[] = [];
  for (const label of ['K-0001', 'K-0002']) {
    await page.getByRole('link', { name: label }).click();
    await page.getByRole('heading', { level: 1, name: label }).waitFor();
    serials.push((await page.getByText(/^7R3K9-/).textContent()) ?? '');
    await page.goBack();
  }
  expect(serials.toSorted()).toEqual(['7R3K9-0042', '7R3K9-0043']);
  expect([...faults, ...admin.faults]).toEqual([]);
});
