/**
 * Who a session is about stands in the first entry of its log. There it is sealed, while the entry's hash covers it as it
 * reads: a log can be verified as before, and never has to be rewritten when keys change.
 */
import type { SessionEvent } from '@holdspace/care';
import type { ClinicTransaction } from '../database.ts';
import type { Keyring } from './keyring.ts';

type Planned = Extract<SessionEvent, { type: 'SessionPlanned' }>;
interface SealedIdentity {
  readonly sealed: string;
}

const placeOf = (clinicId: string, sessionId: string) => ({
  clinicId,
  table: 'session_event',
  column: 'event',
  rowId: sessionId,
});

export const isPlanned = (event: SessionEvent): event is Planned => event.type === 'SessionPlanned';

/** The entry as it is stored. */
export async function sealIdentity(
  keyring: Keyring,
  transaction: ClinicTransaction,
  at: { readonly clinicId: string; readonly sessionId: string },
  event: Planned,
): Promise<object> {
  const seal = await keyring.sealer(transaction, at.clinicId, 'session_identity');
  const patient: SealedIdentity = { sealed: seal(JSON.stringify(event.patient), placeOf(at.clinicId, at.sessionId)) };
  return { ...event, patient };
}

/** The entry as it reads; any other entry is as it is. Throws a `SealFault`. */
export async function openIdentity<E extends SessionEvent>(
  keyring: Keyring,
  transaction: ClinicTransaction,
  at: { readonly clinicId: string; readonly sessionId: string },
  event: E,
): Promise<E> {
  if (!isPlanned(event) || !('sealed' in event.patient)) return event;
  const { sealed } = event.patient as unknown as SealedIdentity;
  const patient = JSON.parse(await keyring.open(transaction, sealed, placeOf(at.clinicId, at.sessionId))) as object;
  return { ...event, patient } as E;
}
