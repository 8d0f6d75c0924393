/**
 * What every figure carries: how many it is from, how many are missing, and its interval. A figure that cannot be had is
 * a value too, and says why; what cannot be (more events than people) is a fault of the caller, and is thrown.
 */
import type { Interval } from '../inventory/patterns/intervals.ts';

/** From which value to which, at what level (0.95), and by which method, by its name in the field. */
export type ConfidenceInterval = Interval & { readonly level: number; readonly method: string };

/** How many a figure is from, and how many should have been there and are not. */
export type Counted = { readonly n: number; readonly missing: number };

export type Estimated = Counted & { readonly value: number; readonly interval: ConfidenceInterval };

export const WHY_NONE = {
  'nothing-observed': 'Nothing was observed.',
  'too-few': 'Too few were observed for this figure.',
  'no-spread': 'All values are the same, so there is nothing to compare.',
  'no-complete-pairs': 'Nobody has both values.',
  'constant-covariate': 'A covariate is the same in every row.',
  'collinear-covariate': 'A covariate follows exactly from the others.',
  'too-few-groups': 'It takes at least two patients.',
  'one-row-each': 'No patient has more than one row, so what differs between and within patients cannot be told apart.',
  'perfect-fit': 'The model leaves nothing unexplained, so its error cannot be estimated.',
  'one-group': 'It takes at least two groups with somebody at risk.',
} as const;
export type WhyNone = keyof typeof WHY_NONE;

/** No figure, and why. `what` names the covariate or group that is in the way. */
export type NotEstimated = Counted & { readonly none: WhyNone; readonly what?: string };

export type Estimate<More = unknown> = (Estimated & More) | NotEstimated;

export const isEstimated = <E extends Counted>(estimate: E | NotEstimated): estimate is Exclude<E, NotEstimated> =>
  !('none' in estimate);

export const DEFAULT_LEVEL = 0.95;

/** One number per person or session; what is missing is null or NaN, and is counted. */
export type Values = ArrayLike<number | null>;

/** The numbers that are there, and how many are not. An infinite number is no measurement and counts as missing. */
export const present = (values: Values): { readonly values: Float64Array; readonly missing: number } => {
  const kept = new Float64Array(values.length);
  let n = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (typeof value === 'number' && Number.isFinite(value)) kept[n++] = value;
  }
  return { values: kept.subarray(0, n), missing: values.length - n };
};

/** Pairs of which both are there (complete cases), and how many pairs are not. */
export const presentPairs = (
  left: Values,
  right: Values,
): { readonly left: Float64Array; readonly right: Float64Array; readonly missing: number } => {
  if (left.length !== right.length) throw new RangeError('pairs need as many values on the left as on the right');
  const x = new Float64Array(left.length);
  const y = new Float64Array(left.length);
  let n = 0;
  for (let index = 0; index < left.length; index++) {
    const a = left[index];
    const b = right[index];
    if (typeof a !== 'number' || typeof b !== 'number' || !Number.isFinite(a) || !Number.isFinite(b)) continue;
    x[n] = a;
    y[n] = b;
    n++;
  }
  return { left: x.subarray(0, n), right: y.subarray(0, n), missing: left.length - n };
};

/** A count of people or events: a whole number, not below zero. */
export const demandCount = (count: number, name: string): void => {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${name} must be a count, and is ${count}`);
};

export const demandLevel = (level: number): void => {
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies between 0 and 1, and is ${level}`);
};
