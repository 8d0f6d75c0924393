/** When something is said to have happened: not after now, a little leeway for clocks aside. */
import { type Instant, later, MINUTE } from '@holdspace/care';
import { badField } from '../problem.ts';

const LEEWAY_MS = 5 * MINUTE;

export function demandNotAhead(at: Instant, now: Instant, field: string): void {
  if (at > later(now, LEEWAY_MS))
    throw badField(field, 'not-ahead', `When: ${at} lies ahead. Record it when it has happened.`);
}
