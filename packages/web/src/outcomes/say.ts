/** Figures in words: a number is never said without its interval, nor without what is missing. */
import { type Estimate, isEstimated, WHY_NONE } from '@holdspace/care';

const MINUS = '\u2212';
/** With a true minus, and as many places as are told apart on a page. */
export const sayNumber = (value: number, places = 1): string => {
  const rounded = value.toFixed(places);
  return Number(rounded) < 0 ? `${MINUS}${rounded.slice(1)}` : Number(rounded) === 0 ? (0).toFixed(places) : rounded;
};
export const sayPercent = (share: number): string => `${Math.round(share * 100)}\u00a0%`;
export const sayP = (p: number): string => (p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`);

/** "−6.4 (95 % interval −8.1 to −4.7)", or why there is no figure. */
export function sayEstimate(estimate: Estimate, say: (value: number) => string = sayNumber): string {
  if (!isEstimated(estimate)) return WHY_NONE[estimate.none];
  const { low, high, level } = estimate.interval;
  return `${say(estimate.value)} (${Math.round(level * 100)} % interval ${say(low)} to ${say(high)})`;
}
/** The same where the column's head says what the brackets are. */
export function sayShort(estimate: Estimate, say: (value: number) => string = sayNumber): string {
  if (!isEstimated(estimate)) return WHY_NONE[estimate.none];
  return `${say(estimate.value)} (${say(estimate.interval.low)} to ${say(estimate.interval.high)})`;
}
/** "12 of 20 courses; 8 missing". */
export function sayCounted(n: number, missing: number, what: string): string {
  return `${n} of ${n + missing} ${what}${missing > 0 ? `; ${missing} missing` : ''}`;
}
