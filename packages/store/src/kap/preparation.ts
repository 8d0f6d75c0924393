/**
 * What is said in preparation, and how the room is to be set: append-only versions, sealed. A saving names the version it
 * follows on; a unique index, and not a look beforehand, decides between two who save at once.
 */
import type { Answers, Filler, Instant, PreparationSectionId } from '@holdspace/care';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';
import type { PreparationVersionTable, SettingPlanVersionTable } from './tables.ts';

export interface KeptAnswers {
  readonly id: string;
  readonly courseId: string;
  readonly section: PreparationSectionId;
  readonly version: number;
  readonly author: { readonly kind: Filler; readonly id: string };
  readonly at: Instant;
  readonly fields: Answers;
}
export interface KeptSettingPlan {
  readonly id: string;
  readonly visitId: string;
  readonly version: number;
  readonly authorId: string;
  readonly at: Instant;
  readonly elements: Answers;
}
export type PreparationSaved<T> =
  | { readonly saved: true; readonly kept: T }
  /** `stale`: somebody saved meanwhile, and that stands. `taken`: the id is something else's. */
  | { readonly saved: false; readonly because: 'stale' | 'taken' };
/** What of the course goes along with a section; null empties it. */
export type CourseInStep = Partial<Readonly<Record<'focus' | 'intention', string | null>>>;

const sameAnswers = (one: Answers, other: Answers): boolean => {
  const ids = Object.keys(one);
  return ids.length === Object.keys(other).length && ids.every((id) => one[id] === other[id]);
};

export function createPreparation(db: Database, keyring: Keyring) {
  const placeOf = (clinicId: string, table: 'preparation_version' | 'setting_plan_version', rowId: string) => ({
    clinicId,
    table,
    column: 'sealed',
    rowId,
  });
  const openAnswers = async (
    transaction: ClinicTransaction,
    clinicId: string,
    row: PreparationVersionTable,
  ): Promise<KeptAnswers> => ({
    id: row.version_id,
    courseId: row.course_id,
    section: row.section as PreparationSectionId,
    version: row.version,
    author: { kind: row.author_kind, id: row.author_id },
    at: row.saved_at as Instant,
    fields: JSON.parse(
      await keyring.open(transaction, row.sealed, placeOf(clinicId, 'preparation_version', row.version_id)),
    ),
  });
  const openPlan = async (
    transaction: ClinicTransaction,
    clinicId: string,
    row: SettingPlanVersionTable,
  ): Promise<KeptSettingPlan> => ({
    id: row.version_id,
    visitId: row.visit_id,
    version: row.version,
    authorId: row.author_id,
    at: row.saved_at as Instant,
    elements: JSON.parse(
      await keyring.open(transaction, row.sealed, placeOf(clinicId, 'setting_plan_version', row.version_id)),
    ),
  });
  const inOrder = async <Row, Kept>(rows: readonly Row[], open: (row: Row) => Promise<Kept>): Promise<Kept[]> => {
    const kept: Kept[] = [];
    for (const row of rows) kept.push(await open(row));
    return kept;
  };

  return {
    /** Adds a version, and keeps the course's focus and intention in step. Sent twice, it is stored once. */
    save: (clinicId: string, given: KeptAnswers, course: CourseInStep = {}): Promise<PreparationSaved<KeptAnswers>> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('holdspace.preparation_version')
          .values({
            clinic_id: clinicId,
            version_id: given.id,
            course_id: given.courseId,
            section: given.section,
            version: given.version,
            author_kind: given.author.kind,
            author_id: given.author.id,
            saved_at: given.at,
            sealed: seal(JSON.stringify(given.fields), placeOf(clinicId, 'preparation_version', given.id)),
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows === 1n) {
          if (Object.keys(course).length > 0)
            await transaction
              .updateTable('holdspace.course')
              .set(course)
              .where('clinic_id', '=', clinicId)
              .where('course_id', '=', given.courseId)
              .execute();
          return { saved: true, kept: given };
        }
        const row = await transaction
          .selectFrom('holdspace.preparation_version')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('version_id', '=', given.id)
          .executeTakeFirst();
        if (!row) return { saved: false, because: 'stale' };
        const kept = await openAnswers(transaction, clinicId, row);
        const isSame =
          kept.courseId === given.courseId &&
          kept.section === given.section &&
          kept.version === given.version &&
          kept.author.id === given.author.id &&
          sameAnswers(kept.fields, given.fields);
        return isSame ? { saved: true, kept } : { saved: false, because: 'taken' };
      }),

    /** Every version of a course, section by section. */
    ofCourse: (clinicId: string, courseId: string): Promise<readonly KeptAnswers[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.preparation_version')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('course_id', '=', courseId)
          .orderBy('section')
          .orderBy('version')
          .execute();
        return inOrder(rows, (row) => openAnswers(transaction, clinicId, row));
      }),

    /** The latest version of each section: what stands. */
    latest: (clinicId: string, courseId: string): Promise<readonly KeptAnswers[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.preparation_version')
          .selectAll()
          .distinctOn('section')
          .where('clinic_id', '=', clinicId)
          .where('course_id', '=', courseId)
          .orderBy('section')
          .orderBy('version', 'desc')
          .execute();
        return inOrder(rows, (row) => openAnswers(transaction, clinicId, row));
      }),

    /** Adds a version of a session's setting plan. Sent twice, it is stored once. */
    savePlan: (clinicId: string, given: KeptSettingPlan): Promise<PreparationSaved<KeptSettingPlan>> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('holdspace.setting_plan_version')
          .values({
            clinic_id: clinicId,
            version_id: given.id,
            visit_id: given.visitId,
            version: given.version,
            author_id: given.authorId,
            saved_at: given.at,
            sealed: seal(JSON.stringify(given.elements), placeOf(clinicId, 'setting_plan_version', given.id)),
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows === 1n) return { saved: true, kept: given };
        const row = await transaction
          .selectFrom('holdspace.setting_plan_version')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('version_id', '=', given.id)
          .executeTakeFirst();
        if (!row) return { saved: false, because: 'stale' };
        const kept = await openPlan(transaction, clinicId, row);
        const isSame =
          kept.visitId === given.visitId &&
          kept.version === given.version &&
          kept.authorId === given.authorId &&
          sameAnswers(kept.elements, given.elements);
        return isSame ? { saved: true, kept } : { saved: false, because: 'taken' };
      }),

    /** The plans that stand for visits, each in its latest version; a visit without one is left out. */
    plansOf: (clinicId: string, visitIds: readonly string[]): Promise<readonly KeptSettingPlan[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        if (visitIds.length === 0) return [];
        const rows = await transaction
          .selectFrom('holdspace.setting_plan_version')
          .selectAll()
          .distinctOn('visit_id')
          .where('clinic_id', '=', clinicId)
          .where('visit_id', 'in', visitIds)
          .orderBy('visit_id')
          .orderBy('version', 'desc')
          .execute();
        return inOrder(rows, (row) => openPlan(transaction, clinicId, row));
      }),
  };
}
