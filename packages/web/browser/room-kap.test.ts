import { parseProtocol, SHIPPED_DOCUMENTS } from '@holdspace/care';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings, type OpenClinic, openClinic, PHONE, sidewaysScroll, TABLET } from './harness.ts';
import { smallTargets, touch } from './room-hands.ts';
import {
  arrive,
  comeIn,
  confirmGates,
  fitToLeave,
  measureOnPad,
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

test('a KAP session from arrival to the signed record, by touch: the nurse on a tablet, the guide on a phone', async () => {
  const parsed = parseProtocol(SHIPPED_DOCUMENTS.find((one) => one.id === 'kap-im'));
  if (!parsed.ok) throw new Error('the shipped protocol does not parse');
  const { protocol } = parsed;
  const { sessionId } = await clinic.beginSession('kap-im');
  const path = `/sessions/${sessionId}`;
  const opened = {
    nurse: await clinic.open('nurse', path, { size: TABLET, hasTouch: true }),
    guide: await clinic.open('guide', path, { size: PHONE, hasTouch: true }),
    prescriber: await clinic.open('prescriber', path, { size: TABLET, hasTouch: true }),
  };
  const nurse = touch(opened.nurse.page);
  const guide = touch(opened.guide.page);
  const prescriber = touch(opened.prescriber.page);
  for (const hand of [nurse, guide, prescriber]) await clock.keep(hand);
  const { page } = nurse;
  const tablet = (name: string | RegExp) => page.getByRole('button', { name });
  const phone = (name: string) => guide.page.getByRole('button', { name, exact: true });
  const lookAt = async (...pages: (typeof page)[]) => {
    for (const one of pages) {
      expect(await axeFindings(one)).toEqual([]);
      expect(await smallTargets(one)).toEqual([]);
      expect(await sidewaysScroll(one)).toBe(0);
    }
  };

  await arrive(nurse);
  const { people } = clinic;
  await comeIn(nurse, [people.nurse.name, people.guide.name, people.prescriber.name]);
  await nextPhase(nurse, 'Arrival');
  await lookAt(page);
  await confirmGates(nurse, protocol);
  await nextPhase(nurse, 'Preparation');
  await measureOnPad(nurse, '118767097');
  await page.getByText('all 15 met').waitFor();
  await guide.page.getByText('To sleep through the night again', { exact: true }).waitFor();

  const ordering = prescriber.page;
  await prescriber.press(ordering.getByRole('button', { name: 'Order the dose' }));
  await prescriber.pick('Product', protocol.medicine.products[0]?.name ?? '');
  await prescriber.fill(ordering.getByLabel('Dose, mg/kg'), '0.5');
  await ordering.getByText('0.5 mg/kg × 80 kg').waitFor();
  await lookAt(ordering);
  await prescriber.press(ordering.getByRole('button', { name: 'Sign the order' }));
  await nurse.press(tablet('I have checked this order'));
  await nextPhase(nurse, 'Administration');
  await nurse.pick('Site', protocol.delivery.kind === 'injection' ? (protocol.delivery.sites[0] ?? '') : '');
  await nurse.press(tablet('Give 40 mg'));
  await page.getByText('given in all').waitFor();
  await nextPhase(guide, 'Journey');

  // The guide in the dark: one touch for what is seen, done and said.
  await clock.pass(4);
  await guide.press(phone('Onset now'));
  await guide.press(phone('Tearful'));
  await guide.press(phone('Breath'));
  await guide.page.getByText('4 min after').waitFor();
  await lookAt(guide.page, page);
  await guide.press(phone('The patient’s words…'));
  await guide.fill(
    guide.page.getByLabel('In the patient’s own words').and(guide.page.locator('textarea')),
    'There is a door',
  );
  await guide.press(phone('Keep'));
  await page.getByText('The patient: “There is a door”').or(page.getByText('There is a door')).first().waitFor();

  // Without a network the guide goes on; what was touched is kept, said to wait, and sent in order.
  await opened.guide.context.setOffline(true);
  await clock.pass(14);
  await guide.press(phone('Peak now'));
  await guide.press(phone('Hand'));
  await guide.press(phone('Still'));
  await guide.page.getByText('3 entries waiting to be sent').waitFor();
  await opened.guide.context.setOffline(false);
  await guide.page.getByText('3 entries waiting to be sent').waitFor({ state: 'detached', timeout: 30_000 });

  await measureOnPad(nurse, '136828297');
  await clock.pass(15);
  await measureOnPad(nurse, '132807897');
  await clock.pass(10);
  await guide.press(phone('Return now'));
  await nextPhase(guide, 'Return');
  await clock.pass(20);
  await measureOnPad(nurse, '126787498');
  await nextPhase(guide, 'Debrief');
  await clock.pass(30);
  await measureOnPad(nurse, '124767297');
  await lookAt(page);
  await fitToLeave(nurse, protocol);
  await page.getByText('ready to leave').waitFor();
  await lookAt(page);
  await prescriber.press(ordering.getByRole('button', { name: 'Sign the discharge' }));
  await page.getByRole('heading', { name: /^Discharged at/ }).waitFor();
  await nurse.press(tablet('Sign the record'));
  await page.getByText(/signed by Robin Nurse/).waitFor();
  await lookAt(page, guide.page);

  const events = await storedEvents(clinic, sessionId);
  const said = events.filter((event) => event.author?.name === people.guide.name).map((event) => event.type);
  expect(said.filter((type) => type === 'NoscRecorded')).toHaveLength(3);
  const offline = events.filter(
    (event) => event.observation === 'still' || event.moment === 'peak' || event.intervention === 'hand',
  );
  expect(offline.map((event) => event.type)).toEqual(['NoscRecorded', 'InterventionRecorded', 'ObservationRecorded']);
  expect(events.flatMap((event) => event.flags ?? [])).toEqual([]);
  for (const { faults } of Object.values(opened))
    expect(faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
});
