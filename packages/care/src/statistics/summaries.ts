/** A clinic's figures as summaries to pool, on the scale where pooling is fair, and back to the scale that is read. */
import { zOf } from './distributions.ts';
import { type Estimate, isEstimated } from './estimate.ts';
import type { Mean } from './means.ts';
import type { Summary } from './meta-analysis.ts';
import type { Share } from './proportions.ts';
import type { EventCount } from './rates.ts';

/** A share on the logit scale. Where none or all had it, half is added to each side (Haldane 1956), or it would be infinite. */
export const shareSummary = (name: string, { events, n, missing }: Share): Summary | null => {
  if (n === 0) return null;
  const more = events === 0 || events === n ? 0.5 : 0;
  const had = events + more;
  const without = n - events + more;
  return { name, value: Math.log(had / without), standardError: Math.sqrt(1 / had + 1 / without), n, missing };
};
export const shareFromLogit = (value: number): number => 1 / (1 + Math.exp(-value));

/** A rate per 100 sessions on the log scale; half an event stands for none. */
export const rateSummary = (name: string, { events, sessions, missing }: EventCount): Summary | null => {
  if (sessions === 0) return null;
  const had = events === 0 ? 0.5 : events;
  return { name, value: Math.log((100 * had) / sessions), standardError: 1 / Math.sqrt(had), n: sessions, missing };
};
export const rateFromLog = Math.exp;

/** A correlation on Fisher's scale, as sure as its own interval is. Null where it is 1 or -1, of which the scale knows no place. */
export const correlationSummary = (name: string, correlation: Estimate): Summary | null => {
  if (!isEstimated(correlation) || Math.abs(correlation.value) >= 1) return null;
  const { n, missing, value, interval } = correlation;
  // Pearson's is 1 over the root of n - 3; Spearman's is wider (Bonett and Wright).
  const standardError = (Math.atanh(interval.high) - Math.atanh(interval.low)) / (2 * zOf(interval.level));
  return { name, value: Math.atanh(value), standardError, n, missing };
};
export const correlationFromFisher = Math.tanh;

/** A mean, or a mean change. */
export const meanSummary = (name: string, mean: Estimate<Mean>): Summary | null => {
  if (!isEstimated(mean) || mean.standardError === 0) return null;
  const { n, missing, value, standardError } = mean;
  return { name, value, standardError, n, missing };
};
