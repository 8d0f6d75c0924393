/** A clinic whose day is under way, whatever the hour of the machine: a test that runs over a midnight is another test. */
import { type Instant, instant } from '@holdspace/care';

const ZONES = [
  'Pacific/Honolulu',
  'America/Anchorage',
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Halifax',
  'America/Sao_Paulo',
  'Atlantic/South_Georgia',
  'Atlantic/Azores',
  'Europe/London',
  'Europe/Paris',
  'Europe/Athens',
  'Asia/Riyadh',
  'Asia/Dubai',
  'Asia/Karachi',
  'Asia/Dhaka',
  'Asia/Bangkok',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Brisbane',
  'Pacific/Noumea',
  'Pacific/Auckland',
] as const;
const LATE_MORNING = 11;

/** The zone of every test's clinic: the one in which it was nearest to eleven in the morning when the tests began. */
export const CLINIC_ZONE = zoneOfDaytime(instant(Date.now()));

function zoneOfDaytime(now: Instant): string {
  return ZONES.map((zone) => ({ zone, away: Math.abs(hourIn(zone, now) - LATE_MORNING) })).reduce((nearest, one) =>
    one.away < nearest.away ? one : nearest,
  ).zone;
}

function hourIn(zone: string, now: Instant): number {
  return Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(new Date(now)),
  );
}
