/** What went wrong, per 100 sessions in which something was given, with exact intervals. */
import { ratePer100 } from '../statistics/rates.ts';
import { type KnownProtocol, protocolShown } from './change.ts';
import type { OutcomesHarms, PressureOfMinutes } from './contract.ts';

export interface EventsCounted {
  readonly protocolId: string;
  readonly sessions: number;
  readonly events: number;
  readonly sessionsWithEvent: number;
}
export interface TermCounted {
  readonly protocolId: string;
  readonly term: string;
  /** CTCAE grade 3 or higher. */
  readonly isSevere: boolean;
  readonly events: number;
}

/** From a quarter of an hour before the first dose to when nearly everybody has left, a quarter of an hour at a time. */
export const PRESSURE_SHOWN = { kind: 'systolic', from: -15, until: 180, step: 15 } as const;

/** A log holds every event that was written down, so no session is missing; what nobody wrote is not known. */
export function outcomesHarms(
  protocols: readonly KnownProtocol[],
  counted: readonly EventsCounted[],
  terms: readonly TermCounted[],
  pressure: readonly (PressureOfMinutes & { readonly protocolId: string })[],
): OutcomesHarms {
  return {
    protocols: protocols.flatMap((protocol) => {
      const of = counted.find(({ protocolId }) => protocolId === protocol.id);
      if (!of) return [];
      const { sessions, events, sessionsWithEvent } = of;
      const rate = (count: number) => ratePer100({ events: count, sessions, missing: 0 });
      return [
        {
          protocol: protocolShown(protocol),
          ...{ sessions, events, sessionsWithEvent },
          rate: rate(events),
          pressure: pressure
            .filter(({ protocolId }) => protocolId === protocol.id)
            .map(({ minute, readings, mean, highest }) => ({ minute, readings, mean, highest })),
          terms: terms
            .filter(({ protocolId }) => protocolId === protocol.id)
            .map(({ term, isSevere, events: count }) => ({ term, isSevere, events: count, rate: rate(count) })),
        },
      ];
    }),
  };
}
