/** After the medicine: a patient on a phone answers check-ins, keeps a journal and a practice; the therapist reads the arc. */
import { randomUUID } from 'node:crypto';
import { DAY, instant } from '@holdspace/care';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BAD_REQUEST, DESK, type OpenClinic, type OpenPage, openClinic, PHONE, TABLET } from './harness.ts';
import { foreignWords, goInSpanish } from './one-language.ts';
import { lookAt } from './pictures.ts';

let ahead = -8 * DAY;
let clinic: OpenClinic;
let courseId: string;
let patientId: string;
let patient: OpenPage;

/** A session with medicine, eight days ago: two check-ins were missed since, and one is open. */
beforeAll(async () => {
  // A microphone that hums, and is given without being asked about.
  const switches = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  clinic = await openClinic({ clock: () => Date.now() + ahead, switches });
  const at = () => instant(Date.now() + ahead);
  const visit = await clinic.planVisit('kap-im', at());
  ({ courseId, patientId } = visit);
  const sessionId = randomUUID();
  const nurse = await clinic.as('nurse');
  await nurse.post(`/api/visits/${visit.visitId}/session`, { id: sessionId });
  await clinic.send('nurse', sessionId, [
    { type: 'RecordArrival', at: at() },
    {
      type: 'AdministerDose',
      at: at(),
      amount: { value: 40, unit: 'mg' },
      site: 'left deltoid',
      happened: { reason: 'Written down afterwards' },
    },
    { type: 'RecordWords', at: at(), words: 'There is a door, and it is open', about: 'experience' },
    { type: 'RecordWords', at: at(), words: 'To knock before I run', about: 'carry_home' },
  ]);
  const director = await clinic.as('medical_director');
  const member = { id: randomUUID(), personId: clinic.people.therapist.id, why: 'Accompanies this patient.' };
  await director.post(`/api/patients/${patientId}/care-team`, member);
  ahead = 0;
  const therapist = await clinic.as('therapist');
  const { invitation } = (await therapist.post(`/api/patients/${patientId}/portal-invitation`, {})) as {
    invitation: { link: string; code: string };
  };
  patient = await clinic.open(null, invitation.link, { size: PHONE, hasTouch: true });
  await patient.page.getByLabel('Code').fill(invitation.code);
  await patient.page.getByRole('button', { name: 'Come in' }).click();
  await patient.page.getByRole('heading', { level: 1, name: /^Welcome/ }).waitFor();
  // The app may have to be built first.
}, 400_000);
afterAll(() => clinic?.close());

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const choose = (page: Page, says: string) => page.getByRole('radio', { name: says, exact: true }).check();
const go = (path: string) => patient.page.goto(clinic.url + path);
async function confirm(first: Locator, asks: Locator): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    await first.click();
    if (
      await asks.click({ timeout: 4_500 }).then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error('the question was never answered');
}
const checkIns = async () => {
  const arc = (await (await clinic.as('therapist')).get(`/api/courses/${courseId}/arc`)) as {
    checkIns: { id: string; day: number; standing: string }[];
  };
  return arc.checkIns;
};

test('three check-ins: one in time, one late, and one with much distress, which shows help at once and without a network', async () => {
  const { page, context } = patient;
  await page.getByRole('heading', { name: 'How are you?' }).waitFor();
  await lookAt(page, 'mine-with-cards');
  await page.getByRole('link', { name: 'Answer' }).click();
  await page.getByText('How have you slept?').waitFor();
  await choose(page, 'Well');
  await choose(page, '3');
  await page.getByLabel('Is there anything you want us to know?').fill('I walked to the harbor');
  await lookAt(page, 'check-in');
  expect(await page.getByRole('alert').count()).toBe(0);
  await button(page, 'Send to my care team').click();
  await page.getByText('Thank you. Your care team can read it now.').waitFor();

  const late = (await checkIns()).filter(({ standing }) => standing === 'missed');
  expect(late.map(({ day }) => day)).toEqual([1, 3]);
  await go(`/portal/check-in/${late[0]?.id}`);
  await choose(page, 'So-so');
  await button(page, 'Send to my care team').click();
  await page.getByText('Thank you.').waitFor();

  await go(`/portal/check-in/${late[1]?.id}`);
  await page.getByText('How have you slept?').waitFor();
  await context.setOffline(true);
  await choose(page, '9');
  const help = page.getByRole('alert', { name: 'Help now' });
  await help.waitFor();
  expect(await help.getByRole('link', { name: /988/ }).first().getAttribute('href')).toBe('tel:988');
  await lookAt(page, 'check-in-help');
  await button(page, 'Send to my care team').click();
  await page.getByText('The clinic cannot be reached now.').waitFor();
  await context.setOffline(false);
  await page.getByText('Thank you. Your care team can read it now.').waitFor();
  await help.waitFor();
  expect((await checkIns()).filter(({ standing }) => standing === 'answered').map(({ day }) => day)).toEqual([1, 3, 7]);
});

