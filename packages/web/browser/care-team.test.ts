/** The care team on a patient's page, and what somebody sees to whom it is not open. */
import { instant } from '@holdspace/care';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings, type OpenClinic, openClinic, PHONE, sidewaysScroll } from './harness.ts';

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.close());

const IN_A_WEEK = 7 * 86_400_000;

describe('a patient who comes in a week', () => {
  test('is opened to a nurse by who runs the clinic, and closed again, each with a reason', async () => {
    const { patientId } = await clinic.planVisit('kap-im', instant(Date.now() + IN_A_WEEK));
    const nurse = await clinic.open('nurse', `/patients/${patientId}`);
    const refused = nurse.page.getByRole('region', { name: 'This clinical record is not open to you' });
    await refused.getByText(clinic.people.medical_director.name).waitFor();
    expect(await axeFindings(nurse.page)).toEqual([]);

    const admin = await clinic.open('clinic_admin', `/patients/${patientId}`);
    const team = admin.page.getByRole('region', { name: 'Care team' });
    await team.getByRole('button', { name: 'Take somebody in' }).click();
    await team.getByLabel('Who').selectOption({ label: `${clinic.people.nurse.name}, nurse` });
    await team.getByLabel('Why').fill('Prepares the session next week.');
    await team.getByRole('button', { name: 'Take in', exact: true }).click();
    await team.getByText('Prepares the session next week.').waitFor();
    expect(await axeFindings(admin.page)).toEqual([]);

    await nurse.page.reload();
    await nurse.page.getByRole('region', { name: 'Care team' }).getByText(clinic.people.nurse.name).waitFor();
    expect(await refused.count()).toBe(0);

    await team.getByRole('button', { name: `End the part of ${clinic.people.nurse.name}` }).click();
    await team.getByLabel('Why').fill('Another nurse takes over.');
    await team.getByRole('button', { name: 'End their part' }).click();
    await team.getByText('Who belonged to it before').click();
    await team.getByText('Another nurse takes over.').waitFor();
    await nurse.page.reload();
    await refused.waitFor();
  });

  test('shows the front desk when they come, on a telephone too', async () => {
    const { patientId } = await clinic.planVisit('kap-im', instant(Date.now() + IN_A_WEEK));
    const { page, faults } = await clinic.open('front_desk', `/patients/${patientId}`, { size: PHONE });
    await page.getByRole('region', { name: 'Visits' }).getByText('Willow').waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});

test('a session that is not one’s own says so, and whom to ask', async () => {
  const { sessionId } = await clinic.beginSession('infusion-iv');
  const { page } = await clinic.open('clinic_admin', `/sessions/${sessionId}`);
  await page.getByRole('region', { name: 'This session is not open to you' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
});

test('the front desk says on Today that a patient has arrived, names the escort, and calls the emergency stop with one touch', async () => {
  const { sessionId, patientName } = await clinic.beginSession('infusion-iv');
  const { page } = await clinic.open('front_desk', '/');
  await page.getByRole('button', { name: `Arrived of ${patientName}` }).click();
  await page.getByRole('button', { name: `Name the escort of ${patientName}` }).click();
  await page.getByLabel(`Who takes ${patientName} home`).fill('Ed Escort');
  await page.getByLabel('Telephone').fill('555 0100');
  await page.getByLabel('Yes', { exact: true }).check();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Record the escort' }).click();
  await page.getByRole('button', { name: `Name the escort of ${patientName}` }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: `Emergency stop of ${patientName}` }).click();
  await page.getByRole('listitem', { name: patientName }).getByText('Emergency stop in').waitFor();
  const { events } = (await (await clinic.as('nurse')).get(`/api/sessions/${sessionId}/events`)) as {
    events: { type: string }[];
  };
  expect(events.map(({ type }) => type)).toEqual([
    'SessionPlanned',
    'PatientArrived',
    'GateConfirmed',
    'EmergencyStopCalled',
  ]);
});
