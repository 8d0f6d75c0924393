/** The REMS monitoring form: reached from the record of a session with esketamine, completed by what is recorded in the room. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type Instant, instant, type Role, shippedProtocol } from '@holdspace/care';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findingFor } from '../../care/src/session/making.ts';
import { axeFindings, DESK, type OpenClinic, openClinic, PHONE, sidewaysScroll } from './harness.ts';

let ahead = 0;
const now = (): Instant => instant(Date.now() + ahead);
const pass = (minutes: number) => {
  ahead += minutes * 60_000;
};

let clinic: OpenClinic;
let sessionId: string;
beforeAll(async () => {
  clinic = await openClinic({ clock: () => Date.now() + ahead });
  sessionId = await sprayed();
  // The app may have to be built first.
}, 400_000);
afterAll(() => clinic?.close());

/** Pictures for whoever wants to look, where a folder is named. */
const picture = async (page: Page, name: string) => {
  const folder = process.env.PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};

const spray = shippedProtocol('esketamine-nasal');
type Commands = Parameters<OpenClinic['send']>[2];
const send = (role: Role, session: string, ...commands: Commands) =>
  clinic.send(
    role,
    session,
    commands.map((one) => ({ at: now(), ...one })),
  );
const reading = (systolic: number, diastolic: number) => ({
  type: 'RecordVitalSigns' as const,
  vitalSigns: {
    bloodPressure: {
      systolic: { value: systolic, unit: 'mm[Hg]' as const },
      diastolic: { value: diastolic, unit: 'mm[Hg]' as const },
    },
    heartRate: { value: 72, unit: '/min' as const },
    oxygenSaturation: { value: 98, unit: '%' as const },
    sedation: { value: -1, unit: '{score}' as const },
  },
});

/** Two devices, and a reading 40 minutes after the first. */
async function sprayed(): Promise<string> {
  const { sessionId: session } = await clinic.beginSession('esketamine-nasal');
  const order = randomUUID();
  const device = { type: 'AdministerDose' as const, order, amount: { value: 28, unit: 'mg' as const } };
  await send('nurse', session, { type: 'RecordArrival' });
  for (const role of ['nurse', 'prescriber'] as const) {
    const { id, name } = clinic.people[role];
    await send('nurse', session, { type: 'JoinSession', person: { id, name, roles: [role] }, attendance: 'in_room' });
  }
  for (const { gate } of spray.gates) {
    const finding = findingFor(spray, gate, now());
    if (finding) await send('nurse', session, { type: 'ConfirmGate', finding });
  }
  await send(
    'nurse',
    session,
    { ...reading(124, 80), vitalSigns: { ...reading(124, 80).vitalSigns, sedation: { value: 0, unit: '{score}' } } },
    { type: 'EnterPhase', phase: 'arrival' },
    { type: 'EnterPhase', phase: 'administration' },
  );
  await send('prescriber', session, {
    type: 'OrderDose',
    order,
    purpose: 'first',
    product: 'device-28',
    prescribed: { by: 'fixed', amount: { value: 56, unit: 'mg' } },
  });
  await send('nurse', session, { type: 'CheckOrder', order }, device);
  pass(5);
  await send('nurse', session, device);
  pass(35);
  await send('nurse', session, { type: 'EnterPhase', phase: 'observation' }, reading(139, 88));
  return session;
}

const answerTo = (page: Page, question: string) =>
  page.locator('dl > div', { has: page.locator('dt', { hasText: new RegExp(`^${question}$`) }) }).locator('dd');

test('the record of a session with esketamine leads to its form; that of an infusion has none', async () => {
  const { page } = await clinic.open('nurse', `/sessions/${sessionId}/record`);
  await page.getByRole('link', { name: 'Monitoring form' }).click();
  await page.getByRole('heading', { level: 1, name: /^Monitoring form of/ }).waitFor();
  const { sessionId: other } = await clinic.beginSession('infusion-iv');
  await page.goto(`${clinic.url}/sessions/${other}/record`);
  await page.getByRole('button', { name: 'Print' }).waitFor();
  expect(await page.getByRole('link', { name: 'Monitoring form' }).count()).toBe(0);
  await page.goto(`${clinic.url}/sessions/${other}/monitoring-form`);
  await page.getByText('not with esketamine nasal spray').waitFor();
});

test('it shows the pressures with their times, leaves lines for a hand, and names what nobody recorded', async () => {
  for (const size of [DESK, PHONE]) {
    const { page, faults } = await clinic.open('nurse', `/sessions/${sessionId}/monitoring-form`, { size });
    await page.getByRole('heading', { level: 1, name: /^Monitoring form of/ }).waitFor();
    expect(await answerTo(page, '40 minutes after').textContent()).toMatch(
      /^139\/88 mmHg at \d\d:\d\d, 40 min after the first device$/,
    );
    expect(await answerTo(page, 'Dose').textContent()).toBe('56 mg');
    expect(await answerTo(page, 'Devices').textContent()).toMatch(/^2: 28 mg at/);
    expect(await answerTo(page, 'Enrolled in the REMS').textContent()).toContain(
      'by hand: enrolment is kept by the REMS',
    );
    await page.getByText('Nobody recorded').waitFor();
    await page
      .getByText('Dissociation: not recorded: neither its onset nor that there was none', { exact: false })
      .waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await picture(page, `monitoring-form-${size.width}`);
    expect(faults).toEqual([]);
  }
});

test('it comes as a PDF of its own', async () => {
  const { page, context } = await clinic.open('nurse', `/sessions/${sessionId}/monitoring-form`);
  const file = await page.getByRole('link', { name: 'PDF' }).getAttribute('href');
  const pdf = await context.request.get(`${clinic.url}${file}`);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  const folder = process.env.PICTURES;
  if (folder) writeFileSync(`${folder}/monitoring-form.pdf`, await pdf.body());
});

test('on paper it is the form alone', async () => {
  const { page } = await clinic.open('nurse', `/sessions/${sessionId}/monitoring-form`);
  await page.getByRole('heading', { level: 1, name: /^Monitoring form of/ }).waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
  expect(await page.getByText('What the form is made after').isVisible()).toBe(false);
  expect(await page.getByText('Blood pressure', { exact: true }).isVisible()).toBe(true);
  await picture(page, 'monitoring-form-print');
});

test('an onset recorded in the room is an answer on the form', async () => {
  const { page } = await clinic.open('nurse', `/sessions/${sessionId}`);
  await page.getByRole('button', { name: 'Seen, done, said' }).click();
  await picture(page, 'monitoring-form-room');
  await send('nurse', sessionId, { type: 'RecordNosc', moment: 'onset' });
  await page
    .locator('ol[aria-label="Non-ordinary state"]')
    .getByText(/4\d min after/)
    .waitFor();
  await page.goto(`${clinic.url}/sessions/${sessionId}/monitoring-form`);
  await page.getByRole('heading', { level: 1, name: /^Monitoring form of/ }).waitFor();
  expect(await answerTo(page, 'Dissociation').textContent()).toMatch(/^Yes, from 4\d min after the first device/);
});
