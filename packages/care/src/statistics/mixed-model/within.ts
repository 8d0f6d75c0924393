import type { Values } from '../estimate.ts';

export type WithinAndBetween = {
  /** Each row's distance from its patient's own mean. */
  readonly within: Float64Array;
  /** The patient's mean, in each of their rows. */
  readonly between: Float64Array;
};

/**
 * A measure taken apart into two covariates: whether a patient fares better after sessions with more of it (within), and
 * whether patients with more of it fare better (between). One coefficient for both mixes two questions (Neuhaus and
 * Kalbfleisch 1998, Biometrics 54:638). A patient's mean is over the rows that have a value; what is missing stays NaN.
 */
export const withinAndBetween = (group: ArrayLike<number>, values: Values): WithinAndBetween => {
  if (group.length !== values.length) throw new RangeError('every value needs its group');
  const sums = new Map<number, { sum: number; n: number }>();
  const present = (row: number): number => {
    const value = values[row];
    return typeof value === 'number' && Number.isFinite(value) ? value : Number.NaN;
  };
  for (let row = 0; row < values.length; row++) {
    const value = present(row);
    if (Number.isNaN(value)) continue;
    const of = sums.get(group[row] as number);
    if (of === undefined) sums.set(group[row] as number, { sum: value, n: 1 });
    else {
      of.sum += value;
      of.n++;
    }
  }
  const within = new Float64Array(values.length);
  const between = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const of = sums.get(group[row] as number);
    const value = present(row);
    between[row] = Number.isNaN(value) || of === undefined ? Number.NaN : of.sum / of.n;
    within[row] = value - (between[row] as number);
  }
  return { within, between };
};
