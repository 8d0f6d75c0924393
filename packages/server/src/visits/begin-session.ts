/** Begins a visit's dosing session: what is known of patient, course and earlier sessions goes into its plan. */
import { type Command, type CommandOf, cumulativeDose, weightAt } from '@holdspace/care';
import type { Course, Patient, Visit } from '@holdspace/store';
import type { Context } from '../context.ts';
import type { Principal } from '../sign-in/principal.ts';

export interface Beginning {
  readonly principal: Principal;
  readonly visit: Visit;
  readonly course: Course;
  readonly patient: Patient;
  /** What the sender may say; everything else is known. */
  readonly said: Partial<
    Pick<CommandOf<'PlanSession'>, 'id' | 'at' | 'device' | 'room' | 'focus' | 'intention' | 'lastWeight' | 'lastDose'>
  >;
  readonly sessionId: string;
}

/** The plan as a command. Its id is the session's own unless said otherwise, so that beginning twice plans once. */
export async function planFor(context: Context, beginning: Beginning): Promise<Command> {
  const { principal, visit, course, patient, said, sessionId } = beginning;
  const focus = said.focus ?? course.focus;
  const intention = said.intention ?? course.intention;
  return {
    type: 'PlanSession',
    id: said.id ?? sessionId,
    at: said.at ?? context.now(),
    device: said.device ?? 'unnamed device',
    // The log says who it is about, and not how to reach them.
    patient: {
      id: patient.id,
      name: patient.name,
      dateOfBirth: patient.dateOfBirth,
      recordNumber: patient.recordNumber,
    },
    protocol: { id: course.protocolId, version: course.protocolVersion },
    room: said.room ?? visit.room,
    zone: principal.clinic.zone,
    ...(focus !== undefined && { focus }),
    ...(intention !== undefined && { intention }),
    ...(await lastKnown(context, beginning)),
    ...(said.lastWeight && { lastWeight: said.lastWeight }),
    ...(said.lastDose && { lastDose: said.lastDose }),
  };
}

/** Weight and dose of the patient's most recent session in which a dose was given. */
async function lastKnown(
  { store, keeper }: Context,
  { principal: { clinic }, patient, sessionId }: Beginning,
): Promise<Pick<CommandOf<'PlanSession'>, 'lastWeight' | 'lastDose'>> {
  const earlier = (await store.sessions.ofPatient(clinic.id, patient.id)).find(
    ({ id, summary }) => id !== sessionId && summary?.endedAt !== undefined && summary.cumulative.value > 0,
  );
  if (!earlier?.summary?.endedAt) return {};
  const { state } = await keeper.stateOf(clinic.id, earlier.id);
  const at = state.doses[0]?.at ?? state.infusions[0]?.stretches[0]?.from;
  const weight = weightAt(state, earlier.summary.endedAt)?.weight;
  return {
    ...(weight && { lastWeight: weight }),
    ...(at && { lastDose: { amount: cumulativeDose(state, earlier.summary.endedAt), at } }),
  };
}
