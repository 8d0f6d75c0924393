/** Movements as records of them want them: each with its container, and with what turned it round, whenever that was. */
import { type Instant, type MovementKind, type Product, productSchema, type RecordedMovement } from '@holdspace/care';
import { sql } from 'kysely';
import { type Database, withClinic } from '../database.ts';
import { placedMovement } from './movements.ts';

export interface RecordedFilter {
  /** By when it happened. */
  readonly from: Instant;
  readonly until: Instant;
  /** Every kind, where none is named. */
  readonly kinds?: readonly MovementKind[];
  readonly most: number;
}
interface Row {
  readonly entry: string;
  readonly seq: number;
  readonly hash: string;
  readonly undone: string | null;
  readonly container_id: string;
  readonly label: string;
  readonly lot: string;
  readonly product_id: string;
}

export function createRecorded(db: Database) {
  return {
    /** Of what is controlled, in order of time. */
    recorded: (clinicId: string, { from, until, kinds, most }: RecordedFilter): Promise<readonly RecordedMovement[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const found = await transaction
          .selectFrom('holdspace.product')
          .select(['product_id', 'document'])
          .where('clinic_id', '=', clinicId)
          .where(sql<boolean>`document->>'schedule' <> 'none'`)
          .execute();
        const products = new Map<string, Product>(
          found.map(({ product_id, document }) => [product_id, productSchema.parse(document)]),
        );
        const ofKinds = kinds ? sql`and m.kind = any(${[...kinds]}::text[])` : sql``;
        const { rows } = await sql<Row>`
          select m.entry, m.seq, m.hash, o.entry as undone, c.container_id, c.label, c.lot, c.product_id
            from holdspace.movement m
            join holdspace.container c on c.clinic_id = ${clinicId} and c.container_id = m.container_id
             and c.product_id = any(${[...products.keys()]}::text[])
            left join holdspace.movement o on o.clinic_id = ${clinicId} and o.reverses = m.movement_id
           where m.clinic_id = ${clinicId} and m.at >= ${from} and m.at < ${until} ${ofKinds}
           order by m.at, m.seq
           limit ${most}`.execute(transaction);
        return rows.map((row): RecordedMovement => {
          const product = products.get(row.product_id);
          if (!product) throw new Error('a container of a product that was not read');
          const { seq: _seq, hash: _hash, ...movement } = placedMovement(row);
          return {
            movement,
            container: { id: row.container_id, label: row.label, lot: row.lot, product },
            ...(row.undone && { undone: undoneBy(row.undone) }),
          };
        });
      }),
  };
}

function undoneBy(entry: string): NonNullable<RecordedMovement['undone']> {
  const { at, by, reason } = placedMovement({ entry, seq: 0, hash: '' });
  return { at, by: by.name, ...(reason && { reason }) };
}
