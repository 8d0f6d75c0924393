/**
 * Notes, of two kinds in two tables under keys of their own. A psychotherapy note is in sight of its author alone, which
 * PostgreSQL itself upholds. A draft is saved as often as it is sent; a signed note is never changed, and an amendment is
 * a note of its own that names it.
 */
import { isDeepStrictEqual } from 'node:util';
import { type Instant, type NoteSections, type NoteTemplate, noteText, type RecordNoteType } from '@holdspace/care';
import { sql } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';

export interface Note {
  readonly id: string;
  readonly patientId: string;
  readonly authorId: string;
  readonly sessionId?: string;
  /** The signed note that this one amends. */
  readonly amends?: string;
  /** Counts the savings of a draft. */
  readonly version: number;
  readonly writtenAt: Instant;
  readonly changedAt: Instant;
  readonly signedAt?: Instant;
  /** A note of sections is read as one text too. */
  readonly text: string;
  /** Of the record only: whether it is about treatment for substance use. */
  readonly part2?: boolean;
  /** Of the record only. */
  readonly type?: RecordNoteType;
  readonly template?: NoteTemplate;
  readonly sections?: NoteSections;
}
export interface Draft {
  readonly id: string;
  readonly patientId: string;
  readonly sessionId?: string | undefined;
  readonly amends?: string | undefined;
  readonly text: string;
  readonly part2?: boolean | undefined;
  /** Of the record only; `plain` where it is not said. Fixed, as its template is, when the note is begun. */
  readonly type?: RecordNoteType | undefined;
  readonly template?: NoteTemplate | undefined;
  /** What is kept in place of the text, where there is a template. */
  readonly sections?: NoteSections | undefined;
  /** The version that this follows on; 0 for a new note. */
  readonly version: number;
}
export type Saving =
  | { readonly saved: true; readonly note: Note }
  /** `stale`: saved from elsewhere meanwhile. `signed`: it is not a draft any more. `taken`: the id is another's. */
  | { readonly saved: false; readonly because: 'stale' | 'signed' | 'taken'; readonly note?: Note };

export type NoteTable = 'psychotherapy_note' | 'record_note';
const PURPOSE = { psychotherapy_note: 'psychotherapy_notes', record_note: 'record_notes' } as const;

interface Row {
  note_id: string;
  patient_id: string;
  author_id: string;
  session_id: string | null;
  amends: string | null;
  version: number;
  written_at: string;
  changed_at: string;
  signed_at: string | null;
  sealed: string;
  part_2?: boolean;
  note_type?: RecordNoteType;
  template?: NoteTemplate | null;
}

/** What is sealed: the text, or the sections in whose place the text is made. */
const contentOf = ({ template, sections, text }: Draft): string => (template ? JSON.stringify(sections ?? {}) : text);
const opened = (template: NoteTemplate | null | undefined, content: string) => {
  if (!template) return { text: content };
  const sections = JSON.parse(content) as NoteSections;
  return { text: noteText(template, sections), template, sections };
};

const isSame = (note: Note, draft: Draft): boolean =>
  draft.template ? isDeepStrictEqual(note.sections, draft.sections ?? {}) : note.text === draft.text;

/** Whose eyes a transaction sees with. */
const asAuthor = (transaction: ClinicTransaction, authorId: string) =>
  sql`select set_config('holdspace.author', ${authorId}, true)`.execute(transaction);

