/**
 * Music as it is heard: what goes to the loudspeaker is tapped where the page hands it over, and looked at in windows of
 * five milliseconds.
 */
import { randomUUID } from 'node:crypto';
import { MUSIC_PHASES } from '@holdspace/care';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings, DESK, type OpenClinic, openClinic, PHONE, sidewaysScroll, TABLET } from './harness.ts';

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic({ switches: ['--autoplay-policy=no-user-gesture-required'] });
  await shortSoundtrack();
});
afterAll(() => clinic?.close());

/** A WAV file of a sine, 24 kHz and two channels. */
function sine(hertz: number, seconds: number, decibels = -12): Buffer {
  const frames = Math.round(seconds * 24_000);
  const bytes = Buffer.alloc(44 + frames * 4);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(2, 22);
  bytes.writeUInt32LE(24_000, 24);
  bytes.writeUInt32LE(96_000, 28);
  bytes.writeUInt16LE(4, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(frames * 4, 40);
  const full = 32_767 * 10 ** (decibels / 20);
  for (let at = 0; at < frames; at++) {
    const sample = Math.round(full * Math.sin((2 * Math.PI * hertz * at) / 24_000));
    bytes.writeInt16LE(sample, 44 + at * 4);
    bytes.writeInt16LE(sample, 46 + at * 4);
  }
  return bytes;
}

/** Six seconds for each phase, a second of cross-fade; phases go on by themselves after five seconds. */
async function shortSoundtrack(): Promise<void> {
  const { page, context } = await clinic.open('therapist', '/music', { size: DESK });
  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const headers = { cookie: cookies, origin: clinic.url };
  const ask = async (method: string, path: string, type: string, body: Buffer | string) => {
    const answer = await fetch(clinic.url + path, {
      method,
      headers: { ...headers, 'content-type': type },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  const tracks: string[] = [];
  for (const [index, phase] of MUSIC_PHASES.entries()) {
    const id = randomUUID();
    tracks.push(id);
    const track = {
      id,
      title: `Tone of ${phase}`,
      maker: 'Test',
      licence: 'Own recording',
      phases: [phase],
      energy: 1,
    };
    const measured = { lengthMilliseconds: 6000, loudness: -12, truePeak: -12 };
    await ask(
      'POST',
      '/api/music/tracks',
      'application/json',
      JSON.stringify({ ...track, lyrics: { has: false }, ...measured }),
    );
    await ask('PUT', `/api/music/tracks/${id}/audio`, 'audio/wav', sine(330 + index * 110, 6));
  }
  const id = randomUUID();
  const phases = MUSIC_PHASES.map((phase, index) => ({
    phase,
    tracks: [tracks[index]],
    ...(phase !== 'landing' && { minutes: 0.1 }),
  }));
  const document = { name: 'Short arc', crossfade: 1, phases };
  await ask('PUT', `/api/music/soundtracks/${id}`, 'application/json', JSON.stringify({ version: 1, document }));
  await ask(
    'PUT',
    '/api/music/setting',
    'application/json',
    JSON.stringify({ id: randomUUID(), soundtrackId: id, target: -20 }),
  );
  await page.close();
}

/** Listens at the loudspeaker: the level of each five milliseconds, and when it was, by the audio clock. */
async function listenIn(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const heard: { at: number; level: number }[] = [];
    Object.assign(window, { heard });
    const connect = AudioNode.prototype.connect as (this: AudioNode, ...to: unknown[]) => unknown;
    AudioNode.prototype.connect = function (this: AudioNode, ...to: unknown[]) {
      const [target] = to;
      if (target instanceof AudioDestinationNode && !(this instanceof ScriptProcessorNode)) {
        const tap = this.context.createScriptProcessor(4096, 2, 2);
        tap.onaudioprocess = ({ inputBuffer, outputBuffer, playbackTime }) => {
          const samples = inputBuffer.getChannelData(0);
          outputBuffer.copyToChannel(samples, 0);
          const window_ = Math.round(inputBuffer.sampleRate * 0.005);
          for (let from = 0; from + window_ <= samples.length; from += window_) {
            let sum = 0;
            for (let at = from; at < from + window_; at++) sum += (samples[at] ?? 0) ** 2;
            heard.push({ at: playbackTime + from / inputBuffer.sampleRate, level: Math.sqrt(sum / window_) });
          }
        };
        connect.call(this, tap);
        connect.call(tap, target);
        return target;
      }
      return connect.apply(this, to);
    } as typeof AudioNode.prototype.connect;
  });
}
interface Heard {
  readonly at: number;
  readonly level: number;
}
const heardIn = (page: Page) => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
const forget = (page: Page) =>
  page.evaluate(() => {
    (window as unknown as { heard: Heard[] }).heard.length = 0;
  });
const QUIET = 0.003;
/** The longest stretch without sound, in milliseconds. */
const longestGap = (heard: readonly Heard[]) => {
  let [longest, now] = [0, 0];
  for (const { level } of heard) {
    now = level < QUIET ? now + 5 : 0;
    longest = Math.max(longest, now);
  }
  return longest;
};
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
    expect(await axeFindings(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
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
    expect(await sidewaysScroll(page)).toBe(0);
    expect(faults).toEqual([]);
    await page.close();
  });

  test('a soundtrack is made from tracks by phase and saved as a version', async () => {
    const { page } = await clinic.open('therapist', '/music', { size: DESK });
    await page.getByRole('button', { name: 'Open Short arc' }).click();
    await page.getByLabel('Name').fill('Short arc, again');
    await page.getByLabel('Add to peak').selectOption({ label: 'Open water' });
    expect(await axeFindings(page)).toEqual([]);
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
