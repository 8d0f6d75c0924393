/** Whether a nurse has been called and has not come yet: read from the log, and shown on every screen of the session. */
import type { Instant } from '../instant.ts';
import type { Practitioner } from '../roles.ts';
import type { Session } from './session.ts';

export interface NurseCall {
  readonly at: Instant;
  readonly by: Practitioner;
}

/**
 * The last call, until it is recorded that the nurse came, or a nurse came into the room. A call that is written down long
 * after is of the past and calls nobody.
 */
export function nurseCalled(state: Session): NurseCall | undefined {
  if (state.status !== 'open') return undefined;
  const done = state.log.filter((event) => event.type === 'InterventionRecorded' && !state.struck.includes(event.seq));
  const call = done.findLast((event) => event.type === 'InterventionRecorded' && event.intervention === 'called_nurse');
  if (!call || call.lateEntry) return undefined;
  const hasCome =
    done.some(
      (event) => event.type === 'InterventionRecorded' && event.intervention === 'nurse_came' && event.seq > call.seq,
    ) ||
    state.people.some(
      (person) => person.attendance === 'in_room' && person.roles.includes('nurse') && person.from >= call.at,
    );
  return hasCome ? undefined : { at: call.at, by: call.author };
}
