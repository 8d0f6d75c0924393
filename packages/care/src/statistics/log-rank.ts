import { chiSquaredUpper } from './distributions.ts';
import type { Counted, NotEstimated } from './estimate.ts';
import { cholesky, dot, inverseOf, times } from './matrix.ts';
import { type FollowUp, readFollowUp } from './survival.ts';

export type LogRank = Counted & {
  /** What was seen in each group, and what would be, if all followed one curve. */
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  readonly chiSquared: number;
  readonly df: number;
  readonly p: number;
};

type Step = { readonly atRisk: readonly number[]; readonly events: readonly number[] };

/** At each time with an event: how many of each group were followed, and to how many it happened. */
const stepsOf = (groups: readonly (readonly [number, boolean])[][]): Step[] => {
  const all = groups
    .flatMap((whole, group) => whole.map(([time, happened]) => ({ time, happened, group })))
    .sort((one, other) => one.time - other.time);
  const left = groups.map((whole) => whole.length);
  const steps: Step[] = [];
  for (let from = 0; from < all.length; ) {
    const { time } = all[from] as { time: number };
    const atRisk = left.slice();
    const events = groups.map(() => 0);
    let to = from;
    for (; to < all.length && all[to]?.time === time; to++) {
      const { group, happened } = all[to] as { group: number; happened: boolean };
      left[group] = (left[group] as number) - 1;
      if (happened) events[group] = (events[group] as number) + 1;
    }
    if (events.some((count) => count > 0)) steps.push({ atRisk, events });
    from = to;
  }
  return steps;
};

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/**
 * Whether groups differ in how long they stay without it: the log-rank test (Mantel 1966, Cancer Chemother Rep 50:163; Peto
 * and Peto 1972, J R Stat Soc A 135:185). Groups that were not made by lot may differ in other ways.
 */
export const logRank = (groups: readonly FollowUp[]): LogRank | NotEstimated => {
  const read = groups.map(readFollowUp);
  const n = total(read.map(({ whole }) => whole.length));
  const missing = total(read.map((group) => group.missing));
  if (n === 0) return { n, missing, none: 'nothing-observed' };
  if (groups.length < 2 || read.some(({ whole }) => whole.length === 0)) return { n, missing, none: 'one-group' };
  const size = groups.length;
  const observed = new Array<number>(size).fill(0);
  const expected = new Array<number>(size).fill(0);
  const covariance = new Float64Array((size - 1) ** 2);
  for (const { atRisk, events } of stepsOf(read.map(({ whole }) => whole))) {
    const followed = total(atRisk);
    const happened = total(events);
    const spread = followed > 1 ? (happened * (followed - happened)) / (followed - 1) : 0;
    for (let group = 0; group < size; group++) {
      const share = (atRisk[group] as number) / followed;
      observed[group] = (observed[group] as number) + (events[group] as number);
      expected[group] = (expected[group] as number) + happened * share;
      for (let other = 0; group < size - 1 && other < size - 1; other++) {
        const at = group * (size - 1) + other;
        const together = share * ((other === group ? 1 : 0) - (atRisk[other] as number) / followed);
        covariance[at] = (covariance[at] as number) + spread * together;
      }
    }
  }
  const apart = Float64Array.from({ length: size - 1 }, (_, at) => (observed[at] as number) - (expected[at] as number));
  const found = cholesky(covariance, size - 1, 1e-12);
  if ('singularAt' in found) return { n, missing, none: 'too-few' };
  const chiSquared = dot(apart, times(inverseOf(found.factor, size - 1), apart, size - 1));
  return { n, missing, observed, expected, chiSquared, df: size - 1, p: chiSquaredUpper(chiSquared, size - 1) };
};
