/** The calendar day that it is at the site, since "signed today" is said in the site's zone, not in UTC. */
import { DAY, type Instant, toMilliseconds } from '../instant.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The day at a moment in a zone, "2026-03-01". A zone that is not known is read as UTC. */
export function dayAt(moment: Instant, zone: string): string {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone: isZone(zone) ? zone : 'UTC',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  return formatter.format(toMilliseconds(moment));
}

/** Whether the name is a time zone that dates can be written in. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Whole days from one calendar day to another; negative when `to` is before `from`. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** The calendar day so many days after another. */
export const dayLater = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
