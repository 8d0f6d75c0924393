/**
 * Patients' journals. A transaction sees an entry with its patient’s eyes, or while a sharing of it stands: PostgreSQL
 * itself keeps the rest. That something was shared, until when, and who opened it, stays when the words are gone again.
 */
import type { Instant, JournalKind, Stroke } from '@holdspace/care';
import { sql } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../../database.ts';
import type { Keyring } from '../../encryption/keyring.ts';
import { readingSealed } from '../../encryption/reading.ts';

/** What is sealed of an entry; a recording's bytes lie apart. */
export interface JournalWords {
  readonly words?: string;
  readonly strokes?: readonly Stroke[];
  readonly seconds?: number;
  readonly soundType?: string;
  readonly about?: string;
}
export interface JournalEntry extends JournalWords {
  readonly id: string;
  readonly courseId: string;
  readonly patientId: string;
  readonly kind: JournalKind;
  readonly writtenAt: Instant;
  readonly putAwayAt?: Instant;
}
export interface JournalShare {
  readonly id: string;
  readonly entryId: string;
  readonly courseId: string;
  readonly patientId: string;
  readonly kind: JournalKind;
  readonly sharedAt: Instant;
  readonly withdrawnAt?: Instant;
  /** Whether help was shown for words in it. */
  readonly crisis: boolean;
  readonly openedBy: readonly { readonly practitionerId: string; readonly at: Instant }[];
}

const placeIn = (table: 'journal_entry' | 'journal_sound') => (clinicId: string, rowId: string) => ({
  clinicId,
  table,
  column: 'sealed',
  rowId,
});
const entryPlace = placeIn('journal_entry');
const soundPlace = placeIn('journal_sound');

/** Whose eyes a transaction sees with. */
const asPatient = (transaction: ClinicTransaction, patientId: string) =>
  sql`select set_config('holdspace.patient', ${patientId}, true)`.execute(transaction);

