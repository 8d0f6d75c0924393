import { gammaQuantile } from './distributions.ts';
import { DEFAULT_LEVEL, demandCount, demandLevel, type Estimate } from './estimate.ts';

/** Events in so many sessions; `missing` sessions are those of which nobody wrote down whether anything happened. */
export type EventCount = { readonly events: number; readonly sessions: number; readonly missing: number };

/**
 * Events per 100 sessions, with the exact Poisson interval of Garwood 1936 (Biometrika 28:437). `n` counts sessions. An
 * event may come more than once in a session. The interval takes sessions as independent: where few patients have most
 * of the events it is too narrow.
 */
export const ratePer100 = (
  { events, sessions, missing }: EventCount,
  level = DEFAULT_LEVEL,
): Estimate<{ readonly events: number; readonly per: 100 }> => {
  demandCount(events, 'events');
  demandCount(sessions, 'sessions');
  demandCount(missing, 'missing');
  demandLevel(level);
  if (sessions === 0) {
    if (events > 0) throw new RangeError(`${events} events in no session cannot be`);
    return { n: 0, missing, none: 'nothing-observed' };
  }
  const tail = (1 - level) / 2;
  const per = 100 / sessions;
  const low = events === 0 ? 0 : per * gammaQuantile(tail, events);
  const high = per * gammaQuantile(1 - tail, events + 1);
  const interval = { level, low, high, method: 'exact Poisson (Garwood)' };
  return { n: sessions, missing, events, per: 100, value: events * per, interval };
};
