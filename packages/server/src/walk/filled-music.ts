/** For tests that walk the API: music of a clinic's own. */
import { randomUUID } from 'node:crypto';
import { MUSIC_PHASES } from '@holdspace/care';
import type { Caller } from '../testing.ts';
import { type Filling, taken } from './filling.ts';

/** Enters a track, without its sound. */
export async function enterTrack(by: Caller, word: string): Promise<string> {
  const id = randomUUID();
  const about = { id, title: `Song of ${word}`, maker: `Choir of ${word}`, licence: `Leave of ${word}` };
  const heard = { phases: ['peak'], energy: 3, lyrics: { has: false } };
  const measured = { lengthMilliseconds: 1000, loudness: -20, truePeak: -3 };
  taken(await by.post('/api/music/tracks', { ...about, ...heard, ...measured }));
  return id;
}

/** A track, whose sound is a second of silence, and a soundtrack of it alone. */
export async function fillMusic({ running, word }: Filling, by: Caller) {
  const soundtrack = randomUUID();
  const track = await enterTrack(by, word);
  const sent = await fetch(`${running.server.url}/api/music/tracks/${track}/audio`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${by.token}`, 'content-type': 'audio/wav' },
    body: new Uint8Array(silence(1)),
  });
  if (!sent.ok) throw new Error(`${sent.status}: ${await sent.text()}`);
  const phases = MUSIC_PHASES.map((phase) => ({ phase, tracks: [track] }));
  const document = { name: `Arc of ${word}`, crossfade: 4, phases };
  taken(await by.ask('PUT', `/api/music/soundtracks/${soundtrack}`, { version: 1, document }));
  return { track, soundtrack };
}

/** A WAV file of silence, 8 kHz and one channel. */
export function silence(seconds: number): Buffer {
  const bytes = Buffer.alloc(44 + seconds * 16_000);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  for (const [at, value] of [
    [16, 16],
    [24, 8000],
    [28, 16_000],
    [40, bytes.length - 44],
  ] as const)
    bytes.writeUInt32LE(value, at);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    bytes.writeUInt16LE(value, at);
  bytes.write('data', 36);
  return bytes;
}
