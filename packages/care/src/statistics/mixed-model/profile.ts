/**
 * The REML criterion of a random-intercept model as a function of one number: λ, the variance between patients over the
 * variance within. With W for what varies within patients and Bₙ for the patients of n rows, Xᵀ V⁻¹ X = W + Σ Bₙ / (1 + nλ),
 * so that a step costs nothing for each row or patient.
 */
import { cholesky, form, inverseOf, type Matrix, product, times, traceOfProduct } from '../matrix.ts';
import type { Sums } from './gather.ts';

/** The sums on the scale of each column's own spread, and what varies within patients apart. */
export type Prepared = {
  readonly n: number;
  /** Fixed effects, the intercept among them. */
  readonly effects: number;
  readonly scale: Float64Array;
  readonly within: Matrix;
  readonly bySize: Sums['bySize'];
};

export const prepare = (sums: Sums, scale: Float64Array): Prepared => {
  const size = sums.names.length + 2;
  const scaled = (matrix: Matrix): Matrix =>
    matrix.map((value, at) => value / (scale[Math.floor(at / size)] as number) / (scale[at % size] as number));
  const within = scaled(sums.total);
  const bySize = sums.bySize.map((same) => ({ ...same, between: scaled(same.between) }));
  for (const { between } of bySize)
    for (let at = 0; at < within.length; at++) within[at] = (within[at] as number) - (between[at] as number);
  // The intercept does not vary within a patient: exactly 0, whatever rounding says.
  for (let k = 0; k < size; k++) {
    within[k] = 0;
    within[k * size] = 0;
  }
  return { n: sums.n, effects: size - 1, scale, within, bySize };
};

/** W + Σ Bₙ (-n)ᵏ k! / (1 + nλ)ᵏ⁺¹: the matrix itself (k = 0) and its first two derivatives in λ. */
const derivative = ({ within, bySize }: Prepared, ratio: number, order: 0 | 1 | 2): Matrix => {
  const matrix = order === 0 ? within.slice() : new Float64Array(within.length);
  for (const { rows, between } of bySize) {
    const base = 1 + rows * ratio;
    const weight = order === 0 ? 1 / base : order === 1 ? -rows / base ** 2 : (2 * rows ** 2) / base ** 3;
    for (let at = 0; at < matrix.length; at++) matrix[at] = (matrix[at] as number) + weight * (between[at] as number);
  }
  return matrix;
};

const corner = (matrix: Matrix, size: number): Matrix => {
  const part = new Float64Array((size - 1) ** 2);
  for (let row = 0; row < size - 1; row++)
    part.set(matrix.subarray(row * size, row * size + size - 1), row * (size - 1));
  return part;
};

export type AtRatio = {
  readonly criterion: number;
  /** The weighted sum of squares that the model leaves, as the residual variance's numerator. */
  readonly rest: number;
  readonly effects: Float64Array;
  /** (Xᵀ V⁻¹ X)⁻¹ with V in units of the residual variance. */
  readonly inverse: Matrix;
  readonly slope: number;
  readonly restSlope: number;
  readonly first: Matrix;
};

/** The model at one λ, or null where nothing is left to explain. */
export const atRatio = (prepared: Prepared, ratio: number): AtRatio | null => {
  const { effects: p, n } = prepared;
  const size = p + 1;
  const augmented = derivative(prepared, ratio, 0);
  const whole = cholesky(augmented, size);
  if ('singularAt' in whole) return null;
  const rest = (whole.factor[size * size - 1] as number) ** 2;
  const found = cholesky(corner(augmented, size), p);
  if ('singularAt' in found) return null;
  const inverse = inverseOf(found.factor, p);
  const effects = times(inverse, lastColumn(augmented, size), p);
  let logDeterminant = 0;
  for (let k = 0; k < p; k++)
    logDeterminant += 2 * Math.log((found.factor[k * p + k] as number) * (prepared.scale[k] as number));
  let logWeights = 0;
  let weightsSlope = 0;
  for (const { rows, groups } of prepared.bySize) {
    logWeights += groups * Math.log1p(rows * ratio);
    weightsSlope += (groups * rows) / (1 + rows * ratio);
  }
  const first = derivative(prepared, ratio, 1);
  const toRest = residualWeights(effects);
  const restSlope = form(toRest, first, toRest, size);
  const df = n - p;
  return {
    rest,
    effects,
    inverse,
    first,
    restSlope,
    criterion: df * (1 + Math.log((2 * Math.PI * rest) / df)) + logWeights + logDeterminant,
    slope: weightsSlope + traceOfProduct(inverse, corner(first, size)) + (df * restSlope) / rest,
  };
};

