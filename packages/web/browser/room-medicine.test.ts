/** From the order to the discharge with every microgram accounted for: drawn, given, wasted before a colleague's eyes. */
import { randomUUID } from 'node:crypto';
import { instant, type Movement, parseProtocol, productSchema, type Role, SHIPPED_DOCUMENTS } from '@holdspace/care';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findingFor } from '../../care/src/session/making.ts';
import { axeFindings, type OpenClinic, openClinic, PHONE, sidewaysScroll, TABLET } from './harness.ts';
import { smallTargets, touch } from './room-hands.ts';
import { fitToLeave, measureOnPad, nextPhase, SharedClock, storedEvents } from './room-steps.ts';

const parsed = parseProtocol(SHIPPED_DOCUMENTS.find((one) => one.id === 'kap-im'));
if (!parsed.ok) throw new Error('the shipped protocol does not parse');
const { protocol } = parsed;
const SHOTS = process.env.HOLDSPACE_SCREENSHOTS;
const TEAM: readonly Role[] = ['nurse', 'prescriber', 'therapist', 'guide'];
const clock = new SharedClock();
let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic({ clock: clock.read });
});
afterAll(() => clinic?.close());

/** A safe with one fit vial and one that has expired. */
async function stocked(): Promise<void> {
  const { store, clinicId, people } = clinic;
  const at = instant(Date.now() - 86_400_000);
  const product = productSchema.parse({
    id: 'ketamine-50-vial-10',
    name: 'Ketamine 50 mg/mL, vial of 10 mL',
    substance: protocol.medicine.substance,
    schedule: 'III',
    contents: {
      form: 'solution',
      concentration: { value: 50, unit: 'mg/mL' },
      volume: { value: 10, unit: 'mL' },
      use: 'multi_dose',
    },
    codes: { ndc: [] },
    useWithinAfterOpening: { value: 28, unit: 'd' },
    storage: 'At 20 to 25 °C',
  });
  const recording = { by: people.medical_director.id, at };
  const safe = randomUUID();
  await store.formulary.save(clinicId, product, recording);
  await store.inventory.addSafe(clinicId, { id: safe, name: 'Main safe' }, recording);
  const line = (label: string, lot: string, expiresOn: string) => ({
    product: product.id,
    lot,
    expiresOn,
    expected: 1,
    containers: [{ id: randomUUID(), label }],
  });
  const receipt = {
    id: randomUUID(),
    at,
    safe,
    supplier: { name: 'Example Supply', address: '1 Example Way', deaNumber: 'AB1234563' },
    invoice: 'I-1',
    lines: [line('K-0041', 'OLD-1', '2020-01-31'), line('K-0042', 'A12', '2099-12-31')],
  };
  const { outcome } = await store.inventory.receive(clinicId, receipt, { by: people.nurse, recordedAt: at });
  expect(outcome).toBe('received');
}

/** A session in which all is ready for a dose that was ordered and waits for its check. */
async function ordered(): Promise<string> {
  const { sessionId } = await clinic.beginSession('kap-im');
  const at = instant(Date.now());
  const { people } = clinic;
  await clinic.send('nurse', sessionId, [
    { type: 'RecordArrival' },
    ...TEAM.map((role) => ({
      type: 'JoinSession' as const,
      person: { id: people[role].id, name: people[role].name, roles: [role] },
      attendance: 'in_room' as const,
    })),
    ...protocol.gates.flatMap(({ gate }) => {
      const finding = findingFor(protocol, gate, at);
      return finding ? [{ type: 'ConfirmGate' as const, finding }] : [];
    }),
    {
      type: 'RecordVitalSigns',
      vitalSigns: {
        bloodPressure: { systolic: { value: 118, unit: 'mm[Hg]' }, diastolic: { value: 76, unit: 'mm[Hg]' } },
        heartRate: { value: 70, unit: '/min' },
        oxygenSaturation: { value: 97, unit: '%' },
        respiratoryRate: { value: 14, unit: '/min' },
        sedation: { value: 0, unit: '{score}' },
      },
    },
    ...protocol.phases
      .slice(0, protocol.phases.findIndex((phase) => phase.doseAllowed) + 1)
      .map(({ id }) => ({ type: 'EnterPhase' as const, phase: id })),
  ]);
  await clinic.send('prescriber', sessionId, [
    {
      type: 'OrderDose',
      order: randomUUID(),
      purpose: 'first',
      product: protocol.medicine.products[0]?.id ?? '',
      prescribed: { by: 'weight', perKilogram: { value: 0.5, unit: 'mg/kg' } },
    },
  ]);
  return sessionId;
}

