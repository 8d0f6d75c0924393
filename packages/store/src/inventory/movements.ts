/** Reads the ledger: movements in the order in which they were stored, and receipts. */
import { type Instant, type Movement, type MovementKind, movementSchema } from '@holdspace/care';
import { sql } from 'kysely';
import { type Database, withClinic } from '../database.ts';
import type { StoredReceipt } from './receive.ts';

/** A movement in its place in its clinic's ledger. */
export type PlacedMovement = Movement & { readonly seq: number; readonly hash: string };

export interface MovementFilter {
  readonly id?: string | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly container?: string | undefined;
  readonly session?: string | undefined;
  readonly product?: string | undefined;
  readonly lot?: string | undefined;
  /** By when it happened. */
  readonly from?: Instant | undefined;
  /** Until before this moment. */
  readonly to?: Instant | undefined;
  readonly kinds?: readonly MovementKind[] | undefined;
  readonly afterSeq?: number | undefined;
  readonly limit?: number | undefined;
}
const MOST = 10_000;

/** From a stored row. The text is what the hash covers, so it is what is read. */
export const placedMovement = (row: { entry: string; seq: number; hash: string }): PlacedMovement => ({
  ...movementSchema.parse(JSON.parse(row.entry)),
  seq: row.seq,
  hash: row.hash,
});

export function createMovements(db: Database) {
  return {
    movements: (clinicId: string, filter: MovementFilter = {}): Promise<readonly PlacedMovement[]> =>
      withClinic(db, clinicId, async (transaction) => {
        let query = transaction.selectFrom('holdspace.movement as m').where('m.clinic_id', '=', clinicId);
        if (filter.id !== undefined) query = query.where('m.movement_id', '=', filter.id);
        if (filter.ids) query = query.where(sql<boolean>`m.movement_id = any(${[...filter.ids]}::uuid[])`);
        if (filter.container !== undefined) query = query.where('m.container_id', '=', filter.container);
        if (filter.session !== undefined) query = query.where('m.session_id', '=', filter.session);
        if (filter.from !== undefined) query = query.where('m.at', '>=', filter.from);
        if (filter.to !== undefined) query = query.where('m.at', '<', filter.to);
        if (filter.kinds) query = query.where('m.kind', 'in', filter.kinds.length > 0 ? filter.kinds : ['none']);
        if (filter.afterSeq !== undefined) query = query.where('m.seq', '>', filter.afterSeq);
        const { product, lot } = filter;
        if (product !== undefined || lot !== undefined)
          query = query.where('m.container_id', 'in', (expression) => {
            let of = expression
              .selectFrom('holdspace.container as c')
              .select('c.container_id')
              .where('c.clinic_id', '=', clinicId);
            if (product !== undefined) of = of.where('c.product_id', '=', product);
            if (lot !== undefined) of = of.where('c.lot', '=', lot);
            return of;
          });
        const rows = await query
          .select(['m.entry', 'm.seq', 'm.hash'])
          .orderBy('m.seq')
          .limit(filter.limit ?? MOST)
          .execute();
        return rows.map(placedMovement);
      }),

    /** The newest first, by when it was received. */
    receipts: (clinicId: string, { from, to, limit }: ReceiptFilter = {}): Promise<readonly StoredReceipt[]> =>
      withClinic(db, clinicId, async (transaction) => {
        let query = transaction.selectFrom('holdspace.receipt').select('document').where('clinic_id', '=', clinicId);
        if (from !== undefined) query = query.where('at', '>=', from);
        if (to !== undefined) query = query.where('at', '<', to);
        const rows = await query
          .orderBy('at', 'desc')
          .orderBy('receipt_id')
          .limit(limit ?? MOST)
          .execute();
        return rows.map((row) => row.document as StoredReceipt);
      }),

    receipt: (clinicId: string, id: string): Promise<StoredReceipt | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.receipt')
          .select('document')
          .where('clinic_id', '=', clinicId)
          .where('receipt_id', '=', id)
          .executeTakeFirst();
        return row ? (row.document as StoredReceipt) : null;
      }),
  };
}
export type ReceiptFilter = Pick<MovementFilter, 'from' | 'to' | 'limit'>;
