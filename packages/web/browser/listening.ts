/**
 * Music in tests: tones that a clinic could have uploaded, and an ear at the loudspeaker. What goes there is tapped where
 * the page hands it over, and looked at in windows of five milliseconds.
 */
import { randomUUID } from 'node:crypto';
import { MUSIC_PHASES } from '@holdspace/care';
import type { BrowserContext, Page } from 'playwright-core';
import { DESK, type OpenClinic } from './harness.ts';

/** Chromium plays without a touch first. */
export const MAY_PLAY = '--autoplay-policy=no-user-gesture-required';

/** A WAV file of a sine, 24 kHz and two channels. */
export function sine(hertz: number, seconds: number, decibels = -12): Buffer {
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
export async function shortSoundtrack(clinic: OpenClinic): Promise<void> {
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
export async function listenIn(context: BrowserContext): Promise<void> {
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
export const heardIn = (page: Page) => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
export const forget = (page: Page) =>
  page.evaluate(() => {
    (window as unknown as { heard: Heard[] }).heard.length = 0;
  });
export const QUIET = 0.003;
/** The longest stretch without sound, in milliseconds. */
export const longestGap = (heard: readonly Heard[]) => {
  let [longest, now] = [0, 0];
  for (const { level } of heard) {
    now = level < QUIET ? now + 5 : 0;
    longest = Math.max(longest, now);
  }
  return longest;
};
