/**
 * All dates of one patient moved by the same number of days, so that what lies between them stays and the calendar does not
 * (Hripcsak et al. 2016, J Am Med Inform Assoc 23:1040). By itself this is not HIPAA's Safe Harbor, which takes away every
 * element of a date but the year (45 CFR 164.514(b)(2)(i)(C), read 2026-11-26): shifted dates need an expert's
 * determination, or stay with the clinic and only what lies between leaves it.
 */
import { DAY, type Instant, instant, later } from '../../instant.ts';

/** Half a year, so that the season goes too. */
export const FARTHEST_SHIFT_DAYS = 182;

/**
 * Days to move, never 0, from a number that only the clinic can make: the first 32 bits of a keyed hash (HMAC) of the
 * patient's id, with a secret that never leaves it. The same number gives the same days each time.
 */
export const shiftDaysOf = (secretNumber: number, farthest = FARTHEST_SHIFT_DAYS): number => {
  if (!Number.isInteger(secretNumber) || secretNumber < 0 || secretNumber > 0xffffffff)
    throw new RangeError('the number for a shift is made of 32 bits');
  if (!Number.isSafeInteger(farthest) || farthest < 1)
    throw new RangeError(`a shift is a day or more, not ${farthest}`);
  const place = Math.floor((secretNumber / 2 ** 32) * 2 * farthest);
  return place < farthest ? place - farthest : place - farthest + 1;
};

export const shiftInstant = (moment: Instant, days: number): Instant => later(moment, days * DAY);

/** A calendar day, "2026-03-01", moved. */
export const shiftDay = (day: string, days: number): string =>
  shiftInstant(instant(Date.parse(`${day}T00:00:00.000Z`)), days).slice(0, 10);
