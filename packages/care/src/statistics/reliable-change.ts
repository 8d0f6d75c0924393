import { zOf } from './distributions.ts';
import { type Counted, DEFAULT_LEVEL, type Estimate, presentPairs, type Values } from './estimate.ts';
import { proportion } from './proportions.ts';

/** Published for an instrument: the spread of its scores, and how far it agrees with itself (0 to 1). */
export type Reliability = { readonly standardDeviation: number; readonly reliability: number };

/**
 * The change that an instrument's own error seldom makes by itself: z · SD · √2 · √(1 - reliability) (Jacobson and Truax
 * 1991, J Consult Clin Psychol 59:12). At 0.95, z is 1.96.
 */
export const reliableChangeThreshold = (of: Reliability, level = DEFAULT_LEVEL): number => {
  return zOf(level) * errorOfDifference(of);
};

/** The standard error of a difference between two scores of one person. */
export const errorOfDifference = ({ standardDeviation, reliability }: Reliability): number => {
  if (!(standardDeviation > 0 && Number.isFinite(standardDeviation)))
    throw new RangeError(`a standard deviation is above 0, and is ${standardDeviation}`);
  if (!(reliability >= 0 && reliability < 1))
    throw new RangeError(`a reliability lies from 0 to below 1, and is ${reliability}`);
  return standardDeviation * Math.sqrt(2 * (1 - reliability));
};

/** One person's change in standard errors of a difference; beyond ±1.96 it is reliable at 0.95. */
export const reliableChangeIndex = (before: number, after: number, of: Reliability): number =>
  (after - before) / errorOfDifference(of);

export type ReliableChange = Counted & {
  readonly threshold: number;
  readonly improved: Estimate;
  readonly worsened: Estimate;
  readonly unchanged: Estimate;
};

/** How many changed reliably, which way; people with one of the two scores only are missing from each share. */
export const reliableChanges = (
  before: Values,
  after: Values,
  of: Reliability & { readonly higherIs: 'worse' | 'better' },
  level = DEFAULT_LEVEL,
): ReliableChange => {
  const threshold = reliableChangeThreshold(of, level);
  const { left, right, missing } = presentPairs(before, after);
  const n = left.length;
  let risen = 0;
  let fallen = 0;
  for (let index = 0; index < n; index++) {
    const change = (right[index] as number) - (left[index] as number);
    if (change > threshold) risen++;
    if (change < -threshold) fallen++;
  }
  const [improved, worsened] = of.higherIs === 'better' ? [risen, fallen] : [fallen, risen];
  const share = (events: number) => proportion({ events, n, missing }, level);
  return {
    n,
    missing,
    threshold,
    improved: share(improved),
    worsened: share(worsened),
    unchanged: share(n - risen - fallen),
  };
};
