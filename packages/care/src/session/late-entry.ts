/** When an entry is called late: it says of a time well before it was made. Both times are kept either way. */
import { between, type Instant, MINUTE } from '../instant.ts';
import type { CommandType } from './commands.ts';

/** A reading is written down within this time, or it is marked as a late entry. A default of the project's own. */
export const LATE_ENTRY_AFTER = 15 * MINUTE;

export const isLateEntry = (type: CommandType, at: Instant, now: Instant): boolean =>
  type !== 'PlanSession' && between(at, now) > LATE_ENTRY_AFTER;
