import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, demandWellMade, type OpenClinic, openClinic, PHONE, TABLET } from './harness.ts';

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic?.close());

test('the front desk makes a patient, a nurse begins a KAP course with its focus, the front desk plans the visit', async () => {
  const desk = await clinic.open('front_desk', '/patients');
  await desk.page.getByRole('button', { name: 'New patient' }).click();
  await desk.page.getByLabel('Full name').fill('Maren Invented');
  await desk.page.getByLabel('Date of birth').fill('1988-04-12');
  await desk.page.getByLabel('Record number').fill('M-77');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('heading', { name: 'Maren Invented', level: 1 }).waitFor();
  const path = new URL(desk.page.url()).pathname;

  const nurse = await clinic.open('nurse', path);
  await nurse.page.getByRole('button', { name: 'New course' }).click();
  await nurse.page
    .getByLabel('Protocol')
    .selectOption({ label: 'Ketamine-assisted psychotherapy, intramuscular, 1.0.0' });
  await nurse.page.getByLabel('Focus').fill('To sleep again');
  await nurse.page.getByRole('button', { name: 'Begin course' }).click();
  await nurse.page.getByText('To sleep again').waitFor();

  await desk.page.reload();
  await desk.page.getByRole('button', { name: /New visit/ }).click();
  await desk.page.getByLabel('Room', { exact: true }).fill('Juniper');
  await desk.page.getByLabel('Time at the clinic').fill('23:30');
  await desk.page.getByRole('button', { name: 'Plan visit' }).click();
  await desk.page.getByRole('listitem').filter({ hasText: 'Juniper' }).getByText('23:30').waitFor();
  await desk.page.getByRole('link', { name: 'Today', exact: true }).click();
  await desk.page.getByRole('listitem', { name: '23:30, Maren Invented' }).waitFor();
  expect([...desk.faults, ...nurse.faults]).toEqual([]);
});

test('what a role may not do is told in words, and nothing that was typed is lost', async () => {
  const { patientId } = await clinic.planVisit('infusion-iv');
  const { page } = await clinic.open('anesthesia', `/patients/${patientId}`);
  await page.getByRole('button', { name: 'New course' }).click();
  await page.getByLabel('Protocol').selectOption({ label: 'Ketamine-assisted psychotherapy, intramuscular, 1.0.0' });
  await page.getByLabel('Focus').fill('What was typed');
  // The form was open to them; meanwhile they have another role.
  const roles = `/api/people/${clinic.people.anesthesia.id}/roles`;
  await (await clinic.as('clinic_admin')).post(roles, { roles: ['therapist'] });
  await page.getByRole('button', { name: 'Begin course' }).click();
  await page
    .getByRole('alert')
    .getByText(/takes a/)
    .waitFor();
  expect(await page.getByLabel('Focus').inputValue()).toBe('What was typed');
  await (await clinic.as('clinic_admin')).post(roles, { roles: ['anesthesia'] });
});

test('a patient is found by the beginning of a name', async () => {
  const { patientName } = await clinic.planVisit('infusion-iv');
  const { page } = await clinic.open('nurse', '/patients');
  await page.getByLabel('Find by name or record number').fill(patientName.split(' ').at(-1) ?? '');
  await page.getByRole('link', { name: new RegExp(patientName) }).click();
  await page.getByRole('heading', { name: patientName, level: 1 }).waitFor();
});

test('a patient of another clinic is not there', async () => {
  const { page } = await clinic.open('nurse', '/patients/3f6f0c5e-7f0e-4a57-9a35-6a0d4ecb1c11');
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
});

test('a protocol says its label and why, and every number leads to its source', async () => {
  const { page } = await clinic.open('therapist', '/protocols');
  await page.getByRole('link', { name: 'Ketamine infusion', exact: true }).click();
  await page.getByRole('heading', { name: 'Ketamine infusion', level: 1 }).waitFor();
  await page.getByText('No psychotherapy included.').waitFor();
  expect(await page.getByText('Not met:').count()).toBe(3);
  const footnote = page.getByRole('link', { name: /^Source \d+$/ }).first();
  const target = await footnote.getAttribute('href');
  await footnote.click();
  await page
    .locator(`li${target}`)
    .getByText(/Read in the source|To be confirmed/)
    .waitFor();
});

test('two protocols are compared side by side', async () => {
  const { page } = await clinic.open('medical_director', '/protocols');
  await page.getByLabel('From').selectOption({ label: 'Ketamine infusion, 1.0.0' });
  await page
    .getByLabel('To', { exact: true })
    .selectOption({ label: 'Ketamine-assisted psychotherapy, intramuscular, 1.0.0' });
  await page.getByRole('button', { name: 'Show the differences' }).click();
  const row = page.getByRole('row', { name: /^Usual dose/ });
  await row.getByText('0.5\u00a0mg/kg').waitFor();
  await row.getByText('0.75\u00a0mg/kg').waitFor();
  await page.getByText(/Every field that differs/).click();
});

test.each([
  ['/patients', [PHONE, DESK]],
  ['patient', [PHONE, TABLET, DESK]],
  ['/protocols', [PHONE, DESK]],
  ['/protocols/kap-im', [PHONE, DESK]],
  ['/protocols/infusion-iv?version=1.0.0&with=kap-im%401.0.0', [PHONE, DESK]],
])('axe finds nothing on %s in both schemes, and nothing scrolls sideways at any size', async (place, sizes) => {
  const path = place === 'patient' ? `/patients/${(await clinic.beginSession('kap-im')).patientId}` : place;
  const { page } = await clinic.open('nurse', path);
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
  await page.getByRole('heading', { level: 2 }).or(page.getByRole('list')).first().waitFor();
  await page.waitForTimeout(300);
  await demandWellMade(page, sizes);
});
