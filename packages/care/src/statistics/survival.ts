import { zOf } from './distributions.ts';
import {
  type ConfidenceInterval,
  type Counted,
  DEFAULT_LEVEL,
  demandLevel,
  type NotEstimated,
  type Values,
} from './estimate.ts';

/** How far each was followed, and whether it happened then (1) or had not happened yet (0: censored). */
export type FollowUp = { readonly time: Values; readonly event: ArrayLike<number | boolean | null> };

export type SurvivalStep = {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
  /** The share to whom it has not happened, after this time. */
  readonly survival: number;
  readonly standardError: number;
  /** Null where nobody is left: there the formula has no answer. */
  readonly interval: ConfidenceInterval | null;
};

/** The time by which it has happened to half; null where it is not reached. */
export type MedianTime = { readonly value: number | null; readonly low: number | null; readonly high: number | null };

export type Survival = Counted & {
  readonly events: number;
  /** One for each time at which somebody's follow-up ends. */
  readonly steps: readonly SurvivalStep[];
  readonly median: MedianTime & { readonly level: number; readonly method: string };
};

export type SurvivalInterval = 'log' | 'log-log';

type Ended = { readonly time: number; readonly events: number; readonly censored: number };

/** Follow-ups that are whole, and how many are not. A time below zero is no follow-up. */
export const readFollowUp = ({ time, event }: FollowUp): { readonly whole: [number, boolean][]; missing: number } => {
  if (time.length !== event.length) throw new RangeError('every follow-up needs a time and whether it happened');
  const whole: [number, boolean][] = [];
  for (let index = 0; index < time.length; index++) {
    const at = time[index];
    const happened = event[index];
    const isKnown = happened === 0 || happened === 1 || typeof happened === 'boolean';
    if (typeof at === 'number' && Number.isFinite(at) && at >= 0 && isKnown) whole.push([at, Boolean(happened)]);
  }
  return { whole, missing: time.length - whole.length };
};

/** How many ended at each time, in order. */
const endings = (whole: readonly (readonly [number, boolean])[]): Ended[] => {
  const at = new Map<number, { time: number; events: number; censored: number }>();
  for (const [time, happened] of whole) {
    let ended = at.get(time);
    if (ended === undefined) {
      ended = { time, events: 0, censored: 0 };
      at.set(time, ended);
    }
    if (happened) ended.events++;
    else ended.censored++;
  }
  return [...at.values()].sort((one, other) => one.time - other.time);
};

/** `hazard` is Greenwood's sum: the variance of log survival. */
const intervalAt = (
  survival: number,
  hazard: number,
  level: number,
  kind: SurvivalInterval,
): ConfidenceInterval | null => {
  const z = zOf(level);
  const method = `Greenwood, ${kind}`;
  if (survival === 1) return { level, low: 1, high: 1, method };
  if (survival <= 0) return null;
  const spread = Math.sqrt(hazard);
  if (kind === 'log')
    return { level, low: survival * Math.exp(-z * spread), high: Math.min(1, survival * Math.exp(z * spread)), method };
  const reach = Math.exp((z * spread) / Math.abs(Math.log(survival)));
  return { level, low: survival ** reach, high: survival ** (1 / reach), method };
};

/** The first time at which a falling curve is below a half; where it stays at exactly a half, the middle of that stretch. */
const crossing = (steps: readonly SurvivalStep[], heightOf: (step: SurvivalStep) => number): number | null => {
  const tolerance = 1e-9;
  for (const [index, step] of steps.entries()) {
    const height = heightOf(step);
    if (height < 0.5 - tolerance) return step.time;
    if (height > 0.5 + tolerance) continue;
    const next = steps.slice(index + 1).find((later) => heightOf(later) < 0.5 - tolerance);
    return next === undefined ? step.time : (step.time + next.time) / 2;
  }
  return null;
};

/**
 * How many are still without it as time goes by (relapse, the next dose), by Kaplan and Meier 1958 (J Am Stat Assoc 53:457),
 * with Greenwood's variance (1926) and the interval on the log scale, or log-log, which stays within 0 and 1. The median's
 * interval is where the curve's interval crosses a half (Brookmeyer and Crowley 1982, Biometrics 38:29). It takes for
 * granted that who leaves early would have fared as those who stayed.
 */
export const kaplanMeier = (
  followUp: FollowUp,
  { level = DEFAULT_LEVEL, interval: kind = 'log' }: { level?: number; interval?: SurvivalInterval } = {},
): Survival | NotEstimated => {
  demandLevel(level);
  const { whole, missing } = readFollowUp(followUp);
  const n = whole.length;
  if (n === 0) return { n, missing, none: 'nothing-observed' };
  let atRisk = n;
  let survival = 1;
  let hazard = 0;
  let allEvents = 0;
  const steps: SurvivalStep[] = [];
  for (const { time, events, censored } of endings(whole)) {
    const left = atRisk - events;
    survival *= left / atRisk;
    hazard += left === 0 ? 0 : events / (atRisk * left);
    const standardError = left === 0 ? 0 : survival * Math.sqrt(hazard);
    steps.push({
      time,
      atRisk,
      events,
      censored,
      survival,
      standardError,
      interval: intervalAt(survival, hazard, level, kind),
    });
    allEvents += events;
    atRisk -= events + censored;
  }
  // Where nobody is left the interval is not known, and says nothing of the median's.
  const known = steps.filter((step) => step.interval !== null);
  const median = {
    value: crossing(steps, (step) => step.survival),
    low: crossing(known, ({ interval }) => interval?.low ?? 0),
    high: crossing(known, ({ interval }) => interval?.high ?? 0),
    level,
    method: `Brookmeyer–Crowley, ${kind}`,
  };
  return { n, missing, events: allEvents, steps, median };
};

/** The curve at a time: what held after the last step up to then, and how many were still followed just before it. */
export const survivalAt = (
  { n, steps }: Survival,
  time: number,
): Pick<SurvivalStep, 'survival' | 'standardError' | 'interval' | 'atRisk'> => {
  let last: SurvivalStep | undefined;
  let ended = 0;
  for (const step of steps) {
    if (step.time < time) ended += step.events + step.censored;
    if (step.time <= time) last = step;
  }
  const { survival, standardError, interval } = last ?? { survival: 1, standardError: 0, interval: null };
  return { survival, standardError, interval, atRisk: n - ended };
};
