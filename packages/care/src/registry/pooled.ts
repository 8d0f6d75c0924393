/**
 * Clinics' summaries pooled, figure by figure, and where one clinic stands beside the others without itself. Nobody is
 * ranked: clinics stand in an order that says nothing.
 */
import { tQuantile } from '../statistics/distributions.ts';
import { type ConfidenceInterval, DEFAULT_LEVEL, type Estimate, type NotEstimated } from '../statistics/estimate.ts';
import { meanOfSummary } from '../statistics/means.ts';
import { deletedResidual, type Pooled, pool, type Summary } from '../statistics/meta-analysis.ts';
import { proportion } from '../statistics/proportions.ts';
import { ratePer100 } from '../statistics/rates.ts';
import { meanSummary, rateFromLog, rateSummary, shareFromLogit, shareSummary } from '../statistics/summaries.ts';
import type { RegistryMoment, RegistrySummary } from './document.ts';

export const REGISTRY_FIGURES = ['change', 'response', 'remission', 'events'] as const;
export type RegistryFigure = (typeof REGISTRY_FIGURES)[number];

/** Others that it takes to say where one clinic stands: with fewer, how much clinics differ is hardly known. */
export const LEAST_OTHERS = 3;

/** One clinic's figure, on the scale on which it is read. */
export interface RegistryRow {
  readonly giver: string;
  /** Null where the clinic would rather not be named. */
  readonly name: string | null;
  readonly isOwn: boolean;
  readonly estimate: Estimate;
  /** Treated patients without the figure; null where the clinic hides how many, and of adverse events. */
  readonly missing: number | null;
  /** How much it counts in the pool, from 0 to 1; null where there is no pool. */
  readonly weight: number | null;
}
/** The clinics together, read back from the scale of pooling. */
export interface RegistryPool {
  readonly clinics: number;
  readonly n: number;
  /** Of the average of clinics. */
  readonly value: number;
  readonly interval: ConfidenceInterval;
  /** Where one more clinic is expected; null for fewer than three. */
  readonly prediction: ConfidenceInterval | null;
  /** The share of what differs that is more than chance, 0 to 1. */
  readonly iSquared: number;
  /** The standard deviation between clinics (tau), on the scale of pooling: points, log odds, or log rate. */
  readonly betweenDeviation: number;
}
export type RegistryLies = 'within' | 'below' | 'above';
export interface RegistryStanding {
  /** Without this clinic. */
  readonly others: RegistryPool;
  /**
   * This clinic against the others: points of difference, or a ratio of odds or rates. The interval has room for clinics to
   * differ, so it is about one clinic beside its like, and not about an average.
   */
  readonly apart: {
    readonly as: 'difference' | 'odds ratio' | 'rate ratio';
    readonly value: number;
    readonly interval: ConfidenceInterval;
  };
  readonly lies: RegistryLies;
}
export interface RegistryForest {
  readonly figure: RegistryFigure;
  readonly protocol: string;
  /** Null of adverse events. */
  readonly moment: RegistryMoment | null;
  readonly rows: readonly RegistryRow[];
  /** Clinics that have this figure and hide it, since it is of few people. */
  readonly hidden: number;
  readonly pooled: RegistryPool | NotEstimated;
  /** Null where this clinic has no such figure, or there are too few others. */
  readonly standing: RegistryStanding | null;
}

/** A clinic's figure as it is read, and as it is pooled. */
interface Figure {
  readonly giver: string;
  readonly name: string | null;
  readonly estimate: Estimate;
  readonly missing: number | null;
  readonly pooling: Summary | null;
}
interface Scale {
  readonly read: (value: number) => number;
  readonly as: RegistryStanding['apart']['as'];
}
const AS_IT_IS: Scale = { read: (value) => value, as: 'difference' };
/** Logit: Freeman and Tukey's double arcsine misleads when it is read back (Schwarzer et al. 2019, Res Synth Methods 10:476). */
const LOGIT: Scale = { read: shareFromLogit, as: 'odds ratio' };
const LOG: Scale = { read: rateFromLog, as: 'rate ratio' };
const SCALES: Readonly<Record<RegistryFigure, Scale>> = {
  change: AS_IT_IS,
  response: LOGIT,
  remission: LOGIT,
  events: LOG,
};

const readInterval = (interval: ConfidenceInterval, { read }: Scale): ConfidenceInterval => ({
  ...interval,
  low: read(interval.low),
  high: read(interval.high),
});
const readPool = (pooled: Pooled, scale: Scale): RegistryPool => ({
  clinics: pooled.clinics,
  n: pooled.n,
  value: scale.read(pooled.value),
  interval: readInterval(pooled.interval, scale),
  prediction: pooled.prediction && readInterval(pooled.prediction, scale),
  iSquared: pooled.iSquared,
  betweenDeviation: Math.sqrt(pooled.betweenVariance),
});

/**
 * A clinic's figure less that of the others: the deleted residual, with t on k - 2 degrees of freedom as Higgins, Thompson and
 * Spiegelhalter 2009 read a prediction.
 */
export function apartFrom(
  own: Summary,
  others: Pooled,
  level = DEFAULT_LEVEL,
): ConfidenceInterval & { readonly value: number } {
  const { value, standardError } = deletedResidual(own, others);
  const reach = tQuantile(1 - (1 - level) / 2, others.clinics - 2) * standardError;
  return { value, level, low: value - reach, high: value + reach, method: 'deleted residual, t' };
}

