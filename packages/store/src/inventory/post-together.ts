/** Movements that are one act, such as the undoing of a receipt: all of them are posted, or none. */
import type { Movement } from '@holdspace/care';
import { sql } from 'kysely';
import { type Database, withClinic } from '../database.ts';
import { movementItem, type Posted, type PostRow, postedOf } from './post.ts';

/** Makes the transaction be taken back, with what stood in the way. */
class TakenBack extends Error {
  readonly inTheWay: readonly Posted[];
  constructor(inTheWay: readonly Posted[]) {
    super('movements that belong together were not all made');
    this.inTheWay = inTheWay;
  }
}

export const createPostTogether =
  (db: Database) =>
  /** Answers those that could not be made; none of it is stored then. */
  async (clinicId: string, movements: readonly Movement[]): Promise<readonly Posted[]> => {
    if (movements.length === 0) return [];
    const items = `[${movements.map(movementItem).join(',')}]`;
    try {
      return await withClinic(db, clinicId, async (transaction) => {
        const { rows } = await sql<PostRow>`
          select item, outcome, held from holdspace.post_movements(${clinicId}, ${items}::jsonb) order by item`.execute(
          transaction,
        );
        const inTheWay = movements.flatMap(({ id }, index) => {
          const row = rows[index];
          if (!row) throw new Error('a movement was not answered');
          return row.outcome === 'posted' || row.outcome === 'repeated' ? [] : [postedOf(id, row)];
        });
        if (inTheWay.length > 0) throw new TakenBack(inTheWay);
        return [];
      });
    } catch (error) {
      if (error instanceof TakenBack) return error.inTheWay;
      throw error;
    }
  };
