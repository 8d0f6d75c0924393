/** Moments as the site's clock shows them. */
import { type Instant, toMilliseconds } from '../instant.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatted(key: string, zone: string, options: Intl.DateTimeFormatOptions, moment: Instant): string {
  const id = `${key} ${zone}`;
  let formatter = formatters.get(id);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
    formatters.set(id, formatter);
  }
  return formatter.format(toMilliseconds(moment));
}

/** "14:05" */
export const clockIn = (zone: string, moment: Instant): string =>
  formatted('clock', zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, moment);

/** "2 March 2026, 14:05" */
export const dateTimeIn = (zone: string, moment: Instant): string =>
  `${formatted('day', zone, { day: 'numeric', month: 'long', year: 'numeric' }, moment)}, ${clockIn(zone, moment)}`;

/** "GMT-5": the zone's offset at a moment, said once in a record. */
export function offsetOf(zone: string, moment: Instant): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(
    toMilliseconds(moment),
  );
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? 'UTC';
}
