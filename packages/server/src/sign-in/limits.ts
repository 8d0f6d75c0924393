/**
 * How often each thing that can be guessed may be tried. A person's mistakes pass unnoticed; a guesser waits longer each
 * time, on every server alike. Subjects are kept as keyed hashes: the table tells nobody's address or e-mail.
 */
import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Instant } from '@holdspace/care';
import type { GuessLimit, Store } from '@holdspace/store';
import { Problem } from '../problem.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Counts that nobody needs any more go now and then, at whose try it falls. */
const SWEPT_EVERY_MS = HOUR * 1000;

export const LIMITS = {
  /** Of one account. The longest wait keeps a stranger from locking somebody out for a shift; passkeys are not held up. */
  password: { free: 5, firstWaitSeconds: 30, longestWaitSeconds: 15 * 60, forgottenAfterSeconds: DAY },
  /** From one address, which a whole clinic may share at the change of shift. */
  address: { free: 30, firstWaitSeconds: 60, longestWaitSeconds: HOUR, forgottenAfterSeconds: 300 },
  /** Links of invitations from one address: 256 bits are not guessed, and whoever tries is slowed all the same. */
  invitation: { free: 10, firstWaitSeconds: 600, longestWaitSeconds: HOUR, forgottenAfterSeconds: 600 },
  /** Consult requests from one address, which a shelter or a household may share; one that was sent before is not counted. */
  request: { free: 10, firstWaitSeconds: 300, longestWaitSeconds: HOUR, forgottenAfterSeconds: HOUR },
  /** Wrong links to a measure from one address. A right one is looked up first and never waits: 192 bits are not guessed. */
  measureLink: { free: 30, firstWaitSeconds: 60, longestWaitSeconds: HOUR, forgottenAfterSeconds: 600 },
  /** Codes of the clinic’s tablet, eight digits for ten minutes, from one address: people mistype, and stand in a row. */
  kiosk: { free: 20, firstWaitSeconds: 60, longestWaitSeconds: HOUR, forgottenAfterSeconds: HOUR },
  /** Six digits: a thousandth of a chance over a lifetime of waiting. */
  pin: { free: 5, firstWaitSeconds: 60, longestWaitSeconds: 12 * HOUR, forgottenAfterSeconds: DAY },
  code: { free: 5, firstWaitSeconds: 60, longestWaitSeconds: HOUR, forgottenAfterSeconds: DAY },
  /** Links asked for by one e-mail address: enough for impatience, too few to flood a mailbox. */
  link: { free: 3, firstWaitSeconds: 120, longestWaitSeconds: DAY, forgottenAfterSeconds: 2 * HOUR },
} as const satisfies Record<string, GuessLimit>;
export type Guessable = keyof typeof LIMITS;

export interface Guard {
  /** Counts a try; throws 429 where it must wait. Say `right` when it was no guess. */
  attempt(what: Guessable, of: string, now: Instant): Promise<{ right(): Promise<void> }>;
}

export function createGuard(
  store: Store,
  secret: string,
  changed: Partial<Record<Guessable, Partial<GuessLimit>>> = {},
): Guard {
  const subjectOf = (what: Guessable, of: string) =>
    createHmac('sha256', secret).update(`${what} ${of.toLowerCase()}`).digest('base64url');
  let sweptAt = 0;
  return {
    async attempt(what, of, now) {
      const moment = Date.parse(now);
      if (moment - sweptAt > SWEPT_EVERY_MS) {
        sweptAt = moment;
        await store.signIn.guesses.sweep(now);
      }
      const subject = subjectOf(what, isOfNetwork(what) ? networkOf(of) : of);
      const guess = await store.signIn.guesses.take(subject, { ...LIMITS[what], ...changed[what] }, now);
      if (!guess.allowed) throw tooMany(Math.ceil((Date.parse(guess.until) - moment) / 1000));
      return {
        right: () => (isOfNetwork(what) ? store.signIn.guesses.takeBack(subject) : store.signIn.guesses.right(subject)),
      };
    },
  };
}

/** Counted by where it comes from, and taken back when right: who else is there may still be guessing. */
const isOfNetwork = (what: Guessable) =>
  what === 'address' || what === 'invitation' || what === 'request' || what === 'measureLink' || what === 'kiosk';

/** A household or a host has a whole /64 of the newer addresses: they count as one. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [before = '', after = ''] = address.split('::');
  const head = before.split(':').filter(Boolean);
  const tail = after.split(':').filter(Boolean);
  const gap = address.includes('::') ? Array.from({ length: 8 - head.length - tail.length }, () => '0') : [];
  return [...head, ...gap, ...tail].slice(0, 4).join(':');
}

function tooMany(seconds: number): Problem {
  const wait = seconds <= 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return new Problem('too-many-requests', `Too many attempts. Wait ${wait} and try again.`, { retryAfter: seconds });
}
