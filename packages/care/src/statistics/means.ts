import { logGamma, tQuantile, twoSidedT, zOf } from './distributions.ts';
import {
  type ConfidenceInterval,
  DEFAULT_LEVEL,
  demandLevel,
  type Estimate,
  present,
  presentPairs,
  type Values,
} from './estimate.ts';

export type Moments = { readonly n: number; readonly mean: number; readonly variance: number };

/** Mean and variance (over n - 1), in two passes so that large values lose no digits. */
export const momentsOf = (values: ArrayLike<number>): Moments => {
  const n = values.length;
  let sum = 0;
  for (let index = 0; index < n; index++) sum += values[index] as number;
  const mean = sum / n;
  let squares = 0;
  let rest = 0;
  for (let index = 0; index < n; index++) {
    const apart = (values[index] as number) - mean;
    squares += apart * apart;
    rest += apart;
  }
  return { n, mean, variance: (squares - (rest * rest) / n) / (n - 1) };
};

export type Mean = { readonly standardDeviation: number; readonly standardError: number; readonly df: number };

/** A mean with Student's t interval (Student 1908, Biometrika 6:1). */
export const meanOf = (values: Values, level = DEFAULT_LEVEL): Estimate<Mean> => {
  const { values: kept, missing } = present(values);
  const n = kept.length;
  const { mean, variance } = momentsOf(kept);
  return meanOfSummary({ n, mean, standardDeviation: Math.sqrt(variance) }, missing, level);
};

/** The same, of what an engine has summed up already; the deviation is over n - 1. */
export const meanOfSummary = (
  { n, mean, standardDeviation }: { readonly n: number; readonly mean: number; readonly standardDeviation: number },
  missing: number,
  level = DEFAULT_LEVEL,
): Estimate<Mean> => {
  demandLevel(level);
  if (n === 0) return { n, missing, none: 'nothing-observed' };
  if (n === 1) return { n, missing, none: 'too-few' };
  const standardError = standardDeviation / Math.sqrt(n);
  const reach = tQuantile(1 - (1 - level) / 2, n - 1) * standardError;
  const interval: ConfidenceInterval = { level, low: mean - reach, high: mean + reach, method: 'Student t' };
  return { n, missing, value: mean, interval, standardDeviation, standardError, df: n - 1 };
};

/**
 * The mean change of the same people, after less before, with the paired t interval and its two-sided p. Below zero is a
 * fall. People with one of the two values only are counted as missing.
 */
export const pairedChange = (
  before: Values,
  after: Values,
  level = DEFAULT_LEVEL,
): Estimate<Mean & { readonly p: number }> => {
  const pairs = presentPairs(before, after);
  const changes = pairs.left.map((value, index) => (pairs.right[index] as number) - value);
  const change = meanOf(changes, level);
  const { missing } = pairs;
  if ('none' in change) return { n: change.n, missing, none: change.n === 0 ? 'no-complete-pairs' : 'too-few' };
  if (change.standardDeviation === 0) return { n: change.n, missing, none: 'no-spread' };
  return { ...change, missing, p: twoSidedT(change.value / change.standardError, change.df) };
};

/** Hedges's J: by how much d is too large when the SD is from few people. */
const smallSample = (df: number): number =>
  Math.exp(logGamma(df / 2) - Math.log(Math.sqrt(df / 2)) - logGamma((df - 1) / 2));

/**
 * The change in standard deviations of the values before, d = mean change / SD before (Becker 1988, Br J Math Stat
 * Psychol 41:257: the standardised mean change with raw-score standardisation), with the exact correction for few people
 * (Hedges 1981, J Educ Stat 6:107) and the large-sample interval from var = (2(1 - r) + d²/2)/n. The SD before is used
 * because treatment does not touch it.
 */
export const standardisedChange = (
  before: Values,
  after: Values,
  level = DEFAULT_LEVEL,
): Estimate<{ readonly standardError: number; readonly correlation: number }> => {
  demandLevel(level);
  const { left, right, missing } = presentPairs(before, after);
  const n = left.length;
  if (n === 0) return { n, missing, none: 'no-complete-pairs' };
  if (n < 3) return { n, missing, none: 'too-few' };
  const a = momentsOf(left);
  const b = momentsOf(right);
  if (a.variance <= 0 || b.variance <= 0) return { n, missing, none: 'no-spread' };
  let products = 0;
  for (let index = 0; index < n; index++)
    products += ((left[index] as number) - a.mean) * ((right[index] as number) - b.mean);
  const correlation = products / (n - 1) / Math.sqrt(a.variance * b.variance);
  const value = ((b.mean - a.mean) / Math.sqrt(a.variance)) * smallSample(n - 1);
  const standardError = Math.sqrt((2 * (1 - correlation) + (value * value) / 2) / n);
  const reach = standardError * zOf(level);
  const interval: ConfidenceInterval = {
    level,
    low: value - reach,
    high: value + reach,
    method: 'large-sample normal (Becker)',
  };
  return { n, missing, value, interval, standardError, correlation };
};