test('what is typed into a check-in is there again after the page was closed, unreadable on the device', async () => {
  const [first] = await checkIns();
  await go(`/portal/check-in/${first?.id}`);
  const { page } = patient;
  await button(page, /^Something has changed/).click();
  await page.getByLabel('Is there anything you want us to know?').fill('A sentence not yet sent');
  await page.waitForFunction(() => JSON.stringify(localStorage).includes('holdspace.kept.'));
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('not yet sent');
  await page.reload();
  await button(page, /^Something has changed/).click();
  await expect
    .poll(() => page.getByLabel('Is there anything you want us to know?').inputValue())
    .toBe('A sentence not yet sent');
});

test('answers whose sending was never heard of can be changed and sent again, and neither is lost', async () => {
  const { page } = patient;
  const sent: string[] = [];
  // The first arrives, and its answer does not.
  await page.route('**/api/reader/check-ins/*/answers', async (route) => {
    sent.push(String(route.request().postData()));
    if (sent.length > 1) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await button(page, 'Send to my care team').click();
  await page.getByText('The clinic cannot be reached now.').waitFor();
  await choose(page, 'I am not sure');
  await button(page, 'Send to my care team').click();
  await page.getByText('You had answered before; both are kept.').waitFor();
  await page.unroute('**/api/reader/check-ins/*/answers');
  expect(sent.map((body) => JSON.parse(body).answers.safe)).toEqual([undefined, 'not_sure']);
});

test('a practice without a time is asked for one, kept with one, and marked for today', async () => {
  await go('/portal/practices');
  const { page } = patient;
  await button(page, /^Keep it here.*There is a door/).click();
  await page.getByText('Experience', { exact: true }).waitFor();
  await button(page, 'Begin a practice').click();
  await page.getByLabel('What will you do?').fill('Three lines in the morning');
  await button(page, 'Keep this practice').click();
  await page.getByText(/^When in your day\?.*A practice holds best/).waitFor();
  await lookAt(page, 'practice-form');
  await page.getByLabel('After what?').fill('breakfast');
  const help = page.getByRole('alert', { name: 'Help now' });
  await page.getByLabel('What might get in the way?').fill('I do not want to live');
  await help.waitFor();
  await page.getByLabel('What might get in the way?').fill('A late night');
  await help.waitFor({ state: 'detached' });
  await page.getByLabel('And what then?').fill('One line');
  await button(page, 'Keep this practice').click();
  await page.getByText('Every day, after breakfast').waitFor();
  await button(page, 'Kept today').click();
  await page.locator('[data-mark="kept"]').waitFor();
  await lookAt(page, 'practices');
});

test('a journal entry is the patient’s alone, is shared and opened, and is gone from the therapist when it is taken back', async () => {
  await go('/portal/journal');
  const { page } = patient;
  await button(page, 'Write').click();
  await page.getByLabel('Your words').fill('The heron came back in the dream.');
  await button(page, 'Keep it, for me alone').click();
  await page.getByText('Yours alone', { exact: true }).waitFor();
  await button(page, 'Draw').click();
  const sheet = page.getByRole('img', { name: /^A sheet to draw on/ });
  await sheet.scrollIntoViewIfNeeded();
  const box = await sheet.boundingBox();
  if (!box) throw new Error('no sheet');
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  for (let at = 0; at <= 220; at += 4)
    await page.mouse.move(box.x + 40 + at, box.y + 90 - 50 * Math.sin(at / 22) * (1 - at / 300));
  await page.mouse.up();
  await page.getByLabel(/^What is it\?/).fill('A wave');
  await lookAt(page, 'journal-drawing');
  await button(page, 'Keep it, for me alone').click();
  await page.getByRole('img', { name: 'A drawing: A wave' }).waitFor();

  const therapist = await clinic.open('therapist', `/courses/${courseId}/integration`, { size: TABLET });
  await therapist.page.getByText('The patient has shared nothing.').waitFor();
  expect(await therapist.page.content()).not.toContain('heron');

  const entry = page.getByRole('article').filter({ hasText: 'heron' });
  await confirm(
    entry.getByRole('button', { name: 'Share with my care team' }),
    entry.getByRole('button', { name: 'Share it? They can read it at once' }),
  );
  await entry.getByText(/^Shared with your care team since/).waitFor();
  await lookAt(page, 'journal');

  await therapist.page.reload();
  await therapist.page.getByRole('button', { name: /^Open the entry/ }).click();
  await therapist.page.getByText('The heron came back in the dream.').waitFor();
  await lookAt(therapist.page, 'arc-tablet');
  await page.reload();
  await entry.getByText(`Read by ${clinic.people.therapist.name}.`).waitFor();
  await entry.getByRole('button', { name: 'Stop sharing' }).click();
  await entry.getByText('Yours alone again').waitFor();
  // The page that stands open finds it gone by itself.
  await therapist.page.getByText('The patient has taken this entry back.').waitFor({ timeout: 30_000 });
  expect(await therapist.page.content()).not.toContain('heron');
  await therapist.page.reload();
  await therapist.page.getByText(/^taken back/).waitFor();
  expect(await therapist.page.content()).not.toContain('heron');
  expect(therapist.faults.filter((fault) => !fault.includes('404'))).toEqual([]);
});

test('a journal entry is spoken, heard again before it is kept, and heard after', async () => {
  await go('/portal/journal');
  const { page } = patient;
  await button(page, 'Speak').click();
  await button(page, 'Record').click();
  await button(page, 'Stop recording').waitFor();
  await page.waitForTimeout(2000);
  await button(page, 'Stop recording').click();
  await page.getByLabel('Your recording').waitFor();
  await page.getByLabel(/^What is it about\?/).fill('On the way home');
  await lookAt(page, 'journal-voice');
  await button(page, 'Keep it, for me alone').click();
  const entry = page.getByRole('article').filter({ hasText: 'On the way home' });
  await entry.getByText('Yours alone', { exact: true }).waitFor();
  await entry.getByRole('button', { name: /^Listen/ }).click();
  const sound = entry.locator('audio');
  await sound.waitFor();
  await expect.poll(() => sound.evaluate((one) => (one as HTMLAudioElement).readyState)).toBeGreaterThan(0);
  expect(await sound.evaluate((one) => (one as HTMLAudioElement).error)).toBeNull();
});

test('her pages in Spanish hold no English but what she wrote, also where the clinic does not answer', async () => {
  const { page } = patient;
  const own = [
    'There is a door',
    'To knock before',
    'Three lines in the morning',
    'A late night',
    'heron',
    'A wave',
    'On the way home',
  ];
  const english = () => foreignWords(page, 'es', own);
  const [first] = await checkIns();
  await goInSpanish(page, `${clinic.url}/portal/check-in/${first?.id}`, '¿Cómo está?');
  await button(page, /^Algo cambió/).click();
  await page.getByText('¿Cómo ha dormido?').waitFor();
  expect(await english()).toEqual([]);

  await goInSpanish(page, `${clinic.url}/portal/practices`, 'En la vida diaria');
  await page.getByText('Todos los días, después de breakfast').waitFor();
  await button(page, 'Empezar una práctica').click();
  await page.getByLabel('¿Qué hará?').waitFor();
  expect(await english()).toEqual([]);
  await lookAt(page, 'practices-es');

  await goInSpanish(page, `${clinic.url}/portal/journal`, 'Su diario');
  await page.getByText('Otra vez solo suya').waitFor();
  for (const way of ['Escribir', 'Hablar', 'Dibujar']) {
    await button(page, way).click();
    await button(page, 'Guardarlo, solo para mí').waitFor();
    expect(await english(), way).toEqual([]);
    await button(page, 'Ahora no').click();
  }
  await lookAt(page, 'journal-es');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');

  await page.route('**/api/reader/journal', (route) => route.abort());
  await goInSpanish(page, `${clinic.url}/portal/journal`, 'Su diario');
  await page.getByRole('heading', { name: 'No se pudo mostrar su diario' }).waitFor();
  expect(await english()).toEqual([]);
  await page.unroute('**/api/reader/journal');
});

test('the arc of the course is read at a desk and on a phone, and the next visit is arranged in one touch', async () => {
  const { page, faults } = await clinic.open('therapist', `/courses/${courseId}/integration`, { size: DESK });
  await page.getByText('There is a door, and it is open').first().waitFor();
  await page.getByText('Three lines in the morning').waitFor();
  await page.getByText(/^High distress/).waitFor();
  await lookAt(page, 'arc-desk');
  // Told on the telephone, how she wants to be asked.
  await button(page, 'Change how they are asked').click();
  await page.getByLabel('The patient wants to be asked').selectOption('telephone');
  await button(page, 'Keep').click();
  await page
    .getByText('The clinic has no telephone number here. Give one to the front desk, or choose another way.', {
      exact: true,
    })
    .waitFor();
  await page.getByLabel('The patient wants to be asked').selectOption('portal');
  await button(page, 'Keep').click();
  await page.getByText('Asked how they are: on their own page', { exact: true }).waitFor();
  const unplanned = await button(page, /^Arrange for/).count();
  // Of the next day nothing was held, and the week’s is made up for.
  expect(unplanned).toBe(2);
  await button(page, /^Arrange for/)
    .last()
    .click();
  await expect.poll(() => button(page, /^Arrange for/).count(), { timeout: 30_000 }).toBe(1);
  await page.setViewportSize(PHONE);
  await lookAt(page, 'arc-phone');
  expect(faults).toEqual([BAD_REQUEST]);
  expect(patient.faults.filter((fault) => !/ERR_(INTERNET_DISCONNECTED|FAILED)/.test(fault))).toEqual([]);
});
