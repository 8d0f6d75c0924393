/**
 * Imports: announced, sent, looked through, tried, imported in one transaction, and taken back whole. What is imported is what
 * the dry run that counts said of this very file, or nothing.
 */
import { randomUUID } from 'node:crypto';
import type { Brought, Instant, KnownHere, Mapping, TrialCounts } from '@holdspace/care';
import { type Selectable, sql } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';
import { patientSealer } from '../patients.ts';
import { createImportFiles, readWithin } from './files.ts';
import { knownHere } from './known-here.ts';
import { createImportMappings } from './mappings.ts';
import { createImportedPast, writePast } from './past.ts';
import type { DataImport, FileRead, SealedOfImport } from './shapes.ts';
import type { DataImportTable } from './tables.ts';
import { createTrialRows } from './trial-rows.ts';

const ROWS_A_BATCH = 500;
/** What nobody imports goes by itself: a file of patients’ data does not lie about. */
const KEPT_DAYS = 7;
const FOREIGN_KEY_VIOLATION = '23503';
const place = (clinicId: string, rowId: string) =>
  ({ clinicId, table: 'data_import', column: 'sealed', rowId }) as const;

export type Imported =
  | { readonly imported: true }
  | { readonly imported: false; readonly because: 'gone' | 'stale' | 'imported' };
export type TakenBack =
  | { readonly takenBack: true; readonly scores: number; readonly doses: number; readonly patients: number }
  /** `built`: a table in which something hangs on a patient whom the import made. */
  | { readonly takenBack: false; readonly because: 'gone' | 'not-imported' | 'taken-back' }
  | { readonly takenBack: false; readonly because: 'built'; readonly table: string };

