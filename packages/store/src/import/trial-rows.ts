/** What a dry run said of every row, sealed in chunks, and read a page at a time. */
import { randomUUID } from 'node:crypto';
import type { JudgedRow, RowVerdict } from '@holdspace/care';
import { type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';

const ROWS_A_CHUNK = 500;
/** Which rows are shown: all, those of one verdict, or those in which something was put right. */
export type RowsOf = 'all' | 'repaired' | RowVerdict;
const isOf = ({ verdict, findings }: JudgedRow, which: RowsOf): boolean =>
  which === 'all' ||
  (which === 'repaired'
    ? verdict === 'ready' && findings.some(({ level }) => level === 'repaired')
    : verdict === which);
const place = (clinicId: string, rowId: string) =>
  ({ clinicId, table: 'data_import_rows', column: 'sealed', rowId }) as const;

export interface AskedRows {
  readonly importId: string;
  readonly trialId: string;
  readonly which: RowsOf;
  /** The row after which the page begins. */
  readonly after: number;
  readonly most: number;
}

export function createTrialRows(db: Database, keyring: Keyring) {
  const write = (
    clinicId: string,
    of: { importId: string; trialId: string },
    seq: number,
    rows: readonly JudgedRow[],
  ) =>
    withClinic(db, clinicId, async (transaction) => {
      const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
      const chunkId = randomUUID();
      const count = (which: RowsOf) => rows.filter((row) => isOf(row, which)).length;
      await transaction
        .insertInto('holdspace.data_import_rows')
        .values({
          clinic_id: clinicId,
          chunk_id: chunkId,
          import_id: of.importId,
          trial_id: of.trialId,
          seq,
          last_row: rows.at(-1)?.row ?? 0,
          ready: count('ready'),
          here: count('here'),
          refused: count('refused'),
          repaired: count('repaired'),
          sealed: seal(JSON.stringify(rows), place(clinicId, chunkId)),
        })
        .execute();
    });
  const rowsOf = async (clinicId: string, { importId, trialId, which, after, most }: AskedRows) => {
    const found: JudgedRow[] = [];
    for (let from = after; ; ) {
      const chunk = await readingSealed(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.data_import_rows')
          .select(['chunk_id', 'last_row', 'sealed'])
          .where('clinic_id', '=', clinicId)
          .where('import_id', '=', importId)
          .where('trial_id', '=', trialId)
          .where('last_row', '>', from)
          .$if(which !== 'all', (query) => query.where(which === 'all' ? 'ready' : which, '>', 0))
          .orderBy('seq')
          .limit(1)
          .executeTakeFirst();
        if (!row) return null;
        const rows = JSON.parse(await keyring.open(transaction, row.sealed, place(clinicId, row.chunk_id)));
        return { lastRow: row.last_row, rows: rows as JudgedRow[] };
      });
      if (!chunk) return found;
      for (const row of chunk.rows) {
        if (row.row <= after || !isOf(row, which)) continue;
        found.push(row);
        if (found.length >= most) return found;
      }
      from = chunk.lastRow;
    }
  };

  return {
    /** Writes rows as they are judged, a chunk at a time; they count once `keepTrial` names their dry run. */
    async keep(
      clinicId: string,
      of: { importId: string; trialId: string },
      rows: AsyncIterable<JudgedRow>,
    ): Promise<void> {
      let chunk: JudgedRow[] = [];
      let seq = 0;
      for await (const row of rows) {
        chunk.push(row);
        if (chunk.length < ROWS_A_CHUNK) continue;
        await write(clinicId, of, seq, chunk);
        seq += 1;
        chunk = [];
      }
      if (chunk.length > 0) await write(clinicId, of, seq, chunk);
    },
    page: rowsOf,
    /** Everything, as it is asked for: nothing is held but one page. */
    async *all(clinicId: string, asked: Omit<AskedRows, 'after' | 'most'>): AsyncGenerator<readonly JudgedRow[]> {
      for (let after = 0; ; ) {
        const page = await rowsOf(clinicId, { ...asked, after, most: ROWS_A_CHUNK });
        if (page.length > 0) yield page;
        const last = page.at(-1);
        if (!last || page.length < ROWS_A_CHUNK) return;
        after = last.row;
      }
    },
  };
}
