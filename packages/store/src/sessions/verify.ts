/** Walks every hash chain and names the first row that does not fit. */
import type { SessionEvent } from '@holdspace/care';
import { FIRST_PREVIOUS_HASH } from '../canonical-json.ts';
import { type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { SealFault } from '../encryption/seal-fault.ts';
import { isPlanned, openIdentity } from '../encryption/session-identity.ts';
import { hashOfEvent } from './chain.ts';

export interface BrokenChain {
  readonly clinicId: string;
  readonly sessionId: string;
  readonly seq: number;
  readonly why: string;
}
export interface Verification {
  readonly sessions: number;
  readonly events: number;
  readonly broken?: BrokenChain;
}

/** Sessions looked at in one transaction. */
const SESSIONS_AT_ONCE = 200;

/** Verifies one clinic's sessions; stops at the first row that does not fit. */
async function verifyClinic(db: Database, keyring: Keyring, clinicId: string): Promise<Verification> {
  let [sessions, events, after] = [0, 0, '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const heads = await withClinic(db, clinicId, (transaction) =>
      transaction
        .selectFrom('holdspace.session')
        .select(['session_id', 'seq', 'head_hash'])
        .where('clinic_id', '=', clinicId)
        .where('session_id', '>', after)
        .orderBy('session_id')
        .limit(SESSIONS_AT_ONCE)
        .execute(),
    );
    if (heads.length === 0) return { sessions, events };
    for (const head of heads) {
      const found = await verifySession(db, keyring, clinicId, head.session_id, head.seq, head.head_hash);
      sessions += 1;
      events += found.events;
      if (found.broken) return { sessions, events, broken: found.broken };
    }
    after = heads.at(-1)?.session_id ?? after;
  }
}

async function verifySession(
  db: Database,
  keyring: Keyring,
  clinicId: string,
  sessionId: string,
  headSeq: number,
  headHash: string,
): Promise<{ events: number; broken?: BrokenChain }> {
  const rows = await withClinic(db, clinicId, (transaction) =>
    transaction
      .selectFrom('holdspace.session_event')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .where('session_id', '=', sessionId)
      // The head was read before; what was appended meanwhile is the next walk's.
      .where('seq', '<=', headSeq)
      .orderBy('seq')
      .execute(),
  );
  let [previousHash, expected] = [FIRST_PREVIOUS_HASH, 1];
  const broken = (seq: number, why: string) => ({ events: rows.length, broken: { clinicId, sessionId, seq, why } });
  for (const row of rows) {
    const event = await asItReads(db, keyring, { clinicId, sessionId }, row.event as SessionEvent);
    if (event === null) return broken(row.seq, 'who it is about does not open');
    if (row.seq !== expected) return broken(expected, `entry ${expected} is missing`);
    if (row.previous_hash !== previousHash)
      return broken(row.seq, 'its previous hash is not the hash of the entry before');
    if (hashOfEvent({ clinicId, sessionId, previousHash }, event) !== row.hash)
      return broken(row.seq, 'its content does not have its hash');
    if (
      event.seq !== row.seq ||
      event.type !== row.type ||
      event.at !== row.clinical_at ||
      event.recordedAt !== row.recorded_at
    )
      return broken(row.seq, 'its columns differ from its content');
    previousHash = row.hash;
    expected += 1;
  }
  if (expected !== headSeq + 1) return broken(expected, `entry ${expected} is missing at the end`);
  return previousHash === headHash
    ? { events: rows.length }
    : broken(headSeq, 'it is not the entry at which the session’s head points');
}

/** An entry with what is sealed in it opened, since its hash covers it so; null where that does not open. */
async function asItReads(
  db: Database,
  keyring: Keyring,
  at: { readonly clinicId: string; readonly sessionId: string },
  event: SessionEvent,
): Promise<SessionEvent | null> {
  if (!isPlanned(event)) return event;
  try {
    return await withClinic(db, at.clinicId, (transaction) => openIdentity(keyring, transaction, at, event));
  } catch (error) {
    if (error instanceof SealFault) return null;
    throw error;
  }
}

/** Verifies the sessions of the clinics given, or of all. */
export async function verifyChains(
  db: Database,
  keyring: Keyring,
  clinicIds: readonly string[],
): Promise<Verification> {
  let total: Verification = { sessions: 0, events: 0 };
  for (const clinicId of clinicIds) {
    const found = await verifyClinic(db, keyring, clinicId);
    total = {
      sessions: total.sessions + found.sessions,
      events: total.events + found.events,
      ...(found.broken && { broken: found.broken }),
    };
    if (found.broken) return total;
  }
  return total;
}
