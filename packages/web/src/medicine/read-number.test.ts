import { describe, expect, test } from 'vitest';
import { readCents, readNumber, readWhole } from './read-number.ts';

describe('a typed number', () => {
  test('is read with a point', () => {
    expect(readNumber(' 12.5 ')).toEqual({ value: 12.5 });
    expect(readWhole('7')).toEqual({ value: 7 });
  });

  test('with a comma is asked about, never guessed', () => {
    expect(readNumber('12,5')).toHaveProperty('because', expect.stringContaining('write a point'));
    expect(readNumber('1,000')).toHaveProperty('because');
  });

  test.each(['', '-3', '1e308', 'NaN', 'Infinity', '0x10', '12.5 mg', '1.2.3'])(
    'that is none is refused: %j',
    (text) => {
      expect(readNumber(text)).toHaveProperty('because');
    },
  );

  test('of pieces is whole', () => {
    expect(readWhole('2.5')).toHaveProperty('because', expect.stringContaining('whole'));
  });

  test('of dollars comes to whole cents, and is never rounded', () => {
    expect(['42', '42.5', '0.29', '1.10'].map(readCents)).toEqual([4200, 4250, 29, 110].map((value) => ({ value })));
    expect(readCents('4.205')).toHaveProperty('because', expect.stringContaining('no more than two decimals'));
    expect(readCents('1,000')).toHaveProperty('because', expect.stringContaining('write a point'));
  });
});
