/**
 * The idle lock: after some minutes without a touch a sign-in is locked until the person shows again who they are. What the
 * session room needs goes on: what happens is seen and recorded. All else waits.
 */
import { type Instant, MINUTE } from '@holdspace/care';
import { Problem } from '../problem.ts';
import type { StandingSignIn } from './sign-in.ts';

/** A screen in a corridor is read over a shoulder sooner than this; a nurse at the bedside touches it every few minutes. */
export const LOCK_AFTER_MINUTES = 10;
/** The longest session with its recovery. A tablet that nobody has touched for so long was forgotten: its sign-in ends. */
export const ENDS_AFTER_IDLE_MS = 4 * 60 * MINUTE;
/** Who has shown who they are within this time may change how they sign in. */
const FRESH_MS = 10 * MINUTE;

/** What answers while a screen is locked; a route that is not here does not. */
const WHILE_LOCKED: ReadonlySet<string> = new Set([
  'GET /api/me',
  'POST /api/me/touch',
  'POST /api/me/lock',
  'POST /api/me/unlock',
  'POST /api/me/passkey-challenge',
  'GET /api/practitioners',
  'GET /api/sessions/:id',
  'GET /api/sessions/:id/events',
  'GET /api/sessions/:id/live',
  // Recording; acts of authority ask for a signature of their own.
  'POST /api/sessions/:id/commands',
  'POST /api/sessions/:id/signature-challenge',
  'POST /api/sessions/:id/signatures',
]);

export interface Lock {
  readonly afterMs: number;
  isLocked(signIn: StandingSignIn, now: Instant): boolean;
}

export const createLock = (afterMinutes: number): Lock => ({
  afterMs: afterMinutes * MINUTE,
  isLocked: ({ touchedAt }, now) => Date.parse(now) - touchedAt >= afterMinutes * MINUTE,
});

/** Throws unless the route answers while locked. `route` as it was declared. */
export function demandOpenWhileLocked(method: string, route: string | undefined): void {
  if (WHILE_LOCKED.has(`${method === 'HEAD' ? 'GET' : method} ${route}`)) return;
  throw new Problem('locked', 'Nobody has touched this screen for a while. Show who you are to go on.');
}

/** Throws unless the person has shown a moment ago who they are. */
export function demandFresh(signIn: StandingSignIn, now: Instant): void {
  if (Date.parse(now) - signIn.provedAt <= FRESH_MS) return;
  throw new Problem('prove-again', 'Show again who you are before you change how you sign in.');
}
