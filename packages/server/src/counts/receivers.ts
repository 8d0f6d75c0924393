/** To whom a session's medicine was given: by name where that record is open to who asks, and told to the audit. */
import type { Receiver } from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import { thoseAccessible } from '../access/access.ts';
import { tellOfEach } from '../audit/tell-of-each.ts';
import type { Context } from '../context.ts';

/** By session. */
export async function receiversOf(
  context: Context,
  request: FastifyRequest,
  sessions: readonly string[],
): Promise<ReadonlyMap<string, Receiver | 'hidden'>> {
  const { months } = context.store;
  const { clinic } = request.principal;
  const patients = await months.patientsOf(clinic.id, sessions);
  const open = await thoseAccessible(context, request, 'see the clinical record', [...new Set(patients.values())]);
  const receivers = await months.receivers(clinic.id, [...open]);
  await tellOfEach(context, request, [...receivers.keys()]);
  return new Map([...patients].map(([session, patient]) => [session, receivers.get(patient) ?? 'hidden']));
}
