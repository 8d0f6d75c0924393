import { expect, it } from 'vitest';
import { clockOf } from './clock-input.tsx';

it.each([
  ['1405', '14:05'],
  ['14:05', '14:05'],
  ['905', '09:05'],
  ['0000', '00:00'],
  ['2359', '23:59'],
  ['2400', undefined],
  ['1260', undefined],
  ['14', undefined],
  ['', undefined],
])('"%s" is read as %s', (typed, clock) => {
  expect(clockOf(typed)).toBe(clock);
});
