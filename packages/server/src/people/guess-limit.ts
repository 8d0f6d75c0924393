/** How often one address may try links that lead nowhere: a mistake passes, a guesser waits. */
import { MINUTE } from '@holdspace/care';
import { Problem } from '../problem.ts';

const FREE_TRIES = 10;
const WINDOW = 10 * MINUTE;
const MOST_ADDRESSES = 10_000;

export interface GuessLimit {
  /** Counts a try at a moment, milliseconds since 1970; throws 429 after too many. Say `right` when it was no guess. */
  attempt(address: string, at: number): { right(): void };
}

export function createGuessLimit(): GuessLimit {
  const tries = new Map<string, { count: number; until: number }>();
  return {
    attempt(address, at) {
      const before = tries.get(address);
      const entry = before && before.until > at ? before : { count: 0, until: at + WINDOW };
      if (entry.count >= FREE_TRIES)
        throw new Problem('too-many-requests', 'Too many links were tried from here. Wait ten minutes and try again.');
      entry.count += 1;
      if (tries.size >= MOST_ADDRESSES) tries.clear();
      tries.set(address, entry);
      return {
        right() {
          entry.count -= 1;
        },
      };
    },
  };
}
