/** Threads and practices: entries and marks, each added once and never rewritten. */
import type { Instant, Practice, PracticeMark, ThreadKind } from '@holdspace/care';
import { type Database, withClinic } from '../../database.ts';
import type { Keyring } from '../../encryption/keyring.ts';
import { readingSealed } from '../../encryption/reading.ts';

export interface ThreadEntry {
  readonly id: string;
  readonly courseId: string;
  readonly patientId: string;
  readonly kind: ThreadKind;
  readonly follows?: string;
  /** Whose words of a session they are: the entry of its log. */
  readonly heard?: { readonly sessionId: string; readonly seq: number };
  readonly writtenAt: Instant;
  /** Absent where the patient wrote it. */
  readonly authorId?: string;
  readonly words: string;
  readonly practice?: Practice;
}
export interface KeptMark extends PracticeMark {
  readonly id: string;
  readonly patientId: string;
  readonly markedAt: Instant;
}

const place = (clinicId: string, rowId: string) => ({ clinicId, table: 'thread_entry', column: 'sealed', rowId });

export function createThreads(db: Database, keyring: Keyring) {
  return {
    add: (clinicId: string, entry: ThreadEntry): Promise<ThreadEntry> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        const { words, practice } = entry;
        await transaction
          .insertInto('holdspace.thread_entry')
          .values({
            clinic_id: clinicId,
            entry_id: entry.id,
            course_id: entry.courseId,
            patient_id: entry.patientId,
            kind: entry.kind,
            follows: entry.follows ?? null,
            session_id: entry.heard?.sessionId ?? null,
            session_seq: entry.heard?.seq ?? null,
            written_at: entry.writtenAt,
            author_id: entry.authorId ?? null,
            sealed: seal(JSON.stringify({ words, ...(practice && { practice }) }), place(clinicId, entry.id)),
          })
          .execute();
        return entry;
      }),

    /** Of all courses of a patient, in the order in which they were written. */
    ofPatient: (clinicId: string, patientId: string): Promise<readonly ThreadEntry[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.thread_entry')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .orderBy('written_at')
          .orderBy('entry_id')
          .execute();
        const entries: ThreadEntry[] = [];
        for (const row of rows) {
          const content = JSON.parse(await keyring.open(transaction, row.sealed, place(clinicId, row.entry_id)));
          entries.push({
            id: row.entry_id,
            courseId: row.course_id,
            patientId: row.patient_id,
            kind: row.kind,
            ...(row.follows && { follows: row.follows }),
            ...(row.session_id && row.session_seq && { heard: { sessionId: row.session_id, seq: row.session_seq } }),
            writtenAt: row.written_at as Instant,
            ...(row.author_id && { authorId: row.author_id }),
            ...content,
          });
        }
        return entries;
      }),

    mark: (clinicId: string, mark: KeptMark): Promise<KeptMark> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.practice_mark')
          .values({
            clinic_id: clinicId,
            mark_id: mark.id,
            entry_id: mark.practiceId,
            patient_id: mark.patientId,
            day: mark.day,
            mark: mark.mark,
            marked_at: mark.markedAt,
          })
          .execute();
        return mark;
      }),

    /** In the order in which they were made. */
    marksOf: (clinicId: string, patientId: string): Promise<readonly KeptMark[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.practice_mark')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .orderBy('marked_at')
          .orderBy('mark_id')
          .execute();
        return rows.map((row) => ({
          id: row.mark_id,
          practiceId: row.entry_id,
          patientId: row.patient_id,
          day: row.day,
          mark: row.mark,
          markedAt: row.marked_at as Instant,
        }));
      }),
  };
}
