/** Whether a nurse has been called and has not come yet: read from the log, and shown on every screen of the session. */
import type { Instant } from '../instant.ts';
import type { Practitioner } from '../roles.ts';
import type { EventOf } from './events.ts';
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
  const last = lastOfTheNurse(state);
  if (last?.intervention !== 'called_nurse' || last.lateEntry) return undefined;
  const hasCome = state.people.some(
    (person) => person.attendance === 'in_room' && person.roles.includes('nurse') && person.from >= last.at,
  );
  return hasCome ? undefined : { at: last.at, by: last.author };
}

/** The last entry that a nurse was called, or came. */
function lastOfTheNurse({ log, struck }: Session): EventOf<'InterventionRecorded'> | undefined {
  // From the end, and nothing made on the way: it is asked at every reading, and hours of readings may lie before it.
  for (let index = log.length - 1; index >= 0; index--) {
    const event = log[index];
    if (event?.type !== 'InterventionRecorded') continue;
    const { intervention, seq } = event;
    if ((intervention === 'called_nurse' || intervention === 'nurse_came') && !struck.includes(seq)) return event;
  }
  return undefined;
}
