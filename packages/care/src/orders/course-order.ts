/**
 * A course order: signed once by a prescriber for one patient's course, so that on the day of a session the dose is
 * computed from that day's weight and placed without a new order. What it is, is the fold of its events: amending makes a
 * new version, stopping ends it, and nothing is rewritten.
 */
import type { Instant } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';
import type { BodyWeight, DoseByWeight, DrugAmount, Duration } from '../quantity.ts';
import type { Practitioner } from '../roles.ts';

/** What is ordered for each session of the course. */
export interface CourseOrderTerms {
  /** Ids of the protocol's products that may be used: one order serves whichever strength is in the safe. */
  readonly products: readonly string[];
  readonly prescribed:
    | { readonly by: 'weight'; readonly perKilogram: DoseByWeight }
    | { readonly by: 'fixed'; readonly amount: DrugAmount }
    /** Pieces or devices of the product's strength. */
    | { readonly by: 'units'; readonly units: number };
  /** Infusions: over how long; the protocol's own time where absent. */
  readonly over?: Duration | undefined;
  /** The booster that may be given without asking again, within the protocol's own rule. */
  readonly booster?: { readonly amount: DrugAmount; readonly most: number } | undefined;
  /** In how many sessions it may be used. */
  readonly sessions: number;
  /** Days at the site, the first and the last on which it may be used. */
  readonly validFrom: string;
  readonly validUntil: string;
  readonly note?: string | undefined;
}

/** A soft stop that the prescriber passed when signing, with the reason. */
export interface SignedReason {
  readonly rule: string;
  readonly message: string;
  readonly reason: string;
}

interface EventBase {
  /** Made by the client; sent again, it is stored once. */
  readonly id: string;
  readonly order: string;
  /** Clinical time, and when the server stored it. */
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly author: Practitioner;
}
/** What a version was signed under: the protocol version, and the weight that its arithmetic was shown with. */
interface SignedUnder {
  readonly version: number;
  readonly protocol: { readonly id: string; readonly version: string };
  readonly terms: CourseOrderTerms;
  readonly overrides: readonly SignedReason[];
  readonly computedWith?: { readonly weight: BodyWeight; readonly measuredOn: string } | undefined;
}
export type CourseOrderEvent =
  | (EventBase &
      SignedUnder & {
        readonly type: 'CourseOrderSigned';
        readonly courseId: string;
        readonly patientId: string;
        readonly medicine: Pick<Protocol['medicine'], 'substance' | 'form' | 'route'>;
        /** The site's zone, in which its days are read. */
        readonly zone: string;
      })
  | (EventBase & SignedUnder & { readonly type: 'CourseOrderAmended'; readonly reason: string })
  | (EventBase & { readonly type: 'CourseOrderStopped'; readonly reason: string });

/** One version as it was signed. */
export interface CourseOrderVersion extends SignedUnder {
  readonly signedBy: Practitioner;
  readonly signedAt: Instant;
  /** Why the version before it was amended. */
  readonly because?: string;
}

export interface CourseOrder extends CourseOrderVersion {
  readonly id: string;
  readonly courseId: string;
  readonly patientId: string;
  readonly medicine: Pick<Protocol['medicine'], 'substance' | 'form' | 'route'>;
  readonly zone: string;
  readonly stopped?: { readonly at: Instant; readonly by: Practitioner; readonly reason: string };
  /** Every version, the first one first; the last is the one that counts. */
  readonly versions: readonly CourseOrderVersion[];
}

const versionOf = (event: Exclude<CourseOrderEvent, { type: 'CourseOrderStopped' }>): CourseOrderVersion => ({
  version: event.version,
  protocol: event.protocol,
  terms: event.terms,
  overrides: event.overrides,
  ...(event.computedWith && { computedWith: event.computedWith }),
  signedBy: event.author,
  signedAt: event.at,
  ...(event.type === 'CourseOrderAmended' && { because: event.reason }),
});

/** The order that one order's events describe; undefined before it was signed. */
export function foldCourseOrder(events: readonly CourseOrderEvent[]): CourseOrder | undefined {
  let order: CourseOrder | undefined;
  for (const event of events) {
    if (event.type === 'CourseOrderSigned') {
      const { order: id, courseId, patientId, medicine, zone } = event;
      const first = versionOf(event);
      order = { ...first, id, courseId, patientId, medicine, zone, versions: [first] };
    } else if (!order) throw new TypeError('an event of a course order that nobody signed');
    else if (event.type === 'CourseOrderAmended') {
      const next = versionOf(event);
      order = { ...order, ...next, versions: [...order.versions, next] };
    } else order = { ...order, stopped: { at: event.at, by: event.author, reason: event.reason } };
  }
  return order;
}

/** The orders that a patient's events describe, in the order in which they were signed. */
export function foldCourseOrders(events: readonly CourseOrderEvent[]): readonly CourseOrder[] {
  const byOrder = new Map<string, CourseOrderEvent[]>();
  for (const event of events) {
    const own = byOrder.get(event.order) ?? [];
    byOrder.set(event.order, own);
    own.push(event);
  }
  return [...byOrder.values()].map(foldCourseOrder).filter((order) => order !== undefined);
}
