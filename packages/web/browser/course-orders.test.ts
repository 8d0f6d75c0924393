/** Orders for a course: signed on the patient's page, used in the room, amended and stopped; and the medicine list beside them. */
import { instant, quantity } from '@holdspace/care';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings, type OpenClinic, openClinic, PHONE, sidewaysScroll } from './harness.ts';

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

test('an order is signed with its arithmetic, placed in the room with one touch, amended and stopped', async () => {
  const { patientId, sessionId, courseId } = await clinic.beginSession('infusion-iv');
  await clinic.send('front_desk', sessionId, [{ type: 'RecordArrival' }]);
  await clinic.send('nurse', sessionId, [
    {
      type: 'ConfirmGate',
      finding: { gate: 'weight', weight: quantity(80, 'kg'), measuredOn: dayAhead(-1) },
    },
  ]);
  const prescriber = await clinic.open('prescriber', `/patients/${patientId}`);
  const { page } = prescriber;
  const orders = page.getByRole('region', { name: 'Standing order' });
  await orders.getByText('None stands').waitFor();

  const medicines = page.getByRole('region', { name: 'Medicines' });
  await medicines.getByRole('button', { name: 'Add a medicine' }).click();
  await medicines.getByLabel('Medicine, as it is written').fill('Lamictal 100 mg');
  await medicines.getByRole('button', { name: 'Write it down' }).click();
  await medicines.getByText('Matched as lamotrigine').waitFor();

  await orders.getByRole('button', { name: 'Sign a standing order' }).press('Enter');
  const dose = orders.getByLabel('Dose, mg/kg');
  await dose.fill('0,5');
  await orders.getByText('“0,5”: write a point for the decimal').waitFor();
  await dose.fill('1.1');
  await orders.getByLabel('Good until, that day included').fill(dayAhead(60));
  await orders.getByText('A dose lies within the protocol’s range').waitFor();
  await dose.fill('0.5');
  await orders.getByText('A dose lies within the protocol’s range').waitFor({ state: 'detached' });
  await orders.getByText('0.5 mg/kg × 80 kg').first().waitFor();
  await orders.getByText('Matched as lamotrigine').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await shot(page, 'order-form');
  await dose.press('Enter');
  await orders.getByText('0 of 6 used').waitFor();
  await orders.getByText('Ketamine 10 mg/mL, Ketamine 50 mg/mL').waitFor();
  await shot(page, 'order-stands');
  expect(await axeFindings(page)).toEqual([]);

  const nurse = await clinic.open('nurse', `/sessions/${sessionId}`);
  const standing = nurse.page.getByRole('article', { name: 'Standing order' });
  await standing.getByRole('radio', { name: 'Ketamine 10 mg/mL' }).check();
  await standing.getByText('0.5 mg/kg × 80 kg').waitFor();
  expect(await axeFindings(nurse.page)).toEqual([]);
  await shot(nurse.page, 'order-room');
  await standing.getByRole('button', { name: 'Use the standing order' }).press('Enter');
  const placed = nurse.page.getByRole('article', { name: 'Order', exact: true });
  await placed.getByText('under the course order of').waitFor();
  await shot(nurse.page, 'order-placed');
  await placed.getByText('waits for a second-person check').waitFor();
  expect(await placed.getByRole('button', { name: 'I have checked this order' }).count()).toBe(0);

  await page.reload();
  await orders.getByText('1 of 6 used').waitFor();
  await orders.getByRole('button', { name: 'Amend' }).click();
  await orders.getByLabel('Dose, mg/kg').fill('0.6');
  await orders.getByLabel('Why it is amended').fill('Little effect last time');
  await orders.getByRole('button', { name: 'Sign version 2' }).click();
  await orders.getByText('Earlier versions').click();
  await orders.getByText('Little effect last time').waitFor();
  await orders.getByRole('button', { name: 'Stop' }).click();
  await orders.getByLabel('Why').fill('Pressure at home too high');
  await orders.getByRole('button', { name: 'Stop the order' }).click();
  await orders.getByText('Orders before').click();
  await orders.getByText('Pressure at home too high').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  const { orders: kept } = (await (await clinic.as('nurse')).get(`/api/courses/${courseId}/orders`)) as {
    orders: { order: { versions: unknown[] } }[];
  };
  expect(kept[0]?.order.versions).toHaveLength(2);
  expect([...prescriber.faults, ...nurse.faults]).toEqual([]);
});

test('the form of an order and the medicine list fit a telephone; on a shared one the order is signed for itself', async () => {
  const { patientId } = await clinic.beginSession('kap-im');
  const { page, faults } = await clinic.open('prescriber', '/account', { size: PHONE });
  await page.getByRole('switch', { name: 'Several people use this device' }).click();
  await page.getByText('shared device', { exact: true }).waitFor();
  await page.goto(`${clinic.url}/patients/${patientId}`);
  const orders = page.getByRole('region', { name: 'Standing order' });
  await orders.getByRole('button', { name: 'Sign a standing order' }).click();
  await orders.getByLabel('Dose, mg/kg').fill('0.75');
  await orders.getByLabel('Good until, that day included').fill(dayAhead(60));
  expect(await sidewaysScroll(page)).toBe(0);
  expect(await axeFindings(page)).toEqual([]);
  await orders.getByRole('button', { name: 'Sign the order' }).click();
  await orders.getByRole('heading', { name: 'Sign the course order' }).waitFor();
  expect(await sidewaysScroll(page)).toBe(0);
  expect(await axeFindings(page)).toEqual([]);
  await shot(page, 'order-phone');
  await orders.getByLabel('PIN', { exact: true }).fill('739264');
  await orders.getByRole('button', { name: 'Sign with the PIN' }).click();
  await orders.getByText('0 of 3 used').waitFor({ timeout: 20_000 });
  await shot(page, 'order-phone-stands');
  expect(await sidewaysScroll(page)).toBe(0);
  expect(faults).toEqual([]);
});
