/**
 * Appends what happens to medicine: events, their movements in the ledger and what is left to be settled, in one
 * transaction. A session does so a few times in its hours, so each goes by itself, beside the trains of `append.ts`.
 */
import type { Movement, RoomDiscrepancy } from '@holdspace/care';
import type { Pool } from 'pg';
import { movementItem, type PostOutcome } from '../inventory/post.ts';
import { lostALock, MOST_ATTEMPTS } from '../trains.ts';
import type { AppendAnswer, AppendRequest } from './append.ts';
import { appendItem } from './append-item.ts';

export interface MedicineAppend extends AppendRequest {
  readonly movements: readonly Movement[];
  readonly discrepancies: readonly RoomDiscrepancy[];
}
/** The ledger did not take a movement, and so nothing was stored: it moved on since it was looked at. */
export interface NotTaken {
  readonly stored: false;
  readonly because: 'not_taken';
  readonly movement: Movement;
  readonly outcome: PostOutcome;
}

interface Row {
  readonly outcome: 'stored' | 'stale' | 'repeated' | 'not_taken';
  readonly seq: number | null;
  readonly movement: number | null;
  readonly because: PostOutcome | null;
}
const STATEMENT = {
  name: 'append_with_movements',
  text: 'select outcome, seq, movement, because from holdspace.append_with_movements($1, $2)',
};

/** Makes the function: it answers once PostgreSQL has flushed all of it, or nothing of it is stored. */
export function createAppendWithMovements(pool: Pool) {
  return async (request: MedicineAppend): Promise<AppendAnswer | NotTaken> => {
    const { movements, discrepancies } = request;
    const { stored, ...made } = appendItem(request);
    const item = made.item({ discrepancies }, `,"movements":[${movements.map(movementItem).join(',')}]`);
    for (let attempt = 1; ; attempt++) {
      try {
        const { rows } = await pool.query<Row>({ ...STATEMENT, values: [request.clinicId, item] });
        const [row] = rows;
        if (!row) throw new Error('an append was not answered');
        if (row.outcome === 'stored') return { stored: true, events: stored };
        if (row.outcome === 'stale') return { stored: false, because: 'stale', seq: row.seq };
        if (row.outcome === 'repeated') return { stored: false, because: 'repeated' };
        const movement = movements[row.movement ?? -1];
        if (!movement || !row.because) throw new Error('an answer about a movement that was not sent');
        return { stored: false, because: 'not_taken', movement, outcome: row.because };
      } catch (error) {
        if (!lostALock(error) || attempt >= MOST_ATTEMPTS) throw error;
      }
    }
  };
}
