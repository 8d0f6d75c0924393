/** What a file of sound is, by its first bytes: its kind, never by its name, and how long it says that it is. */
import { MUSIC_LIMITS } from './track.ts';

export type AudioKind = 'mp3' | 'm4a' | 'flac' | 'ogg' | 'wav';
export const AUDIO_TYPES: Readonly<Record<AudioKind, string>> = {
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
};
/** As many first bytes as are looked at; a picture of the cover may stand before the sound. */
export const HEAD_BYTES = 256 * 1024;

const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The kind of sound that begins like this; undefined where it is none that is taken. */
export function audioKindOf(head: Uint8Array): AudioKind | undefined {
  if (head.length < 12) return undefined;
  if (textAt(head, 0, 4) === 'RIFF' && textAt(head, 8, 4) === 'WAVE') return 'wav';
  if (textAt(head, 0, 4) === 'fLaC') return 'flac';
  if (textAt(head, 0, 4) === 'OggS') return 'ogg';
  if (textAt(head, 4, 4) === 'ftyp') return 'm4a';
  if (textAt(head, 0, 3) === 'ID3' || mp3FrameAt(head, 0)) return 'mp3';
  return undefined;
}

const MP3_KILOBITS: Readonly<Record<'one' | 'two', readonly number[]>> = {
  one: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  two: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const MP3_RATES = [44_100, 48_000, 32_000];

interface Mp3Frame {
  readonly bitsASecond: number;
  readonly rate: number;
  readonly samples: number;
  readonly isMono: boolean;
  readonly isFirst: boolean;
}

/** A frame of MPEG audio, layer III; undefined where none begins. */
function mp3FrameAt(bytes: Uint8Array, at: number): Mp3Frame | undefined {
  const [sync = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(at, at + 4);
  if (sync !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
  const version = (second >> 3) & 3;
  const layer = (second >> 1) & 3;
  const [bitrate, rate] = [third >> 4, (third >> 2) & 3];
  if (version === 1 || layer !== 1 || bitrate === 15 || rate === 3) return undefined;
  const isFirst = version === 3;
  return {
    bitsASecond: (MP3_KILOBITS[isFirst ? 'one' : 'two'][bitrate] ?? 0) * 1000,
    rate: (MP3_RATES[rate] ?? 44_100) / (isFirst ? 1 : version === 2 ? 2 : 4),
    samples: isFirst ? 1152 : 576,
    isMono: fourth >> 6 === 3,
    isFirst,
  };
}

function mp3Seconds(head: Uint8Array, bytes: number): number | undefined {
  const [, , , , , , a = 0, b = 0, c = 0, d = 0] = head;
  const tag = textAt(head, 0, 3) === 'ID3' ? 10 + ((a << 21) | (b << 14) | (c << 7) | d) : 0;
  for (let at = tag; at + 4 < head.length; at++) {
    const frame = mp3FrameAt(head, at);
    if (!frame) continue;
    const info = at + 4 + (frame.isFirst ? (frame.isMono ? 17 : 32) : frame.isMono ? 9 : 17);
    const isCounted = ['Xing', 'Info'].includes(textAt(head, info, 4)) && ((head[info + 7] ?? 0) & 1) === 1;
    if (isCounted && info + 12 <= head.length) return (viewOf(head).getUint32(info + 8) * frame.samples) / frame.rate;
    return frame.bitsASecond > 0 ? ((bytes - at) * 8) / frame.bitsASecond : undefined;
  }
  return undefined;
}

function wavSeconds(head: Uint8Array): number | undefined {
  const view = viewOf(head);
  let bytesASecond = 0;
  for (let at = 12; at + 8 <= head.length; ) {
    const [name, size] = [textAt(head, at, 4), view.getUint32(at + 4, true)];
    if (name === 'fmt ' && at + 20 <= head.length) bytesASecond = view.getUint32(at + 16, true);
    if (name === 'data') return bytesASecond > 0 ? size / bytesASecond : undefined;
    at += 8 + size + (size % 2);
  }
  return undefined;
}

function flacSeconds(head: Uint8Array): number | undefined {
  if (head.length < 26) return undefined;
  const view = viewOf(head);
  const rate = view.getUint32(18) >>> 12;
  const samples = (view.getUint8(21) & 15) * 2 ** 32 + view.getUint32(22);
  return rate > 0 && samples > 0 ? samples / rate : undefined;
}

function m4aSeconds(head: Uint8Array): number | undefined {
  const view = viewOf(head);
  for (let at = 4; at + 32 < head.length; at++) {
    if (head[at] !== 0x6d || textAt(head, at, 4) !== 'mvhd') continue;
    const isLong = head[at + 4] === 1;
    const scale = view.getUint32(at + (isLong ? 24 : 16));
    const length = isLong ? Number(view.getBigUint64(at + 28)) : view.getUint32(at + 20);
    return scale > 0 ? length / scale : undefined;
  }
  return undefined;
}

/** Seconds that the first bytes say, or let reckon; undefined where they do not. The decoder has the last word. */
export function secondsByHeader(head: Uint8Array, bytes: number): number | undefined {
  switch (audioKindOf(head)) {
    case 'mp3':
      return mp3Seconds(head, bytes);
    case 'wav':
      return wavSeconds(head);
    case 'flac':
      return flacSeconds(head);
    case 'm4a':
      return m4aSeconds(head);
    default:
      return undefined;
  }
}

export interface FileRefusal {
  readonly rule: 'music-file-too-large' | 'music-not-audio' | 'music-too-long' | 'music-broken';
  readonly message: string;
  readonly satisfy: string;
}

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(bytes < 1024 * 1024 ? 2 : 0)} MB`;
const minutes = (milliseconds: number) => `${Math.round(milliseconds / 60_000)} minutes`;

/** A file that is too large is refused before a byte of it is read. */
export const whyTooLarge = (bytes: number, most: number = MUSIC_LIMITS.mostBytes): FileRefusal | undefined =>
  bytes <= most
    ? undefined
    : {
        rule: 'music-file-too-large',
        message: `The file has ${megabytes(bytes)}; a track may have ${megabytes(most)} at most.`,
        satisfy: 'Export it as m4a or mp3 at 192 kbit/s: an hour of that is about 85 MB.',
      };

export const whyTooLong = (milliseconds: number): FileRefusal | undefined =>
  milliseconds <= MUSIC_LIMITS.longestMilliseconds
    ? undefined
    : {
        rule: 'music-too-long',
        message: `The track lasts ${minutes(milliseconds)}; the longest that is taken is ${minutes(MUSIC_LIMITS.longestMilliseconds)}, because all of it is held in the tablet’s memory so that it plays on without a network.`,
        satisfy: 'Cut it into parts of up to an hour and put them into the phase one after the other.',
      };

/** Why a file that begins like this is not taken; undefined where it may be. */
export function whyNotTaken(head: Uint8Array, bytes: number): FileRefusal | undefined {
  const tooLarge = whyTooLarge(bytes);
  if (tooLarge) return tooLarge;
  if (!audioKindOf(head))
    return {
      rule: 'music-not-audio',
      message: 'This file is not sound of a kind that is played here.',
      satisfy: 'Choose an mp3, m4a, flac, ogg or wav file. Renaming another file does not make it one.',
    };
  const seconds = secondsByHeader(head, bytes);
  return seconds === undefined ? undefined : whyTooLong(seconds * 1000);
}
