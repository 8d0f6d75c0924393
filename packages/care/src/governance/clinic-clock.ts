/** Times as a clinic's clocks show them: effective dates are said and signed in them. */
import { DAY, type Instant, instant, toMilliseconds } from '../instant.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** What the clocks in a zone show, "2026-03-01T06:00". */
export function clockAt(moment: Instant, zone: string): string {
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
    });
    formatters.set(zone, formatter);
  }
  const parts = Object.fromEntries(
    formatter.formatToParts(toMilliseconds(moment)).map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/**
 * The moment at which a zone's clocks show "2026-03-01T06:00"; of a time that they show twice in autumn, the first.
 * Not known for a time that they skip in spring: a signature does not take effect at a moment that never was.
 */
export function momentOfClock(
  clock: string,
  zone: string,
): { readonly known: true; readonly at: Instant } | { readonly known: false; readonly because: string } {
  const asIfUtc = Date.parse(`${clock}:00Z`);
  if (Number.isNaN(asIfUtc)) return { known: false, because: `${clock} is no time such as 2026-03-01T06:00` };
  const offsetAt = (near: number) => Date.parse(`${clockAt(instant(near), zone)}:00Z`) - near;
  const [found] = [asIfUtc - DAY, asIfUtc + DAY]
    .map((near) => asIfUtc - offsetAt(near))
    .filter((moment) => clockAt(instant(moment), zone) === clock)
    .sort((one, other) => one - other);
  return found === undefined
    ? { known: false, because: `the clinic’s clocks never show ${clock.replace('T', ' ')}: they are put forward then` }
    : { known: true, at: instant(found) };
}
