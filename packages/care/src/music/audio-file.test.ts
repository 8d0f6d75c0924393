import { describe, expect, test } from 'vitest';
import { audioKindOf, secondsByHeader, whyNotTaken, whyTooLarge } from './audio-file.ts';

/** Bytes of texts and numbers, one after the other. */
const bytesOf = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : [...part])),
  );
const little = (value: number) => [0, 8, 16, 24].map((by) => Math.floor(value / 2 ** by) & 255);
const big = (value: number) => little(value).reverse();
const zeros = (count: number) => Array.from({ length: count }, () => 0);

const wav = (seconds: number) =>
  bytesOf(
    'RIFF',
    little(0),
    'WAVE',
    'fmt ',
    little(16),
    [1, 0, 2, 0],
    little(48_000),
    little(192_000),
    [4, 0, 16, 0],
    'data',
    little(seconds * 192_000),
  );
const flac = (seconds: number) => {
  const samples = seconds * 44_100;
  const rate = 44_100 * 2 ** 12;
  return bytesOf('fLaC', [0, 0, 0, 34], zeros(10), big(rate), big(samples), zeros(16));
};
const m4a = (seconds: number) =>
  bytesOf(
    big(24),
    'ftypM4A ',
    zeros(12),
    big(108),
    'moov',
    big(100),
    'mvhd',
    zeros(4),
    big(0),
    big(0),
    big(1000),
    big(seconds * 1000),
    zeros(40),
  );
/** Layer III at 128 kbit/s and 44.1 kHz. */
const FRAME = [0xff, 0xfb, 0x90, 0x00];
const mp3 = bytesOf('ID3', [4, 0, 0, 0, 0, 0, 4], zeros(4), FRAME, zeros(64));
const counted = bytesOf(FRAME, zeros(32), 'Info', [0, 0, 0, 1], big(10_000), zeros(32));

describe('a file is told by its first bytes', () => {
  test.each([
    ['wav', wav(1)],
    ['flac', flac(1)],
    ['m4a', m4a(1)],
    ['ogg', bytesOf('OggS', zeros(20))],
    ['mp3', mp3],
    ['mp3', counted],
  ] as const)('%s', (kind, bytes) => expect(audioKindOf(bytes)).toBe(kind));
  test.each([
    ['a letter', bytesOf('%PDF-1.7', zeros(20))],
    ['a picture', bytesOf([0xff, 0xd8, 0xff, 0xe0], zeros(20))],
    ['nothing', new Uint8Array()],
    ['a few bytes', bytesOf('RIFF')],
    ['raw AAC', bytesOf([0xff, 0xf1, 0x50, 0x80], zeros(20))],
  ])('%s is none', (_, bytes) => {
    expect(audioKindOf(bytes)).toBeUndefined();
    expect(whyNotTaken(bytes, bytes.length)?.rule).toBe('music-not-audio');
  });
});

describe('how long it says that it is', () => {
  test('wav, flac and m4a say it', () => {
    expect(secondsByHeader(wav(90), 1)).toBe(90);
    expect(secondsByHeader(flac(90), 1)).toBe(90);
    expect(secondsByHeader(m4a(90), 1)).toBe(90);
  });
  test('an mp3 counts its frames, or is reckoned by its size', () => {
    expect(secondsByHeader(counted, 1)).toBeCloseTo((10_000 * 1152) / 44_100);
    expect(secondsByHeader(mp3, 16_000 * 60 + 14)).toBeCloseTo(60);
  });
  test('three hours are refused with the numbers', () => {
    expect(whyNotTaken(wav(10_800), 1000)?.message).toContain('180 minutes; the longest that is taken is 60 minutes');
    expect(whyNotTaken(wav(3600), 1000)).toBeUndefined();
  });
});

test('a file of 500 MB is refused before it is read', () => {
  expect(whyTooLarge(500 * 1024 * 1024)?.message).toBe('The file has 500 MB; a track may have 100 MB at most.');
  expect(whyTooLarge(100 * 1024 * 1024)).toBeUndefined();
});