const lastColumn = (matrix: Matrix, size: number): Float64Array =>
  Float64Array.from({ length: size - 1 }, (_, row) => matrix[row * size + size - 1] as number);

/** (-β, 1): what makes residuals of the columns. */
const residualWeights = (effects: Float64Array): Float64Array => {
  const weights = new Float64Array(effects.length + 1);
  for (let k = 0; k < effects.length; k++) weights[k] = -(effects[k] as number);
  weights[effects.length] = 1;
  return weights;
};

/** The λ of the lowest criterion: looked for on a grid, then where the slope crosses 0. Null: it runs to infinity. */
export const bestRatio = (prepared: Prepared): number | null => {
  const grid = [0, ...Array.from({ length: 65 }, (_, step) => 10 ** (-8 + step / 4))];
  const heights = grid.map((ratio) => atRatio(prepared, ratio)?.criterion ?? Number.POSITIVE_INFINITY);
  const best = heights.indexOf(Math.min(...heights));
  if (best === grid.length - 1 || heights[best] === Number.POSITIVE_INFINITY) return null;
  if (best === 0 && (atRatio(prepared, 0)?.slope ?? 0) >= 0) return 0;
  let low = best === 0 ? 1e-12 : Math.max(1e-12, grid[best - 1] as number);
  let high = grid[best + 1] as number;
  for (let step = 0; step < 200 && high - low > 1e-15 * high; step++) {
    const middle = high > 4 * low ? Math.sqrt(low * high) : (low + high) / 2;
    const slope = atRatio(prepared, middle)?.slope;
    if (slope === undefined) return null;
    if (slope < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/** The λ on one side at which the criterion lies `above` its lowest: an end of the profile interval. */
export const ratioAbove = (prepared: Prepared, best: number, above: number, side: 'below' | 'over'): number => {
  const lowest = atRatio(prepared, best)?.criterion ?? Number.NaN;
  const isWithin = (ratio: number): boolean => {
    const there = atRatio(prepared, ratio);
    return there !== null && there.criterion - lowest <= above;
  };
  if (side === 'below' && (best === 0 || isWithin(0))) return 0;
  let inside = best;
  let outside = side === 'below' ? 0 : Math.max(1e-6, 2 * best);
  if (side === 'over') while (isWithin(outside) && outside < 1e12) outside *= 2;
  for (let step = 0; step < 100; step++) {
    const middle = (inside + outside) / 2;
    if (isWithin(middle)) inside = middle;
    else outside = middle;
  }
  return (inside + outside) / 2;
};

/**
 * Satterthwaite's degrees of freedom for a combination c of the effects: 2 v² / (gᵀ C g), with v its variance, g how v goes
 * with (λ, log σ²), and C twice the inverse of the criterion's curvature there, all by formula.
 */
export const satterthwaite = (prepared: Prepared, ratio: number, at: AtRatio, c: Float64Array): number => {
  const { effects: p, n } = prepared;
  const size = p + 1;
  const df = n - p;
  const variance = at.rest / df;
  const second = derivative(prepared, ratio, 2);
  const firstCorner = corner(at.first, size);
  const toRest = residualWeights(at.effects);
  // How the effects move with λ.
  const pull = times(at.first, toRest, size).subarray(0, p);
  const restCurve = form(toRest, second, toRest, size) - 2 * form(pull, at.inverse, pull, p);
  const turned = product(at.inverse, firstCorner, p);
  let squares = 0;
  for (let row = 0; row < p; row++)
    for (let k = 0; k < p; k++) squares += (turned[row * p + k] as number) * (turned[k * p + row] as number);
  let weightsCurve = 0;
  for (const { rows, groups } of prepared.bySize) weightsCurve -= (groups * rows ** 2) / (1 + rows * ratio) ** 2;
  const curve = weightsCurve + traceOfProduct(at.inverse, corner(second, size)) - squares + restCurve / variance;
  const cross = -at.restSlope / variance;
  const toEffect = times(at.inverse, c, p);
  const spread = variance * form(c, at.inverse, c, p);
  const byRatio = -variance * form(toEffect, firstCorner, toEffect, p);
  // The curvature is [[curve, cross], [cross, df]]; its inverse, twice, about (byRatio, spread).
  const determinant = curve * df - cross * cross;
  const uncertainty =
    (2 * (df * byRatio * byRatio - 2 * cross * byRatio * spread + curve * spread * spread)) / determinant;
  return (2 * spread * spread) / uncertainty;
};
