import {
  chiSquaredQuantile,
  chiSquaredUpper,
  normalQuantile,
  tQuantile,
  twoSidedNormal,
  twoSidedT,
} from './distributions.ts';
import { type ConfidenceInterval, DEFAULT_LEVEL, demandLevel, type Estimated, type NotEstimated } from './estimate.ts';

/** What a clinic gives: its figure, how sure it is, how many it is from and how many were missing. No rows. */
export type Summary = {
  readonly name: string;
  readonly value: number;
  readonly standardError: number;
  readonly n: number;
  readonly missing: number;
};

/** `fixed`: one true figure. The others let clinics differ: DerSimonian–Laird, Paule–Mandel, restricted maximum likelihood. */
export type Pooling = 'fixed' | 'DL' | 'PM' | 'REML';

export type Pooled = Estimated & {
  readonly clinics: number;
  readonly standardError: number;
  readonly p: number;
  /** How much clinics differ in truth, as a variance. */
  readonly betweenVariance: number;
  readonly betweenVarianceInterval: ConfidenceInterval | null;
  /** Where the figure of one more clinic is expected; null for fewer than three clinics, or where none may differ. */
  readonly prediction: ConfidenceInterval | null;
  /** Cochran's Q, and the share of what differs that is not chance (I², 0 to 1). */
  readonly q: number;
  readonly qP: number;
  readonly iSquared: number;
  /** How much each clinic counts, adding up to 1. */
  readonly weights: readonly number[];
};

type Read = { readonly values: readonly number[]; readonly variances: readonly number[] };

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

const weighted = ({ values, variances }: Read, between: number) => {
  const weights = variances.map((variance) => 1 / (variance + between));
  const all = sum(weights);
  const value = sum(values.map((each, index) => each * (weights[index] as number))) / all;
  const q = sum(values.map((each, index) => (weights[index] as number) * (each - value) ** 2));
  return { weights, all, value, q };
};

