/**
 * Who recorded in a session that was open to them for the day alone belongs to the patient's care team from then on: they
 * complete and sign tomorrow what they began today, whether or not anybody recorded that they came in.
 */
import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';

/** Called once what they recorded is stored. Never throws: that it is stored is answered, whatever becomes of this. */
export async function careByRecording(
  { store, standings, now }: Pick<Context, 'store' | 'standings' | 'now'>,
  { access, principal, log }: FastifyRequest,
): Promise<void> {
  if (access?.act !== 'take part in a session' || access.patientId === undefined) return;
  if (!access.grounds.includes('a visit today')) return;
  const { clinic, practitioner } = principal;
  const { patientId } = access;
  const member = {
    id: randomUUID(),
    patientId,
    personId: practitioner.id,
    why: 'Recorded in a session of this patient.',
  };
  try {
    await store.careTeam.add(clinic.id, member, { by: practitioner.id, at: now() });
    standings.forgetOne(principal, patientId);
  } catch (error) {
    // The next that they record tries again.
    log.warn({ part: 'care-team', err: error }, 'who recorded could not be taken into the care team');
  }
}
