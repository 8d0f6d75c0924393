/** What a pattern says, in sentences: the numbers, the interval, how many, how many comparisons; and what it does not say. */
import type { Interval, Proportion } from './intervals.ts';
import { shareOf } from './intervals.ts';
import { type Compared, LEAST_TO_SAY, LEVEL } from './patterns.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;
export const sayInterval = ({ low, high }: Interval): string => `${percent(low)} to ${percent(high)}`;
const points = (share: number): string => String(Math.round(share * 100));

export const PATTERNS_STATEMENT =
  'These are things to look at, and no accusations. Most have a good reason: long sessions, heavy patients and large vials leave more to waste, and whoever works late is here late. Ask first.';

export const STATISTICS_EXPLAINED = `Each person is compared with everybody else at this clinic, in this time. The bar shows where the true share most likely lies: the fewer the draws, the longer the bar. Where many are compared, somebody stands out by mere chance; so the margin is made wider with every comparison, and all of them together show something by chance at most once in twenty times. “Worth a look” is said only of a difference beyond that margin. Below ${LEAST_TO_SAY} draws of a person, or of all others, nothing is said.`;

/** For whoever reckons it again. */
export const STATISTICS_METHODS = `How it is reckoned: ${percent(LEVEL)} intervals, Wilson’s for a share, Newcombe’s for a difference (Bonferroni’s correction) and Byar’s for discrepancies a month.`;

/** "14 of 20 (70 %; 48 % to 85 %)" */
export const sayProportion = (given: Proportion & { readonly interval: Interval }): string =>
  given.out === 0 ? 'none' : `${given.of} of ${given.out} (${percent(shareOf(given))}; ${sayInterval(given.interval)})`;

export const VERDICT_WORDS = {
  too_few: 'Too few to say',
  nothing_unusual: 'Nothing unusual',
  look_at_it: 'Worth a look',
} as const satisfies Record<Compared['verdict'], string>;

/** One person's line, whole. `what` is what happened in those of all: "with more waste than usual". */
export function sayCompared({ own, others, difference, verdict }: Compared, what: string, comparisons: number): string {
  const counted = `${sayProportion(own)} ${what}; everybody else: ${sayProportion(others)}.`;
  if (verdict === 'too_few') return `${counted} Too few to say: at least ${LEAST_TO_SAY} of each are needed.`;
  const compared = comparisons === 1 ? '1 comparison' : `${comparisons} comparisons`;
  return `${counted} Difference: ${points(difference.low)} to ${points(difference.high)} points, with ${compared} allowed for.`;
}
