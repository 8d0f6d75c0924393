/** What is lost moves in the ledger and opens a discrepancy, both or neither. */
import type { Movement } from '@holdspace/care';
import { sql } from 'kysely';
import { type Database, withClinic } from '../database.ts';
import { movementItem, type Posted, type PostRow, postedOf } from './post.ts';

export const createLose =
  (db: Database) =>
  /** `what`: in words, for whoever looks into it. The discrepancy bears the movement's id. */
  (clinicId: string, movement: Movement, what: string): Promise<Posted> =>
    withClinic(db, clinicId, async (transaction) => {
      const { rows } = await sql<PostRow>`
        select item, outcome, held from holdspace.post_movements(${clinicId}, ${`[${movementItem(movement)}]`}::jsonb)`.execute(
        transaction,
      );
      const [row] = rows;
      if (!row) throw new Error('a movement was not answered');
      const posted = postedOf(movement.id, row);
      if (posted.outcome !== 'posted' && posted.outcome !== 'repeated') return posted;
      const item = {
        id: movement.id,
        cause: 'lost',
        at: movement.at,
        recordedAt: movement.recordedAt,
        container: movement.container,
        safe: movement.from.kind === 'safe' ? movement.from.safe : null,
        session: movement.session ?? null,
        amountUg: movement.amount.value,
        what,
        openedBy: movement.by.id,
      };
      await sql`select holdspace.open_discrepancy(${clinicId}, ${JSON.stringify(item)}::jsonb)`.execute(transaction);
      return posted;
    });
