/** Whether a course order may be used at a moment, until when, and what it asks for today: read in the room too, so kept small. */
import { DAY, type Instant, instant } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';
import { quantity, sayQuantity } from '../quantity.ts';
import type { CommandOf } from '../session/commands.ts';
import type { Order } from '../session/session.ts';
import { dayAt } from '../session/site-day.ts';
import type { CourseOrder, CourseOrderTerms } from './course-order.ts';

/** The course orders of a session's patient as the server knows them; given to `decide` beside the command. */
export interface CourseOrdersOnRecord {
  /** The course that the session belongs to; absent for one that was begun without a visit. */
  readonly courseId?: string | undefined;
  readonly orders: readonly CourseOrder[];
  /** By order's id: how many other sessions used it. */
  readonly sessionsUsed: Readonly<Record<string, number>>;
}

export type WhyNotStanding = 'stopped' | 'not_yet' | 'expired' | 'used_up';
export type CourseOrderStanding =
  | { readonly stands: true; readonly sessionsLeft: number; readonly expiresAt: Instant }
  | { readonly stands: false; readonly why: WhyNotStanding; readonly because: string };

/** The first moment at which an order may not be used any more: the site's midnight after its last day. */
export function courseOrderExpiresAt({ terms, zone }: Pick<CourseOrder, 'terms' | 'zone'>): Instant {
  // Between the earliest and the latest zone on earth lies that midnight, whatever the clocks do that night.
  let good = Date.parse(`${terms.validUntil}T00:00:00Z`) - DAY;
  let over = good + 4 * DAY;
  while (over - good > 1) {
    const middle = Math.floor((good + over) / 2);
    if (dayAt(instant(middle), zone) <= terms.validUntil) good = middle;
    else over = middle;
  }
  return instant(over);
}

/** How an order stands at a moment, when so many other sessions have used it. */
export function standsAt(order: CourseOrder, moment: Instant, sessionsUsed: number): CourseOrderStanding {
  const { terms, stopped, zone } = order;
  const not = (why: WhyNotStanding, because: string): CourseOrderStanding => ({ stands: false, why, because });
  // Before it was stopped it stood: what is written down late is judged by its own time.
  if (stopped && stopped.at <= moment) return not('stopped', `It was stopped by ${stopped.by.name}: ${stopped.reason}`);
  const day = dayAt(moment, zone);
  if (day < terms.validFrom) return not('not_yet', `It is good from ${terms.validFrom} on; this is ${day}.`);
  if (day > terms.validUntil) return not('expired', `It was good until ${terms.validUntil}; this is ${day}.`);
  const sessionsLeft = terms.sessions - sessionsUsed;
  if (sessionsLeft <= 0)
    return not(
      'used_up',
      `It was for ${terms.sessions === 1 ? 'one session' : `${terms.sessions} sessions`}, and ${sessionsUsed} used it.`,
    );
  return { stands: true, sessionsLeft, expiresAt: courseOrderExpiresAt(order) };
}

/** What an order prescribes of one of its products, as a session's order says it; undefined where it cannot. */
export function prescribedOf(
  protocol: Protocol,
  { prescribed }: Pick<CourseOrderTerms, 'prescribed'>,
  productId: string,
): CommandOf<'OrderDose'>['prescribed'] | undefined {
  if (prescribed.by !== 'units') return prescribed;
  const product = protocol.medicine.products.find(({ id }) => id === productId);
  return product?.form === 'unit'
    ? { by: 'fixed', amount: quantity(prescribed.units * product.strength.value, 'ug') }
    : undefined;
}

/** "0.5 mg/kg", "25 mg", "3 of the product" */
export const sayPrescribed = ({ prescribed }: Pick<CourseOrderTerms, 'prescribed'>): string =>
  prescribed.by === 'weight'
    ? sayQuantity(prescribed.perKilogram)
    : prescribed.by === 'fixed'
      ? sayQuantity(prescribed.amount)
      : `${prescribed.units} ${prescribed.units === 1 ? 'piece' : 'pieces'}`;

/** When a session's order ends that was placed under a course order; null for one that a prescriber gave for this session. */
export const orderExpiresAt = ({ dose }: Pick<Order, 'dose'>): Instant | null =>
  dose.underCourseOrder?.expiresAt ?? null;
