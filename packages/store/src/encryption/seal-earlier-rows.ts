/**
 * Seals what a database from before held in the clear: patients' identities, and the identities in session logs. Done at
 * start, once, in small batches; cut off, it goes on at the next start.
 */
import type { SessionEvent } from '@holdspace/care';
import pg from 'pg';
import { canonicalJson } from '../canonical-json.ts';
import { type Database, withClinic } from '../database.ts';
import { sealPatient } from '../patients.ts';
import type { Keyring } from './keyring.ts';
import { isPlanned, sealIdentity } from './session-identity.ts';

const ROWS_AT_ONCE = 200;

/** Answers how many rows were sealed. The address is the owner's: the application's role may not change an event. */
export async function sealEarlierRows(
  db: Database,
  keyring: Keyring,
  clinicIds: readonly string[],
  databaseUrl: string,
): Promise<number> {
  let sealed = 0;
  for (const clinicId of clinicIds) {
    for (let more = ROWS_AT_ONCE; more === ROWS_AT_ONCE; sealed += more)
      more = await sealPatients(db, keyring, clinicId);
    sealed += await sealSessionIdentities(db, keyring, clinicId, databaseUrl);
  }
  // The old forms of the rows lie in the table's file until it is written anew.
  if (sealed > 0) await asOwner(databaseUrl, (owner) => owner.query('vacuum (full) holdspace.patient'));
  return sealed;
}

const sealPatients = (db: Database, keyring: Keyring, clinicId: string): Promise<number> =>
  withClinic(db, clinicId, async (transaction) => {
    const rows = await transaction
      .selectFrom('holdspace.patient')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .where('sealed', 'is', null)
      .limit(ROWS_AT_ONCE)
      .forUpdate()
      .execute();
    for (const row of rows) {
      const patient = {
        id: row.patient_id,
        name: row.name ?? '',
        dateOfBirth: row.date_of_birth ?? '',
        recordNumber: row.record_number ?? '',
      };
      await transaction
        .updateTable('holdspace.patient')
        .set({
          ...(await sealPatient(keyring, transaction, clinicId, patient)),
          name: null,
          date_of_birth: null,
          record_number: null,
        })
        .where('clinic_id', '=', clinicId)
        .where('patient_id', '=', row.patient_id)
        .execute();
    }
    return rows.length;
  });

async function sealSessionIdentities(
  db: Database,
  keyring: Keyring,
  clinicId: string,
  databaseUrl: string,
): Promise<number> {
  const rows = await withClinic(db, clinicId, (transaction) =>
    transaction
      .selectFrom('holdspace.session as session')
      .innerJoin('holdspace.session_event as first', (join) =>
        join.onRef('first.clinic_id', '=', 'session.clinic_id').onRef('first.session_id', '=', 'session.session_id'),
      )
      .select(['first.session_id', 'first.event'])
      .where('session.clinic_id', '=', clinicId)
      .where('first.seq', '=', 1)
      .execute(),
  );
  const plain = rows.filter(({ event }) => isPlanned(event as SessionEvent) && !('sealed' in patientOf(event)));
  if (plain.length === 0) return 0;
  const stored = await withClinic(db, clinicId, async (transaction) => {
    const all: { sessionId: string; text: string }[] = [];
    for (const { session_id: sessionId, event } of plain) {
      const planned = event as SessionEvent;
      if (isPlanned(planned))
        all.push({
          sessionId,
          text: canonicalJson(await sealIdentity(keyring, transaction, { clinicId, sessionId }, planned)),
        });
    }
    return all;
  });
  await asOwner(databaseUrl, async (owner) => {
    await owner.query('begin');
    await owner.query("select set_config('holdspace.clinic', $1, true)", [clinicId]);
    for (const { sessionId, text } of stored)
      await owner.query(
        'update holdspace.session_event set event = $3 where clinic_id = $1 and session_id = $2 and seq = 1',
        [clinicId, sessionId, text],
      );
    await owner.query('commit');
  });
  return stored.length;
}
const patientOf = (event: object): object => (event as { patient?: object }).patient ?? {};

async function asOwner(databaseUrl: string, work: (owner: pg.Client) => Promise<unknown>): Promise<void> {
  const owner = new pg.Client({ connectionString: databaseUrl, application_name: 'holdspace sealing' });
  owner.on('error', () => undefined);
  await owner.connect();
  await work(owner).finally(() => owner.end());
}
