import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  axeFindings,
  type OpenClinic,
  openClinic,
  PHONE,
  type PlannedVisit,
  sidewaysScroll,
  TABLET,
} from './harness.ts';

let clinic: OpenClinic;
let visit: PlannedVisit;
beforeAll(async () => {
  clinic = await openClinic();
  visit = await clinic.planVisit('infusion-iv');
  await (await clinic.as('medical_director')).get(`/api/patients/${visit.patientId}`);
  // Refused again and again: this is no nurse's to see.
  const nurse = await clinic.as('nurse');
  for (let time = 0; time < 5; time += 1)
    await nurse.get(`/api/patients/${visit.patientId}/disclosures`).catch(() => undefined);
});
afterAll(() => clinic?.close());

test('who saw a patient is found, with what is unusual, opened entry by entry, and a checkpoint is made', async () => {
  const { page, faults } = await clinic.open('clinic_admin', '/');
  await page.getByRole('link', { name: 'Audit' }).click();
  await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
  await page.getByLabel('Patient', { exact: true }).selectOption({ label: visit.patientName });
  const whoSaw = page.getByRole('region', { name: 'Who saw this patient, and should they have?' });
  const nurse = whoSaw.getByRole('listitem').filter({ hasText: clinic.people.nurse.name });
  await nurse.getByText('refused 5').waitFor();
  await nurse.getByText('Refused repeatedly').waitFor();
  const director = whoSaw.getByRole('listitem').filter({ hasText: clinic.people.medical_director.name });
  await director.getByRole('button', { name: /^More/ }).click();
  await director.getByText('GET /api/patients/:id').first().waitFor();
  const unusual = page.getByRole('region', { name: 'Unusual access' }).getByRole('listitem');
  const refused = unusual.filter({ hasText: 'Refused repeatedly' }).first();
  await refused.getByText(`with ${visit.patientName}`, { exact: true }).waitFor();
  await refused.getByRole('button', { name: /^More/ }).click();
  await refused.getByText('GET /api/patients/:id/disclosures').first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  for (const size of [PHONE, TABLET]) {
    await page.setViewportSize(size);
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
  }
  expect(faults).toEqual([]);
});

test('the audit is no place for who may not read it', async () => {
  const { page } = await clinic.open('nurse', '/');
  await page.getByRole('link', { name: 'Patients' }).waitFor();
  expect(await page.getByRole('link', { name: 'Audit' }).count()).toBe(0);
});

test('a patient reads who has looked at their record', async () => {
  const nurse = await clinic.as('nurse');
  const { invitation } = (await nurse.post(`/api/patients/${visit.patientId}/portal-invitation`, {})) as {
    invitation: { link: string; code: string };
  };
  const { page, faults } = await clinic.open(null, invitation.link, { size: PHONE });
  await page.getByLabel('Code').fill(invitation.code);
  await page.getByRole('button', { name: 'Come in' }).click();
  const looked = page.getByRole('region', { name: 'Who has looked at your record' });
  await looked.getByText(clinic.people.medical_director.name).first().waitFor();
  await looked.getByText('Opened these pages to you').waitFor();
  expect(await looked.getByText('disclosures').count()).toBe(0);
  expect(await axeFindings(page)).toEqual([]);
  expect(faults).toEqual([]);
});
