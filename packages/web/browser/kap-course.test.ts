/**
 * A whole KAP course of one patient, as everybody in it sees it: prepared at home on a phone, a session with music, the
 * debrief, three check-ins and one that is missed and reaches its owner, an integration visit, and a therapist outside who
 * sees what was agreed and nothing else. Each test goes on where the one before it ended.
 */
import { randomUUID } from 'node:crypto';
import { DAY, dayAt, instant, MINUTE, parseProtocol, SHIPPED_DOCUMENTS } from '@holdspace/care';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CLINIC_ZONE } from './daytime.ts';
import {
  DESK,
  type OpenClinic,
  type OpenPage,
  openClinic,
  type PageOptions,
  PHONE,
  type PlannedVisit,
  TABLET,
} from './harness.ts';
import { forget, heardIn, listenIn, longestGap, MAY_PLAY, QUIET, shortSoundtrack } from './listening.ts';
import { lookAt } from './pictures.ts';
import { touch } from './room-hands.ts';
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

vi.setConfig({ testTimeout: 480_000 });

const OUTSIDE = { name: 'Odd Outside', focus: 'To sleep again after the accident', intention: 'I let it come' };
const PRACTICE = 'Three lines in the morning';

const clock = new SharedClock();
let clinic: OpenClinic;
let visit: PlannedVisit;
/** The calendar day of the session at the clinic. */
let sessionDay: string;
/** The link for the therapist outside, as the patient's own page showed it. */
let outsideDoor: { readonly link: string; readonly code: string };

beforeAll(async () => {
  clinic = await openClinic({ clock: clock.read, switches: [MAY_PLAY] });
  await shortSoundtrack(clinic);
  visit = await clinic.planVisit('kap-im');
  const director = await clinic.as('medical_director');
  const member = { id: randomUUID(), personId: clinic.people.therapist.id, why: 'Her therapist here.' };
  await director.post(`/api/patients/${visit.patientId}/care-team`, member);
});
afterAll(() => clinic?.close());

const field = (page: Page, label: string | RegExp) => page.getByLabel(label).and(page.locator('input, textarea'));
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
/** To the noon of a day after the session, on the clinic's clock: whatever is asked on that day is asked by then. */
const toDay = async (day: number) => {
  const noon = Date.parse(`${sessionDay}T17:00:00Z`) + day * DAY;
  await clock.pass((noon - clock.read()) / MINUTE);
  clinic.signInAnew();
};
/** A page whose own clock is the clinic's of now. */
const openNow = (role: Parameters<OpenClinic['open']>[0], path: string, options: PageOptions): Promise<OpenPage> =>
  clinic.open(role, path, { ...options, time: clock.read() });
/** The patient at home, on a phone, with a link of today. */
async function atHome(): Promise<OpenPage> {
  const { invitation } = (await (
    await clinic.as('nurse')
  ).post(`/api/patients/${visit.patientId}/portal-invitation`, {})) as { invitation: { link: string; code: string } };
  const home = await openNow(null, invitation.link, { size: PHONE, hasTouch: true });
  await comeThrough(home.page, invitation.code);
  await home.page.getByRole('heading', { level: 1, name: /^Welcome/ }).waitFor();
  return home;
}
async function comeThrough(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code').fill(code);
  await button(page, 'Come in').click();
}

