/** When a calendar day begins and ends at the clinic, daylight-saving changes and all. */
import { DAY, HOUR, type Instant, instant } from '@holdspace/care';

/** From the day's first moment to the next day's first moment, in the clinic's zone. */
export function dayBounds(day: string, zone: string): { from: Instant; to: Instant } {
  const next = instant(Date.parse(`${day}T00:00:00Z`) + DAY).slice(0, 10);
  return { from: instant(firstMoment(day, zone)), to: instant(firstMoment(next, zone)) };
}

/** The earliest moment at which the zone's calendar shows `day`. */
function firstMoment(day: string, zone: string): number {
  const asIfUtc = Date.parse(`${day}T00:00:00Z`);
  // Offsets differ on either side of a change of clocks; of the candidates, the first that shows the day is it.
  const candidates = [asIfUtc - DAY / 2, asIfUtc, asIfUtc + DAY / 2].map((near) => asIfUtc - offsetAt(near, zone));
  const shows = (moment: number) => wallClock(moment, zone) - (wallClock(moment, zone) % DAY) === asIfUtc;
  const found = candidates.filter(shows).sort((one, other) => one - other)[0];
  // Where midnight itself is skipped, the day begins at the moment after the gap.
  return found ?? Math.min(...candidates) + HOUR;
}

const offsetAt = (moment: number, zone: string): number => wallClock(moment, zone) - moment;

const formatters = new Map<string, Intl.DateTimeFormat>();
/** What the clocks in a zone show at a moment, as milliseconds, as if the zone were UTC. */
function wallClock(moment: number, zone: string): number {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  const parts = Object.fromEntries(formatter.formatToParts(moment).map(({ type, value }) => [type, value]));
  return Date.parse(`${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}Z`);
}
