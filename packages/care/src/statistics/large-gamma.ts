/**
 * Quantiles of a gamma distribution of large shape: the exact Poisson interval of hundreds of events. stdlib's incomplete
 * gamma is wrong in the fourth digit for shapes above about 890 (decision 0037), so this stands in for it well below that.
 */

/** xᵃ e⁻ˣ / Γ(a) by Stirling's series, which at shapes of 500 and more is right to thirteen digits. */
const powerOverGamma = (x: number, shape: number): number => {
  const apart = (x - shape) / shape;
  const series = 1 + 1 / (12 * shape) + 1 / (288 * shape ** 2) - 139 / (51840 * shape ** 3);
  return (Math.sqrt(shape / (2 * Math.PI)) * Math.exp(shape * (Math.log1p(apart) - apart))) / series;
};

/** The lower tail, by the series of Abramowitz and Stegun 6.5.29. */
const lowerTail = (x: number, shape: number): number => {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return powerOverGamma(x, shape) * sum;
};

/** By Newton's method, from Wilson and Hilferty's approximation; `z` is the normal quantile of the same probability. */
export const largeGammaQuantile = (probability: number, shape: number, z: number): number => {
  let x = shape * (1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;
  for (let step = 0; step < 50; step++) {
    const by = ((lowerTail(x, shape) - probability) * x) / powerOverGamma(x, shape);
    x -= by;
    if (Math.abs(by) < 1e-13 * x) break;
  }
  return x;
};
