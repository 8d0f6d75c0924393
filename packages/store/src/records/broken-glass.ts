/** Broken glass: each time that somebody opened a patient in need, kept with its reason, its end and its review. Never removed. */
import {
  type Glass,
  type GlassReason,
  type GlassReview,
  type GlassVerdict,
  glassStands,
  type Instant,
  verdictEnds,
} from '@holdspace/care';
import { sql } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';

export interface NewGlass {
  readonly id: string;
  readonly patientId: string;
  readonly practitionerId: string;
  readonly kind: GlassReason;
  readonly words: string;
  readonly at: Instant;
  readonly until: Instant;
}
export interface BrokenGlass extends NewGlass, Glass {
  /** Its own person, or the reviewer who closed it. */
  readonly endedBy?: string;
  readonly reviewedBy?: string;
  readonly verdict?: GlassVerdict;
  readonly reviewWords?: string;
}
/** What waits for a review, without whose record it was and why: for who must look, and how many wait. */
export interface WaitingGlass extends Glass {
  readonly id: string;
  readonly practitionerId: string;
}

const place = (clinicId: string, column: 'sealed' | 'review_sealed', rowId: string) => ({
  clinicId,
  table: 'break_glass',
  column,
  rowId,
});

interface Times {
  readonly at: string;
  readonly until: string;
  readonly ended_at: string | null;
}
const timesOf = ({ at, until, ended_at }: Times) => ({
  at: at as Instant,
  until: until as Instant,
  ...(ended_at !== null && { endedAt: ended_at as Instant }),
});

const toWaiting = (
  row: Times & { readonly break_glass_id: string; readonly practitioner_id: string },
): WaitingGlass => ({
  id: row.break_glass_id,
  practitionerId: row.practitioner_id,
  ...timesOf(row),
});

