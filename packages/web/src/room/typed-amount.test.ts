import { expect, test } from 'vitest';
import { readAmount } from './typed-amount.ts';

test.each([
  ['0.5', 500],
  [' 40 ', 40_000],
  ['.25', 250],
  ['1.', 1000],
  ['0.500', 500],
  ['0.5000', 500],
])('“%s” is %i thousandths', (typed, thousandths) => {
  expect(readAmount(typed)).toEqual({ known: true, thousandths });
});

test('a comma for a point is refused, and says how to write it', () => {
  expect(readAmount('0,5')).toEqual({ known: false, because: expect.stringContaining('Write 0.5 with a point') });
  expect(readAmount('1,000.5').known).toBe(false);
});

test.each(['1e3', '1e308', 'NaN', 'Infinity', '-1', '+1', '0', '0.0004', '5 mg', '0x10', '１'])(
  '“%s” is refused with words',
  (typed) => {
    const read = readAmount(typed);
    expect(read.known).toBe(false);
    expect(!read.known && read.because).not.toBe('');
  },
);

test('nothing typed yet is no mistake', () => {
  expect(readAmount('  ')).toEqual({ known: false, because: '' });
});
