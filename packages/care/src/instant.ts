/**
 * Moments in time. Always passed in, never read from a clock here. One form everywhere (code, API,
 * database): ISO 8601 in UTC with milliseconds, so moments sort as text. The site's zone is kept
 * beside them, on the session.
 */
import { z } from 'zod';

declare const instantBrand: unique symbol;
/** "2026-03-01T14:05:00.000Z" */
export type Instant = string & { readonly [instantBrand]: true };

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A moment from milliseconds since 1970 UTC; throws on what is none, since only trusted code calls it. */
export const instant = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant;

/** Milliseconds since 1970 UTC. */
export const toMilliseconds = (moment: Instant): number => Date.parse(moment);

/** Milliseconds from one moment to another; negative when `to` is before `from`. */
export const between = (from: Instant, to: Instant): number => Date.parse(to) - Date.parse(from);

/** A moment moved by milliseconds. */
export const later = (moment: Instant, milliseconds: number): Instant =>
  instant(Date.parse(moment) + Math.round(milliseconds));

/** An ISO 8601 moment with its offset at the edge; answers the one form kept. */
export const instantSchema = z.iso
  .datetime({ offset: true, error: 'must be a time with its offset, such as 2026-03-01T14:05:00Z' })
  .transform((text) => instant(Date.parse(text)));

/** A calendar day at the site, "2026-03-01". */
export const daySchema = z.iso.date({ error: 'must be a day, such as 2026-03-01' });

/** The later of two moments. */
export const latest = (one: Instant, other: Instant): Instant => (one.localeCompare(other) > 0 ? one : other);
