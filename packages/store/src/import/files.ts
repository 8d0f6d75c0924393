/**
 * The file of an import, sealed in pieces. A piece is written in a transaction of its own, so that a slow sender holds no
 * connection; what broke off is taken away again, and all of it is once what it held is imported.
 */
import { createHash, randomUUID } from 'node:crypto';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';

const PIECE_BYTES = 192 * 1024;
const place = (clinicId: string, rowId: string) =>
  ({ clinicId, table: 'data_import_piece', column: 'sealed', rowId }) as const;

/** Gathers what comes in, however it was cut, into pieces of one length. */
async function* inPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const more of source) {
    waiting.push(Buffer.from(more));
    length += more.length;
    if (length < PIECE_BYTES) continue;
    let all = Buffer.concat(waiting);
    while (all.length >= PIECE_BYTES) {
      yield all.subarray(0, PIECE_BYTES);
      all = all.subarray(PIECE_BYTES);
    }
    waiting = [all];
    length = all.length;
  }
  if (length > 0) yield Buffer.concat(waiting);
}

export function createImportFiles(db: Database, keyring: Keyring) {
  const forget = (clinicId: string, sendingId: string): Promise<void> =>
    withClinic(db, clinicId, async (transaction) => {
      await transaction
        .deleteFrom('holdspace.data_import_piece')
        .where('clinic_id', '=', clinicId)
        .where('sending_id', '=', sendingId)
        .execute();
    });

  return {
    /** Keeps what comes in as the import's file; false where it has other bytes already. What the source throws is thrown. */
    async save(clinicId: string, importId: string, source: AsyncIterable<Uint8Array>): Promise<boolean> {
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
              .insertInto('holdspace.data_import_piece')
              .values({
                clinic_id: clinicId,
                piece_id: pieceId,
                import_id: importId,
                sending_id: sendingId,
                seq: at,
                sealed: seal(piece.toString('base64'), place(clinicId, pieceId)),
              })
              .execute();
          });
          seq += 1;
        }
        const sha256 = hash.digest('hex');
        const before = await withClinic(db, clinicId, async (transaction) => {
          const row = await transaction
            .selectFrom('holdspace.data_import')
            .select('sha256')
            .where('clinic_id', '=', clinicId)
            .where('import_id', '=', importId)
            .forUpdate()
            .executeTakeFirst();
          if (!row) return 'gone';
          if (row.sha256 !== null) return row.sha256;
          await transaction
            .updateTable('holdspace.data_import')
            .set({ bytes, sha256, sending_id: sendingId })
            .where('clinic_id', '=', clinicId)
            .where('import_id', '=', importId)
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

    /** Its bytes, a piece at a time, each read in a transaction of its own. */
    async *read(clinicId: string, importId: string): AsyncGenerator<Buffer> {
      for (let seq = 0; ; seq += 1) {
        const piece = await readingSealed(db, clinicId, (transaction) =>
          pieceOf(keyring, transaction, clinicId, importId, seq),
        );
        if (piece === null) return;
        yield piece;
      }
    },
  };
}

/** The same within a transaction. */
export async function* readWithin(
  keyring: Keyring,
  transaction: ClinicTransaction,
  clinicId: string,
  importId: string,
): AsyncGenerator<Buffer> {
  for (let seq = 0; ; seq += 1) {
    const piece = await pieceOf(keyring, transaction, clinicId, importId, seq);
    if (piece === null) return;
    yield piece;
  }
}

async function pieceOf(
  keyring: Keyring,
  transaction: ClinicTransaction,
  clinicId: string,
  importId: string,
  seq: number,
): Promise<Buffer | null> {
  const row = await transaction
    .selectFrom('holdspace.data_import as import')
    .innerJoin('holdspace.data_import_piece as piece', (join) =>
      join
        .onRef('piece.clinic_id', '=', 'import.clinic_id')
        .onRef('piece.import_id', '=', 'import.import_id')
        .onRef('piece.sending_id', '=', 'import.sending_id'),
    )
    .select(['piece.piece_id', 'piece.sealed'])
    .where('import.clinic_id', '=', clinicId)
    .where('import.import_id', '=', importId)
    .where('piece.seq', '=', seq)
    .executeTakeFirst();
  return row ? Buffer.from(await keyring.open(transaction, row.sealed, place(clinicId, row.piece_id)), 'base64') : null;
}
