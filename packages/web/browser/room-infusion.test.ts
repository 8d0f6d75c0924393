import { parseProtocol, SHIPPED_DOCUMENTS } from '@holdspace/care';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings, DESK, type OpenClinic, openClinic, sidewaysScroll } from './harness.ts';
import { keyboard } from './room-hands.ts';
import {
  arrive,
  comeIn,
  confirmGates,
  fitToLeave,
  measure,
  nextPhase,
  SharedClock,
  storedEvents,
} from './room-steps.ts';

const clock = new SharedClock();
let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic({ clock: clock.read });
});
afterAll(() => clinic?.close());

test('an infusion from arrival to the signed record, by keyboard alone, with nothing for axe to find', async () => {
  const parsed = parseProtocol(SHIPPED_DOCUMENTS.find((one) => one.id === 'infusion-iv'));
  if (!parsed.ok) throw new Error('the shipped protocol does not parse');
  const { protocol } = parsed;
  const { sessionId } = await clinic.beginSession('infusion-iv');
  const path = `/sessions/${sessionId}`;
  const opened = {
    nurse: await clinic.open('nurse', path, { size: DESK }),
    prescriber: await clinic.open('prescriber', path, { size: DESK }),
  };
  const nurse = keyboard(opened.nurse.page);
  const prescriber = keyboard(opened.prescriber.page);
  await clock.keep(nurse);
  await clock.keep(prescriber);
  const { page } = nurse;
  const button = (name: string | RegExp) => page.getByRole('button', { name });

  await arrive(nurse);
  await comeIn(nurse, [clinic.people.nurse.name, clinic.people.prescriber.name]);
  await nextPhase(nurse, 'Arrival');
  expect(await axeFindings(page)).toEqual([]);
  await confirmGates(nurse, protocol);
  // The list of entries keeps the site's clock, as the record does.
  await page.getByText(/^Fasting: last solids \d\d:\d\d, last clear liquids \d\d:\d\d\.$/).waitFor();
  await nextPhase(nurse, 'Preparation');
  await measure(nurse, '122787298');
  await page.getByText('all 12 met').waitFor();

  // The order, written by one and checked by another, each from their own sign-in; it appears without a reload.
  const ordering = prescriber.page;
  await prescriber.press(ordering.getByRole('button', { name: 'Order the dose' }));
  await prescriber.pick('Product', 'Ketamine 10 mg/mL');
  await prescriber.fill(ordering.getByLabel('Dose, mg/kg'), '0.5');
  await ordering.getByText('0.5 mg/kg × 80 kg').waitFor();
  await ordering.getByText('150 mL/h').first().waitFor();
  expect(await axeFindings(ordering)).toEqual([]);
  await prescriber.press(ordering.getByRole('button', { name: 'Sign the order' }));
  await ordering.getByText(/other than Robin Prescriber checks it/).waitFor();
  await nurse.press(button('I have checked this order'));

  // Too early: refused in place, with the rule, and nothing is stored.
  await nurse.press(button('Start the pump at 150 mL/h'));
  await page.getByRole('alert').getByText('hard stop').first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await nurse.press(button('Close').last());
  await nextPhase(nurse, 'Infusion');
  await nurse.press(button('Start the pump at 150 mL/h'));
  await page.getByText('of 40 mg').waitFor();

  await clock.pass(10);
  await page.getByText('10 mg', { exact: true }).waitFor();
  await measure(nurse, '138848297');
  await nurse.press(button('Pause'));
  await nurse.press(button('Nausea'));
  await clock.pass(5);
  await nurse.press(button('Resume'));
  await clock.pass(10);
  // Unlikely: asked about, and stored with the answer.
  await nurse.press(button('Vital signs'));
  await page.keyboard.type('2089211097');
  await page.getByText('208 mmHg is above 200 mmHg. Is this right?').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await nurse.press(button('Yes, it is right'));
  await nurse.press(button('Record'));
  await page.getByText('Systolic 208 mmHg is at or over 180 mmHg.', { exact: true }).waitFor();
  await nurse.press(button(/^Called$/));
  await clock.pass(20);
  await measure(nurse, '142868097');
  await nurse.press(button('Stop the infusion'));
  await nurse.press(button('Completed'));
  await page.getByText('40 mg').first().waitFor();
  await nextPhase(nurse, 'Recovery');

  // Before the minimum time no discharge; after it, and with every criterion, one signature.
  await clock.pass(45);
  await measure(nurse, '130827698');
  await fitToLeave(nurse, protocol);
  await prescriber.press(ordering.getByRole('button', { name: 'Sign the discharge' }));
  await ordering
    .getByRole('alert')
    .getByText(/of 1 h have passed/)
    .waitFor();
  await clock.pass(16);
  await measure(nurse, '128807498');
  await page.getByText('ready to leave').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await prescriber.press(ordering.getByRole('button', { name: 'Sign the discharge' }));
  await page.getByRole('heading', { name: /^Discharged at/ }).waitFor();
  await nurse.press(button('Sign the record'));
  await page.getByText(/signed by Robin Nurse/).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);

  const events = await storedEvents(clinic, sessionId);
  const types = events.map((event) => event.type);
  for (const type of ['InfusionPaused', 'InfusionResumed', 'DischargeSigned', 'RecordSigned'])
    expect(types).toContain(type);
  expect(events.find((event) => event.type === 'InfusionStopped')?.delivered).toEqual({ value: 40_000, unit: 'ug' });
  expect(events.flatMap((event) => event.flags ?? [])).toEqual([]);
  expect(opened.nurse.faults).toEqual([]);
  expect(opened.prescriber.faults).toEqual([]);
});
