/** Dosing sessions: their head row, their log, and their place among a patient's sessions. */
import type { Instant, SessionEvent, SessionProjection } from '@holdspace/care';
import { type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { openIdentity } from '../encryption/session-identity.ts';
import type { StoredEvent } from './chain.ts';

export interface SessionHead {
  readonly id: string;
  readonly visitId: string | null;
  readonly patientId: string;
  readonly protocolId: string;
  readonly protocolVersion: string;
  readonly seq: number;
  /** The hash of the last event; empty before the first. */
  readonly hash: string;
  readonly summary: SessionProjection | null;
}

const toStored = (row: { event: object; hash: string; previous_hash: string }): StoredEvent => ({
  ...(row.event as SessionEvent),
  hash: row.hash,
  previousHash: row.previous_hash,
});
const toHead = (row: {
  session_id: string;
  visit_id: string | null;
  patient_id: string;
  protocol_id: string;
  protocol_version: string;
  seq: number;
  head_hash: string;
  summary: SessionProjection | null;
}): SessionHead => ({
  id: row.session_id,
  visitId: row.visit_id,
  patientId: row.patient_id,
  protocolId: row.protocol_id,
  protocolVersion: row.protocol_version,
  seq: row.seq,
  hash: row.head_hash,
  summary: row.summary,
});

export function createSessions(db: Database, keyring: Keyring) {
  return {
    /** Makes an empty session. Answers false where the id, or the visit's session, is there already. */
    create: (
      clinicId: string,
      session: { sessionId: string; visitId?: string; patientId: string; protocolId: string; protocolVersion: string },
      now: Instant,
    ): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('holdspace.session')
          .values({
            clinic_id: clinicId,
            session_id: session.sessionId,
            visit_id: session.visitId ?? null,
            patient_id: session.patientId,
            protocol_id: session.protocolId,
            protocol_version: session.protocolVersion,
            seq: 0,
            head_hash: '',
            summary: null,
            updated_at: now,
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        return numInsertedOrUpdatedRows === 1n;
      }),
    head: (clinicId: string, sessionId: string): Promise<SessionHead | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.session')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('session_id', '=', sessionId)
          .executeTakeFirst();
        return row ? toHead(row) : null;
      }),
    ofVisit: (clinicId: string, visitId: string): Promise<SessionHead | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.session')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('visit_id', '=', visitId)
          .executeTakeFirst();
        return row ? toHead(row) : null;
      }),
    ofPatient: (clinicId: string, patientId: string): Promise<readonly SessionHead[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.session')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .orderBy('updated_at', 'desc')
          .execute();
        return rows.map(toHead);
      }),
    /** The log after a sequence number, in order. */
    events: (clinicId: string, sessionId: string, after = 0): Promise<readonly StoredEvent[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.session_event')
          .select(['event', 'hash', 'previous_hash'])
          .where('clinic_id', '=', clinicId)
          .where('session_id', '=', sessionId)
          .where('seq', '>', after)
          .orderBy('seq')
          .execute();
        const [first, ...rest] = rows.map(toStored);
        return first ? [await openIdentity(keyring, transaction, { clinicId, sessionId }, first), ...rest] : [];
      }),
    /** What a command became when it was stored, and what tells it from another under its id; null where it never was. */
    commandEvents: (
      clinicId: string,
      commandId: string,
    ): Promise<{
      readonly sessionId: string;
      readonly commandHash: string;
      readonly events: readonly StoredEvent[];
    } | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.session_event')
          .select(['session_id', 'command_hash', 'event', 'hash', 'previous_hash'])
          .where('clinic_id', '=', clinicId)
          .where('command_id', '=', commandId)
          .orderBy('command_part')
          .execute();
        const [first] = rows;
        if (!first) return null;
        const { session_id: sessionId, command_hash: commandHash } = first;
        const events: StoredEvent[] = [];
        for (const row of rows)
          events.push(await openIdentity(keyring, transaction, { clinicId, sessionId }, toStored(row)));
        return { sessionId, commandHash, events };
      }),
  };
}
