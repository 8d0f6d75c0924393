/** What went wrong, beside how many sessions there were for it to go wrong in. */
import type { Ask } from './asked.ts';

export interface AdverseEventsOfProtocol {
  readonly protocolId: string;
  /** Sessions in which something was given. */
  readonly sessions: number;
  readonly events: number;
  readonly sessionsWithEvent: number;
}
export interface AdverseEventTerm {
  readonly protocolId: string;
  readonly term: string;
  /** CTCAE grade 3 or higher. */
  readonly isSevere: boolean;
  readonly events: number;
}

export const adverseEventsByProtocol = (ask: Ask): Promise<AdverseEventsOfProtocol[]> =>
  ask.rows<AdverseEventsOfProtocol>(
    `select protocol_id as "protocolId", count(*)::INTEGER as sessions, sum(adverse_events)::INTEGER as events,
            (count(*) filter (adverse_events > 0))::INTEGER as "sessionsWithEvent"
       from session where first_dose_at is not null group by protocol_id order by protocol_id`,
  );

/** Of the same sessions: what has no minutes from a first dose was of none that had one. */
export const adverseEventTerms = (ask: Ask): Promise<AdverseEventTerm[]> =>
  ask.rows<AdverseEventTerm>(
    `select protocol_id as "protocolId", term, grade >= 3 as "isSevere", count(*)::INTEGER as events
       from adverse_event where minutes is not null group by all order by protocol_id, events desc, term, "isSevere"`,
  );

export interface ReadingsOfMinutes {
  readonly protocolId: string;
  /** The first of the minutes that it covers, from the first dose. */
  readonly minute: number;
  readonly readings: number;
  readonly mean: number;
  readonly deviation: number | null;
  readonly lowest: number;
  readonly highest: number;
}
export interface ReadingsAsked {
  /** As the readings are named, such as systolic. */
  readonly kind: string;
  readonly from: number;
  readonly until: number;
  readonly step: number;
}

/** How a vital sign went over the minutes of sessions. */
export const readingsOverTime = (ask: Ask, { kind, from, until, step }: ReadingsAsked): Promise<ReadingsOfMinutes[]> =>
  ask.rows<ReadingsOfMinutes>(
    `select protocol_id as "protocolId", (floor(minutes / $step) * $step)::INTEGER as minute,
            count(*)::INTEGER as readings, avg(value) as mean, stddev(value) as deviation,
            min(value) as lowest, max(value) as highest
       from vital where kind = $kind and minutes >= $from and minutes < $until
      group by all order by protocol_id, minute`,
    { kind, from, until, step },
  );
