/** Who may act on what waits about a patient: by the authority table, or because they are paged to a crisis. */
import { mayDo, mayEver, onCallAt, type Practitioner } from '@holdspace/care';
import type { PractitionerRecord } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { demandAccess, demandEver } from '../access/access.ts';
import type { Context } from '../context.ts';

type Asking = Pick<Context, 'store' | 'standings' | 'now'>;
export const ANSWERS = 'answer what waits';

/** Whether somebody, who need not be the one who asks, may act on what waits about a patient now. */
export async function mayAnswer(
  { standings }: Pick<Context, 'standings'>,
  clinic: { readonly id: string; readonly zone: string },
  person: Practitioner,
  patientId: string,
): Promise<boolean> {
  if (mayDo(ANSWERS, { roles: person.roles }).allowed) return true;
  if (!mayEver(ANSWERS, person.roles)) return false;
  const conditions = await standings.look({ clinic, practitioner: person }, patientId);
  return mayDo(ANSWERS, { roles: person.roles, conditions }).allowed;
}

/** Whether somebody is paged to a crisis of this patient: on call now, or its owner. */
export async function isCalled(
  { store, now }: Asking,
  clinicId: string,
  person: Practitioner,
  patientId: string,
): Promise<boolean> {
  const crises = await store.tasks.crisesOf(clinicId, patientId);
  if (crises.length === 0) return false;
  if (crises.some(({ ownerId }) => ownerId === person.id)) return true;
  return (await onCallNow({ store, now }, clinicId)).people.some(({ id }) => id === person.id);
}

export async function onCallNow({ store, now }: Pick<Context, 'store' | 'now'>, clinicId: string) {
  const [shifts, staff] = await Promise.all([
    store.onCall.standing(clinicId, now()),
    store.practitioners.list(clinicId),
  ]);
  return onCallAt(shifts, staff.map(asPerson), now());
}
export const asPerson = ({ id, name, roles }: PractitionerRecord): Practitioner => ({ id, name, roles });

/** Throws a refusal unless the asker may act on what waits about this patient. */
export async function demandAnswering(context: Asking, request: FastifyRequest, patientId: string): Promise<void> {
  demandEver(request, ANSWERS);
  const { clinic, practitioner } = request.principal;
  const holding = { 'called to a crisis': await isCalled(context, clinic.id, practitioner, patientId) };
  await demandAccess(context, request, ANSWERS, { patientId, holding });
}
