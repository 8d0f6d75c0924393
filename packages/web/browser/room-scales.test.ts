/** A scale that a clinician asks in the room: due at its time, filled in from there, kept with the session that it belongs to. */
import { randomUUID } from 'node:crypto';
import { type Instrument, instrumentOf, parseProtocol, SHIPPED_DOCUMENTS } from '@holdspace/care';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DESK, type OpenClinic, openClinic } from './harness.ts';
import { lookAt } from './pictures.ts';
import { keyboard } from './room-hands.ts';
import { arrive, comeIn, confirmGates, measure, nextPhase, SharedClock } from './room-steps.ts';

vi.setConfig({ testTimeout: 480_000 });
const CADSS = instrumentOf('cadss') as Instrument;
const clock = new SharedClock();
let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic({ clock: clock.read });
}, 400_000);
afterAll(() => clinic?.close());

test('the scale of an infusion is due 40 minutes after the dose, and what is answered lands with the session', async () => {
  const parsed = parseProtocol(SHIPPED_DOCUMENTS.find((one) => one.id === 'infusion-iv'));
  if (!parsed.ok) throw new Error('the shipped protocol does not parse');
  const { sessionId, patientId } = await clinic.beginSession('infusion-iv');
  const nurse = keyboard((await clinic.open('nurse', `/sessions/${sessionId}`, { size: DESK })).page);
  const prescriber = keyboard((await clinic.open('prescriber', `/sessions/${sessionId}`, { size: DESK })).page);
  await clock.keep(nurse);
  await clock.keep(prescriber);
  const { page } = nurse;
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  await arrive(nurse);
  await comeIn(nurse, [clinic.people.nurse.name, clinic.people.prescriber.name]);
  await nextPhase(nurse, 'Arrival');
  await confirmGates(nurse, parsed.protocol);
  await nextPhase(nurse, 'Preparation');
  await measure(nurse, '122787298');
  const ordering = prescriber.page;
  await prescriber.press(ordering.getByRole('button', { name: 'Order the dose' }));
  await prescriber.pick('Product', 'Ketamine 10 mg/mL');
  await prescriber.fill(ordering.getByLabel('Dose, mg/kg'), '0.5');
  await prescriber.press(ordering.getByRole('button', { name: 'Sign the order' }));
  await nurse.press(button('I have checked this order'));
  await nextPhase(nurse, 'Infusion');
  const scales = page.getByRole('region', { name: 'Scales to ask' });
  expect(await scales.count()).toBe(0);
  await nurse.press(button('Start the pump at 150 mL/h'));
  // Without its words it is due all the same, and the room says why it cannot be opened.
  await scales.getByText('CADSS: not due yet').waitFor({ state: 'attached' });
  await scales.getByText('CADSS cannot be put to anybody here yet', { exact: false }).waitFor();
  await lookAt(page, 'room-scale-without-words', scales);

  const said = { en: 'To rate' };
  await (await clinic.as('medical_director')).post('/api/measure-texts', {
    id: randomUUID(),
    instrument: 'cadss',
    texts: {
      licence: 'Licensed to Quay Clinic, for this test',
      items: Object.fromEntries(CADSS.items.map(({ linkId }) => [linkId, said])),
      labels: Object.fromEntries([0, 1, 2, 3, 4].map((value) => [value, { en: 'So much' }])),
    },
  });
  await clock.pass(39);
  const open = scales.getByRole('link', { name: 'Fill in CADSS' });
  await open.waitFor();
  await scales.getByText('CADSS: not due yet').waitFor({ state: 'attached' });
  await clock.pass(2);
  await scales.getByText('CADSS: due now').waitFor({ state: 'attached' });
  await lookAt(page, 'room-scale-due', scales);
  await nurse.press(open);
  // Away from the room, the emergency stop is still one touch away.
  await button(/^Emergency stop/).waitFor();
  await lookAt(page, 'scale-of-the-session');
  for (let index = 1; index <= CADSS.items.length; index += 1) {
    await page.getByText(`Question ${index} of ${CADSS.items.length}`).waitFor();
    await nurse.press(button('1 So much'));
  }
  await page.getByRole('heading', { level: 2, name: 'Those were all the questions' }).waitFor();
  await nurse.press(button('Send'));
  await page.getByText(/: 23 of 92/).waitFor();
  await nurse.press(page.getByRole('link', { name: 'The session' }));
  await scales.getByText('CADSS: kept').waitFor();
  await lookAt(page, 'room-scale-kept', scales);
  const { responses } = (await (await clinic.as('nurse')).get(`/api/patients/${patientId}/measures`)) as {
    responses: unknown[];
  };
  expect(responses).toMatchObject([{ instrument: 'cadss', moment: 'right_after', sessionId }]);
});
