import { twoSidedT, zOf } from './distributions.ts';
import { DEFAULT_LEVEL, demandLevel, type Estimate, presentPairs, type Values } from './estimate.ts';
import { momentsOf } from './means.ts';
import { averageRanks } from './ranks.ts';

export type Correlation = { readonly p: number };

/** The product-moment correlation, or null where one side is all the same. */
const coefficientOf = (left: ArrayLike<number>, right: ArrayLike<number>): number | null => {
  const a = momentsOf(left);
  const b = momentsOf(right);
  if (!(a.variance > 0 && b.variance > 0)) return null;
  const scale = Math.sqrt(a.variance) * Math.sqrt(b.variance);
  let products = 0;
  for (let index = 0; index < left.length; index++)
    products += ((left[index] as number) - a.mean) * ((right[index] as number) - b.mean);
  return Math.max(-1, Math.min(1, products / (left.length - 1) / scale));
};

/** Through Fisher's z, of which the standard error is known; back on the scale of a correlation. */
const through = (
  counted: { readonly n: number; readonly missing: number },
  value: number,
  standardError: number,
  level: number,
  method: string,
): Estimate<Correlation> => {
  const reach = zOf(level) * standardError;
  const z = Math.atanh(value);
  const interval = { level, low: Math.tanh(z - reach), high: Math.tanh(z + reach), method };
  const df = counted.n - 2;
  const rest = (1 - value) * (1 + value);
  const p = rest === 0 ? 0 : twoSidedT(value * Math.sqrt(df / rest), df);
  return { ...counted, value, interval, p };
};

/**
 * How closely two measures lie on a line: Pearson's r, with the interval through Fisher's z, 1/√(n - 3) (Fisher 1921,
 * Metron 1:3), and the two-sided p from Student's t. One pair for each person: with several sessions of one patient the
 * pairs are not independent, and the interval is too narrow; use the mixed model.
 */
export const pearson = (left: Values, right: Values, level = DEFAULT_LEVEL): Estimate<Correlation> => {
  demandLevel(level);
  const pairs = presentPairs(left, right);
  const n = pairs.left.length;
  const counted = { n, missing: pairs.missing };
  if (n === 0) return { ...counted, none: 'no-complete-pairs' };
  if (n < 4) return { ...counted, none: 'too-few' };
  const value = coefficientOf(pairs.left, pairs.right);
  if (value === null) return { ...counted, none: 'no-spread' };
  return through(counted, value, 1 / Math.sqrt(n - 3), level, 'Fisher z');
};

/**
 * How steadily one measure rises with the other, not only in a line: Spearman's rank correlation, ties at their average
 * rank, with the interval of Bonett and Wright 2000 (Psychometrika 65:23), √((1 + r²/2)/(n - 3)) on Fisher's z, and p by
 * Student's t as an approximation. One pair for each person, as for Pearson's.
 */
export const spearman = (left: Values, right: Values, level = DEFAULT_LEVEL): Estimate<Correlation> => {
  demandLevel(level);
  const pairs = presentPairs(left, right);
  const n = pairs.left.length;
  const counted = { n, missing: pairs.missing };
  if (n === 0) return { ...counted, none: 'no-complete-pairs' };
  if (n < 4) return { ...counted, none: 'too-few' };
  const value = coefficientOf(averageRanks(pairs.left), averageRanks(pairs.right));
  if (value === null) return { ...counted, none: 'no-spread' };
  return through(counted, value, Math.sqrt((1 + (value * value) / 2) / (n - 3)), level, 'Bonett–Wright');
};
