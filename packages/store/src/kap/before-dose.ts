/** What prescribers wrote for patients to do before a dose: sealed versions, the latest of which stands. */
import type { Instant } from '@holdspace/care';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';
import type { BeforeDoseWordsTable } from './tables.ts';

export interface BeforeDoseWords {
  readonly id: string;
  readonly courseId: string;
  readonly version: number;
  readonly authorId: string;
  readonly at: Instant;
  /** Empty where what was written has been taken away. */
  readonly words: string;
}
export type BeforeDoseSaved =
  | { readonly saved: true; readonly kept: BeforeDoseWords }
  /** `stale`: somebody wrote meanwhile, and that stands. `taken`: the id is something else's. */
  | { readonly saved: false; readonly because: 'stale' | 'taken' };

export function createBeforeDose(db: Database, keyring: Keyring) {
  const placeOf = (clinicId: string, rowId: string) => ({
    clinicId,
    table: 'before_dose_words' as const,
    column: 'sealed',
    rowId,
  });
  const open = async (
    transaction: ClinicTransaction,
    clinicId: string,
    row: BeforeDoseWordsTable,
  ): Promise<BeforeDoseWords> => ({
    id: row.words_id,
    courseId: row.course_id,
    version: row.version,
    authorId: row.author_id,
    at: row.saved_at as Instant,
    words: await keyring.open(transaction, row.sealed, placeOf(clinicId, row.words_id)),
  });

  return {
    /** Adds a version; a unique index, and not a look beforehand, decides between two who write at once. */
    save: (clinicId: string, given: BeforeDoseWords): Promise<BeforeDoseSaved> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('holdspace.before_dose_words')
          .values({
            clinic_id: clinicId,
            words_id: given.id,
            course_id: given.courseId,
            version: given.version,
            author_id: given.authorId,
            saved_at: given.at,
            sealed: seal(given.words, placeOf(clinicId, given.id)),
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows === 1n) return { saved: true, kept: given };
        const row = await transaction
          .selectFrom('holdspace.before_dose_words')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('words_id', '=', given.id)
          .executeTakeFirst();
        if (!row) return { saved: false, because: 'stale' };
        const kept = await open(transaction, clinicId, row);
        const isSame =
          kept.courseId === given.courseId &&
          kept.version === given.version &&
          kept.authorId === given.authorId &&
          kept.words === given.words;
        return isSame ? { saved: true, kept } : { saved: false, because: 'taken' };
      }),

    /** What was written last, empty or not; null where nothing ever was. */
    latest: (clinicId: string, courseId: string): Promise<BeforeDoseWords | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.before_dose_words')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('course_id', '=', courseId)
          .orderBy('version', 'desc')
          .limit(1)
          .executeTakeFirst();
        return row ? open(transaction, clinicId, row) : null;
      }),
  };
}
