/** Which root keys a database needs: learned before anything is opened, so that a start without one says which is missing. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { RootKeys } from './root-keys.ts';
import { DATA_KEY_BYTES } from './sealed.ts';

/** Not a secret: what is tested is whether it unwraps. */
const CHECK = Buffer.alloc(DATA_KEY_BYTES, 'holdspace');
const contextOf = (keyId: string) => ({ clinicId: '', purpose: 'check', keyId });

/** The root keys by which something is wrapped here. */
export async function rootKeysInUse(db: Database): Promise<readonly string[]> {
  const rows = await db.selectFrom('auth.root_key').select('root_key_id').where('retired_at', 'is', null).execute();
  return rows.map((row) => row.root_key_id);
}

/** Notes that the current root key is in use here. */
export async function registerRootKey(db: Database, rootKeys: RootKeys): Promise<void> {
  const keyId = randomUUID();
  const { rootKeyId, wrapped } = await rootKeys.wrap(CHECK, contextOf(keyId));
  await db
    .insertInto('auth.root_key')
    .values({ root_key_id: rootKeyId, check_key_id: keyId, check_wrapped: wrapped })
    .onConflict((conflict) => conflict.column('root_key_id').doUpdateSet({ retired_at: null }))
    .execute();
}

/** Notes that nothing is wrapped by any root key but the current one. */
export async function retireOtherRootKeys(db: Database, currentId: string): Promise<void> {
  await db
    .updateTable('auth.root_key')
    .set({ retired_at: sql`now()` })
    .where('root_key_id', '!=', currentId)
    .where('retired_at', 'is', null)
    .execute();
}

/** Root keys that are needed here and that are lacking, or are there under the right name with the wrong bytes. */
export async function missingRootKeys(db: Database, rootKeys: RootKeys): Promise<readonly string[]> {
  const rows = await db.selectFrom('auth.root_key').selectAll().where('retired_at', 'is', null).execute();
  const missing: string[] = [];
  for (const row of rows) {
    const opens = await rootKeys
      .unwrap(row.root_key_id, row.check_wrapped, contextOf(row.check_key_id))
      .then((bytes) => bytes.equals(CHECK))
      .catch(() => false);
    if (!opens) missing.push(row.root_key_id);
  }
  return missing;
}
