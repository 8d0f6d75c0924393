/** The clinic's medicine: safes, containers, receipts, the ledger and recalls. */
import type { Pool } from 'pg';
import type { Database } from '../database.ts';
import { createKnown } from './known.ts';
import { createLose } from './lose.ts';
import { createMovements } from './movements.ts';
import { createPost } from './post.ts';
import { createPostTogether } from './post-together.ts';
import { createRecalls } from './recalls.ts';
import { createReceive } from './receive.ts';
import { createRecorded } from './recorded.ts';
import { createStock } from './stock.ts';

export function createInventory(db: Database, pool: Pool) {
  const stock = createStock(db);
  return {
    ...stock,
    ...createKnown(db, stock),
    receive: createReceive(db),
    post: createPost(pool),
    postTogether: createPostTogether(db),
    lose: createLose(db),
    ...createMovements(db),
    ...createRecalls(db),
    ...createRecorded(db),
  };
}
