/**
 * Presence without a break: where a phase asks for it, from the moment nobody whom it asks for is there, it has lapsed.
 * Computed from who came and went, so that a correction of the log corrects it too; it is shown and never stops an entry.
 * Source: clinical.md §1 ("who": therapist and/or guide continuous).
 */
import type { Instant } from '../instant.ts';
import type { PresenceRule, Protocol } from '../protocol/schema.ts';
import { isAskedFor, sayAskedFor } from './phases.ts';
import type { Session } from './session.ts';

export interface PresenceLapse {
  readonly rule: PresenceRule;
  /** In which phase it began, by the name that the protocol gives it. */
  readonly phase: string;
  readonly from: Instant;
  /** Absent while it lasts. */
  readonly to?: Instant;
  /** "a therapist or guide in the room" */
  readonly missing: string;
}

interface Stretch {
  readonly from: Instant;
  readonly to?: Instant;
}

/** The parts of a stretch of time in which fewer are there than the rule asks for. */
function gapsIn(state: Session, rule: PresenceRule, { from, to }: Stretch, now: Instant): Stretch[] {
  const fitting = state.people.filter((person) => isAskedFor(rule, person));
  const isWithin = (at: Instant | undefined): at is Instant =>
    at !== undefined && at > from && at <= now && (to === undefined || at < to);
  const turns = [from, ...fitting.flatMap((person) => [person.from, person.until]).filter(isWithin)];
  const ordered = [...new Set(turns)].sort();
  return ordered.flatMap((at, index) => {
    const here = fitting.filter((one) => one.from <= at && (one.until === undefined || one.until > at));
    const next = ordered[index + 1] ?? to;
    return here.length < rule.count ? [{ from: at, ...(next && { to: next }) }] : [];
  });
}

const isSameRule = (one: PresenceRule, other: PresenceRule) =>
  one.attendance === other.attendance &&
  one.count === other.count &&
  one.anyOf.length === other.anyOf.length &&
  one.anyOf.every((role) => other.anyOf.includes(role));

/** One that goes on into the next phase, which asks for the same, is one. */
function joined(lapses: readonly PresenceLapse[]): PresenceLapse[] {
  const whole: PresenceLapse[] = [];
  for (const lapse of lapses) {
    const index = whole.findIndex((one) => one.to === lapse.from && isSameRule(one.rule, lapse.rule));
    const begun = whole[index];
    if (!begun) {
      whole.push(lapse);
      continue;
    }
    const { to: _goesOn, ...rest } = begun;
    whole[index] = { ...rest, ...(lapse.to && { to: lapse.to }) };
  }
  return whole;
}

/** Every lapse up to a moment, in the order in which they began. */
export function presenceLapses(state: Session, protocol: Protocol, now: Instant): PresenceLapse[] {
  const entries = state.phases.filter(({ at }) => at <= now);
  const found = entries.flatMap((entry, index) => {
    const phase = protocol.phases.find((one) => one.id === entry.phase);
    const to = entries[index + 1]?.at ?? state.endedAt;
    if (!phase || to === entry.at) return [];
    return phase.presence
      .filter((rule) => rule.continuous)
      .flatMap((rule) =>
        gapsIn(state, rule, { from: entry.at, ...(to && { to }) }, now).map((gap) => ({
          ...gap,
          rule,
          phase: phase.name,
          missing: sayAskedFor(rule),
        })),
      );
  });
  return joined(found).sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** The lapse that lasts now, the longest of them; undefined while those who are asked for are there, and after the end. */
export const presenceLapse = (state: Session, protocol: Protocol, now: Instant): PresenceLapse | undefined =>
  state.status === 'open' ? presenceLapses(state, protocol, now).find((lapse) => lapse.to === undefined) : undefined;
