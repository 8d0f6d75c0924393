/**
 * The distributions that the figures need, from stdlib (decision 0037), by the names statisticians use. The one place
 * that knows the library.
 */
import gammaIncomplete from '@stdlib/math-base-special-gammainc';
import logGammaOf from '@stdlib/math-base-special-gammaln';
import betaQuantileOf from '@stdlib/stats-base-dists-beta-quantile';
import gammaQuantileOf from '@stdlib/stats-base-dists-gamma-quantile';
import normalCdfOf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile';
import tCdfOf from '@stdlib/stats-base-dists-t-cdf';
import tQuantileOf from '@stdlib/stats-base-dists-t-quantile';
import { demandLevel } from './estimate.ts';
import { largeGammaQuantile } from './large-gamma.ts';

export const normalQuantile = (probability: number): number => normalQuantileOf(probability, 0, 1);
/** How far to go from the middle for a two-sided interval: 1.96 at 0.95. */
export const zOf = (level: number): number => {
  demandLevel(level);
  return normalQuantile(1 - (1 - level) / 2);
};
export const tQuantile = (probability: number, df: number): number => tQuantileOf(probability, df);
export const betaQuantile = (probability: number, a: number, b: number): number => betaQuantileOf(probability, a, b);
/** Above this shape the library's gamma is not used; it goes wrong at about 890. */
const LARGE_SHAPE = 500;
/** Of a gamma distribution with rate 1: half of a chi-squared with twice the degrees of freedom. */
export const gammaQuantile = (probability: number, shape: number): number =>
  shape > LARGE_SHAPE
    ? largeGammaQuantile(probability, shape, normalQuantile(probability))
    : gammaQuantileOf(probability, shape, 1);
export const chiSquaredQuantile = (probability: number, df: number): number => 2 * gammaQuantile(probability, df / 2);

/** Both tails, from the lower one, so that a very small p does not become 0. */
export const twoSidedNormal = (z: number): number => Math.min(1, 2 * normalCdfOf(-Math.abs(z), 0, 1));
export const twoSidedT = (t: number, df: number): number => Math.min(1, 2 * tCdfOf(-Math.abs(t), df));
/** The upper tail of chi-squared, for as many degrees of freedom as there are groups or clinics less one. */
export const chiSquaredUpper = (value: number, df: number): number => {
  if (df > 2 * LARGE_SHAPE)
    throw new RangeError(`chi-squared is known here up to ${2 * LARGE_SHAPE} degrees of freedom`);
  return value <= 0 ? 1 : gammaIncomplete(value / 2, df / 2, true, true);
};

export const logGamma = (value: number): number => logGammaOf(value);
