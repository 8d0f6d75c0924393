import { describe, expect, test } from 'vitest';
import { differenceOfProportions, levelOfEach, normalQuantile, poissonCount, wilson, zOf } from './intervals.ts';

const rounded = ({ low, high }: { low: number; high: number }, digits = 4) => [
  Number(low.toFixed(digits)),
  Number(high.toFixed(digits)),
];

describe('the normal quantile', () => {
  test.each([
    [0.5, 0],
    [0.975, 1.959963985],
    [0.995, 2.575829304],
    [0.9995, 3.290526731],
    [0.999975, 4.055626981],
    [0.2, -0.841621234],
    [1e-15, -7.941345326],
  ])('at %d is %d (tables of the normal distribution)', (probability, value) => {
    expect(normalQuantile(probability)).toBeCloseTo(value, 5);
  });
});

describe('Wilson’s interval', () => {
  // Newcombe, Stat Med 1998;17:857, table I: 81/263, 15/148, 0/20 and 1/29 by the score method.
  test.each([
    [81, 263, [0.2553, 0.3662]],
    [15, 148, [0.0624, 0.1605]],
    [0, 20, [0, 0.1611]],
    [1, 29, [0.0061, 0.1718]],
  ])('of %d in %d is as published', (of, out, [low = 0, high = 0]) => {
    expect(rounded(wilson({ of, out }, zOf(0.95)))).toEqual([low, high]);
  });

  test('of nothing is everything', () => {
    expect(wilson({ of: 0, out: 0 }, 1.96)).toEqual({ low: 0, high: 1 });
  });
});

describe('Newcombe’s interval of a difference', () => {
  // Newcombe, Stat Med 1998;17:873, table II, method 10.
  test.each([
    [56, 70, 48, 80, [0.0524, 0.3339]],
    [9, 10, 3, 10, [0.1705, 0.809]],
    [5, 56, 0, 29, [-0.0381, 0.1926]],
    [0, 10, 0, 20, [-0.1611, 0.2775]],
  ])('of %d/%d less %d/%d is as published', (a, m, b, n, [low = 0, high = 0]) => {
    const found = differenceOfProportions({ of: a, out: m }, { of: b, out: n }, zOf(0.95));
    expect(rounded(found)).toEqual([low, high]);
  });
});

describe('Byar’s interval of a count', () => {
  // Beside the exact interval: 10 events, 4.80 to 18.39 (Ulm, Am J Epidemiol 1990;131:373); 3 events, 0.62 to 8.77.
  test.each([
    [10, [4.8, 18.39]],
    [3, [0.62, 8.77]],
    [1, [0.03, 5.57]],
  ])('of %d is close to the exact one', (events, [low = 0, high = 0]) => {
    const found = poissonCount(events, zOf(0.95));
    expect(Math.abs(found.low - low)).toBeLessThan(0.03);
    expect(Math.abs(found.high - high)).toBeLessThan(0.06);
  });
  test('of none begins at none', () => {
    expect(poissonCount(0, 1.96).low).toBe(0);
  });
});

test('of twenty comparisons each is made at 99.75 %, so that all keep 95 %', () => {
  expect(levelOfEach(0.95, 20)).toBeCloseTo(0.9975, 12);
  expect(levelOfEach(0.95, 0)).toBe(0.95);
});
