/**
 * Replacing keys while the clinic works. A purpose's data key: a new one seals from the moment it is there, the old one
 * stays readable, rows are sealed anew in small batches, and when no row is left under it its bytes are destroyed. The
 * root key: every data key is wrapped anew. Each step looks at what is stored, so a rotation that was cut off goes on
 * where it was.
 */
import { sql } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import { type Keyring, makeKey } from './keyring.ts';
import { NEVER_REPLACED, PURPOSES, type Purpose, SEALED_COLUMNS, type SealedColumn } from './purposes.ts';
import { keyIdOf } from './sealed.ts';

/** Rows sealed anew in one transaction: few, so that no writer waits long for one of them. */
const ROWS_AT_ONCE = 50;

export interface Rotated {
  readonly made: number;
  readonly resealed: number;
  readonly retired: number;
}
/** Told after every batch that is committed. */
export type RotationObserver = (resealed: number) => void | Promise<void>;

/** Replaces the data keys of a clinic, or finishes a replacement that was cut off. */
export async function rotateDataKeys(
  db: Database,
  keyring: Keyring,
  clinicId: string,
  observe: RotationObserver = () => undefined,
): Promise<Rotated> {
  let total: Rotated = { made: 0, resealed: 0, retired: 0 };
  for (const purpose of PURPOSES) {
    if (purpose === 'lookup') continue;
    const made = await replaceCurrent(db, keyring, clinicId, purpose);
    let resealed = 0;
    for (const column of SEALED_COLUMNS.filter((one) => one.purpose === purpose))
      resealed += await resealColumn(db, keyring, clinicId, column, observe);
    const retired = NEVER_REPLACED.includes(purpose) ? 0 : await retireUnused(db, clinicId, purpose);
    total = { made: total.made + made, resealed: total.resealed + resealed, retired: total.retired + retired };
  }
  return total;
}

/** Makes a new current key; 0 where there was none to replace, or a replacement is still unfinished. */
const replaceCurrent = (db: Database, keyring: Keyring, clinicId: string, purpose: Purpose): Promise<number> =>
  withClinic(db, clinicId, async (transaction) => {
    const keys = await transaction
      .selectFrom('holdspace.data_key')
      .select(['key_id', 'state'])
      .where('clinic_id', '=', clinicId)
      .where('purpose', '=', purpose)
      .where('state', '!=', 'retired')
      .execute();
    const unfinished = !NEVER_REPLACED.includes(purpose) && keys.some((key) => key.state === 'old');
    if (unfinished || !keys.some((key) => key.state === 'current')) return 0;
    // Waits for every writer that holds the current key; those that come after seal with the next.
    await transaction
      .updateTable('holdspace.data_key')
      .set({ state: 'old' })
      .where('clinic_id', '=', clinicId)
      .where('purpose', '=', purpose)
      .where('state', '=', 'current')
      .execute();
    await makeKey(transaction, keyring.rootKeys, clinicId, purpose);
    return 1;
  });

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

async function resealColumn(
  db: Database,
  keyring: Keyring,
  clinicId: string,
  column: SealedColumn,
  observe: RotationObserver,
): Promise<number> {
  let resealed = 0;
  for (const eyes of await eyesOf(db, clinicId, column)) {
    let after = FIRST_ID;
    for (;;) {
      const batch = await withClinic(db, clinicId, async (transaction) => {
        if (eyes) await sql`select set_config(${eyes.setting}, ${eyes.id}, true)`.execute(transaction);
        return resealBatch(transaction, keyring, clinicId, column, after);
      });
      if (batch.last === undefined) break;
      after = batch.last;
      resealed += batch.resealed;
      await observe(resealed);
    }
  }
  return resealed;
}

