/** Preparation whole: begun at home on a phone, gone on with by the therapist, and there in the room on the day. */
import { parseProtocol, SHIPPED_DOCUMENTS } from '@holdspace/care';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DESK, type OpenClinic, openClinic, PHONE, TABLET } from './harness.ts';
import { foreignWords, goInSpanish } from './one-language.ts';
import { lookAt } from './pictures.ts';
import { touch } from './room-hands.ts';
import { arrive, comeIn, nextPhase, storedEvents } from './room-steps.ts';

// Twelve parts, three people and every picture of them: a busy machine takes its time.
vi.setConfig({ testTimeout: 480_000 });

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
}, 400_000);
afterAll(() => clinic?.close());

const field = (page: Page, label: string | RegExp) => page.getByLabel(label).and(page.locator('input, textarea'));
const saved = (page: Page) => page.getByText('Saved.', { exact: true }).waitFor();
const next = async (page: Page, title: string) => {
  await page.getByRole('link', { name: `Next: ${title}` }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
};

test('a patient prepares at home, the therapist goes on, and the room has it on the day', async () => {
  const parsed = parseProtocol(SHIPPED_DOCUMENTS.find((one) => one.id === 'kap-im'));
  if (!parsed.ok) throw new Error('the shipped protocol does not parse');
  const visit = await clinic.beginSession('kap-im');
  const { courseId, sessionId } = visit;
  const nurse = await clinic.as('nurse');
  const { invitation } = (await nurse.post(`/api/patients/${visit.patientId}/portal-invitation`, {})) as {
    invitation: { link: string; code: string };
  };

  // At home, on a phone.
  const home = await clinic.open(null, invitation.link, { size: PHONE });
  const { page } = home;
  await page.getByLabel('Code').fill(invitation.code);
  await page.getByRole('button', { name: 'Come in' }).click();
  await page.getByRole('heading', { level: 1, name: /Welcome/ }).waitFor();
  await page.getByRole('link', { name: 'What is next' }).click();
  await page.getByRole('heading', { name: 'Prepare, at your own pace' }).waitFor();
  await lookAt(page, 'next-phone');
  await page.getByRole('link', { name: 'Begin', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Preparing, at your own pace' }).waitFor();
  await lookAt(page, 'prepare-overview-phone');
  await page.getByRole('link', { name: 'Begin: States like this before' }).click();
  await page.getByRole('radio', { name: 'No', exact: true }).click();
  await saved(page);
  await lookAt(page, 'prepare-section-phone');
  await next(page, 'What you hope for');
  await field(page, /I hope that/).fill('To sleep through the night');
  await saved(page);

  // On a bad connection nothing is lost: left, come back to, and sent when there is one.
  await next(page, 'What you are afraid of');
  await home.context.setOffline(true);
  const help = page.getByRole('alert', { name: 'Help now' });
  await field(page, /I am afraid that/).fill('That I do not want to live');
  await help.waitFor();
  await field(page, /I am afraid that/).fill('That I do not come back');
  await help.waitFor({ state: 'detached' });
  await page.getByText(/No connection just now/).waitFor();
  await lookAt(page, 'prepare-offline-phone');
  await next(page, 'Your focus');
  await page.getByRole('link', { name: 'Back: What you are afraid of' }).click();
  await expect.poll(() => field(page, /I am afraid that/).inputValue()).toBe('That I do not come back');
  await page.getByRole('link', { name: 'Stop here; I will come back' }).click();
  await page.getByRole('heading', { level: 1, name: 'Preparing, at your own pace' }).waitFor();
  await home.context.setOffline(false);
  await expect
    .poll(async () => JSON.stringify(await nurse.get(`/api/courses/${courseId}/preparation`)), { timeout: 30_000 })
    .toContain('That I do not come back');

  await page.goto(`${clinic.url}/portal/prepare/${courseId}/focus`);
  await field(page, /My focus is/).fill('To sleep again after the accident');
  await saved(page);
  await next(page, 'Your intention');
  await field(page, 'In my words').fill('I let it come');
  await saved(page);
  await next(page, 'When it gets hard');
  await field(page, 'What helps me').fill('My name, said quietly');
  await saved(page);
  await next(page, 'Touch');
  await page.getByRole('radio', { name: 'Yes, as I say here' }).click();
  await field(page, 'What is welcome, and where').fill('x'.repeat(140));
  await page.getByText('10 characters too many', { exact: false }).waitFor();
  await field(page, 'What is welcome, and where').fill('my hand');
  await field(page, 'My word and my sign for stop').fill('red, an open palm');
  await saved(page);
  await lookAt(page, 'preparation-at-home');
  await next(page, 'Who will be there');
  await next(page, 'Music, ceremony and the room');
  await page.getByRole('radio', { name: 'I have wishes' }).click();
  await field(page, 'Light').fill('A candle behind me');
  await saved(page);
  await lookAt(page, 'prepare-wishes-phone');

  // The therapist goes on beside the patient's own words.
  const clinicSide = await clinic.open('therapist', `/patients/${visit.patientId}`, { size: DESK });
  const desk = clinicSide.page;
  await desk.getByRole('link', { name: /^Preparation/ }).click();
  await desk.getByRole('heading', { level: 1, name: 'Preparation' }).waitFor();
  await desk.getByRole('button', { name: /: What you hope for/ }).click();
  await field(desk, /I hope that/).fill('To sleep through the night, and to wake without dread');
  await saved(desk);
  await desk.getByRole('button', { name: 'Done with What you hope for' }).click();
  await desk.getByText('To sleep through the night', { exact: true }).first().waitFor();
  await desk.getByText(/Robin Therapist, /).waitFor();
  await lookAt(desk, 'preparation-with-therapist');

  // Both write the same answer at once: each sees the other's.
  await page.goto(`${clinic.url}/portal/prepare/${courseId}/fears`);
  await field(page, /I am afraid that/).waitFor();
  await desk.getByRole('button', { name: /: What you are afraid of/ }).click();
  await field(desk, /I am afraid that/).fill('That I do not come back to the children');
  await saved(desk);
  await field(page, /I am afraid that/).fill('That I do not come back, or not whole');
  await page.getByText('Somebody else wrote here meanwhile.').waitFor();
  await lookAt(page, 'prepare-both-phone');
  await page.getByRole('button', { name: 'Put both together' }).click();
  await saved(page);

  // In Spanish nothing is English but what was written, and what the protocol says itself.
  const written = ['To sleep', 'That I do not', 'I let it come', 'My name', 'open palm', 'A candle'];
  for (const [part, heading] of [
    ['', 'Prepárese, a su ritmo'],
    ['/history', 'Estados así antes'],
    ['/fears', 'Lo que le da miedo'],
    ['/touch', 'El contacto físico'],
    ['/wishes', 'La música, la ceremonia y la sala'],
    ['/safety', 'Su plan de seguridad'],
  ] as const) {
    await goInSpanish(page, `${clinic.url}/portal/prepare/${courseId}${part}`, heading);
    expect(await foreignWords(page, 'es', written), heading).toEqual([]);
  }
  await lookAt(page, 'prepare-safety-es-phone');

  await desk.getByRole('button', { name: /^Settle it for this session/ }).click();
  await field(desk, 'Warmth').fill('Two blankets');
  await desk.getByRole('button', { name: 'Keep the setting' }).click();
  await desk.getByText('Two blankets', { exact: true }).waitFor();
  const settled = desk.getByRole('region', { name: /^The setting, / });
  await desk.setViewportSize(TABLET);
  await lookAt(desk, 'setting-plan', settled);
  await desk.setViewportSize(PHONE);
  await lookAt(desk, 'setting-plan', settled);

  // On the day.
  const opened = {
    guide: await clinic.open('guide', `/sessions/${sessionId}`, { size: TABLET, hasTouch: true }),
    nurse: await clinic.open('nurse', `/sessions/${sessionId}`, { size: PHONE, hasTouch: true }),
  };
  const guide = touch(opened.guide.page);
  const room = opened.guide.page;
  await arrive(guide);
  await comeIn(guide, [clinic.people.guide.name, clinic.people.nurse.name]);
  await nextPhase(guide, 'Arrival');
  const quiet = room.getByRole('region', { name: 'From preparation' });
  for (const words of [
    'To sleep again after the accident',
    '“I let it come”',
    'My name, said quietly',
    'A candle behind me',
  ])
    await quiet.getByText(words).waitFor();
  await lookAt(room, 'quiet-page', quiet);

  const press = (name: string | RegExp) => guide.press(room.getByRole('button', { name }));
  await press('Confirm: Setting prepared');
  const setting = room.getByRole('region', { name: 'Setting prepared', exact: true });
  await setting.getByText('A candle behind me').waitFor();
  await setting.getByText('Two blankets').waitFor();
  await guide.press(setting.getByText('Left out: Eye cover'));
  await guide.fill(field(room, 'Eye cover: why it is left out'), 'wants to see the window');
  await guide.press(setting.getByRole('button', { name: 'The rest is ready as planned' }));
  await lookAt(room, 'setting-made-ready', setting);
  await guide.press(setting.getByRole('button', { name: 'Confirm', exact: true }));
  await room
    .getByText(/Eye cover left out: wants to see the window/)
    .or(room.getByText(/Setting prepared/))
    .first()
    .waitFor();

  await press('Confirm: Touch consent, asked today');
  const asked = room.getByRole('region', { name: 'Touch consent, asked today', exact: true });
  await asked.getByText(/In preparation: yes/).waitFor();
  await expect.poll(() => field(room, 'What is welcome, and what is not').inputValue()).toBe('my hand');
  await lookAt(room, 'room-touch-asked-tablet');
  await guide.pick('May we touch, as agreed?', 'Yes');
  await guide.press(asked.getByRole('button', { name: 'Confirm', exact: true }));
  await room.getByText(/Touch as agreed \(my hand\); stop sign: red, an open palm/).waitFor();

  // Taken back by one touch, and seen by everybody in the room.
  await press('Touch withdrawn');
  for (const one of [room, opened.nurse.page]) await one.getByText('Nobody touches.', { exact: true }).waitFor();
  await lookAt(room, 'touch-withdrawn');
  await lookAt(opened.nurse.page, 'room-withdrawn-phone');

  const events = await storedEvents(clinic, sessionId);
  const made = events.find(
    (event) => (event.finding as { gate?: string } | undefined)?.gate === 'setting_prepared',
  )?.finding;
  expect(made).toMatchObject({
    made: expect.arrayContaining([
      { element: 'light', outcome: 'prepared', planned: 'A candle behind me' },
      expect.objectContaining({ element: 'eye_cover', outcome: 'omitted', words: 'wants to see the window' }),
    ]),
  });
  expect(events.map(({ type }) => type)).toContain('TouchConsentWithdrawn');
  for (const { faults } of [clinicSide, ...Object.values(opened)]) expect(faults).toEqual([]);
});

test('a hand without consent on the day is a hard stop that says what to do, and what happened is recorded', async () => {
  const { sessionId } = await clinic.beginSession('kap-im');
  await clinic.send('nurse', sessionId, [{ type: 'RecordArrival' }]);
  const { page, faults } = await clinic.open('guide', `/sessions/${sessionId}`, { size: PHONE, hasTouch: true });
  const guide = touch(page);
  await guide.press(page.getByRole('button', { name: 'Ready', exact: true }));
  await guide.press(page.getByRole('button', { name: 'Seen, done, said' }));
  await guide.press(page.getByRole('button', { name: 'Hand', exact: true }));
  await page.getByText('Touch was not asked about today.').waitFor();
  await page.getByText(/Stay close without touching/).waitFor();
  await lookAt(page, 'room-hand-refused-phone');
  await guide.press(page.getByRole('button', { name: 'It has already happened…' }));
  await guide.fill(page.getByLabel(/Say how it came about/), 'She reached for me when she stood up');
  await guide.press(page.getByRole('button', { name: 'Record that it happened' }));
  await expect
    .poll(async () =>
      (await storedEvents(clinic, sessionId))
        .find(({ type }) => type === 'InterventionRecorded')
        ?.flags?.map(({ rule }) => rule),
    )
    .toEqual(['touch-as-consented']);
  expect(faults).toEqual([]);
});
