/**
 * Finding one kind of reading by time. A session may hold hours of readings, one a second, and every command asks, so
 * the place in time is found by halving, and a kind that was never read, or not lately, is known without a search.
 */
import type { Instant } from '../instant.ts';
import type { Session, VitalSignsEntry } from './session.ts';
import type { VitalSigns } from './vital-signs.ts';

export type ReadingKind = keyof VitalSigns;

/** The last entry at or before a moment that holds this kind of reading. */
export function lastEntryWith(state: Session, kind: ReadingKind, at: Instant): VitalSignsEntry | undefined {
  if (state.latestReadings[kind] === undefined) return undefined;
  for (let index = countUntil(state.vitalSigns, at) - 1; index >= 0; index -= 1) {
    const entry = state.vitalSigns[index];
    if (entry?.vitalSigns[kind] !== undefined) return entry;
  }
  return undefined;
}

/** When this kind was last read at or before a moment; only a moment in the past needs a search. */
export function lastReadAt(state: Session, kind: ReadingKind, at: Instant): Instant | undefined {
  const latest = state.latestReadings[kind];
  return latest === undefined || latest <= at ? latest : lastEntryWith(state, kind, at)?.at;
}

/** When this kind was first read from `since` on, at or before `at`. */
export function firstReadAt(state: Session, kind: ReadingKind, since: Instant, at: Instant): Instant | undefined {
  const latest = state.latestReadings[kind];
  if (latest === undefined || latest < since) return undefined;
  for (let index = countBefore(state.vitalSigns, since); index < state.vitalSigns.length; index += 1) {
    const entry = state.vitalSigns[index];
    if (!entry || entry.at > at) return undefined;
    if (entry.vitalSigns[kind] !== undefined) return entry.at;
  }
  return undefined;
}

/** How many entries, which stand in order of clinical time, hold to `isEarly` from the first on. */
function countWhile(entries: readonly VitalSignsEntry[], isEarly: (at: Instant) => boolean): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle];
    if (entry && isEarly(entry.at)) low = middle + 1;
    else high = middle;
  }
  return low;
}
const countUntil = (entries: readonly VitalSignsEntry[], at: Instant) => countWhile(entries, (one) => one <= at);
const countBefore = (entries: readonly VitalSignsEntry[], at: Instant) => countWhile(entries, (one) => one < at);

/** What was last read when, after one more entry; an earlier one, entered late, changes nothing. */
export function withReadings(
  latest: Session['latestReadings'],
  read: VitalSigns,
  at: Instant,
): Session['latestReadings'] {
  const next: { -readonly [Kind in ReadingKind]?: Instant } = { ...latest };
  for (const kind of Object.keys(read) as ReadingKind[]) {
    const before = next[kind];
    if (read[kind] !== undefined && (before === undefined || before < at)) next[kind] = at;
  }
  return next;
}
