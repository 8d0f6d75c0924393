import { describe, expect, test } from 'vitest';
import { readCents, readNumber, readThousandths, readWhole, wrongWith } from './typed-number.ts';

const READERS = [readNumber, readWhole, readThousandths] as const;

describe('a typed number', () => {
  test.each([
    [' 12.5 ', 12.5],
    ['0', 0],
    ['007', 7],
    ['.25', 0.25],
    ['1.', 1],
    ['0.5000', 0.5],
    ['0.000001', 0.000001],
  ])('“%s” is read as %d', (typed, value) => {
    expect(readNumber(typed)).toEqual({ value });
  });

  test.each(['12,5', '1,000', '1,000.5', '0,5'])('with a comma is refused with words, never guessed: %s', (typed) => {
    for (const read of READERS)
      expect(read(typed)).toEqual({
        because: `“${typed}”: write a point for the decimal, no comma, which can also mean thousands.`,
      });
  });

  test.each(['', '.', '-3', '+1', '1e3', '1e308', 'NaN', 'Infinity', '0x10', '12.5 mg', '1.2.3', '１', '9999999999'])(
    'that is none is refused with words: “%s”',
    (typed) => {
      for (const read of READERS) expect(read(typed)).toHaveProperty('because', expect.stringMatching(/./));
    },
  );

  test('finer than can be kept is refused, never rounded', () => {
    expect(readNumber('70.125', 2)).toEqual({ because: '“70.125”: write 2 places after the point at most.' });
    expect(readNumber('70.120', 2)).toEqual({ value: 70.12 });
    expect(readNumber('0.0000001')).toHaveProperty('because');
    expect(readWhole('2.5')).toEqual({ because: '“2.5”: whole numbers only.' });
    expect(readWhole('2.0')).toEqual({ value: 2 });
  });

  test('is not called wrong before anything is typed', () => {
    expect(wrongWith('  ', readNumber('  '))).toBeUndefined();
    expect(wrongWith('0,5', readNumber('0,5'))).toContain('write a point');
  });
});

describe('an amount in thousandths', () => {
  test.each([
    ['0.5', 500],
    [' 40 ', 40_000],
    ['.25', 250],
    ['1.', 1000],
    ['0.5000', 500],
    ['1.005', 1005],
    ['999999999.999', 999_999_999_999],
  ])('“%s” is %i', (typed, value) => {
    expect(readThousandths(typed)).toEqual({ value });
  });

  test.each(['0', '0.000', '0.0004', '1.0005'])('“%s” is refused with words', (typed) => {
    expect(readThousandths(typed)).toHaveProperty('because', expect.stringMatching(/./));
  });

  test('of dollars comes to whole cents, and is never rounded', () => {
    expect(['42', '42.5', '0.29', '1.10'].map(readCents)).toEqual([4200, 4250, 29, 110].map((value) => ({ value })));
    expect(readCents('4.205')).toHaveProperty('because', expect.stringContaining('2 places'));
    expect(readCents('1,000')).toHaveProperty('because', expect.stringContaining('write a point'));
  });
});