export function createJournal(db: Database, keyring: Keyring) {
  const rowsOf = (transaction: ClinicTransaction, clinicId: string) =>
    transaction.selectFrom('holdspace.journal_entry').selectAll().where('clinic_id', '=', clinicId);
  type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];
  const open = async (transaction: ClinicTransaction, clinicId: string, row: Row): Promise<JournalEntry> => ({
    id: row.entry_id,
    courseId: row.course_id,
    patientId: row.patient_id,
    kind: row.kind,
    writtenAt: row.written_at as Instant,
    ...(row.put_away_at && { putAwayAt: row.put_away_at as Instant }),
    ...(JSON.parse(await keyring.open(transaction, row.sealed, entryPlace(clinicId, row.entry_id))) as JournalWords),
  });
  const openOne = async (
    transaction: ClinicTransaction,
    clinicId: string,
    id: string,
  ): Promise<JournalEntry | null> => {
    const row = await rowsOf(transaction, clinicId).where('entry_id', '=', id).executeTakeFirst();
    return row ? open(transaction, clinicId, row) : null;
  };
  const soundIn = async (transaction: ClinicTransaction, clinicId: string, id: string): Promise<string | null> => {
    const row = await transaction
      .selectFrom('holdspace.journal_sound')
      .select('sealed')
      .where('clinic_id', '=', clinicId)
      .where('entry_id', '=', id)
      .executeTakeFirst();
    return row ? keyring.open(transaction, row.sealed, soundPlace(clinicId, id)) : null;
  };
  const sharesIn = async (
    transaction: ClinicTransaction,
    clinicId: string,
    by: { readonly patientId: string } | { readonly shareId: string },
  ): Promise<readonly JournalShare[]> => {
    const shares = transaction.selectFrom('holdspace.journal_share').selectAll().where('clinic_id', '=', clinicId);
    const rows = await ('patientId' in by
      ? shares.where('patient_id', '=', by.patientId)
      : shares.where('share_id', '=', by.shareId)
    )
      .orderBy('shared_at')
      .orderBy('share_id')
      .execute();
    if (rows.length === 0) return [];
    const openings = await transaction
      .selectFrom('holdspace.journal_opening')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .where(
        'share_id',
        'in',
        rows.map((row) => row.share_id),
      )
      .orderBy('opened_at')
      .execute();
    return rows.map((row) => ({
      id: row.share_id,
      entryId: row.entry_id,
      courseId: row.course_id,
      patientId: row.patient_id,
      kind: row.kind,
      sharedAt: row.shared_at as Instant,
      ...(row.withdrawn_at && { withdrawnAt: row.withdrawn_at as Instant }),
      crisis: row.crisis,
      openedBy: openings
        .filter((one) => one.share_id === row.share_id)
        .map((one) => ({ practitionerId: one.practitioner_id, at: one.opened_at as Instant })),
    }));
  };
  const withdrawIn = (transaction: ClinicTransaction, clinicId: string, entryId: string, now: Instant) =>
    transaction
      .updateTable('holdspace.journal_share')
      .set({ withdrawn_at: now })
      .where('clinic_id', '=', clinicId)
      .where('entry_id', '=', entryId)
      .where('withdrawn_at', 'is', null)
      .execute();

  return {
    write: (clinicId: string, entry: JournalEntry, sound?: string): Promise<JournalEntry> =>
      withClinic(db, clinicId, async (transaction) => {
        const { id, courseId, patientId, kind, writtenAt, putAwayAt, ...words } = entry;
        await asPatient(transaction, patientId);
        const seal = await keyring.sealer(transaction, clinicId, 'journal');
        await transaction
          .insertInto('holdspace.journal_entry')
          .values({
            clinic_id: clinicId,
            entry_id: id,
            course_id: courseId,
            patient_id: patientId,
            kind,
            written_at: writtenAt,
            put_away_at: null,
            sealed: seal(JSON.stringify(words), entryPlace(clinicId, id)),
          })
          .execute();
        if (sound !== undefined)
          await transaction
            .insertInto('holdspace.journal_sound')
            .values({
              clinic_id: clinicId,
              entry_id: id,
              patient_id: patientId,
              sealed: seal(sound, soundPlace(clinicId, id)),
            })
            .execute();
        return entry;
      }),

    /** The patient’s own entries, the newest first; those put away only where they are asked for. */
    ofPatient: (clinicId: string, patientId: string, putAway = false): Promise<readonly JournalEntry[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        await asPatient(transaction, patientId);
        const rows = await rowsOf(transaction, clinicId)
          .where('patient_id', '=', patientId)
          .where('put_away_at', putAway ? 'is not' : 'is', null)
          .orderBy('written_at', 'desc')
          .orderBy('entry_id')
          .execute();
        const entries: JournalEntry[] = [];
        for (const row of rows) entries.push(await open(transaction, clinicId, row));
        return entries;
      }),
    /** One entry of the patient’s own. */
    find: (clinicId: string, patientId: string, id: string): Promise<JournalEntry | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        await asPatient(transaction, patientId);
        const entry = await openOne(transaction, clinicId, id);
        return entry?.patientId === patientId ? entry : null;
      }),
    sound: (clinicId: string, patientId: string, id: string): Promise<string | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        await asPatient(transaction, patientId);
        return soundIn(transaction, clinicId, id);
      }),

    /** Out of one's own sight; whoever it was shared with loses it too. Nothing is destroyed. */
    putAway: (clinicId: string, patientId: string, id: string, now: Instant): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await asPatient(transaction, patientId);
        await withdrawIn(transaction, clinicId, id, now);
        await transaction
          .updateTable('holdspace.journal_entry')
          .set({ put_away_at: now })
          .where('clinic_id', '=', clinicId)
          .where('entry_id', '=', id)
          .where('put_away_at', 'is', null)
          .execute();
      }),
    bringBack: (clinicId: string, patientId: string, id: string): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await asPatient(transaction, patientId);
        await transaction
          .updateTable('holdspace.journal_entry')
          .set({ put_away_at: null })
          .where('clinic_id', '=', clinicId)
          .where('entry_id', '=', id)
          .execute();
      }),

    share: (clinicId: string, share: Omit<JournalShare, 'openedBy' | 'withdrawnAt'>): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await asPatient(transaction, share.patientId);
        await transaction
          .insertInto('holdspace.journal_share')
          .values({
            clinic_id: clinicId,
            share_id: share.id,
            entry_id: share.entryId,
            course_id: share.courseId,
            patient_id: share.patientId,
            kind: share.kind,
            shared_at: share.sharedAt,
            withdrawn_at: null,
            crisis: share.crisis,
          })
          // Shared from two devices at once, it is shared once.
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }),
    withdraw: (clinicId: string, patientId: string, entryId: string, now: Instant): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await asPatient(transaction, patientId);
        await withdrawIn(transaction, clinicId, entryId, now);
      }),
    /** What of a journal was ever shared: that it was, and nothing of what it says. */
    sharesOf: (clinicId: string, patientId: string): Promise<readonly JournalShare[]> =>
      withClinic(db, clinicId, (transaction) => sharesIn(transaction, clinicId, { patientId })),
    findShare: (clinicId: string, shareId: string): Promise<JournalShare | null> =>
      withClinic(db, clinicId, async (transaction) => (await sharesIn(transaction, clinicId, { shareId }))[0] ?? null),

    /** A shared entry as one of the care team opens it, who is written down; null where it is shared no longer. */
    opened: (
      clinicId: string,
      shareId: string,
      practitionerId: string,
      now: Instant,
    ): Promise<{ readonly entry: JournalEntry; readonly sound: string | null } | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const [share] = await sharesIn(transaction, clinicId, { shareId });
        if (!share || share.withdrawnAt) return null;
        // Seen with nobody's eyes: the database says whether it is still shared.
        const entry = await openOne(transaction, clinicId, share.entryId);
        if (!entry) return null;
        await transaction
          .insertInto('holdspace.journal_opening')
          .values({ clinic_id: clinicId, share_id: shareId, practitioner_id: practitionerId, opened_at: now })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        return { entry, sound: await soundIn(transaction, clinicId, share.entryId) };
      }),
  };
}
