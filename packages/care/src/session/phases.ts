/** Which phase the session is in, and whether the people whom it asks for are there. */
import type { Instant } from '../instant.ts';
import type { PresenceRule, Protocol, ProtocolPhase } from '../protocol/schema.ts';
import { sayRoles } from '../roles.ts';
import type { PersonPresent, PhaseEntry, Session } from './session.ts';

/** The phase at a moment, with the entry that began it. */
export function phaseAt(
  protocol: Protocol,
  state: Session,
  at: Instant,
): { phase: ProtocolPhase; entry: PhaseEntry } | undefined {
  const entry = state.phases.findLast((one) => one.at <= at);
  const phase = entry && protocol.phases.find((one) => one.id === entry.phase);
  return phase && entry && { phase, entry };
}

/** Who was there at a moment, near or far. */
export const peopleAt = (state: Session, at: Instant): PersonPresent[] =>
  state.people.filter((person) => person.from <= at && (person.until === undefined || person.until > at));

const NEARNESS = { in_room: 3, on_site: 2, available: 1 } as const;
const PLACE = { in_room: 'in the room', on_site: 'on site', available: 'available at once' } as const;

export interface PresenceStatus {
  readonly rule: PresenceRule;
  readonly met: boolean;
  /** "1 nurse in the room" and who that is, or who is missing. */
  readonly says: string;
}

/** Whether somebody counts towards a presence rule: in one of its roles, and near enough. */
export const isAskedFor = (rule: PresenceRule, person: Pick<PersonPresent, 'roles' | 'attendance'>): boolean =>
  NEARNESS[person.attendance] >= NEARNESS[rule.attendance] && person.roles.some((role) => rule.anyOf.includes(role));

/** "a therapist or guide in the room" */
export const sayAskedFor = (rule: PresenceRule): string =>
  `${rule.count === 1 ? 'a' : rule.count} ${sayRoles(rule.anyOf)} ${PLACE[rule.attendance]}`.replace(
    /^a (?=anesthesia)/,
    'an ',
  );

function statusOf(rule: PresenceRule, people: readonly PersonPresent[]): PresenceStatus {
  const fitting = people.filter((person) => isAskedFor(rule, person));
  const met = fitting.length >= rule.count;
  const asked = sayAskedFor(rule);
  return {
    rule,
    met,
    says: met ? `${asked}: ${fitting.map((person) => person.name).join(', ')}` : `missing: ${asked}`,
  };
}

/** A phase's presence rules against those who are there at a moment. */
export const presenceFor = (phase: ProtocolPhase, state: Session, at: Instant): PresenceStatus[] => {
  const people = peopleAt(state, at);
  return phase.presence.map((rule) => statusOf(rule, people));
};

/** The present phase's presence rules; empty before the first phase. */
export function presenceAt(protocol: Protocol, state: Session, at: Instant): PresenceStatus[] {
  const current = phaseAt(protocol, state, at);
  return current ? presenceFor(current.phase, state, at) : [];
}
