import { differenceOfProportions, wilson } from '../inventory/patterns/intervals.ts';
import { betaQuantile, zOf } from './distributions.ts';
import {
  type ConfidenceInterval,
  type Counted,
  DEFAULT_LEVEL,
  demandCount,
  demandLevel,
  type Estimate,
  type Estimated,
  isEstimated,
} from './estimate.ts';

/** How many of those observed had it (responded, remitted, had the event), and of how many it is not known. */
export type Share = { readonly events: number; readonly n: number; readonly missing: number };

const demandShare = ({ events, n, missing }: Share): void => {
  demandCount(events, 'events');
  demandCount(n, 'n');
  demandCount(missing, 'missing');
  if (events > n) throw new RangeError(`${events} events among ${n} cannot be`);
};

/**
 * A share such as response or remission, with Wilson's score interval: near its level on average, also for few people
 * and at 0 % and 100 %. Wilson 1927 (J Am Stat Assoc 22:209); advised by Brown, Cai and DasGupta 2001 (Stat Sci 16:101).
 */
export const proportion = (share: Share, level = DEFAULT_LEVEL): Estimate<{ readonly events: number }> => {
  demandShare(share);
  const { events, n, missing } = share;
  const z = zOf(level);
  if (n === 0) return { n, missing, none: 'nothing-observed' };
  const interval = { level, ...wilson({ of: events, out: n }, z), method: 'Wilson' };
  return { n, missing, events, value: events / n, interval };
};

/**
 * A share with the exact interval of Clopper and Pearson 1934 (Biometrika 26:404): never less than its level, wider than
 * need be. For rare harms, where an interval that is too narrow would mislead.
 */
export const exactProportion = (share: Share, level = DEFAULT_LEVEL): Estimate<{ readonly events: number }> => {
  demandShare(share);
  demandLevel(level);
  const { events, n, missing } = share;
  if (n === 0) return { n, missing, none: 'nothing-observed' };
  const tail = (1 - level) / 2;
  const low = events === 0 ? 0 : betaQuantile(tail, events, n - events + 1);
  const high = events === n ? 1 : betaQuantile(1 - tail, events + 1, n - events);
  return { n, missing, events, value: events / n, interval: { level, low, high, method: 'Clopper–Pearson' } };
};

export type ProportionDifference = Counted & {
  readonly value: number;
  readonly interval: ConfidenceInterval;
  readonly left: Estimated;
  readonly right: Estimated;
};

/**
 * How much more often on the left than on the right, with the hybrid score interval of Newcombe 1998 (Stat Med 17:873,
 * method 10): made of the two Wilson intervals. For groups of different people; the groups were not made by lot, so a
 * difference is not an effect.
 */
export const proportionDifference = (
  left: Share,
  right: Share,
  level = DEFAULT_LEVEL,
): Estimate<ProportionDifference> => {
  const a = proportion(left, level);
  const b = proportion(right, level);
  const n = left.n + right.n;
  const missing = left.missing + right.missing;
  if (!isEstimated(a) || !isEstimated(b)) return { n, missing, none: 'nothing-observed' };
  const of = (share: Share) => ({ of: share.events, out: share.n });
  const interval = {
    level,
    ...differenceOfProportions(of(left), of(right), zOf(level)),
    method: 'Newcombe hybrid score',
  };
  return { n, missing, value: a.value - b.value, interval, left: a, right: b };
};
