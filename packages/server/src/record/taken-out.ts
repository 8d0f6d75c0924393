/** A record of a session on its way out as a file: on what basis, and written into the accounting of disclosures. */
import { randomUUID } from 'node:crypto';
import type { SessionHead } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { anyId, line } from '../fields.ts';
import { demandPart2Basis, isSessionPart2 } from '../sharing/part-2.ts';

export const outgoing = z.strictObject({
  /** Of a flagged record: the patient's consent under which it goes out. */
  consent: anyId.optional(),
  /** Of a flagged record: the medical emergency in which it goes out without one. */
  emergency: line.optional(),
});

/** Writes it down, and says whether the record is about treatment for substance use. Throws 403 where a basis is missing. */
export async function takenOut(
  context: Context,
  { principal }: Pick<FastifyRequest, 'principal'>,
  head: SessionHead,
  query: z.output<typeof outgoing>,
): Promise<{ readonly isFlagged: boolean }> {
  const { clinic, practitioner } = principal;
  const isFlagged = await isSessionPart2(context, clinic.id, head);
  const basis = isFlagged
    ? await demandPart2Basis(context, clinic.id, head.patientId, query)
    : { basis: 'treatment' as const, purpose: 'Treatment' };
  await context.store.disclosures.write(clinic.id, {
    id: randomUUID(),
    patientId: head.patientId,
    at: context.now(),
    what: 'record_pdf',
    aboutId: head.id,
    byPractitioner: practitioner.id,
    recipient: `A file taken by ${practitioner.name}`,
    ...basis,
  });
  return { isFlagged };
}

/** A record number as part of a file's name. */
export const inFileName = (recordNumber: string): string => recordNumber.replace(/[^A-Za-z0-9-]/g, '_');
