import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningClinic, runningClinic } from '../testing.ts';

let clinic: RunningClinic;
beforeAll(async () => {
  clinic = await runningClinic();
});
afterAll(() => clinic.close());

const servicesOf = (slug: string) => clinic.nobody.get(`/api/public/clinics/${slug}/services`);

test('anybody sees what a clinic offers, each under its computed label, in every language', async () => {
  const { status, body } = await servicesOf(clinic.clinic.slug);
  expect(status).toBe(200);
  expect(body.clinic.slug).toBe(clinic.clinic.slug);
  const names = body.services.map((one: { label: { en: { name: string } } }) => one.label.en.name);
  // Two KAP protocols, by injection and by lozenge, are one service to the public.
  expect(names).toEqual(['Ketamine infusion (IV)', 'Ketamine-assisted psychotherapy (KAP)', 'Esketamine nasal spray']);
  const infusion = body.services.find((one: { option: string }) => one.option === 'infusion');
  expect(infusion).toMatchObject({
    kind: 'medical',
    label: { en: { statement: 'No psychotherapy included.' }, es: { statement: 'No incluye psicoterapia.' } },
  });
});

test('the answer tells of services alone: no id of a clinic, no person, no protocol’s text', async () => {
  const { body } = await servicesOf(clinic.clinic.slug);
  expect(Object.keys(body).sort()).toEqual(['clinic', 'services', 'takesConsultRequests']);
  expect(Object.keys(body.clinic).sort()).toEqual(['name', 'slug']);
  for (const service of body.services)
    expect(['approval', 'kind', 'label', 'option']).toEqual(expect.arrayContaining(Object.keys(service)));
});

test('a clinic that is not there is not found, and who goes on trying names waits', async () => {
  expect((await servicesOf('nowhere.test')).status).toBe(404);
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 40; attempt += 1) statuses.push((await servicesOf(`nowhere-${attempt}.test`)).status);
  expect(statuses[0]).toBe(404);
  expect(statuses.at(-1)).toBe(429);
});
