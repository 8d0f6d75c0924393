/**
 * Files that go with a form, sealed in pieces. A piece is written in a transaction of its own, so that a slow sender holds no
 * connection; what broke off is taken away again. A file is there once all of it is.
 */
import { createHash, randomUUID } from 'node:crypto';
import { type Instant, instant } from '@holdspace/care';
import type { Selectable } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';
import type { FormFileTable } from './tables.ts';

const PIECE_BYTES = 192 * 1024;

export interface FormFile {
  readonly id: string;
  readonly patientId: string;
  readonly questionnaire: string;
  readonly linkId: string;
  readonly name: string;
  readonly madeAt: Instant;
  /** Absent until all of it is there. */
  readonly kept?: { readonly mediaType: string; readonly bytes: number; readonly sha256: string };
  /** What was sent with it. */
  readonly responseId?: string;
}

const place = (clinicId: string, table: 'form_file' | 'form_file_piece', rowId: string) => ({
  clinicId,
  table,
  column: 'sealed',
  rowId,
});

/** Gathers what comes in, however it was cut, into pieces of one length. */
async function* inPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0);
  for await (const more of source) {
    waiting = waiting.length === 0 ? Buffer.from(more) : Buffer.concat([waiting, more]);
    while (waiting.length >= PIECE_BYTES) {
      yield waiting.subarray(0, PIECE_BYTES);
      waiting = waiting.subarray(PIECE_BYTES);
    }
  }
  if (waiting.length > 0) yield waiting;
}

export function createFormFiles(db: Database, keyring: Keyring) {
  const opened = async (transaction: ClinicTransaction, clinicId: string, row: FormFileRow): Promise<FormFile> => ({
    id: row.file_id,
    patientId: row.patient_id,
    questionnaire: row.questionnaire,
    linkId: row.link_id,
    name: await keyring.open(transaction, row.sealed, place(clinicId, 'form_file', row.file_id)),
    madeAt: instant(Date.parse(row.made_at)),
    ...(row.media_type !== null &&
      row.bytes !== null &&
      row.sha256 !== null && { kept: { mediaType: row.media_type, bytes: row.bytes, sha256: row.sha256 } }),
    ...(row.response_id !== null && { responseId: row.response_id }),
  });
  const rowsOf = (transaction: ClinicTransaction, clinicId: string, patientId: string) =>
    transaction
      .selectFrom('holdspace.form_file')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .where('patient_id', '=', patientId);
  const forget = (clinicId: string, sendingId: string): Promise<void> =>
    withClinic(db, clinicId, async (transaction) => {
      await transaction
        .deleteFrom('holdspace.form_file_piece')
        .where('clinic_id', '=', clinicId)
        .where('sending_id', '=', sendingId)
        .execute();
    });

  return {
    /** Announces a file; throws PostgreSQL's unique violation where its id is taken. */
    announce: (clinicId: string, file: FormFile): Promise<FormFile> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        await transaction
          .insertInto('holdspace.form_file')
          .values({
            clinic_id: clinicId,
            file_id: file.id,
            patient_id: file.patientId,
            questionnaire: file.questionnaire,
            link_id: file.linkId,
            made_at: file.madeAt,
            sealed: seal(file.name, place(clinicId, 'form_file', file.id)),
          })
          .execute();
        return file;
      }),
    find: (clinicId: string, patientId: string, id: string): Promise<FormFile | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const row = await rowsOf(transaction, clinicId, patientId).where('file_id', '=', id).executeTakeFirst();
        return row ? opened(transaction, clinicId, row) : null;
      }),
    /** The oldest first. */
    ofPatient: (clinicId: string, patientId: string): Promise<readonly FormFile[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const rows = await rowsOf(transaction, clinicId, patientId).orderBy('made_at').orderBy('file_id').execute();
        const files: FormFile[] = [];
        for (const row of rows) files.push(await opened(transaction, clinicId, row));
        return files;
      }),

    /** Keeps what comes in as the file; false where it has other bytes already. What the source throws is thrown. */
    async save(
      clinicId: string,
      fileId: string,
      mediaType: string,
      source: AsyncIterable<Uint8Array>,
    ): Promise<boolean> {
      const sendingId = randomUUID();
      const hash = createHash('sha256');
      let bytes = 0;
      let seq = 0;
      try {
        for await (const piece of inPieces(source)) {
          hash.update(piece);
          bytes += piece.length;
          const pieceId = randomUUID();
          const at = seq;
          await withClinic(db, clinicId, async (transaction) => {
            const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
            await transaction
              .insertInto('holdspace.form_file_piece')
              .values({
                clinic_id: clinicId,
                piece_id: pieceId,
                file_id: fileId,
                sending_id: sendingId,
                seq: at,
                sealed: seal(piece.toString('base64'), place(clinicId, 'form_file_piece', pieceId)),
              })
              .execute();
          });
          seq += 1;
        }
        const sha256 = hash.digest('hex');
        const before = await withClinic(db, clinicId, async (transaction) => {
          const row = await transaction
            .selectFrom('holdspace.form_file')
            .select('sha256')
            .where('clinic_id', '=', clinicId)
            .where('file_id', '=', fileId)
            .forUpdate()
            .executeTakeFirst();
          if (!row) return 'gone';
          if (row.sha256 !== null) return row.sha256;
          await transaction
            .updateTable('holdspace.form_file')
            .set({ media_type: mediaType, bytes, sha256, sending_id: sendingId })
            .where('clinic_id', '=', clinicId)
            .where('file_id', '=', fileId)
            .execute();
          return null;
        });
        if (before === null) return true;
        await forget(clinicId, sendingId);
        return before === sha256;
      } catch (error) {
        await forget(clinicId, sendingId).catch(() => undefined);
        throw error;
      }
    },

    /** Its bytes, a piece at a time; none until all of it is there. */
    async *read(clinicId: string, fileId: string): AsyncGenerator<Buffer> {
      const kept = await withClinic(db, clinicId, (transaction) =>
        transaction
          .selectFrom('holdspace.form_file')
          .select('sending_id')
          .where('clinic_id', '=', clinicId)
          .where('file_id', '=', fileId)
          .executeTakeFirst(),
      );
      const sendingId = kept?.sending_id;
      if (!sendingId) return;
      for (let seq = 0; ; seq += 1) {
        const piece = await readingSealed(db, clinicId, async (transaction) => {
          const row = await transaction
            .selectFrom('holdspace.form_file_piece')
            .select(['piece_id', 'sealed'])
            .where('clinic_id', '=', clinicId)
            .where('file_id', '=', fileId)
            .where('sending_id', '=', sendingId)
            .where('seq', '=', seq)
            .executeTakeFirst();
          return row ? keyring.open(transaction, row.sealed, place(clinicId, 'form_file_piece', row.piece_id)) : null;
        });
        if (piece === null) return;
        yield Buffer.from(piece, 'base64');
      }
    },

    /** Takes a file away that was not sent with a form; false where it was, or there is none. */
    remove: (clinicId: string, patientId: string, id: string): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('holdspace.form_file')
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .where('file_id', '=', id)
          .where('response_id', 'is', null)
          .executeTakeFirst();
        return numDeletedRows === 1n;
      }),
  };
}

type FormFileRow = Selectable<FormFileTable>;
