/** A row's date and time as a moment of the past at the clinic: nothing that lies ahead, no day or time that never was. */
import { momentOfClock } from '../governance/clinic-clock.ts';
import { type Instant, instant } from '../instant.ts';
import { dayAt } from '../session/site-day.ts';
import { type DateOrder, type DateRead, readClock, readDate } from './dates.ts';
import { type FindingId, finding, quoted, type RowFinding } from './findings.ts';
import type { PastMoment } from './past.ts';

export interface ReadingAt {
  /** The clinic's. */
  readonly zone: string;
  readonly now: Instant;
}
const DATE_HELP: Readonly<
  Record<Exclude<DateRead, { ok: true }>['why'], { id: FindingId; says: string; satisfy: string }>
> = {
  'not-a-date': {
    id: 'not-a-date',
    says: 'is no date in the order that was chosen for its column.',
    satisfy: 'Write it as 2026-03-01, or choose another order for the column.',
  },
  'no-such-day': {
    id: 'no-such-day',
    says: 'is no day of the calendar in the order that was chosen for its column.',
    satisfy: 'Look it up in the source; or choose another order for the column.',
  },
  'year-of-two-figures': {
    id: 'year-of-two-figures',
    says: 'has a year of two figures, which may be of either century.',
    satisfy: 'Write the year with four figures.',
  },
  'spreadsheet-number': {
    id: 'spreadsheet-number',
    says: 'is a spreadsheet’s count of days, which differs between spreadsheets.',
    satisfy: 'Give the column the format of a date, and save the file anew.',
  },
  'not-a-time': {
    id: 'not-a-time',
    says: 'has a time behind the date that cannot be read.',
    satisfy: 'Write it as 2026-03-01 14:05.',
  },
};
type Column = { readonly column?: string };
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly finding: RowFinding };
const no = (id: FindingId, says: string, more: Column & { satisfy?: string }): { ok: false; finding: RowFinding } => ({
  ok: false,
  finding: finding(id, says, more),
});

/** The oldest person alive is younger; an earlier birth is a slip of the keys. */
export const EARLIEST_BIRTH = '1895-01-01';

export function readBirth(text: string, order: DateOrder | undefined, at: ReadingAt, of: Column): Read<string> {
  const read = readDate(text, order);
  if (!read.ok) return unread(text, read.why, of);
  if (read.day < EARLIEST_BIRTH || read.day > dayAt(at.now, at.zone))
    return no('birth-cannot-be', `Nobody who comes here was born on ${read.day}.`, { ...of, satisfy: 'Look it up.' });
  return { ok: true, value: read.day };
}

/** `time` where a column of its own has one. */
export function readWhen(
  text: string,
  time: string,
  order: DateOrder | undefined,
  at: ReadingAt,
  of: Column,
): Read<PastMoment> {
  if (text === '') return no('date-missing', 'There is no date in it.', { ...of, satisfy: 'Write when it was.' });
  const read = readDate(text, order);
  if (!read.ok) return unread(text, read.why, of);
  const beside = time === '' ? undefined : readClock(time);
  if (time !== '' && !beside)
    return no('not-a-time', `${quoted(time)} is no time of day.`, { ...of, satisfy: 'Write it as 14:05.' });
  const clock = beside?.clock ?? read.clock;
  const offset = beside?.offset ?? read.offset;
  return momentOf({ day: read.day, ...(clock && { clock }), ...(offset && { offset }) }, at, of);
}

/** A midnight to the minute is no time: exports write one behind every date. */
export function momentOf(
  { day, clock, offset }: { readonly day: string; readonly clock?: string; readonly offset?: string },
  { zone, now }: ReadingAt,
  of: Column,
): Read<PastMoment> {
  const isAhead = (says: string) =>
    no('in-the-future', `${says} has not come yet.`, {
      ...of,
      satisfy: 'An import brings the past alone: look it up.',
    });
  if (clock === undefined || (clock === '00:00' && (offset === undefined || offset === 'Z')))
    return day > dayAt(now, zone) ? isAhead(day) : { ok: true, value: { day } };
  if (offset !== undefined) {
    const milliseconds = Date.parse(`${day}T${clock}:00${offset}`);
    if (Number.isNaN(milliseconds)) return no('not-a-time', `${quoted(offset)} is no zone of time.`, of);
    const moment = instant(milliseconds);
    return moment > now ? isAhead(`${day} ${clock}`) : { ok: true, value: { day: dayAt(moment, zone), at: moment } };
  }
  const found = momentOfClock(`${day}T${clock}`, zone);
  if (!found.known)
    return no('time-never-was', `${day} ${clock}: ${found.because}.`, { ...of, satisfy: 'Leave the time out.' });
  return found.at > now ? isAhead(`${day} ${clock}`) : { ok: true, value: { day, at: found.at } };
}

const unread = (
  text: string,
  why: Exclude<DateRead, { ok: true }>['why'],
  of: Column,
): { ok: false; finding: RowFinding } => {
  const { id, says, satisfy } = DATE_HELP[why];
  return no(id, `${quoted(text)} ${says}`, { ...of, satisfy });
};
