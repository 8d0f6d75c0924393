import { randomUUID } from 'node:crypto';
import { dayAt, instant } from '@holdspace/care';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLINIC_ZONE } from './daytime.ts';
import { axeFindings, type OpenClinic, openClinic, PHONE, sidewaysScroll, TABLET } from './harness.ts';

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic?.close());

interface Stored {
  readonly seq: number;
  readonly type: string;
  readonly reason?: string;
  readonly struck?: number;
}
const stored = async (sessionId: string) =>
  ((await (await clinic.as('nurse')).get(`/api/sessions/${sessionId}/events`)) as { events: Stored[] }).events;

/** A session with its patient, the nurse in the room and the prescriber on site. */
async function peopled(protocolId: string): Promise<string> {
  const { sessionId } = await clinic.beginSession(protocolId);
  const { nurse, prescriber } = clinic.people;
  await clinic.send('nurse', sessionId, [
    { type: 'RecordArrival' },
    {
      type: 'JoinSession',
      person: { id: nurse.id, name: nurse.name, roles: ['nurse'] },
      attendance: 'in_room',
    },
    {
      type: 'JoinSession',
      person: { id: prescriber.id, name: prescriber.name, roles: ['prescriber'] },
      attendance: 'on_site',
    },
  ]);
  return sessionId;
}

/** The same with the pump running; its gates were passed on somebody's word, which is flagged. */
async function infusing(): Promise<string> {
  const sessionId = await peopled('infusion-iv');
  const order = randomUUID();
  const happened = { reason: 'set up for a test' };
  const today = dayAt(instant(Date.now()), CLINIC_ZONE);
  await clinic.send('nurse', sessionId, [
    {
      type: 'ConfirmGate',
      finding: { gate: 'weight', weight: { value: 80, unit: 'kg' }, measuredOn: today },
    },
  ]);
  await clinic.send('prescriber', sessionId, [
    {
      type: 'OrderDose',
      order,
      purpose: 'first',
      product: 'ketamine-10',
      prescribed: { by: 'weight', perKilogram: { value: 0.5, unit: 'mg/kg' } },
    },
  ]);
  await clinic.send('nurse', sessionId, [
    { type: 'CheckOrder', order },
    { type: 'StartInfusion', order, rate: { value: 150, unit: 'mL/h' }, happened },
  ]);
  return sessionId;
}

test('one touch on a phone stops the infusion, is stored at once, and says whom to call', async () => {
  const sessionId = await infusing();
  const { page, faults } = await clinic.open('guide', `/sessions/${sessionId}`, { size: PHONE });
  await page.getByRole('button', { name: 'Emergency stop', exact: true }).click();
  const standing = page.getByRole('alert').filter({ hasText: 'Emergency stop,' });
  await standing.getByText(/Infusion stopped \(emergency stop\)/).waitFor();
  await standing.getByText(/Call Robin Prescriber \(prescriber, on site\)/).waitFor();
  await expect
    .poll(async () => (await stored(sessionId)).slice(-2).map((event) => event.type))
    .toEqual(['EmergencyStopCalled', 'InfusionStopped']);
  await standing.getByRole('button', { name: 'Prescriber called' }).click();
  await standing.getByRole('button', { name: /Prescriber called \d\d:\d\d:\d\d/ }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  expect(faults).toEqual([]);
});

test('touched by mistake, it is struck out with the stop of the pump, and both stay readable', async () => {
  const sessionId = await infusing();
  const { page, faults } = await clinic.open('nurse', `/sessions/${sessionId}`, { size: TABLET });
  await page.getByRole('button', { name: 'Emergency stop', exact: true }).click();
  await page.getByRole('button', { name: /Touched by mistake/ }).click();
  await page.getByRole('button', { name: /the pump never stopped/ }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await page.getByRole('button', { name: 'Emergency stop', exact: true }).waitFor();
  await expect
    .poll(async () => (await stored(sessionId)).slice(-4).map((event) => event.type))
    .toEqual(['EmergencyStopCalled', 'InfusionStopped', 'StruckOut', 'StruckOut']);
  expect(await page.locator('del').allTextContents()).toHaveLength(2);
  expect(faults).toEqual([]);
});

test('it is cleared by a senior clinician with a reason; others are told who may', async () => {
  const sessionId = await peopled('kap-im');
  const nurse = await clinic.open('nurse', `/sessions/${sessionId}`, { size: TABLET });
  await nurse.page.getByRole('button', { name: 'Emergency stop', exact: true }).click();
  await nurse.page.getByRole('button', { name: 'Clear it…' }).click();
  await nurse.page.getByLabel('Why it is safe to go on').fill('It passed');
  await nurse.page.getByRole('button', { name: 'Clear the emergency stop', exact: true }).click();
  await nurse.page.getByText(/Clearing an emergency stop is done by a/).waitFor();

  const prescriber = await clinic.open('prescriber', `/sessions/${sessionId}`, { size: TABLET });
  await prescriber.page.getByRole('button', { name: 'Clear it…' }).click();
  await prescriber.page.getByLabel('Why it is safe to go on').fill('It passed, pressure is back');
  await prescriber.page.getByRole('button', { name: 'Clear the emergency stop', exact: true }).click();
  await nurse.page.getByRole('button', { name: 'Emergency stop', exact: true }).waitFor();
  expect((await stored(sessionId)).at(-1)).toMatchObject({
    type: 'EmergencyStopCleared',
    reason: 'It passed, pressure is back',
  });
  expect(await axeFindings(nurse.page)).toEqual([]);
});

test('a reading that asks for a call stands until the call is recorded, whatever is measured after it', async () => {
  const sessionId = await infusing();
  const { page } = await clinic.open('nurse', `/sessions/${sessionId}`, { size: TABLET });
  const pressure = (systolic: number) => ({
    type: 'RecordVitalSigns' as const,
    vitalSigns: {
      bloodPressure: {
        systolic: { value: systolic, unit: 'mm[Hg]' as const },
        diastolic: { value: 80, unit: 'mm[Hg]' as const },
      },
    },
  });
  await clinic.send('guide', sessionId, [pressure(186)]);
  await page.getByText(/Systolic 186 mmHg is at or over 180 mmHg/).waitFor();
  await clinic.send('guide', sessionId, [pressure(150)]);
  await page.getByText('150/80').first().waitFor();
  expect(await page.getByText(/Systolic 186 mmHg is at or over/).count()).toBe(1);
  await page.getByRole('button', { name: 'Called', exact: true }).click();
  await page.getByText(/Systolic 186 mmHg is at or over/).waitFor({ state: 'detached' });
});
