import { expect, test } from 'vitest';
import { sayCounted, sayEstimate, sayNumber, sayP } from './say.ts';

test('a figure is said with its interval, and none with why', () => {
  const interval = { low: -8.06, high: -0.04, level: 0.95, method: 't' };
  expect(sayEstimate({ n: 12, missing: 3, value: -6.44, interval })).toBe('−6.4 (95 % interval −8.1 to 0.0)');
  expect(sayEstimate({ n: 1, missing: 0, none: 'too-few' })).toBe('Too few were observed for this figure.');
});
test('a number has a true minus, and nothing is a minus nothing', () => {
  expect([-1.26, 0, -0.01, 3].map((value) => sayNumber(value))).toEqual(['−1.3', '0.0', '0.0', '3.0']);
  expect(sayNumber(-0.35, 2)).toBe('−0.35');
});
test('what is missing stands beside what is there', () => {
  expect(sayCounted(12, 8, 'courses')).toBe('12 of 20 courses; 8 missing');
  expect(sayCounted(12, 0, 'courses')).toBe('12 of 12 courses');
});
test('a small p is not said as nothing', () => {
  expect([sayP(0.0004), sayP(0.0421)]).toEqual(['p < 0.001', 'p = 0.042']);
});
