/**
 * Whether the people planned for a dosing visit are whom its protocol asks for, phase by phase. Plans only: who is truly
 * there is recorded in the room, and judged there.
 */
import type { Protocol } from '../protocol/schema.ts';
import { type Role, sayRoles } from '../roles.ts';

/** Somebody planned for a visit, in one role, throughout or for one phase. */
export interface PlannedPerson {
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  /** The phase's id; absent for the whole visit. */
  readonly phase?: string;
}

export interface StaffingNeed {
  /** "a therapist or guide in the room" */
  readonly says: string;
  readonly anyOf: readonly Role[];
  readonly met: boolean;
  /** Who of those planned fits. */
  readonly by: readonly string[];
}
export interface PhaseStaffing {
  readonly phase: { readonly id: string; readonly name: string };
  readonly needs: readonly StaffingNeed[];
}

const PLACE = { in_room: 'in the room', on_site: 'on site', available: 'available at once' } as const;

/** Each phase of a protocol with whom it asks for, and who of those planned that is. */
export const staffingOf = (protocol: Protocol, planned: readonly PlannedPerson[]): PhaseStaffing[] =>
  protocol.phases.map(({ id, name, presence }) => ({
    phase: { id, name },
    needs: presence.map(({ anyOf, attendance, count }) => {
      const fitting = new Map(
        planned
          .filter((person) => anyOf.includes(person.role) && (person.phase === undefined || person.phase === id))
          .map((person) => [person.personId, person.name]),
      );
      return {
        says: `${count} ${sayRoles(anyOf)} ${PLACE[attendance]}`,
        anyOf,
        met: fitting.size >= count,
        by: [...fitting.values()],
      };
    }),
  }));

/** The needs of all phases that nobody planned meets, each said once. */
export const unmetNeeds = (staffing: readonly PhaseStaffing[]): string[] => [
  ...new Set(staffing.flatMap(({ needs }) => needs.filter(({ met }) => !met).map(({ says }) => says))),
];
