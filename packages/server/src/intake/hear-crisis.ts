/**
 * Words that must not wait. Who wrote them in a consult request is nobody’s patient yet: they are made a prospective patient at once, so that
 * the clinic’s own way of paging whoever is on call is theirs too. Doing it again does it once.
 */
import { randomUUID } from 'node:crypto';
import { recordNumberOf } from '@holdspace/care';
import type { ConsultRequest, FormResponse, Patient } from '@holdspace/store';
import type { Context } from '../context.ts';
import { derivedId } from '../derived-id.ts';

type Hearing = Pick<Context, 'store' | 'now'>;
const UNIQUE_VIOLATION = '23505';

/**
 * The patient that a request is or becomes. A request's own id is a stranger's word: taken for a patient's, it would let
 * whoever knows a patient's id ask under it, and be invited to that patient's pages. So the id follows from it, one way.
 */
export const patientIdOf = (
  clinicId: string,
  { request, patientId }: Pick<ConsultRequest, 'request' | 'patientId'>,
): string => patientId ?? derivedId(`consult ${clinicId} ${request.id}`);

/** Who asks, as a patient, with nothing typed twice. */
function patientOfRequest(
  id: string,
  { name, dateOfBirth, email, telephone, language }: ConsultRequest['request'],
  recordNumber: string,
): Patient {
  return {
    id,
    name,
    dateOfBirth,
    recordNumber,
    language,
    ...(telephone !== undefined && { telephone }),
    ...(email !== undefined && { email }),
  };
}

/** Makes the prospective patient of a request, or answers the one that was made of it before; null where the number is taken. */
export async function becomePatient(
  { store, now }: Hearing,
  clinicId: string,
  asked: Pick<ConsultRequest, 'request' | 'patientId'>,
  recordNumber = recordNumberOf(asked.request.id),
): Promise<Patient | null> {
  const id = patientIdOf(clinicId, asked);
  const before = await store.patients.find(clinicId, id);
  if (before) return before;
  try {
    return await store.patients.create(clinicId, patientOfRequest(id, asked.request, recordNumber), now());
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
    return store.patients.find(clinicId, id);
  }
}

export async function hearCrisis(hearing: Hearing, clinicId: string, asked: ConsultRequest): Promise<void> {
  const { store } = hearing;
  const { request, receivedAt } = asked;
  const patient =
    (await becomePatient(hearing, clinicId, asked)) ??
    (await becomePatient(hearing, clinicId, asked, `ASK-${request.id.toUpperCase()}`));
  if (!patient) throw new Error('a prospective patient that could not be made');
  await store.concerns.raise({
    clinicId,
    id: randomUUID(),
    patientId: patient.id,
    kind: 'crisis',
    source: { kind: 'consult_request', id: request.id },
    at: receivedAt,
  });
  // Last: it takes the request out of the sweep, which makes good what a stop left undone.
  await store.consults.becomes(clinicId, request.id, patient.id);
}

type FormInCrisis = Pick<FormResponse, 'id' | 'patientId' | 'submittedAt'>;

/** Words that must not wait in a form that was sent. */
export async function hearFormCrisis(
  { store }: Pick<Context, 'store'>,
  clinicId: string,
  { id, patientId, submittedAt }: FormInCrisis,
): Promise<void> {
  await store.concerns.raise({
    clinicId,
    id: randomUUID(),
    patientId,
    kind: 'crisis',
    source: { kind: 'form_response', id },
    at: submittedAt,
  });
}
