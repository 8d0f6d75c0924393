/** Integration visits as the protocol promises them after each dosing session, and which of them are still to be arranged. */
import { momentOfClock } from '../governance/clinic-clock.ts';
import { between, DAY, type Instant } from '../instant.ts';
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
  readonly scheduledFor: Instant;
}

/** A visit stands for a promised one where it lies this near to its day: the clinic is closed on some. */
const nearness = (day: number): number => (day <= 1 ? 1 : day <= 7 ? 2 : 4);
/** When in the day a visit is proposed, on the clinic’s clock; moved by whoever arranges it. */
const PROPOSED_AT = '10:00';

/**
 * What the protocol promises after each session and no visit stands for. A promise of an earlier session that falls on or
 * after the next one's day is not proposed twice; one that was missed or called off is proposed again.
 */
export function proposedVisits(
  { visits: promised }: Pick<Protocol, 'visits'>,
  dosings: readonly Dosing[],
  visits: readonly VisitAround[],
  zone: string,
): readonly ProposedVisit[] {
  const inOrder = dosings.toSorted((one, other) => one.day.localeCompare(other.day));
  const free = visits.filter(
    ({ kind, outcome }) => kind === 'integration' && outcome !== 'missed' && outcome !== 'called_off',
  );
  const taken = new Set<string>();
  return inOrder.flatMap(({ sessionId, day: dosedOn }) => {
    const next = inOrder.find((other) => other.day > dosedOn);
    return promised.integration.flatMap(({ name, purpose, day }) => {
      const on = dayLater(dosedOn, day);
      if (next && on >= next.day) return [];
      const standing = free.find(
        ({ id, scheduledFor }) =>
          !taken.has(id) && Math.abs(daysBetween(on, dayAt(scheduledFor, zone))) <= nearness(day),
      );
      if (standing) {
        taken.add(standing.id);
        return [];
      }
      const moment = momentOfClock(`${on}T${PROPOSED_AT}`, zone);
      if (!moment.known) return [];
      return [{ sessionId, name, purpose, day, on, scheduledFor: moment.at }];
    });
  });
}

/** A visit that is over and of which nobody has said whether it was held. */
export const isUnsaid = ({ scheduledFor, outcome }: VisitAround, now: Instant): boolean =>
  outcome === undefined && between(scheduledFor, now) > DAY / 24;