/** The variance between clinics at which the generalised Q is `target`; it falls as the variance rises. 0 if it never is. */
const betweenAt = (read: Read, target: number): number => {
  const q = (between: number) => weighted(read, between).q;
  if (q(0) <= target) return 0;
  let low = 0;
  let high = Math.max(...read.variances, 1e-12);
  while (q(high) > target) high *= 2;
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (q(middle) > target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/** DerSimonian and Laird 1986 (Control Clin Trials 7:177). */
const momentsBetween = (read: Read): number => {
  const { weights, all, q } = weighted(read, 0);
  return Math.max(0, (q - (weights.length - 1)) / (all - sum(weights.map((weight) => weight ** 2)) / all));
};

/**
 * Where the slope of the restricted likelihood is 0 (Viechtbauer 2005, J Educ Behav Stat 30:261). Each step is towards it, and
 * the last is too small to matter.
 */
const likeliestBetween = (read: Read): number => {
  let between = momentsBetween(read);
  for (let step = 0; step < 10_000; step++) {
    const { weights, all, value } = weighted(read, between);
    const squares = sum(weights.map((weight) => weight ** 2));
    const beyond = sum(
      weights.map(
        (weight, at) => weight ** 2 * (((read.values[at] as number) - value) ** 2 - (read.variances[at] as number)),
      ),
    );
    const next = Math.max(0, beyond / squares + 1 / all);
    if (Math.abs(next - between) <= 1e-14 * Math.max(1, between)) return next;
    between = next;
  }
  return between;
};

/** The share of variance that is between clinics, by the typical variance within (Higgins and Thompson 2002). */
const shareBetween = (read: Read, between: number): number => {
  const { weights, all } = weighted(read, 0);
  const typical = ((weights.length - 1) * all) / (all ** 2 - sum(weights.map((weight) => weight ** 2)));
  return between / (between + typical);
};

const BETWEEN: Readonly<Record<Pooling, (read: Read) => number>> = {
  fixed: () => 0,
  DL: momentsBetween,
  PM: (read) => betweenAt(read, read.values.length - 1),
  REML: likeliestBetween,
};

/**
 * One clinic's figure less that of the others, and its standard error, with room for clinics to differ: the deleted residual
 * of Viechtbauer and Cheung 2010 (Res Synth Methods 1:112). `others` are pooled without the one.
 */
export const deletedResidual = (
  own: Pick<Summary, 'value' | 'standardError'>,
  others: Pooled,
): { readonly value: number; readonly standardError: number } => ({
  value: own.value - others.value,
  standardError: Math.sqrt(own.standardError ** 2 + others.standardError ** 2 + others.betweenVariance),
});

/**
 * The clinics' figures as one, each counted by how sure it is (inverse variance). `DL`: DerSimonian and Laird 1986; `PM`:
 * Paule and Mandel 1982 (J Res Natl Bur Stand 87:377), the default. With either, the interval of Hartung and Knapp 2001
 * (Stat Med 20:3875), t with k - 1, since a normal one is too narrow for few clinics, and never from a smaller standard error
 * than the plain one (Knapp and Hartung 2003, Stat Med 22:2693); `interval: 'normal'` gives the plain one.
 * The prediction interval is that of Higgins, Thompson and Spiegelhalter 2009 (J R Stat Soc A 172:137), t with k - 2. The
 * variance between has its Q-profile interval (Viechtbauer 2007, Stat Med 26:37).
 */
export const pool = (
  summaries: readonly Summary[],
  {
    by = 'PM',
    level = DEFAULT_LEVEL,
    interval: kind = by === 'fixed' ? 'normal' : 'Hartung–Knapp',
  }: { by?: Pooling; level?: number; interval?: 'normal' | 'Hartung–Knapp' } = {},
): Pooled | NotEstimated => {
  demandLevel(level);
  for (const { name, value, standardError } of summaries)
    if (!Number.isFinite(value) || !(standardError > 0 && Number.isFinite(standardError)))
      throw new RangeError(`the summary of ${name} needs a value and a standard error above 0`);
  const n = sum(summaries.map((each) => each.n));
  const missing = sum(summaries.map((each) => each.missing));
  const k = summaries.length;
  if (k === 0) return { n, missing, none: 'nothing-observed' };
  if (k === 1) return { n, missing, none: 'too-few' };
  const read: Read = {
    values: summaries.map(({ value }) => value),
    variances: summaries.map(({ standardError }) => standardError ** 2),
  };
  const betweenVariance = BETWEEN[by](read);
  const { weights, all, value, q } = weighted(read, betweenVariance);
  const isKnapp = kind === 'Hartung–Knapp';
  const standardError = Math.sqrt((isKnapp ? Math.max(1, q / (k - 1)) : 1) / all);
  const tail = 1 - (1 - level) / 2;
  const reach = standardError * (isKnapp ? tQuantile(tail, k - 1) : normalQuantile(tail));
  const homogeneity = weighted(read, 0).q;
  const around = Math.sqrt(betweenVariance + standardError ** 2);
  const canPredict = by !== 'fixed' && k >= 3;
  const predicted = canPredict ? tQuantile(tail, k - 2) * around : 0;
  return {
    n,
    missing,
    clinics: k,
    value,
    standardError,
    interval: { level, low: value - reach, high: value + reach, method: `${by}, ${kind}` },
    p: isKnapp ? twoSidedT(value / standardError, k - 1) : twoSidedNormal(value / standardError),
    betweenVariance,
    betweenVarianceInterval:
      by === 'fixed'
        ? null
        : {
            level,
            low: betweenAt(read, chiSquaredQuantile(tail, k - 1)),
            high: betweenAt(read, chiSquaredQuantile(1 - tail, k - 1)),
            method: 'Q profile',
          },
    prediction: canPredict
      ? { level, low: value - predicted, high: value + predicted, method: 'Higgins–Thompson–Spiegelhalter' }
      : null,
    q: homogeneity,
    qP: chiSquaredUpper(homogeneity, k - 1),
    iSquared:
      by === 'fixed'
        ? homogeneity === 0
          ? 0
          : Math.max(0, 1 - (k - 1) / homogeneity)
        : shareBetween(read, betweenVariance),
    weights: weights.map((weight) => weight / all),
  };
};
