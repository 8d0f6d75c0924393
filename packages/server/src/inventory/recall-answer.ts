/** "Who received it?": those who were given something of a lot, by name where their record is open to who asks. */
import type { LotRecall, ReceivedLot } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { thoseAccessible } from '../access/access.ts';
import { tellOfEach } from '../audit/tell-of-each.ts';
import type { Context } from '../context.ts';

export interface GivenOfLot extends Omit<ReceivedLot, 'patient'> {
  readonly patient: {
    readonly id: string;
    readonly name: string;
    readonly recordNumber: string;
    readonly telephone?: string;
  };
}

/** Each who is named is told to the audit first; the others are counted. */
export async function whoReceived(
  context: Context,
  request: FastifyRequest,
  { id, product, lot }: Pick<LotRecall, 'id' | 'product' | 'lot'>,
): Promise<{ readonly given: readonly GivenOfLot[]; readonly hiddenPatients: number }> {
  const { store } = context;
  const { clinic } = request.principal;
  const received = await store.inventory.whoReceived(clinic.id, product, lot);
  const patientIds = [...new Set(received.map(({ patient }) => patient))];
  const open = await thoseAccessible(context, request, 'see the clinical record', patientIds);
  const patients = new Map(
    (await Promise.all([...open].map((one) => store.patients.find(clinic.id, one)))).flatMap((one) =>
      one ? [[one.id, one]] : [],
    ),
  );
  await tellOfEach(context, request, [...patients.keys()], id);
  return {
    given: received.flatMap(({ patient: of, ...given }) => {
      const patient = patients.get(of);
      if (!patient) return [];
      const { name, recordNumber, telephone } = patient;
      return [{ ...given, patient: { id: of, name, recordNumber, ...(telephone && { telephone }) } }];
    }),
    hiddenPatients: patientIds.length - patients.size,
  };
}
