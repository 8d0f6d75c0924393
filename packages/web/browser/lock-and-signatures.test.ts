import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLINIC_ZONE } from './daytime.ts';
import { axeFindings, type OpenClinic, openClinic, PHONE, sidewaysScroll, TABLET } from './harness.ts';

const PIN = '739264';
/** A PIN takes its time to be looked at, by design, and more on a busy machine. */
const WITHIN = { timeout: 20_000 };
let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic?.close());

interface Stored {
  readonly type: string;
  readonly device: string;
  readonly author: { readonly id: string };
}
const lastStored = async (sessionId: string) =>
  ((await (await clinic.as('nurse')).get(`/api/sessions/${sessionId}/events`)) as { events: Stored[] }).events.at(-1);

/** A page whose screen locks after so many seconds without a touch. */
async function thatLocksAfter(seconds: number, page: Page): Promise<void> {
  await page.route('**/api/me', async (route) => {
    const response = await route.fetch();
    const me = await response.json();
    await route.fulfill({ response, json: { ...me, screen: { ...me.screen, lockAfterSeconds: seconds } } });
  });
  await page.reload();
}
const arrived = async (protocol: string) => {
  const { sessionId } = await clinic.beginSession(protocol);
  await clinic.send('nurse', sessionId, [
    { type: 'RecordArrival' },
    {
      type: 'ConfirmGate',
      finding: {
        gate: 'weight',
        weight: { value: 80, unit: 'kg' },
        // The day at the clinic.
        measuredOn: new Date().toLocaleDateString('en-CA', { timeZone: CLINIC_ZONE }),
      },
    },
  ]);
  return sessionId;
};

test('a screen that nobody touches locks; its page is gone until the person shows who they are', async () => {
  const { page, faults } = await clinic.open('therapist', '/patients', { size: PHONE });
  await page.getByRole('heading', { name: 'Patients', level: 1 }).waitFor();
  await thatLocksAfter(4, page);
  await page.getByRole('heading', { name: 'This screen is locked' }).waitFor();
  expect(await page.getByRole('heading', { name: 'Patients', level: 1 }).count()).toBe(0);
  expect(await axeFindings(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  // A new page of the same browser is locked too: the server knows.
  await page.unrouteAll({ behavior: 'wait' });
  await page.goto(`${clinic.url}/`);
  await page.getByRole('heading', { name: 'This screen is locked' }).waitFor();
  await page.getByLabel('PIN or password').fill('000000');
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await page.getByText(/This PIN is not right/).waitFor();
  await page.getByLabel('PIN or password').fill(PIN);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
  expect(faults.filter((fault) => !/403|423/.test(fault))).toEqual([]);
});

test('behind the lock the room goes on: an emergency stop is recorded at once, and clearing it is signed for itself', async () => {
  const sessionId = await arrived('kap-im');
  const { page } = await clinic.open('prescriber', `/sessions/${sessionId}`, { size: TABLET });
  await page.getByRole('button', { name: 'Emergency stop', exact: true }).waitFor();
  await thatLocksAfter(4, page);
  await page.getByText('Locked.').waitFor();
  await page.getByRole('button', { name: 'Emergency stop', exact: true }).click();
  await expect
    .poll(() => lastStored(sessionId), WITHIN)
    .toMatchObject({ type: 'EmergencyStopCalled', device: expect.stringContaining('locked screen') });
  await page.getByRole('button', { name: 'Clear it…' }).click();
  await page.getByLabel('Why it is safe to go on').fill('A test of the button');
  await page.getByRole('button', { name: 'Clear the emergency stop', exact: true }).click();
  await page.getByRole('heading', { name: 'Sign clearing the emergency stop' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  await page.getByRole('button', { name: 'Sign with the PIN' }).click();
  await expect
    .poll(() => lastStored(sessionId), WITHIN)
    .toMatchObject({ type: 'EmergencyStopCleared', author: { id: clinic.people.prescriber.id } });
  // The room is still locked: one signature is for one act.
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await page.getByLabel('PIN or password').fill(PIN);
  await page
    .getByRole('region', { name: 'Locked screen' })
    .getByRole('button', { name: 'Unlock', exact: true })
    .click();
  await page.getByText('Locked.').waitFor({ state: 'detached' });
});

test('a prescriber steps up to the nurse’s tablet, signs the order there, and it is the prescriber’s', async () => {
  const sessionId = await arrived('infusion-iv');
  const { page, faults } = await clinic.open('nurse', '/account', { size: TABLET });
  // It moves once the server has taken it.
  await page.getByRole('switch', { name: 'Several people use this device' }).click();
  await page.getByText('shared device', { exact: true }).waitFor();
  await page.goto(`${clinic.url}/sessions/${sessionId}`);
  await page.getByRole('button', { name: 'Order here, signed by a colleague' }).click();
  await page.getByRole('radio', { name: /10 mg\/mL/ }).check();
  await page.getByLabel('Dose, mg/kg').fill('0.5');
  await page.getByRole('button', { name: 'Sign the order', exact: true }).click();
  await page.getByRole('heading', { name: 'Sign the order' }).waitFor();
  await page.getByLabel('Who signs').selectOption({ label: 'Robin Prescriber, prescriber' });
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Sign with the PIN' }).click();
  await page
    .getByText(/ordered by Robin Prescriber/)
    .first()
    .waitFor();
  await expect
    .poll(() => lastStored(sessionId), WITHIN)
    .toMatchObject({ type: 'DoseOrdered', author: { id: clinic.people.prescriber.id } });
  // The check is the nurse's own; on a shared device it is signed too.
  await page.getByRole('button', { name: 'I have checked this order' }).click();
  await page.getByRole('heading', { name: 'Sign the second-person check' }).waitFor();
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  await page.getByRole('button', { name: 'Sign with the PIN' }).click();
  await page
    .getByText(/checked by Robin Nurse/)
    .first()
    .waitFor();
  expect(faults).toEqual([]);
});
