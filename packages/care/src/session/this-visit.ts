import type { Instant } from '../instant.ts';
import type { Session } from './session.ts';
import { dayAt, daysBetween } from './site-day.ts';

/**
 * Whether something was done for this visit: on the site's day, or since the patient arrived where midnight has passed
 * since, so that what was asked at half past eleven still holds at half past twelve. Source: clinical.md §2 ("on the
 * day"); that an evening's visit is one day over one midnight is our reading of it, for a medical director to confirm.
 */
export function isOfThisVisit({ plan, arrivedAt }: Session, moment: Instant, today: string): boolean {
  const zone = plan?.zone ?? 'UTC';
  if (dayAt(moment, zone) === today) return true;
  return arrivedAt !== undefined && moment >= arrivedAt && daysBetween(dayAt(arrivedAt, zone), today) <= 1;
}
