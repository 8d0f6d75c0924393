/** Music as it is heard in the room, and the tracks that a clinic brings. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings, DESK, type OpenClinic, openClinic, PHONE, sidewaysScroll, TABLET } from './harness.ts';
import { forget, heardIn, listenIn, longestGap, MAY_PLAY, QUIET, shortSoundtrack, sine } from './listening.ts';
import { lookAt } from './pictures.ts';

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic({ switches: [MAY_PLAY] });
  await shortSoundtrack(clinic);
});
afterAll(() => clinic?.close());

const wait = (page: Page, seconds: number) => page.waitForTimeout(seconds * 1000);

async function begun() {
  const { sessionId } = await clinic.beginSession('kap-im');
  await clinic.send('nurse', sessionId, [{ type: 'RecordArrival' }]);
  return sessionId;
}
async function inRoom(role: 'guide' | 'nurse', sessionId: string, size = TABLET) {
  const opened = await clinic.open(role, '/', { size });
  await listenIn(opened.context);
  await opened.page.goto(`${clinic.url}/sessions/${sessionId}`);
  await opened.page.getByRole('heading', { name: 'Music' }).waitFor();
  return opened;
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const events = async (sessionId: string) =>
  (
    (await (await clinic.as('nurse')).get(`/api/sessions/${sessionId}/events`)) as {
      events: { type: string; action?: string; track?: { title: string }; phase?: string }[];
    }
  ).events.filter(({ type }) => type === 'MusicRecorded');

async function start(page: Page): Promise<void> {
  await press(page, 'Make the music ready');
  await page.getByText('All of it is on this device').waitFor({ timeout: 60_000 });
  await press(page, 'Start the music');
  await expect
    .poll(async () => (await heardIn(page)).some(({ level }) => level > 0.02), { timeout: 20_000 })
    .toBe(true);
}

describe('in the room', () => {
  test('sound is there, goes on over cross-fades and without a network, and follows “longer” and “bring them back”', async () => {
    const sessionId = await begun();
    const { page, context } = await inRoom('guide', sessionId);
    expect(await axeFindings(page)).toEqual([]);
    await start(page);
    await wait(page, 2);
    await forget(page);
    await context.setOffline(true);
    // Over at least two cross-fades, with no way to the server.
    await wait(page, 13);
    await press(page, 'Longer').catch(() => undefined);
    const heard = await heardIn(page);
    expect(heard.length).toBeGreaterThan(1500);
    expect(longestGap(heard)).toBeLessThanOrEqual(20);
    await context.setOffline(false);
    await page.getByText(/entries? waiting/).waitFor({ state: 'detached', timeout: 30_000 });
    await expect
      .poll(async () => (await events(sessionId)).filter(({ action }) => action === 'track').length, {
        timeout: 20_000,
      })
      .toBeGreaterThanOrEqual(3);
    const played = await events(sessionId);
    expect(played[0]).toMatchObject({ action: 'started', phase: 'settling' });
    expect(played.find(({ action }) => action === 'track')?.track?.title).toBe('Tone of settling');
    await lookAt(page, 'music-player', page.getByRole('region', { name: 'Music', exact: true }));
    await page.close();
  });

  test('“bring them back” goes to the return over a cross-fade, with no gap', async () => {
    const sessionId = await begun();
    const { page } = await inRoom('guide', sessionId, PHONE);
    await start(page);
    await wait(page, 2);
    await forget(page);
    await press(page, 'Bring them back');
    await page.getByText('Tone of return').first().waitFor({ timeout: 10_000 });
    await wait(page, 2);
    expect(longestGap(await heardIn(page))).toBeLessThanOrEqual(20);
    expect((await events(sessionId)).find(({ action }) => action === 'shortened')).toMatchObject({ phase: 'return' });
    expect(await axeFindings(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await page.close();
  });

  test('the emergency stop, called by the nurse, silences it within 1.5 seconds, and until somebody plays on', async () => {
    const sessionId = await begun();
    const { page } = await inRoom('guide', sessionId);
    await start(page);
    await expect.poll(async () => (await events(sessionId)).length, { timeout: 15_000 }).toBeGreaterThan(1);
    await clinic.send('nurse', sessionId, [{ type: 'CallEmergencyStop' }]);
    await page.getByText(/Silent since the emergency stop/).waitFor({ timeout: 10_000 });
    await wait(page, 1.6);
    await forget(page);
    await wait(page, 3);
    const heard = await heardIn(page);
    expect(heard.length).toBeGreaterThan(100);
    expect(Math.max(...heard.map(({ level }) => level))).toBeLessThan(QUIET);
    expect((await events(sessionId)).map(({ action }) => action)).toContain('faded_for_emergency');
    await press(page, 'Play on');
    await expect.poll(async () => (await heardIn(page)).at(-1)?.level ?? 0, { timeout: 15_000 }).toBeGreaterThan(0.02);
    await page.close();
  });

  test('of two browsers one plays; taking over silences the other', async () => {
    const sessionId = await begun();
    const guide = await inRoom('guide', sessionId);
    const nurse = await inRoom('nurse', sessionId);
    await start(guide.page);
    await nurse.page.getByText(/Music is played by Robin Guide/).waitFor();
    expect((await heardIn(nurse.page)).some(({ level }) => level > QUIET)).toBe(false);
    await press(nurse.page, 'Play it here');
    await guide.page.getByText(/Music is played by Robin Nurse/).waitFor({ timeout: 60_000 });
    await expect
      .poll(async () => (await heardIn(nurse.page)).at(-1)?.level ?? 0, { timeout: 15_000 })
      .toBeGreaterThan(0.02);
    await wait(guide.page, 2);
    await forget(guide.page);
    await wait(guide.page, 2);
    expect(Math.max(0, ...(await heardIn(guide.page)).map(({ level }) => level))).toBeLessThan(QUIET);
    // Silence may be asked for from anywhere.
    await press(guide.page, 'Quiet now');
    await nurse.page.getByRole('button', { name: 'Play on', exact: true }).waitFor();
    await wait(nurse.page, 2);
    await forget(nurse.page);
    await wait(nurse.page, 1);
    expect(Math.max(0, ...(await heardIn(nurse.page)).map(({ level }) => level))).toBeLessThan(QUIET);
    await guide.page.close();
    await nurse.page.close();
  });
});

describe('bringing in a track', () => {
  const chooser = (page: Page) => page.locator('input[type=file]');
  async function adding(size = DESK) {
    const opened = await clinic.open('therapist', '/music', { size });
    await opened.page.getByRole('heading', { name: 'Tracks', exact: true }).waitFor();
    await press(opened.page, 'New track');
    return opened;
  }
  test('a file that is no sound, one that is broken, one of three hours and one that is too large are refused kindly', async () => {
    const { page } = await adding();
    await chooser(page).setInputFiles({
      name: 'song.mp3',
      mimeType: 'audio/mpeg',
      buffer: Buffer.from('%PDF-1.7 a letter, not a song'),
    });
    await page.getByText(/not sound of a kind that is played here/).waitFor();
    const broken = sine(440, 1).subarray(0, 60);
    broken.fill(255, 20, 44);
    await chooser(page).setInputFiles({ name: 'broken.wav', mimeType: 'audio/wav', buffer: broken });
    await page.getByText(/broken, or of a kind that this browser does not know/).waitFor();
    const long = sine(440, 1);
    long.writeUInt32LE(3 * 3600 * 96_000, 40);
    await chooser(page).setInputFiles({ name: 'long.wav', mimeType: 'audio/wav', buffer: long });
    await page.getByText(/lasts 180 minutes; the longest that is taken is 60 minutes/).waitFor();
    // Half a gigabyte that is not there: its size alone is looked at.
    await chooser(page).evaluate((input) => {
      const file = new File(['RIFF'], 'huge.wav');
      Object.defineProperty(file, 'size', { value: 500 * 1024 * 1024 });
      Object.defineProperty(file, 'slice', {
        value: () => {
          throw new Error('it was read');
        },
      });
      Object.defineProperty(input, 'files', { value: [file], configurable: true });
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await page.getByText(/has 500 MB; a track may have 100 MB at most/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.close();
  });

  test('a stereo sine of 1 kHz at −23 dBFS measures −23 LUFS here, and is in the list once it is sent', async () => {
    const { page, faults } = await adding(PHONE);
    await chooser(page).setInputFiles({ name: 'Case one.wav', mimeType: 'audio/wav', buffer: sine(1000, 20, -23) });
    await page.getByText('0:20; −23.0 LUFS, peak −23.0 dBTP.').waitFor({ timeout: 60_000 });
    await press(page, 'Add the track');
    await page.getByText(/a track without is not taken/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('Made by').fill('EBU Tech 3341');
    await page.getByLabel('Licence').fill('Own recording');
    await page.getByLabel('Peak', { exact: true }).check();
    await press(page, 'Add the track');
    await page.getByRole('button', { name: 'Listen to Case one' }).waitFor({ timeout: 30_000 });
    await lookAt(page, 'tracks');
    expect(faults).toEqual([]);
    await page.close();
  });

  test('a soundtrack is made from tracks by phase and saved as a version', async () => {
    const { page } = await clinic.open('therapist', '/music', { size: DESK });
    await page.getByRole('button', { name: 'Open Short arc' }).click();
    await page.getByLabel('Name').fill('Short arc, again');
    await page.getByLabel('Add to peak').selectOption({ label: 'Open water' });
    await lookAt(page, 'soundtrack');
    await press(page, 'Save as version 2');
    await page.getByText('Version 2; 6 tracks; cross-fade 1 s').waitFor();
    await page.close();
  });
});

test('a fresh install plays sounds of its own', async () => {
  const sessionId = await begun();
  const { page } = await inRoom('guide', sessionId);
  await page.getByLabel('Soundtrack').selectOption({ label: 'Open water' });
  await press(page, 'Make the music ready');
  await page.getByText('All of it is on this device').waitFor({ timeout: 180_000 });
  await press(page, 'Start the music');
  await page.getByText('Shore at dusk').first().waitFor();
  await expect.poll(async () => (await heardIn(page)).at(-1)?.level ?? 0, { timeout: 15_000 }).toBeGreaterThan(0.003);
  await page.close();
});