export function createBrokenGlass(db: Database, keyring: Keyring) {
  const rowsOf = (transaction: ClinicTransaction, clinicId: string) =>
    transaction.selectFrom('holdspace.break_glass').selectAll().where('clinic_id', '=', clinicId);
  type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];
  const open = async (transaction: ClinicTransaction, clinicId: string, row: Row): Promise<BrokenGlass> => {
    const id = row.break_glass_id;
    const words = await keyring.open(transaction, row.sealed, place(clinicId, 'sealed', id));
    const reviewWords =
      row.review_sealed === null
        ? undefined
        : await keyring.open(transaction, row.review_sealed, place(clinicId, 'review_sealed', id));
    return {
      id,
      patientId: row.patient_id,
      practitionerId: row.practitioner_id,
      kind: row.reason_kind,
      words,
      ...timesOf(row),
      ...(row.ended_by && { endedBy: row.ended_by }),
      ...(row.reviewed_at && { reviewedAt: row.reviewed_at as Instant }),
      ...(row.reviewed_by && { reviewedBy: row.reviewed_by }),
      ...(row.verdict && { verdict: row.verdict }),
      ...(reviewWords !== undefined && { reviewWords }),
    };
  };
  const openAll = async (transaction: ClinicTransaction, clinicId: string, rows: readonly Row[]) => {
    const all: BrokenGlass[] = [];
    for (const row of rows) all.push(await open(transaction, clinicId, row));
    return all;
  };

  return {
    /** Keeps one. Answers false where something is kept under this id already; it stays as it is. */
    create: (clinicId: string, given: NewGlass): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'identifiers');
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('holdspace.break_glass')
          .values({
            clinic_id: clinicId,
            break_glass_id: given.id,
            patient_id: given.patientId,
            practitioner_id: given.practitionerId,
            reason_kind: given.kind,
            sealed: seal(given.words, place(clinicId, 'sealed', given.id)),
            at: given.at,
            until: given.until,
            ended_at: null,
            ended_by: null,
            reviewed_at: null,
            reviewed_by: null,
            verdict: null,
            review_sealed: null,
          })
          .onConflict((conflict) => conflict.columns(['clinic_id', 'break_glass_id']).doNothing())
          .executeTakeFirst();
        return numInsertedOrUpdatedRows === 1n;
      }),
    find: (clinicId: string, id: string): Promise<BrokenGlass | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const row = await rowsOf(transaction, clinicId).where('break_glass_id', '=', id).executeTakeFirst();
        return row ? open(transaction, clinicId, row) : null;
      }),
    /** Whether somebody has broken the glass for a patient, and it still opens something. Asked at every look. */
    stands: (clinicId: string, practitionerId: string, patientId: string, now: Instant): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.break_glass')
          .select(['at', 'until', 'ended_at'])
          .where('clinic_id', '=', clinicId)
          .where('practitioner_id', '=', practitionerId)
          .where('patient_id', '=', patientId)
          .where('until', '>', now)
          .execute();
        return rows.some((row) => glassStands(timesOf(row), now));
      }),
    /** What somebody has open, the one that lasts longest first. */
    standingOf: (clinicId: string, practitionerId: string, now: Instant): Promise<readonly BrokenGlass[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const rows = await rowsOf(transaction, clinicId)
          .where('practitioner_id', '=', practitionerId)
          .where('until', '>', now)
          .orderBy('until', 'desc')
          .execute();
        return openAll(
          transaction,
          clinicId,
          rows.filter((row) => glassStands(timesOf(row), now)),
        );
      }),
    /** Its own person needs it no longer. What has ended, or run out, stays as it was. */
    end: (clinicId: string, id: string, practitionerId: string, now: Instant): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .updateTable('holdspace.break_glass')
          .set({ ended_at: now, ended_by: practitionerId })
          .where('clinic_id', '=', clinicId)
          .where('break_glass_id', '=', id)
          .where('practitioner_id', '=', practitionerId)
          .where('ended_at', 'is', null)
          .where('until', '>', now)
          .execute();
      }),
    /** What nobody has reviewed, the oldest first. */
    waiting: (clinicId: string): Promise<readonly WaitingGlass[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.break_glass')
          .select(['break_glass_id', 'practitioner_id', 'at', 'until', 'ended_at'])
          .where('clinic_id', '=', clinicId)
          .where('reviewed_at', 'is', null)
          .orderBy('at')
          .execute();
        return rows.map(toWaiting);
      }),
    /** Of what nobody has been told by mail and nobody has reviewed, since a moment: the oldest first. */
    untold: (clinicId: string, since: Instant): Promise<readonly WaitingGlass[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.break_glass')
          .select(['break_glass_id', 'practitioner_id', 'at', 'until', 'ended_at'])
          .where('clinic_id', '=', clinicId)
          .where('told_at', 'is', null)
          .where('reviewed_at', 'is', null)
          .where('at', '>', since)
          .orderBy('at')
          .execute();
        return rows.map(toWaiting);
      }),
    /** Everybody who is to be told by mail was. */
    told: (clinicId: string, id: string, at: Instant): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .updateTable('holdspace.break_glass')
          .set({ told_at: at })
          .where('clinic_id', '=', clinicId)
          .where('break_glass_id', '=', id)
          .where('told_at', 'is', null)
          .execute();
      }),
    /** Everything that waits for a review, the oldest first; or what was reviewed, the newest first, at most so many. */
    list: (clinicId: string, state: 'open' | 'reviewed', most: number): Promise<readonly BrokenGlass[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const asked = rowsOf(transaction, clinicId);
        const rows =
          state === 'open'
            ? await asked.where('reviewed_at', 'is', null).orderBy('at').execute()
            : await asked.where('reviewed_at', 'is not', null).orderBy('reviewed_at', 'desc').limit(most).execute();
        return openAll(transaction, clinicId, rows);
      }),
    /**
     * Keeps a review, by another person than whom it is about, once. Answers whether it was taken. A verdict that closes it
     * ends what still stands.
     */
    review: (clinicId: string, id: string, by: string, review: GlassReview, now: Instant): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'identifiers');
        const closes = verdictEnds(review.verdict);
        const { numUpdatedRows } = await transaction
          .updateTable('holdspace.break_glass')
          .set({
            reviewed_at: now,
            reviewed_by: by,
            verdict: review.verdict,
            review_sealed: seal(review.words, place(clinicId, 'review_sealed', id)),
            ...(closes && {
              ended_at: sql`case when ended_at is null and until > ${now} then ${now}::timestamptz else ended_at end`,
              ended_by: sql`case when ended_at is null and until > ${now} then ${by}::uuid else ended_by end`,
            }),
          })
          .where('clinic_id', '=', clinicId)
          .where('break_glass_id', '=', id)
          .where('practitioner_id', '!=', by)
          .where('reviewed_at', 'is', null)
          .executeTakeFirst();
        return numUpdatedRows === 1n;
      }),
  };
}