async function resealBatch(
  transaction: ClinicTransaction,
  keyring: Keyring,
  clinicId: string,
  { table, column, purpose, rowId }: SealedColumn,
  after: string,
): Promise<{ resealed: number; last?: string }> {
  const seal = await keyring.sealer(transaction, clinicId, purpose);
  const from = sql.table(`holdspace.${table}`);
  const [id, value] = [sql.ref(rowId), sql.ref(column)];
  const { rows } = await sql<{ id: string; sealed: string | null }>`
    select ${id} as id, ${value} as sealed from ${from}
     where clinic_id = ${clinicId} and ${id} > ${after} order by ${id} limit ${ROWS_AT_ONCE} for update`.execute(
    transaction,
  );
  let resealed = 0;
  for (const row of rows) {
    if (row.sealed === null) continue;
    const place = { clinicId, table, column, rowId: row.id };
    const plaintext = await keyring.open(transaction, row.sealed, place);
    const again = seal(plaintext, place);
    if (keyIdOf(again, place) === keyIdOf(row.sealed, place)) continue;
    await sql`update ${from} set ${value} = ${again} where clinic_id = ${clinicId} and ${id} = ${row.id}`.execute(
      transaction,
    );
    resealed += 1;
  }
  const last = rows.at(-1)?.id;
  return { resealed, ...(last !== undefined && { last }) };
}

/** With whose eyes a column's rows are walked: those of each who alone has some of them in sight, or nobody's. */
async function eyesOf(db: Database, clinicId: string, { byAuthor, byPatient }: SealedColumn) {
  if (byAuthor) return (await authorsOf(db, clinicId)).map((id) => ({ setting: 'holdspace.author', id }));
  if (byPatient) return (await patientsOf(db, clinicId)).map((id) => ({ setting: 'holdspace.patient', id }));
  return [undefined];
}

/** Every patient who may have written: a journal belongs to a course of its patient, as the database sees to. */
const patientsOf = (db: Database, clinicId: string): Promise<readonly string[]> =>
  withClinic(db, clinicId, async (transaction) =>
    (
      await transaction
        .selectFrom('holdspace.course')
        .select('patient_id')
        .distinct()
        .where('clinic_id', '=', clinicId)
        .execute()
    ).map((row) => row.patient_id),
  );

/** Everybody who may have written, those who have left included. */
const authorsOf = (db: Database, clinicId: string): Promise<readonly string[]> =>
  withClinic(db, clinicId, async (transaction) =>
    (
      await transaction
        .selectFrom('holdspace.practitioner')
        .select('practitioner_id')
        .where('clinic_id', '=', clinicId)
        .execute()
    ).map((row) => row.practitioner_id),
  );

/** Destroys the bytes of old keys under which nothing is sealed any more. */
const retireUnused = (db: Database, clinicId: string, purpose: Purpose): Promise<number> =>
  withClinic(db, clinicId, async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('holdspace.data_key')
      .set({ state: 'retired', wrapped: null, retired_at: sql`now()` })
      .where('clinic_id', '=', clinicId)
      .where('purpose', '=', purpose)
      .where('state', '=', 'old')
      .executeTakeFirst();
    return Number(numUpdatedRows);
  });

/** Wraps a clinic’s data keys with the current root key. Answers how many were wrapped by another. */
export async function rewrapDataKeys(db: Database, { rootKeys }: Keyring, clinicId: string): Promise<number> {
  const rows = await withClinic(db, clinicId, (transaction) =>
    transaction
      .selectFrom('holdspace.data_key')
      .select(['key_id', 'purpose', 'root_key_id', 'wrapped'])
      .where('clinic_id', '=', clinicId)
      .where('wrapped', 'is not', null)
      .where('root_key_id', '!=', rootKeys.currentId)
      .execute(),
  );
  for (const row of rows) {
    if (row.wrapped === null) continue;
    const context = { clinicId, purpose: row.purpose, keyId: row.key_id };
    const dataKey = await rootKeys.unwrap(row.root_key_id, row.wrapped, context);
    const next = await rootKeys.wrap(dataKey, context);
    await withClinic(db, clinicId, (transaction) =>
      transaction
        .updateTable('holdspace.data_key')
        .set({ root_key_id: next.rootKeyId, wrapped: next.wrapped })
        .where('clinic_id', '=', clinicId)
        .where('key_id', '=', row.key_id)
        .where('wrapped', '=', row.wrapped)
        .execute(),
    );
  }
  return rows.length;
}