export function createImports(db: Database, keyring: Keyring) {
  const opened = async (
    transaction: ClinicTransaction,
    clinicId: string,
    row: Selectable<DataImportTable>,
  ): Promise<DataImport> => {
    const sealed = await keyring.open(transaction, row.sealed, place(clinicId, row.import_id));
    const { fileName, read, mapping, because = '' } = JSON.parse(sealed) as SealedOfImport;
    return {
      id: row.import_id,
      kind: row.kind,
      fileName,
      madeAt: row.made_at as Instant,
      madeBy: row.made_by,
      ...(row.bytes !== null && row.sha256 !== null && { file: { bytes: row.bytes, sha256: row.sha256 } }),
      ...(read && { read }),
      ...(mapping && { mapping }),
      ...(row.trial_id !== null &&
        row.trial_digest !== null &&
        row.trial_counts !== null && {
          trial: { id: row.trial_id, at: row.trial_at as Instant, digest: row.trial_digest, counts: row.trial_counts },
        }),
      ...(row.imported_at !== null &&
        row.imported_by !== null && {
          imported: { at: row.imported_at as Instant, by: row.imported_by, leftOut: row.left_out ?? 0 },
        }),
      ...(row.taken_back_at !== null &&
        row.taken_back_by !== null && {
          takenBack: { at: row.taken_back_at as Instant, by: row.taken_back_by, because },
        }),
    };
  };
  const rowOf = (transaction: ClinicTransaction, clinicId: string, importId: string) =>
    transaction
      .selectFrom('holdspace.data_import')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .where('import_id', '=', importId);
  const change = (transaction: ClinicTransaction, clinicId: string, importId: string) =>
    transaction
      .updateTable('holdspace.data_import')
      .where('clinic_id', '=', clinicId)
      .where('import_id', '=', importId);
  /** Seals anew what changed of it. */
  const sealAnew = async (
    transaction: ClinicTransaction,
    clinicId: string,
    row: Selectable<DataImportTable>,
    more: Partial<SealedOfImport>,
  ) => {
    const before = JSON.parse(await keyring.open(transaction, row.sealed, place(clinicId, row.import_id)));
    const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
    return seal(JSON.stringify({ ...before, ...more }), place(clinicId, row.import_id));
  };
  /** One import of a clinic at a time: what one brings is known to the next. */
  const alone = (transaction: ClinicTransaction, clinicId: string) =>
    sql`select pg_advisory_xact_lock(hashtextextended(${`import ${clinicId}`}, 7))`.execute(transaction);

  return {
    files: createImportFiles(db, keyring),
    rows: createTrialRows(db, keyring),
    mappings: createImportMappings(db, keyring),
    past: createImportedPast(db),

    /** Announces an import; throws PostgreSQL's unique violation where its id is taken. */
    announce: (
      clinicId: string,
      given: Pick<DataImport, 'id' | 'kind' | 'fileName' | 'madeAt' | 'madeBy'>,
    ): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        await transaction
          .insertInto('holdspace.data_import')
          .values({
            clinic_id: clinicId,
            import_id: given.id,
            kind: given.kind,
            made_at: given.madeAt,
            made_by: given.madeBy,
            sealed: seal(JSON.stringify({ fileName: given.fileName }), place(clinicId, given.id)),
          })
          .execute();
        const old = new Date(Date.parse(given.madeAt) - KEPT_DAYS * 86_400_000).toISOString();
        await transaction
          .deleteFrom('holdspace.data_import')
          .where('clinic_id', '=', clinicId)
          .where('made_at', '<', old)
          .where('imported_at', 'is', null)
          .execute();
      }),
    find: (clinicId: string, importId: string): Promise<DataImport | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const row = await rowOf(transaction, clinicId, importId).executeTakeFirst();
        return row ? opened(transaction, clinicId, row) : null;
      }),
    /** The newest first. */
    list: (clinicId: string): Promise<readonly DataImport[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.data_import')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .orderBy('made_at', 'desc')
          .orderBy('import_id')
          .limit(100)
          .execute();
        const all: DataImport[] = [];
        for (const row of rows) all.push(await opened(transaction, clinicId, row));
        return all;
      }),
    /** Takes away what was not imported; false where there is none, or it was. */
    throwAway: (clinicId: string, importId: string): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('holdspace.data_import')
          .where('clinic_id', '=', clinicId)
          .where('import_id', '=', importId)
          .where('imported_at', 'is', null)
          .executeTakeFirst();
        return numDeletedRows === 1n;
      }),

    keepRead: (clinicId: string, importId: string, read: FileRead): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await rowOf(transaction, clinicId, importId).forUpdate().executeTakeFirst();
        if (!row || row.imported_at !== null) return;
        // Read otherwise, nothing that was tried of it counts.
        const nothing = { trial_id: null, trial_at: null, trial_digest: null, trial_counts: null };
        await change(transaction, clinicId, importId)
          .set({ ...nothing, sealed: await sealAnew(transaction, clinicId, row, { read }) })
          .execute();
      }),
    known: (clinicId: string): Promise<KnownHere> =>
      readingSealed(db, clinicId, (transaction) => knownHere(keyring, transaction, clinicId)),
    /** Makes a dry run the one that counts, and takes the rows of others away; false where the import is imported, or gone. */
    keepTrial: (
      clinicId: string,
      importId: string,
      trial: { id: string; at: Instant; digest: string; counts: TrialCounts; mapping?: Mapping },
    ): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await rowOf(transaction, clinicId, importId).forUpdate().executeTakeFirst();
        if (!row || row.imported_at !== null) return false;
        await change(transaction, clinicId, importId)
          .set({
            trial_id: trial.id,
            trial_at: trial.at,
            trial_digest: trial.digest,
            trial_counts: JSON.stringify(trial.counts),
            sealed: await sealAnew(transaction, clinicId, row, trial.mapping ? { mapping: trial.mapping } : {}),
          })
          .execute();
        await transaction
          .deleteFrom('holdspace.data_import_rows')
          .where('clinic_id', '=', clinicId)
          .where('import_id', '=', importId)
          .where('trial_id', '!=', trial.id)
          .execute();
        return true;
      }),

    /**
     * Writes all that `judge` brings, in one transaction: what throws in the middle leaves nothing. `judge` reads the file anew
     * and throws where it does not come to what the dry run said.
     */
    run: (
      clinicId: string,
      importId: string,
      asked: { trialId: string; leftOut: number; by: string; at: Instant },
      judge: (known: KnownHere, bytes: () => AsyncIterable<Buffer>) => AsyncIterable<Brought>,
    ): Promise<Imported> =>
      readingSealed(db, clinicId, async (transaction): Promise<Imported> => {
        await alone(transaction, clinicId);
        const row = await rowOf(transaction, clinicId, importId).forUpdate().executeTakeFirst();
        if (!row) return { imported: false, because: 'gone' };
        if (row.imported_at !== null) return { imported: false, because: 'imported' };
        if (row.trial_id !== asked.trialId) return { imported: false, because: 'stale' };
        await change(transaction, clinicId, importId)
          .set({ imported_at: asked.at, imported_by: asked.by, left_out: asked.leftOut })
          .execute();
        const known = await knownHere(keyring, transaction, clinicId);
        const made = new Map<string, string>();
        const seal = await patientSealer(keyring, transaction, clinicId);
        const writeBatch = async (batch: readonly Brought[]) => {
          const patients = batch.flatMap(({ makes }) => {
            if (!makes) return [];
            const id = randomUUID();
            made.set(makes.recordNumber, id);
            const of = { clinic_id: clinicId, patient_id: id, created_at: asked.at, import_id: importId };
            return [{ ...of, ...seal({ id, ...makes }) }];
          });
          if (patients.length > 0) await transaction.insertInto('holdspace.patient').values(patients).execute();
          const rows = batch.map(({ row: number, patient, scores, doses }) => {
            const patientId = 'id' in patient ? patient.id : made.get(patient.made);
            if (patientId === undefined) throw new Error(`row ${number} is of nobody`);
            return { row: number, patientId, scores, doses };
          });
          await writePast(transaction, { clinicId, importId }, rows);
        };
        let batch: Brought[] = [];
        const bytes = () => readWithin(keyring, transaction, clinicId, importId);
        for await (const brought of judge(known, bytes)) {
          batch.push(brought);
          if (batch.length < ROWS_A_BATCH) continue;
          await writeBatch(batch);
          batch = [];
        }
        await writeBatch(batch);
        // What it held stands in the record now; the file itself is not kept a second time.
        await transaction
          .deleteFrom('holdspace.data_import_piece')
          .where('clinic_id', '=', clinicId)
          .where('import_id', '=', importId)
          .execute();
        return { imported: true };
      }),

    /** Takes back all that an import brought, unless something hangs on a patient whom it made. */
    async takeBack(
      clinicId: string,
      importId: string,
      asked: { by: string; at: Instant; because: string },
    ): Promise<TakenBack> {
      try {
        return await readingSealed(db, clinicId, async (transaction): Promise<TakenBack> => {
          await alone(transaction, clinicId);
          const row = await rowOf(transaction, clinicId, importId).forUpdate().executeTakeFirst();
          if (!row) return { takenBack: false, because: 'gone' };
          if (row.imported_at === null) return { takenBack: false, because: 'not-imported' };
          if (row.taken_back_at !== null) return { takenBack: false, because: 'taken-back' };
          const gone = async (table: 'imported_score' | 'imported_dose' | 'patient') => {
            const { numDeletedRows } = await transaction
              .deleteFrom(`holdspace.${table}`)
              .where('clinic_id', '=', clinicId)
              .where('import_id', '=', importId)
              .executeTakeFirst();
            return Number(numDeletedRows);
          };
          const [scores, doses, patients] = [
            await gone('imported_score'),
            await gone('imported_dose'),
            await gone('patient'),
          ];
          const sealed = await sealAnew(transaction, clinicId, row, { because: asked.because });
          await change(transaction, clinicId, importId)
            .set({ taken_back_at: asked.at, taken_back_by: asked.by, sealed })
            .execute();
          return { takenBack: true, scores, doses, patients };
        });
      } catch (error) {
        const { code, table } = error as { code?: unknown; table?: unknown };
        if (code !== FOREIGN_KEY_VIOLATION) throw error;
        return { takenBack: false, because: 'built', table: String(table) };
      }
    },
  };
}
