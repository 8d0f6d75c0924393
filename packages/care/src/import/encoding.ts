/**
 * Which letters a file's bytes stand for, told from all of them and never guessed: a byte order mark, or bytes that are valid
 * UTF-8 throughout, or UTF-16 without a mark, or else Windows-1252, and only where no byte of it is undefined there.
 * Source: RFC 3629 (UTF-8), the WHATWG Encoding Standard (windows-1252).
 */
import type { ImportFileRefusal } from './limits.ts';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];
export const ENCODING_NAMES: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16, little-endian',
  'utf-16be': 'UTF-16, big-endian',
  'windows-1252': 'Windows-1252',
};
export type EncodingTold =
  | { readonly known: true; readonly encoding: Encoding; readonly hasMark: boolean }
  | { readonly known: false; readonly because: ImportFileRefusal };

/** Bytes to which Windows-1252 gives no letter. */
const UNDEFINED_1252: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
const SAVE_ANEW = 'Save it anew as “CSV UTF-8” and bring that file.';
const refusal = (rule: string, message: string, satisfy = SAVE_ANEW): EncodingTold => ({
  known: false,
  because: { rule, message, satisfy },
});

/** Reads the bytes of a file in the order in which they come, however they are cut. */
export function createEncodingReader() {
  const head: number[] = [];
  let length = 0;
  const nuls = { even: 0, odd: 0 };
  let undefinedAt = -1;
  // Of UTF-8: how many bytes of a letter are still to come, and between which bounds the next one lies.
  let rest = 0;
  let low = 0x80;
  let high = 0xbf;
  let longLetters = 0;
  let brokenAt = -1;

  function utf8(byte: number): void {
    if (rest > 0) {
      if (byte >= low && byte <= high) {
        rest -= 1;
        [low, high] = [0x80, 0xbf];
        if (rest === 0) longLetters += 1;
        return;
      }
      if (brokenAt < 0) brokenAt = length;
      rest = 0;
      [low, high] = [0x80, 0xbf];
    }
    if (byte < 0x80) return;
    if (byte >= 0xc2 && byte <= 0xdf) rest = 1;
    else if (byte >= 0xe0 && byte <= 0xef) {
      rest = 2;
      if (byte === 0xe0) low = 0xa0;
      if (byte === 0xed) high = 0x9f;
    } else if (byte >= 0xf0 && byte <= 0xf4) {
      rest = 3;
      if (byte === 0xf0) low = 0x90;
      if (byte === 0xf4) high = 0x8f;
    } else if (brokenAt < 0) brokenAt = length;
  }

  return {
    add(bytes: Uint8Array): void {
      for (const byte of bytes) {
        if (head.length < 4) head.push(byte);
        if (byte === 0) nuls[length % 2 === 0 ? 'even' : 'odd'] += 1;
        if (undefinedAt < 0 && UNDEFINED_1252.has(byte)) undefinedAt = length;
        utf8(byte);
        length += 1;
      }
    },
    /** What all of them were, once the last has come. */
    told(): EncodingTold {
      const begins = (...bytes: readonly number[]) => bytes.every((byte, index) => head[index] === byte);
      if (length === 0) return refusal('file-empty', 'There is nothing in this file.', 'Choose the file again.');
      if (begins(0x50, 0x4b, 0x03, 0x04))
        return refusal('file-not-text', 'This is a workbook or an archive, and no file of text.');
      const utf16 = (encoding: Encoding, hasMark: boolean): EncodingTold =>
        length % 2 === 0
          ? { known: true, encoding, hasMark }
          : refusal('file-cut-off', `It ends in the middle of a letter, at byte ${length}: some of it is missing.`);
      if (begins(0xff, 0xfe)) return utf16('utf-16le', true);
      if (begins(0xfe, 0xff)) return utf16('utf-16be', true);
      if (nuls.odd > 0 && nuls.even === 0) return utf16('utf-16le', false);
      if (nuls.even > 0 && nuls.odd === 0) return utf16('utf-16be', false);
      if (nuls.even > 0) return refusal('file-not-text', 'This file holds bytes that no text has.');
      const hasMark = begins(0xef, 0xbb, 0xbf);
      const isBroken = brokenAt >= 0 || rest > 0;
      if (!isBroken) return { known: true, encoding: 'utf-8', hasMark };
      if (brokenAt < 0 && longLetters > 0)
        return refusal('file-cut-off', `It ends in the middle of a letter, at byte ${length}: some of it is missing.`);
      if (hasMark || longLetters > 0)
        return refusal(
          'encoding-mixed',
          `Some letters of this file are UTF-8 and others are not; the first that is not stands at byte ${(brokenAt < 0 ? length : brokenAt) + 1}.`,
        );
      if (undefinedAt >= 0)
        return refusal(
          'encoding-unknown',
          `This file is neither UTF-8 nor UTF-16, and byte ${undefinedAt + 1} is no letter of Windows-1252.`,
        );
      return { known: true, encoding: 'windows-1252', hasMark: false };
    },
  };
}
