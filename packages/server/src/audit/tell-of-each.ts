/** Whose name is shown was looked at: each is told to the audit before the answer leaves, as a look at that patient. */
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { auditAway } from './auditor.ts';
import { entryOf } from './request-entry.ts';

const ACT = 'see the clinical record';

/** Throws 503 where the audit cannot be written: nobody is shown then. */
export async function tellOfEach(
  { audit, now }: Pick<Context, 'audit' | 'now'>,
  request: FastifyRequest,
  patientIds: readonly string[],
  target?: string,
): Promise<void> {
  const { clinic } = request.principal;
  try {
    await Promise.all(
      patientIds.map((patientId) => {
        const entry = entryOf(request, ACT, 200, undefined, { patientId, ...(target && { target }) }, now());
        return audit.write(clinic.id, { ...entry, act: ACT });
      }),
    );
  } catch {
    throw auditAway();
  }
}
