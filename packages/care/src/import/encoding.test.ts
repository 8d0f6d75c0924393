import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEncodingReader, type EncodingTold } from './encoding.ts';

const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(unescape(encodeURIComponent(text)), (one) => one.charCodeAt(0));
const told = (bytes: Uint8Array | readonly number[], cut = 3): EncodingTold => {
  const reader = createEncodingReader();
  const all = Uint8Array.from(bytes);
  for (let from = 0; from < all.length; from += cut) reader.add(all.subarray(from, from + cut));
  return reader.told();
};
const rule = (one: EncodingTold) => (one.known ? one.encoding : one.because.rule);
const utf16 = (text: string, isLittle: boolean) =>
  [...text].flatMap((letter) => {
    const code = letter.charCodeAt(0);
    return isLittle ? [code & 255, code >> 8] : [code >> 8, code & 255];
  });

describe('the letters of a file', () => {
  test('are UTF-8 where all of its bytes are, with a mark or without', () => {
    expect(told(bytesOf('id;name\n1;Ana Muñoz 😀'))).toEqual({ known: true, encoding: 'utf-8', hasMark: false });
    expect(told([0xef, 0xbb, 0xbf, ...bytesOf('id')])).toEqual({ known: true, encoding: 'utf-8', hasMark: true });
  });

  test.each([true, false])(
    'are UTF-16 by their mark, and without one by where its noughts stand (little: %s)',
    (isLittle) => {
      const encoding = isLittle ? 'utf-16le' : 'utf-16be';
      expect(told(utf16('\ufeffid,1', isLittle))).toEqual({ known: true, encoding, hasMark: true });
      expect(told(utf16('id,1', isLittle))).toEqual({ known: true, encoding, hasMark: false });
    },
  );

  test('are Windows-1252 where they are no UTF-8 and every byte is one of its letters', () => {
    expect(told([...bytesOf('id;Mu'), 0xf1, ...bytesOf('oz')])).toMatchObject({ encoding: 'windows-1252' });
  });

  test.each([
    ['encoding-unknown', [0x61, 0x81, 0x62]],
    ['encoding-mixed', [...bytesOf('ñ'), 0xf1, 0x20]],
    ['file-cut-off', [...bytesOf('ñandú'), 0xc3]],
    ['file-cut-off', [0xff, 0xfe, 0x61]],
    ['file-not-text', [0x50, 0x4b, 0x03, 0x04, 0x14, 0]],
    ['file-not-text', [0, 0, 0, 1]],
    ['file-empty', []],
  ])('are not guessed: %s', (expected, bytes) => {
    expect(rule(told(bytes as number[]))).toBe(expected);
  });

  test('are told alike however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 1, max: 7 }), (bytes, cut) => {
        expect(told(bytes, cut)).toEqual(told(bytes, 1000));
      }),
    );
  });

  test('of any text that is written as UTF-8 are UTF-8', () => {
    const letters = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(letters, (text) => {
        expect(rule(told(bytesOf(text)))).toBe('utf-8');
      }),
    );
  });
});
