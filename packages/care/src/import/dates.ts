/**
 * Dates as people write them. Which of two numbers is the month is told by the other dates of its column, or by a person; it
 * is never guessed. A year has four figures, and a day is one of the calendar.
 */
export const DATE_ORDERS = ['year_first', 'day_first', 'month_first'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];
export const DATE_ORDER_NAMES: Readonly<Record<DateOrder, string>> = {
  year_first: 'year, month, day (2026-03-01)',
  day_first: 'day, month, year (01.03.2026)',
  month_first: 'month, day, year (03/01/2026)',
};

/** What a text says of how its column writes dates; `either`: day or month, both could be. */
export type DateSign = DateOrder | 'either' | 'none';

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.+))?$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[T ,]+(.+))?$/;
const TWO_FIGURES = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}(\D.*)?$/;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp])?\.?([Mm]\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;
const DAYS_BY_SPREADSHEET = /^\d{5}([.,]\d+)?$/;

export function dateSign(text: string): DateSign {
  const tidy = text.trim();
  if (YEAR_FIRST.test(tidy)) return 'year_first';
  const parts = YEAR_LAST.exec(tidy);
  if (!parts) return 'none';
  const [first, second] = [Number(parts[1]), Number(parts[3])];
  if (first > 12 && second > 12) return 'none';
  if (first > 12) return 'day_first';
  if (second > 12) return 'month_first';
  return 'either';
}

export type DateRead =
  | {
      readonly ok: true;
      /** "2026-03-01" */
      readonly day: string;
      /** "14:05", where a time stands beside it. */
      readonly clock?: string;
      /** "Z" or "+02:00", where it says so. */
      readonly offset?: string;
    }
  | {
      readonly ok: false;
      readonly why: 'not-a-date' | 'no-such-day' | 'year-of-two-figures' | 'spreadsheet-number' | 'not-a-time';
    };

const isDay = (year: number, month: number, day: number): boolean => {
  const made = new Date(Date.UTC(year, month - 1, day));
  return made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
};
const two = (value: number): string => String(value).padStart(2, '0');

/** A date that begins with its year is read as such whatever the order of its column. */
export function readDate(text: string, order: DateOrder | undefined): DateRead {
  const tidy = text.trim();
  const iso = YEAR_FIRST.exec(tidy);
  const other = iso ? null : YEAR_LAST.exec(tidy);
  if (!iso && !other) {
    if (TWO_FIGURES.test(tidy)) return { ok: false, why: 'year-of-two-figures' };
    return { ok: false, why: DAYS_BY_SPREADSHEET.test(tidy) ? 'spreadsheet-number' : 'not-a-date' };
  }
  if (other && order !== 'day_first' && order !== 'month_first') return { ok: false, why: 'not-a-date' };
  const [year, month, day] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : order === 'day_first'
      ? [Number(other?.[4]), Number(other?.[3]), Number(other?.[1])]
      : [Number(other?.[4]), Number(other?.[1]), Number(other?.[3])];
  if (!isDay(year, month, day)) return { ok: false, why: 'no-such-day' };
  const rest = iso?.[4] ?? other?.[5];
  const said = { ok: true, day: `${year}-${two(month)}-${two(day)}` } as const;
  if (rest === undefined) return said;
  const clock = readClock(rest);
  return clock ? { ...said, ...clock } : { ok: false, why: 'not-a-time' };
}

/** "14:05" out of "2:05 PM", with the offset where one stands there. */
export function readClock(text: string): { readonly clock: string; readonly offset?: string } | undefined {
  const parts = CLOCK.exec(text.trim());
  if (!parts) return undefined;
  const [, hours = '', minutes = '', , half, , offset] = parts;
  let hour = Number(hours);
  if (half) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  if (hour > 23 || Number(minutes) > 59) return undefined;
  return {
    clock: `${two(hour)}:${minutes}`,
    ...(offset && { offset: offset === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}` }),
  };
}
