/**
 * Whose mail was taken, and when those whose mail was not are tried again: after one minute, then two, four, and so on to
 * an hour. So one address that takes no mail does not fill everybody else's box. Kept while the server runs; a server that
 * starts anew mails all of them once more, which is better than once too few.
 */
import { HOUR, type Instant, later, MINUTE } from '@holdspace/care';
import type { Mailer } from '../sign-in/mailer.ts';

const LONGEST_WAIT = HOUR;

interface Standing {
  readonly taken: Set<string>;
  wait: number;
  next: Instant;
}

export class Told {
  readonly #standing = new Map<string, Standing>();

  /** Whether it is time to try again. */
  isDue(id: string, now: Instant): boolean {
    const standing = this.#standing.get(id);
    return standing === undefined || standing.next <= now;
  }

  isTaken(id: string, address: string): boolean {
    return this.#standing.get(id)?.taken.has(address) ?? false;
  }

  /** What came of a try: those whose mail was taken. */
  tried(id: string, taken: readonly string[], now: Instant): void {
    const before = this.#standing.get(id);
    const wait = before ? Math.min(before.wait * 2, LONGEST_WAIT) : MINUTE;
    this.#standing.set(id, { taken: new Set([...(before?.taken ?? []), ...taken]), wait, next: later(now, wait) });
  }

  /** All of them were told, or it is too old to tell. */
  forget(id: string): void {
    this.#standing.delete(id);
  }
}

/** What each way of mailing remembers. */
const remembered = new WeakMap<Mailer, Told>();
export function toldBy(mailer: Mailer): Told {
  const told = remembered.get(mailer) ?? new Told();
  remembered.set(mailer, told);
  return told;
}