test('order, check, draw, give, waste, witness, discharge: the ledger says what the session says', async () => {
  await stocked();
  const sessionId = await ordered();
  const opened = await clinic.open('nurse', `/sessions/${sessionId}`, { size: TABLET, hasTouch: true });
  const nurse = touch(opened.page);
  await clock.keep(nurse);
  const { page } = nurse;
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const lookAt = async (shot: string) => {
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${shot}.png`, fullPage: true });
    expect(await axeFindings(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  };

  await nurse.press(button('I have checked this order'));
  await page.getByRole('heading', { name: 'Draw up 40 mg' }).waitFor();
  expect(await page.getByRole('radio', { name: /K-0041/ }).isDisabled()).toBe(true);
  // A wrong touch leads back, and without a network the room says what goes on.
  await nurse.press(button('It was given already, out of no container'));
  await nurse.press(button('Back: draw it out of a container'));
  await opened.context.setOffline(true);
  await page.getByText(/You can scan, draw and give; it is recorded here/).waitFor();
  await opened.context.setOffline(false);
  await page.getByText(/You can scan, draw and give/).waitFor({ state: 'detached' });
  await page.getByRole('radio', { name: /K-0042/ }).check();
  await page.getByText('0.8 mL × 50 mg/mL = 40 mg').waitFor();
  await nurse.fill(page.getByLabel('Drawn up, mL'), '1,2');
  await page.getByText(/write a point for the decimal/).waitFor();
  await nurse.fill(page.getByLabel('Drawn up, mL'), '1.2345');
  await page.getByText('write 3 places after the point at most').waitFor();
  expect(await button('Draw out of K-0042').isDisabled()).toBe(true);
  await nurse.fill(page.getByLabel('Drawn up, mL'), '1.2');
  await page.getByText(/20 mg more than is to be given/).waitFor();
  await lookAt('draw-up');
  await nurse.press(button('Draw 60 mg out of K-0042'));

  const inHand = page.getByRole('region', { name: 'In hand' });
  await inHand.getByText('60 mg drawn').waitFor();
  await nurse.pick('Site', protocol.delivery.kind === 'injection' ? (protocol.delivery.sites[0] ?? '') : '');
  await lookAt('give');
  await nurse.press(button('Give 40 mg'));
  await page.getByText('given in all').waitFor();
  await inHand.getByText('60 mg drawn, 40 mg given').waitFor();

  await nurse.press(inHand.getByRole('button', { name: 'Waste', exact: true }));
  await lookAt('waste');
  await nurse.press(inHand.getByRole('button', { name: 'Wasted', exact: true }));
  await inHand.getByText('20 mg wasted by Robin Nurse waits for its witness').waitFor();
  // Whoever gave it is no witness; the record says so, and a colleague steps up to this device.
  await nurse.press(inHand.getByRole('button', { name: 'A colleague signs as witness here' }));
  const signers = inHand.getByLabel('Who signs').locator('option');
  await expect
    .poll(() => signers.allTextContents())
    .toContainEqual(expect.stringContaining(clinic.people.therapist.name));
  expect((await signers.allTextContents()).filter((name) => name.includes(clinic.people.nurse.name))).toEqual([]);
  await inHand.getByLabel('Who signs').selectOption(clinic.people.therapist.id);
  await nurse.fill(inHand.getByLabel('PIN'), '739264');
  await lookAt('witness');
  await nurse.press(inHand.getByRole('button', { name: 'Sign with the PIN' }));
  await inHand.getByText('Nothing is left').waitFor();
  await page.setViewportSize(PHONE);
  await lookAt('accounted-phone');
  await page.setViewportSize(TABLET);

  for (const phase of protocol.phases.slice(protocol.phases.findIndex((one) => one.doseAllowed) + 1))
    await nextPhase(nurse, phase.name);
  await clock.pass(95);
  await measureOnPad(nurse, '124767297');
  await fitToLeave(nurse, protocol);
  await clinic.send('prescriber', sessionId, [{ type: 'SignDischarge', at: instant(clock.read()) }]);
  await page.getByRole('heading', { name: /^Discharged at/ }).waitFor();

  const movements: readonly Movement[] = await clinic.store.inventory.movements(clinic.clinicId, {
    session: sessionId,
  });
  expect(movements.map(({ kind, amount, witness }) => [kind, amount.value, witness?.name])).toEqual([
    ['drawn', 60_000, undefined],
    ['administered', 40_000, undefined],
    ['wasted', 20_000, clinic.people.therapist.name],
  ]);
  const events = await storedEvents(clinic, sessionId);
  expect(events.flatMap((event) => event.flags ?? [])).toEqual([]);
  expect(opened.faults).toEqual([]);
});
