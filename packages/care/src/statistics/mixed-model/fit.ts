import { chiSquaredQuantile, tQuantile, twoSidedT } from '../distributions.ts';
import {
  type ConfidenceInterval,
  type Counted,
  DEFAULT_LEVEL,
  demandLevel,
  type Estimated,
  type NotEstimated,
} from '../estimate.ts';
import { cholesky, dot, form } from '../matrix.ts';
import type { Sums } from './gather.ts';
import { type AtRatio, atRatio, bestRatio, type Prepared, prepare, ratioAbove, satterthwaite } from './profile.ts';

/** How much the outcome differs for one unit of a covariate, the others being equal. */
export type Coefficient = Estimated & {
  readonly name: string;
  readonly standardError: number;
  readonly df: number;
  readonly t: number;
  readonly p: number;
};

export type MixedModel = Counted & {
  readonly groups: number;
  /** The outcome where every covariate is 0; its name is "intercept". */
  readonly intercept: Coefficient;
  readonly covariates: readonly Coefficient[];
  readonly betweenVariance: number;
  readonly residualVariance: number;
  /** The share of what is left unexplained that lies between patients: the intraclass correlation. */
  readonly intraclass: Estimated;
  readonly remlLogLikelihood: number;
  readonly degreesOfFreedom: 'Satterthwaite' | 'residual';
};

/** Below this share of its own spread, a covariate counts as following from the others. */
const COLLINEAR = 1e-10;
const PERFECT = 1e-14;

/** Scales for (1, covariates, outcome), or what stands in the way, by name. */
const readDesign = (sums: Sums): { readonly scale: Float64Array } | NotEstimated => {
  const { n, missing, names, total, shift, groups, bySize } = sums;
  const refuse = (none: NotEstimated['none'], what?: string): NotEstimated =>
    what === undefined ? { n, missing, none } : { n, missing, none, what };
  const size = names.length + 2;
  if (n === 0) return refuse('nothing-observed');
  if (n <= size) return refuse('too-few');
  if (groups < 2) return refuse('too-few-groups');
  if (bySize.every(({ rows }) => rows === 1)) return refuse('one-row-each');
  const scale = new Float64Array(size).fill(1);
  for (let k = 1; k < size; k++) {
    const mean = (total[k] as number) / n;
    const variance = (total[k * size + k] as number) / n - mean * mean;
    const isConstant = !(variance > 1e-24 * ((shift[k - 1] as number) + mean) ** 2 && variance > 0);
    if (isConstant) return k === size - 1 ? refuse('no-spread') : refuse('constant-covariate', names[k - 1] as string);
    scale[k] = Math.sqrt(variance);
  }
  const spreads = new Float64Array((size - 2) ** 2);
  for (let k = 1; k < size - 1; k++)
    for (let l = 1; l < size - 1; l++)
      spreads[(k - 1) * (size - 2) + l - 1] =
        ((total[k * size + l] as number) / n - ((total[k] as number) / n) * ((total[l] as number) / n)) /
        ((scale[k] as number) * (scale[l] as number));
  const found = cholesky(spreads, size - 2, COLLINEAR);
  if ('singularAt' in found) return refuse('collinear-covariate', names[found.singularAt] as string);
  return { scale };
};

const coefficient = (
  name: string,
  c: Float64Array,
  added: number,
  model: { prepared: Prepared; at: AtRatio; ratio: number; sums: Sums; level: number },
): Coefficient => {
  const { prepared, at, ratio, sums, level } = model;
  const unit = prepared.scale[prepared.effects] as number;
  const residual = sums.n - prepared.effects;
  const value = unit * dot(c, at.effects) + added;
  const standardError = unit * Math.sqrt((at.rest / residual) * form(c, at.inverse, c, prepared.effects));
  const df = ratio === 0 ? residual : satterthwaite(prepared, ratio, at, c);
  const reach = tQuantile(1 - (1 - level) / 2, df) * standardError;
  const method = ratio === 0 ? 'Student t, residual df' : 'Student t, Satterthwaite df';
  const interval: ConfidenceInterval = { level, low: value - reach, high: value + reach, method };
  const t = value / standardError;
  return { name, n: sums.n, missing: sums.missing, value, interval, standardError, df, t, p: twoSidedT(t, df) };
};

/**
 * A linear mixed model with a random intercept for each patient, by restricted maximum likelihood (Patterson and Thompson
 * 1971, Biometrika 58:545), profiled over one variance ratio as lme4 does (Bates et al. 2015, J Stat Softw 67(1)). For
 * several sessions of each patient: patients differ from each other to begin with, and the model does not take that for
 * an effect. Degrees of freedom by Satterthwaite (Giesbrecht and Burns 1985, Biometrics 41:477), as lmerTest; where no
 * variance is found between patients the model is ordinary least squares, with its residual degrees of freedom. The
 * intraclass correlation has the profile interval of the restricted likelihood.
 */
export const fitMixedModel = (sums: Sums, level = DEFAULT_LEVEL): MixedModel | NotEstimated => {
  demandLevel(level);
  const design = readDesign(sums);
  if ('none' in design) return design;
  const { n, missing, groups, names } = sums;
  const prepared = prepare(sums, design.scale);
  const ratio = bestRatio(prepared);
  const at = ratio === null ? null : atRatio(prepared, ratio);
  if (ratio === null || at === null || at.rest <= PERFECT * n) return { n, missing, none: 'perfect-fit' };
  const p = prepared.effects;
  const model = { prepared, at, ratio, sums, level };
  const unit = prepared.scale[p] as number;
  const covariates = names.map((name, index) => {
    const c = new Float64Array(p);
    c[index + 1] = 1 / (prepared.scale[index + 1] as number);
    return coefficient(name, c, 0, model);
  });
  // Back from the shifted columns to where each covariate is 0.
  const c = new Float64Array(p);
  c[0] = 1;
  for (let k = 1; k < p; k++) c[k] = -(sums.shift[k - 1] as number) / (prepared.scale[k] as number);
  const intercept = coefficient('intercept', c, sums.shift[p - 1] as number, model);
  const residualVariance = (unit * unit * at.rest) / (n - p);
  const above = chiSquaredQuantile(level, 1);
  const share = (of: number): number => of / (1 + of);
  const ends = (['below', 'over'] as const).map((side) => share(ratioAbove(prepared, ratio, above, side)));
  return {
    n,
    missing,
    groups,
    intercept,
    covariates,
    residualVariance,
    betweenVariance: ratio * residualVariance,
    intraclass: {
      n,
      missing,
      value: share(ratio),
      interval: {
        level,
        low: ends[0] as number,
        high: ends[1] as number,
        method: 'profile of the restricted likelihood',
      },
    },
    remlLogLikelihood: -(at.criterion + 2 * (n - p) * Math.log(unit)) / 2,
    degreesOfFreedom: ratio === 0 ? 'residual' : 'Satterthwaite',
  };
};