test('at home, on a phone: focus, intention and touch are prepared, and her own therapist is let see a part', async () => {
  const { page, faults } = await atHome();
  const saved = () => page.getByText('Saved.', { exact: true }).waitFor();
  const section = async (path: string) => {
    await page.goto(`${clinic.url}/portal/prepare/${visit.courseId}/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  await section('focus');
  await field(page, /My focus is/).fill(OUTSIDE.focus);
  await saved();
  await section('intention');
  await field(page, 'In my words').fill(OUTSIDE.intention);
  await saved();
  await section('touch');
  await page.getByRole('radio', { name: 'Yes, as I say here' }).click();
  await field(page, 'What is welcome, and where').fill('my hand');
  await field(page, 'My word and my sign for stop').fill('red, an open palm');
  await saved();

  await page.goto(`${clinic.url}/mine`);
  await button(page, 'Let my own therapist see something').click();
  await field(page, 'Name').fill(OUTSIDE.name);
  await page.getByRole('checkbox', { name: /^Focus and intention/ }).check();
  await page.getByRole('checkbox', { name: /^Integration/ }).check();
  await lookAt(page, 'course-outside-phone');
  await button(page, 'Agree and make the link').click();
  const link = await page.getByLabel('Link').inputValue();
  const code =
    (await page.getByText('Code', { exact: true }).locator('xpath=..').locator('strong').textContent()) ?? '';
  outsideDoor = { link: link.replace(clinic.url, ''), code };
  expect(faults).toEqual([]);
  await page.context().close();
});

test('the session, with music from onset on: no gap at a cross-fade, silence after the emergency stop, words before home', async () => {
  const parsed = parseProtocol(SHIPPED_DOCUMENTS.find((one) => one.id === 'kap-im'));
  if (!parsed.ok) throw new Error('the shipped protocol does not parse');
  const { protocol } = parsed;
  const sessionId = randomUUID();
  sessionDay = dayAt(instant(clock.read()), CLINIC_ZONE);
  await (await clinic.as('nurse')).post(`/api/visits/${visit.visitId}/session`, { id: sessionId });
  const path = `/sessions/${sessionId}`;
  const opened = {
    nurse: await clinic.open('nurse', path, { size: TABLET, hasTouch: true }),
    prescriber: await clinic.open('prescriber', path, { size: TABLET, hasTouch: true }),
  };
  const nurse = touch(opened.nurse.page);
  const prescriber = touch(opened.prescriber.page);
  for (const hand of [nurse, prescriber]) await clock.keep(hand);
  // The device that plays keeps its own time, as the loudspeaker does.
  const guide = await clinic.open('guide', '/', { size: TABLET, hasTouch: true });
  await listenIn(guide.context);
  await guide.page.goto(clinic.url + path);

  await arrive(nurse);
  const { people } = clinic;
  await comeIn(nurse, [people.nurse.name, people.guide.name, people.prescriber.name]);
  await nextPhase(nurse, 'Arrival');
  await nurse.page.getByRole('region', { name: 'From preparation' }).getByText(OUTSIDE.focus).waitFor();
  // The focus is known from home.
  await confirmGates(nurse, protocol, ['focus']);
  await nextPhase(nurse, 'Preparation');
  await measureOnPad(nurse, '118767097');
  await nurse.page.getByText('all 15 met').waitFor();
  const ordering = prescriber.page;
  await prescriber.press(button(ordering, 'Order the dose'));
  await prescriber.pick('Product', protocol.medicine.products[0]?.name ?? '');
  await prescriber.fill(ordering.getByLabel('Dose, mg/kg'), '0.5');
  await prescriber.press(button(ordering, 'Sign the order'));
  await nurse.press(button(nurse.page, 'I have checked this order'));

  await button(guide.page, 'Make the music ready').click();
  await guide.page.getByText('All of it is on this device').waitFor({ timeout: 60_000 });
  await nextPhase(nurse, 'Administration');
  await nurse.pick('Site', protocol.delivery.kind === 'injection' ? (protocol.delivery.sites[0] ?? '') : '');
  await nurse.press(button(nurse.page, 'Give 40 mg'));
  await nurse.page.getByText('given in all').waitFor();
  await button(guide.page, 'Start the music').click();
  await expect
    .poll(async () => (await heardIn(guide.page)).some(({ level }) => level > 0.02), { timeout: 20_000 })
    .toBe(true);
  await nextPhase(nurse, 'Journey');
  await guide.page.waitForTimeout(1000);
  await forget(guide.page);
  await lookAt(guide.page, 'guide-room');
  // Six seconds for a track, one of cross-fade: at least one seam lies in this.
  await guide.page.waitForTimeout(8000);
  const heard = await heardIn(guide.page);
  expect(heard.length).toBeGreaterThan(800);
  expect(longestGap(heard)).toBeLessThanOrEqual(20);
  await button(guide.page, 'Onset now').click();
  await button(guide.page, 'Tearful').click();

  await clinic.send('nurse', sessionId, [{ type: 'CallEmergencyStop' }]);
  await guide.page.getByText(/Silent since the emergency stop/).waitFor({ timeout: 10_000 });
  await guide.page.waitForTimeout(1600);
  await forget(guide.page);
  await guide.page.waitForTimeout(2000);
  const silence = await heardIn(guide.page);
  expect(silence.length).toBeGreaterThan(100);
  expect(Math.max(...silence.map(({ level }) => level))).toBeLessThan(QUIET);
  await prescriber.press(button(ordering, 'Clear it…'));
  await prescriber.fill(ordering.getByLabel('Why it is safe to go on'), 'She coughed, and is well');
  await prescriber.press(button(ordering, 'Clear the emergency stop'));
  await button(guide.page, 'Play on').click();
  await expect
    .poll(async () => (await heardIn(guide.page)).at(-1)?.level ?? 0, { timeout: 15_000 })
    .toBeGreaterThan(0.02);
  await guide.context.close();

  await clock.pass(14);
  await measureOnPad(nurse, '136828297');
  await clock.pass(30);
  await nextPhase(nurse, 'Return');
  await clock.pass(20);
  await measureOnPad(nurse, '126787498');
  await nextPhase(nurse, 'Debrief');
  await nurse.fill(field(nurse.page, /In their own words/), 'There is a door, and it is open');
  await nurse.press(button(nurse.page, 'Keep these words').first());
  await nurse.page.getByText('What it was like: “There is a door, and it is open”').waitFor();
  await lookAt(nurse.page, 'debrief', nurse.page.getByRole('region', { name: 'Debrief', exact: true }));
  await clock.pass(30);
  await measureOnPad(nurse, '124767297');
  await fitToLeave(nurse, protocol);
  await prescriber.press(button(ordering, 'Sign the discharge'));
  await ordering.getByRole('heading', { name: /^Discharged at/ }).waitFor();

  const events = await storedEvents(clinic, sessionId);
  const music = events.filter(({ type }) => type === 'MusicRecorded').map(({ action }) => action);
  expect(music).toEqual(expect.arrayContaining(['started', 'track', 'faded_for_emergency']));
  for (const [who, { faults }] of Object.entries({ ...opened, guide })) expect(faults, who).toEqual([]);
  for (const { context } of Object.values(opened)) await context.close();
});

async function answerCheckIn(sleep: string, picture?: string): Promise<void> {
  const { page, faults } = await atHome();
  await page.goto(`${clinic.url}/portal`);
  await page.getByRole('heading', { name: 'How are you?' }).waitFor();
  await page.getByRole('link', { name: 'Answer' }).click();
  await page.getByRole('radio', { name: sleep, exact: true }).check();
  await page.getByRole('radio', { name: '3', exact: true }).check();
  if (picture) await lookAt(page, picture);
  await button(page, 'Send to my care team').click();
  await page.getByText('Thank you. Your care team can read it now.').waitFor();
  // Who came with a link has no account to ask about.
  expect(faults.filter((fault) => !fault.includes('401'))).toEqual([]);
  await page.context().close();
}

test('two check-ins are answered at home, and an insight leads to a practice', async () => {
  await toDay(1);
  await answerCheckIn('Well', 'course-check-in-phone');
  await toDay(3);
  await answerCheckIn('So-so');
  const { page, context } = await atHome();
  await page.goto(`${clinic.url}/portal/practices`);
  await button(page, 'Begin a practice').click();
  await page.getByLabel('What will you do?').fill(PRACTICE);
  await page.getByLabel('After what?').fill('breakfast');
  await page.getByLabel('What might get in the way?').fill('A late night');
  await page.getByLabel('And what then?').fill('One line');
  await button(page, 'Keep this practice').click();
  await page.getByText('Every day, after breakfast').waitFor();
  await context.close();
});

test('the therapist outside sees focus, intention and the practice; no session, no words of it, no check-in', async () => {
  const { page, context, faults } = await openNow(null, outsideDoor.link, { size: PHONE });
  await comeThrough(page, outsideDoor.code);
  await page.getByRole('heading', { level: 1, name: visit.patientName }).waitFor();
  for (const words of [OUTSIDE.focus, OUTSIDE.intention, PRACTICE]) await page.getByText(words).first().waitFor();
  const all = (await page.locator('main').textContent()) ?? '';
  for (const kept of ['40 mg', 'There is a door', 'So-so', 'Tearful', 'my hand']) expect(all).not.toContain(kept);
  expect(await page.getByRole('heading', { name: 'Sessions' }).count()).toBe(0);
  await lookAt(page, 'outside-therapist');
  expect(faults).toEqual([]);
  await context.close();
});

test('a third check-in, of the week, is answered', async () => {
  await toDay(7);
  await answerCheckIn('Well');
});

test('the integration visit of the week is arranged in one touch, and held; the arc shows the whole course', async () => {
  const { page, context } = await openNow('therapist', `/courses/${visit.courseId}/integration`, { size: DESK });
  await page.getByText('There is a door, and it is open').first().waitFor();
  await page.getByText(PRACTICE).waitFor();
  await button(page, /^Arrange for/)
    .first()
    .click();
  await expect
    .poll(async () => {
      const arc = (await (await clinic.as('therapist')).get(`/api/courses/${visit.courseId}/arc`)) as {
        visits: { kind: string }[];
      };
      return arc.visits.filter(({ kind }) => kind === 'integration').length;
    })
    .toBe(1);
  await context.close();
  await toDay(9);
  const after = await openNow('therapist', `/courses/${visit.courseId}/integration`, { size: DESK });
  await button(after.page, /^Held/).first().click();
  await after.page.getByText('held', { exact: true }).waitFor();
  await lookAt(after.page, 'arc');
  expect(after.faults).toEqual([]);
  await after.context.close();
});

test('the check-in of day 14, missed, reaches the therapist as a task with a time', async () => {
  await toDay(19);
  const { page, context, faults } = await openNow('therapist', '/tasks', { size: PHONE });
  const task = page.getByRole('article', { name: new RegExp(`A check-in was missed: ${visit.patientName}`) });
  await task.waitFor({ timeout: 150_000 });
  await lookAt(page, 'task');
  await button(page, /^Open/).first().click();
  await task
    .getByText(/Robin Therapist/)
    .first()
    .waitFor();
  expect(faults).toEqual([]);
  await context.close();
});