export function createNotes(db: Database, keyring: Keyring, table: NoteTable) {
  const from = sql.table(`holdspace.${table}`);
  const placeOf = (clinicId: string, id: string) => ({ clinicId, table, column: 'sealed', rowId: id });

  const open = async (transaction: ClinicTransaction, clinicId: string, row: Row): Promise<Note> => ({
    id: row.note_id,
    patientId: row.patient_id,
    authorId: row.author_id,
    ...(row.session_id && { sessionId: row.session_id }),
    ...(row.amends && { amends: row.amends }),
    version: row.version,
    writtenAt: row.written_at as Instant,
    changedAt: row.changed_at as Instant,
    ...(row.signed_at && { signedAt: row.signed_at as Instant }),
    ...opened(row.template, await keyring.open(transaction, row.sealed, placeOf(clinicId, row.note_id))),
    ...(table === 'record_note' && { part2: row.part_2 ?? false, type: row.note_type ?? 'plain' }),
  });
  const openAll = async (transaction: ClinicTransaction, clinicId: string, rows: readonly Row[]): Promise<Note[]> => {
    const notes: Note[] = [];
    for (const row of rows) notes.push(await open(transaction, clinicId, row));
    return notes;
  };
  const rowOf = async (transaction: ClinicTransaction, clinicId: string, id: string): Promise<Row | undefined> =>
    (await sql<Row>`select * from ${from} where clinic_id = ${clinicId} and note_id = ${id}`.execute(transaction))
      .rows[0];

  const insert = async (
    transaction: ClinicTransaction,
    clinicId: string,
    authorId: string,
    draft: Draft,
    sealed: string,
    now: Instant,
  ): Promise<boolean> => {
    const ofRecord =
      table === 'record_note'
        ? [
            sql`, part_2, note_type, template`,
            sql`, ${draft.part2 ?? false}, ${draft.type ?? 'plain'}, ${draft.template ?? null}`,
          ]
        : [sql``, sql``];
    const { numAffectedRows } = await sql`
      insert into ${from} (clinic_id, note_id, patient_id, author_id, session_id, amends, version, written_at, changed_at, sealed${ofRecord[0]})
      values (${clinicId}, ${draft.id}, ${draft.patientId}, ${authorId}, ${draft.sessionId ?? null}, ${draft.amends ?? null},
              1, ${now}, ${now}, ${sealed}${ofRecord[1]})
      on conflict do nothing`.execute(transaction);
    return numAffectedRows === 1n;
  };

  return {
    /** Saves a draft of its author's. Sent twice, it is saved once. */
    save: (clinicId: string, authorId: string, draft: Draft, now: Instant): Promise<Saving> =>
      withClinic(db, clinicId, async (transaction) => {
        await asAuthor(transaction, authorId);
        const seal = await keyring.sealer(transaction, clinicId, PURPOSE[table]);
        const sealed = seal(contentOf(draft), placeOf(clinicId, draft.id));
        if (draft.version === 0 && (await insert(transaction, clinicId, authorId, draft, sealed, now))) {
          const row = await rowOf(transaction, clinicId, draft.id);
          if (row) return { saved: true, note: await open(transaction, clinicId, row) };
        }
        const part2 = table === 'record_note' && draft.part2 !== undefined ? sql`, part_2 = ${draft.part2}` : sql``;
        const sameForm =
          table === 'record_note'
            ? sql` and note_type = ${draft.type ?? 'plain'} and template is not distinct from ${draft.template ?? null}`
            : sql``;
        const { rows } = await sql<Row>`
          update ${from} set sealed = ${sealed}, version = version + 1, changed_at = ${now}${part2}
           where clinic_id = ${clinicId} and note_id = ${draft.id} and author_id = ${authorId}
             and patient_id = ${draft.patientId} and version = ${draft.version} and signed_at is null${sameForm}
          returning *`.execute(transaction);
        if (rows[0]) return { saved: true, note: await open(transaction, clinicId, rows[0]) };
        return notSaved(await rowOf(transaction, clinicId, draft.id), transaction, clinicId, authorId, draft);
      }),

    /** Signs a draft as it was last saved; from then on it stays as it is. */
    sign: (clinicId: string, authorId: string, id: string, version: number, now: Instant): Promise<Saving> =>
      withClinic(db, clinicId, async (transaction) => {
        await asAuthor(transaction, authorId);
        const { rows } = await sql<Row>`
          update ${from} set signed_at = ${now}
           where clinic_id = ${clinicId} and note_id = ${id} and author_id = ${authorId} and version = ${version}
             and signed_at is null
          returning *`.execute(transaction);
        const row = rows[0] ?? (await rowOf(transaction, clinicId, id));
        if (!row || row.author_id !== authorId) return { saved: false, because: 'taken' };
        const note = await open(transaction, clinicId, row);
        if (rows[0] || (note.signedAt && note.version === version)) return { saved: true, note };
        return { saved: false, because: note.signedAt ? 'signed' : 'stale', note };
      }),

    /** One note, where it is the author's own, or (of the record) signed. */
    find: (clinicId: string, authorId: string, id: string): Promise<Note | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        await asAuthor(transaction, authorId);
        const row = await rowOf(transaction, clinicId, id);
        return row && (row.author_id === authorId || row.signed_at) ? open(transaction, clinicId, row) : null;
      }),

    /** What somebody may see of a patient's notes: their own, and of the record whatever is signed. The newest first. */
    ofPatient: (clinicId: string, authorId: string, patientId: string): Promise<readonly Note[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        await asAuthor(transaction, authorId);
        const { rows } = await sql<Row>`
          select * from ${from} where clinic_id = ${clinicId} and patient_id = ${patientId}
             and (author_id = ${authorId} or signed_at is not null)
           order by written_at desc, note_id`.execute(transaction);
        return openAll(transaction, clinicId, rows);
      }),

    /** The notes that an authorization opens at a moment; none where it is over. */
    disclosed: (clinicId: string, authorizationId: string, now: Instant): Promise<readonly Note[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        await sql`select set_config('holdspace.authorization', ${authorizationId}, true),
                         set_config('holdspace.now', ${now}, true)`.execute(transaction);
        const { rows } = await sql<Row>`
          select * from ${from} where clinic_id = ${clinicId} and signed_at is not null
           order by written_at desc, note_id`.execute(transaction);
        return openAll(transaction, clinicId, rows);
      }),
  };

  async function notSaved(
    row: Row | undefined,
    transaction: ClinicTransaction,
    clinicId: string,
    authorId: string,
    draft: Draft,
  ): Promise<Saving> {
    const isOtherForm =
      (row?.note_type ?? 'plain') !== (draft.type ?? 'plain') || (row?.template ?? null) !== (draft.template ?? null);
    if (!row || row.author_id !== authorId || row.patient_id !== draft.patientId || isOtherForm)
      return { saved: false, because: 'taken' };
    const note = await open(transaction, clinicId, row);
    // An answer that was lost on the way: the same text is there as the next version.
    if (!note.signedAt && isSame(note, draft) && note.version === draft.version + 1) return { saved: true, note };
    return { saved: false, because: note.signedAt ? 'signed' : 'stale', note };
  }
}
