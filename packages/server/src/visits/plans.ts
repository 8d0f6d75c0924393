/** Who is planned for visits, judged: their papers at the visit's time, and whom the protocol's phases still miss. */
import {
  dayAt,
  type PhaseStaffing,
  type PlannedPerson,
  ROLES,
  staffingOf,
  standingOn,
  unmetNeeds,
  whyNotCredentialed,
} from '@holdspace/care';
import type { Assignment, Credential, Visit } from '@holdspace/store';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { asListed } from '../people/shapes.ts';
import { dayShape, idShape } from '../shapes.ts';

const role = z.enum(ROLES);
export const assignmentShape = z.object({
  id: idShape,
  person: z.object({ id: idShape, name: z.string() }),
  role,
  phase: z.string().optional(),
  /** Why they cannot be counted on at the visit's time. */
  problem: z.string().optional(),
  /** At the visit's time, in words. */
  credentials: z
    .array(z.object({ id: idShape, kind: z.string(), expiresOn: dayShape, state: z.string(), says: z.string() }))
    .readonly(),
});
export type PlannedShown = z.output<typeof assignmentShape>;
export const phaseStaffingShape = z.object({
  phase: z.object({ id: z.string(), name: z.string() }),
  needs: z
    .array(
      z.object({
        says: z.string(),
        anyOf: z.array(role).readonly(),
        met: z.boolean(),
        by: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
});

export interface VisitPlan {
  readonly assignments: readonly PlannedShown[];
  /** Of a dosing visit; other visits ask for nobody by role. */
  readonly phases: readonly PhaseStaffing[];
  /** Whom the protocol asks for and nobody good that day is planned as. */
  readonly missing: readonly string[];
}

interface PlannedVisit {
  readonly visit: Visit;
  readonly protocolId: string;
  readonly protocolVersion: string;
}

/** The plans of several visits, in their order. */
export async function plansOf(
  { store, protocols }: Context,
  clinic: { readonly id: string; readonly zone: string },
  visits: readonly PlannedVisit[],
): Promise<VisitPlan[]> {
  const assignments = await store.assignments.ofVisits(
    clinic.id,
    visits.map(({ visit }) => visit.id),
  );
  const credentials = assignments.length > 0 ? await store.credentials.standing(clinic.id) : [];
  return Promise.all(
    visits.map(async ({ visit, protocolId, protocolVersion }) => {
      const day = dayAt(visit.scheduledFor, clinic.zone);
      const planned = assignments
        .filter(({ visitId }) => visitId === visit.id)
        .map((assignment) => shown(assignment, credentials, day));
      const shelved = visit.kind === 'dosing' ? await protocols.find(clinic.id, protocolId, protocolVersion) : null;
      const counted = planned.filter(({ problem }) => problem === undefined).map(toPlanned);
      const phases = shelved ? staffingOf(shelved.protocol, counted) : [];
      return { assignments: planned, phases, missing: unmetNeeds(phases) };
    }),
  );
}

const toPlanned = ({ person, role, phase }: PlannedShown): PlannedPerson => ({
  personId: person.id,
  name: person.name,
  role,
  ...(phase !== undefined && { phase }),
});

function shown({ id, person, role, phase }: Assignment, credentials: readonly Credential[], day: string): PlannedShown {
  const own = credentials.filter(({ personId }) => personId === person.id).map(asListed);
  const problem = person.hasLeft
    ? 'Works here no longer.'
    : person.roles.includes(role)
      ? whyNotCredentialed(role, own, day)
      : 'Has this role no longer.';
  return {
    id,
    person: { id: person.id, name: person.name },
    role,
    ...(phase !== undefined && { phase }),
    ...(problem !== null && { problem }),
    credentials: own.map((credential) => {
      const { state, says } = standingOn(credential, day);
      return { id: credential.id, kind: credential.kind, expiresOn: credential.expiresOn, state, says };
    }),
  };
}
