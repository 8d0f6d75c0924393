/** Dates and times as this clinic says them: always in the clinic's own zone, wherever the screen stands. */
import type { Instant } from '@holdspace/care';

const formats = new Map<string, Intl.DateTimeFormat>();
function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone });
    formats.set(key, made);
  }
  return made;
}

/** "14:05", the 24-hour clock that charts use. */
export const sayTime = (moment: Instant, zone: string): string =>
  format(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(moment));

/** "14:05:09" */
export const sayTimeToSecond = (moment: Instant, zone: string): string =>
  format(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(new Date(moment));

/** "Mar 4, 2026" */
export const sayDate = (moment: Instant, zone: string): string =>
  format(zone, { year: 'numeric', month: 'short', day: 'numeric' }).format(new Date(moment));

/** "Mar 4, 2026, 14:05" */
export const sayDayAndTime = (moment: Instant, zone: string): string =>
  `${sayDate(moment, zone)}, ${sayTime(moment, zone)}`;

/** "Wednesday, March 4" */
export const sayLongDay = (day: string): string =>
  format('UTC', { weekday: 'long', month: 'long', day: 'numeric' }).format(new Date(`${day}T12:00:00Z`));

/** "Mar 4, 2026" from a calendar day such as a birthday, which belongs to no zone. */
export const sayDay = (day: string): string =>
  format('UTC', { year: 'numeric', month: 'short', day: 'numeric' }).format(new Date(`${day}T12:00:00Z`));

/** The calendar day "2026-03-04" of a moment at the clinic. */
export const dayOf = (moment: Instant | Date, zone: string): string => {
  const parts = format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(new Date(moment));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
};

/** A calendar day moved by whole days. */
export const dayLater = (day: string, days: number): string => {
  const moved = new Date(`${day}T12:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
};

/** Whole years from a birthday to a day. */
export const ageOn = (birthday: string, day: string): number => {
  const years = Number(day.slice(0, 4)) - Number(birthday.slice(0, 4));
  return day.slice(5) < birthday.slice(5) ? years - 1 : years;
};

/** "4:05" or "1:04:05": a length of time as a clock shows it. */
export const sayClock = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
};

/**
 * The moment at which the clinic's clocks show a day ("2026-03-04") and time ("14:05"). A time that the clocks skip
 * in spring is read as the same stretch after it; one that they pass twice in autumn, as the first.
 */
export const momentAt = (day: string, time: string, zone: string): Instant => {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const shown = (moment: number) =>
    Date.parse(`${dayOf(new Date(moment), zone)}T${sayTime(new Date(moment).toISOString() as Instant, zone)}:00Z`);
  // The zone's distance from UTC the day before: it still holds at the first pass of a doubled hour.
  const before = wanted - 86_400_000;
  const guess = wanted - (shown(before) - before);
  const off = wanted - shown(guess);
  const moment = off === 0 ? guess : shown(guess + off) === wanted ? guess + off : guess;
  return new Date(moment).toISOString() as Instant;
};
