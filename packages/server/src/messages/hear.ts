/**
 * That somebody hears of a patient's message: a crisis at once, and that one waits, as a task with an owner and a time. What a
 * stop left untold is told of by the same look, each minute.
 */
import { randomUUID } from 'node:crypto';
import {
  consentDocumentId,
  later,
  MESSAGE_WAITS,
  MESSAGES_HEARD_WITHIN,
  messageNotice,
  rulesWith,
  taskDue,
} from '@holdspace/care';
import { MESSAGE_SOURCE, type PatientMessage } from '@holdspace/store';
import { Consents, standingOf } from '../consents/consents.ts';
import type { Context } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { LOOK_BACK } from '../signals/watch.ts';
import { spokenAddress } from '../spoken-address.ts';

type Hearing = Pick<Context, 'store' | 'now'>;
type Reading = Pick<Context, 'store'>;

/**
 * Raises what nobody was told of yet, of one patient or of all; done again, it is done once. It becomes so when it is heard: an
 * older fact raises nothing, and a message that waits must.
 */
export async function hearMessages({ store, now }: Hearing, clinicId: string, patientId?: string): Promise<void> {
  const at = now();
  const looked = {
    since: later(at, -MESSAGES_HEARD_WITHIN),
    lately: later(at, -LOOK_BACK),
    ...(patientId !== undefined && { patientId }),
  };
  for (const { id, kind, ...of } of await store.messages.unheard(clinicId, looked))
    await store.concerns.raise({
      clinicId,
      id: randomUUID(),
      patientId: of.patientId,
      kind,
      source: { kind: MESSAGE_SOURCE, id },
      at,
    });
}

/** Of words that must not wait somebody hears, also where they came under an id that means something else. */
export async function hearRefused(
  { store, now }: Hearing,
  clinicId: string,
  { id, patientId, text }: Pick<PatientMessage, 'id' | 'patientId' | 'text'>,
): Promise<void> {
  await store.concerns.raise({
    clinicId,
    id: randomUUID(),
    patientId,
    kind: 'crisis',
    source: { kind: `${MESSAGE_SOURCE}_refused`, id: derivedId(`refused message ${patientId} ${id} ${text}`) },
    at: now(),
  });
}

/** Until when a message is answered, by the clinic's own rule; nothing is promised where it is turned off. */
export async function answerBy({ store }: Reading, clinicId: string, since: Pick<PatientMessage, 'writtenAt'>) {
  const rule = await messageRule({ store }, clinicId);
  return rule?.on ? taskDue(since.writtenAt, rule) : undefined;
}
export async function messageRule({ store }: Reading, clinicId: string) {
  const changes = await store.signalRules.changes(clinicId);
  return rulesWith(new Map(changes.map((change) => [change.ruleId, change]))).find(({ id }) => id === MESSAGE_WAITS);
}

/**
 * An e-mail that there is something new, only to who has agreed to messages by e-mail and not taken it back. That it could
 * not be sent keeps no answer from being kept: it stands on the patient's page.
 */
export async function noticeAnswer(
  { store, protocols, mailer, publicUrl }: Pick<Context, 'store' | 'protocols' | 'mailer' | 'publicUrl'>,
  clinic: { readonly id: string; readonly name: string },
  { patientId, language }: Pick<PatientMessage, 'patientId' | 'language'>,
): Promise<boolean> {
  const patient = await store.patients.find(clinic.id, patientId);
  if (!mailer || !patient?.email) return false;
  const document = await new Consents({ store, protocols }).document(clinic.id, consentDocumentId('messages', ''));
  if (!document) return false;
  const standing = standingOf(document, await store.consents.ofPatient(clinic.id, patientId));
  if (standing.kind !== 'signed') return false;
  const mail = messageNotice(
    clinic.name,
    language,
    publicUrl && spokenAddress(`${publicUrl}/portal/messages`, language),
  );
  return mailer.send({ to: patient.email, ...mail }).then(
    () => true,
    () => false,
  );
}