function standingOf(own: Figure | undefined, others: readonly Figure[], scale: Scale): RegistryStanding | null {
  const summaries = others.flatMap(({ pooling }) => (pooling ? [pooling] : []));
  if (!own?.pooling || summaries.length < LEAST_OTHERS) return null;
  const pooled = pool(summaries);
  if ('none' in pooled) return null;
  const { value, ...interval } = apartFrom(own.pooling, pooled);
  const back: Scale = scale.as === 'difference' ? AS_IT_IS : { read: Math.exp, as: scale.as };
  return {
    others: readPool(pooled, scale),
    apart: { as: scale.as, value: back.read(value), interval: readInterval(interval, back) },
    lies: interval.high < 0 ? 'below' : interval.low > 0 ? 'above' : 'within',
  };
}

function figuresOf(
  summaries: readonly RegistrySummary[],
  figure: RegistryFigure,
  protocol: string,
  at: { readonly instrument: string; readonly scale: string; readonly moment: RegistryMoment } | null,
): { readonly figures: readonly Figure[]; readonly hidden: number } {
  let hidden = 0;
  const figures = summaries.flatMap(({ giver, name, changes, harms }): readonly Figure[] => {
    if (at === null) {
      const found = harms.find((one) => one.protocol === protocol);
      if (found?.events === null) hidden += 1;
      if (!found || found.events === null) return [];
      const rate = { events: found.events, sessions: found.sessions, missing: 0 };
      return [{ giver, name, estimate: ratePer100(rate), missing: null, pooling: rateSummary(giver, rate) }];
    }
    const found = changes.find(
      (one) =>
        one.protocol === protocol &&
        one.instrument === at.instrument &&
        one.scale === at.scale &&
        one.moment === at.moment,
    );
    if (!found) return [];
    const { patients: n, meanChange, standardDeviation, missing } = found;
    if (figure === 'change') {
      const mean = meanOfSummary({ n, mean: meanChange, standardDeviation }, found.missing ?? 0);
      return [{ giver, name, estimate: mean, missing, pooling: meanSummary(giver, mean) }];
    }
    const events = figure === 'response' ? found.responded : found.remitted;
    if (events === null) hidden += 1;
    if (events === undefined || events === null) return [];
    const share = { events, n, missing: found.missing ?? 0 };
    return [{ giver, name, estimate: proportion(share), missing, pooling: shareSummary(giver, share) }];
  });
  return { figures, hidden };
}

/**
 * One figure of one protocol over all clinics. `own` is the id under which the asking clinic gives; it stands first, the others
 * by their ids, which were made by lot.
 */
export function registryForest(
  summaries: readonly RegistrySummary[],
  own: string,
  figure: RegistryFigure,
  protocol: string,
  at: { readonly instrument: string; readonly scale: string; readonly moment: RegistryMoment } | null,
): RegistryForest {
  const scale = SCALES[figure];
  const { figures, hidden } = figuresOf(summaries, figure, protocol, at);
  const inOrder = figures.toSorted(
    (one, other) => Number(other.giver === own) - Number(one.giver === own) || one.giver.localeCompare(other.giver),
  );
  const pooling = inOrder.flatMap((one) => (one.pooling ? [one.pooling] : []));
  const pooled = pool(pooling);
  const isPooled = !('none' in pooled);
  return {
    figure,
    protocol,
    moment: at?.moment ?? null,
    rows: inOrder.map(({ giver, name, estimate, missing }) => {
      const place = pooling.findIndex((one) => one.name === giver);
      const weight = isPooled && place >= 0 ? pooled.weights[place] : undefined;
      return { giver, name, isOwn: giver === own, estimate, missing, weight: weight ?? null };
    }),
    hidden,
    pooled: isPooled ? readPool(pooled, scale) : pooled,
    standing: standingOf(
      inOrder.find(({ giver }) => giver === own),
      inOrder.filter(({ giver }) => giver !== own),
      scale,
    ),
  };
}

/** All that is pooled of one scale, protocol by protocol and moment by moment; what nobody gives is left out. */
export function registryForests(
  summaries: readonly RegistrySummary[],
  own: string,
  { instrument, scale }: { readonly instrument: string; readonly scale: string },
  moments: readonly RegistryMoment[],
): readonly RegistryForest[] {
  const protocols = [
    ...new Set(
      summaries.flatMap(({ changes }) =>
        changes.filter((one) => one.instrument === instrument && one.scale === scale).map(({ protocol }) => protocol),
      ),
    ),
  ].toSorted();
  return protocols.flatMap((protocol) =>
    moments.flatMap((moment) =>
      (['change', 'response', 'remission'] as const)
        .map((figure) => registryForest(summaries, own, figure, protocol, { instrument, scale, moment }))
        .filter(({ rows, hidden }) => rows.length > 0 || hidden > 0),
    ),
  );
}
export function harmForests(summaries: readonly RegistrySummary[], own: string): readonly RegistryForest[] {
  const protocols = [...new Set(summaries.flatMap(({ harms }) => harms.map(({ protocol }) => protocol)))].toSorted();
  return protocols.map((protocol) => registryForest(summaries, own, 'events', protocol, null));
}
