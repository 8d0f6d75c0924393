/** Integration visits as the protocol promises them after each dosing session, and which of them are still to be arranged. */
import { momentOfClock } from '../governance/clinic-clock.ts';
import { between, HOUR, type Instant } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';
import { dayAt, dayLater, daysBetween } from '../session/site-day.ts';
import type { Dosing } from './check-in.ts';

export const VISIT_OUTCOMES = ['held', 'missed', 'called_off'] as const;
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number];

export interface VisitAround {
  readonly id: string;
  readonly kind: string;
  readonly scheduledFor: Instant;
  readonly outcome?: VisitOutcome;
}
export interface ProposedVisit {
  readonly sessionId: string;
  readonly name: string;
  readonly purpose: string;
  /** Days after the session, as the protocol says. */
  readonly day: number;
  readonly on: string;
  /** Its day, or the next where that has passed. */
  readonly scheduledFor: Instant;
  /** The next promise’s day has come: it was not kept, and is not made up for. */
  readonly isLapsed: boolean;
}

/** A visit stands for a promised one where it lies this many days from its day. Project default: the clinic is closed on some. */
const nearness = (day: number): number => (day <= 1 ? 1 : day <= 7 ? 2 : 4);
/** When in the day a visit is proposed, on the clinic’s clock; moved by whoever arranges it. */
const PROPOSED_AT = '10:00';

interface Promised extends Pick<ProposedVisit, 'sessionId' | 'name' | 'purpose' | 'day' | 'on'> {
  /** The first day that belongs to the next promise, or to the next session. */
  readonly until: string | undefined;
}
function promisedAfter(protocol: Pick<Protocol, 'visits'>, dosings: readonly Dosing[]): readonly Promised[] {
  const inOrder = dosings.toSorted((one, other) => one.day.localeCompare(other.day));
  const promised = inOrder.flatMap(({ sessionId, day: dosedOn }) => {
    const next = inOrder.find((other) => other.day > dosedOn);
    return protocol.visits.integration
      .map(({ name, purpose, day }) => ({ sessionId, name, purpose, day, on: dayLater(dosedOn, day) }))
      .filter(({ on }) => !next || on < next.day)
      .map((one) => ({ ...one, nextSession: next?.day }));
  });
  return promised.map(({ nextSession, ...one }, index) => ({ ...one, until: promised[index + 1]?.on ?? nextSession }));
}

/**
 * What the protocol promises after each session and no visit stands for. A promise of an earlier session that falls on or
 * after the next one’s day is not proposed twice; one that was missed or called off is proposed again, for the next day,
 * until the next promise’s day has come.
 */
export function proposedVisits(
  protocol: Pick<Protocol, 'visits'>,
  dosings: readonly Dosing[],
  visits: readonly VisitAround[],
  zone: string,
  today: string,
): readonly ProposedVisit[] {
  const free = visits
    .filter(({ kind, outcome }) => kind === 'integration' && outcome !== 'missed' && outcome !== 'called_off')
    .map(({ id, scheduledFor }) => ({ id, on: dayAt(scheduledFor, zone) }));
  const taken = new Set<string>();
  const take = (fits: (on: string) => boolean): boolean => {
    const standing = free.find(({ id, on }) => !taken.has(id) && fits(on));
    if (standing) taken.add(standing.id);
    return standing !== undefined;
  };
  // First what lies near a promise, so that a late visit takes no other promise’s place.
  const open = promisedAfter(protocol, dosings)
    .filter((one) => !take((on) => Math.abs(daysBetween(one.on, on)) <= nearness(one.day)))
    .filter((one) => !take((on) => on >= one.on && (one.until === undefined || on < one.until)));
  return open.flatMap(({ until, ...one }) => {
    const isLapsed = until !== undefined && until <= today;
    const on = isLapsed || one.on > today ? one.on : dayLater(today, 1);
    const moment = momentOfClock(`${on}T${PROPOSED_AT}`, zone);
    return moment.known ? [{ ...one, isLapsed, scheduledFor: moment.at }] : [];
  });
}

/** A visit that is over and of which nobody has said whether it was held. */
export const isUnsaid = ({ scheduledFor, outcome }: VisitAround, now: Instant): boolean =>
  outcome === undefined && between(scheduledFor, now) > HOUR;
