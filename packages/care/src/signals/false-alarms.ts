/** How often a rule was right here, on the clinic's own history, with how little is known of it while it is little. */
import { type Interval, wilson, zOf } from '../inventory/patterns/intervals.ts';

export interface RuleHistory {
  readonly fired: number;
  readonly real: number;
  readonly nothingThere: number;
  readonly notReached: number;
  readonly duplicate: number;
  /** Not ended yet. */
  readonly waiting: number;
}
export const NO_HISTORY: RuleHistory = { fired: 0, real: 0, nothingThere: 0, notReached: 0, duplicate: 0, waiting: 0 };

/** Under so many that turned out one way or the other, a share says more than is known. */
export const FEWEST_TO_SAY = 10;
export type FalseAlarms =
  | { readonly known: false; readonly decided: number }
  | { readonly known: true; readonly decided: number; readonly share: number; readonly interval: Interval };

/** Of those that turned out one way or the other. Nobody knows of the ones that could not be reached. */
export function falseAlarms({ real, nothingThere }: Pick<RuleHistory, 'real' | 'nothingThere'>): FalseAlarms {
  const decided = real + nothingThere;
  if (decided < FEWEST_TO_SAY) return { known: false, decided };
  return {
    known: true,
    decided,
    share: nothingThere / decided,
    interval: wilson({ of: nothingThere, out: decided }, zOf(0.95)),
  };
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
export function sayFalseAlarms(history: RuleHistory): string {
  const found = falseAlarms(history);
  if (!found.known) return `Too few to say: ${found.decided} of at least ${FEWEST_TO_SAY} have turned out.`;
  return `${history.nothingThere} of ${found.decided} were false alarms: ${percent(found.share)}, between ${percent(found.interval.low)} and ${percent(found.interval.high)} with 95 % confidence.`;
}
