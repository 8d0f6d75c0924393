import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from './store.ts';
import { TEST_ROOT_KEYS, type TestDatabase, testDatabase } from './testing.ts';

let database: TestDatabase;
let store: Store;
let superuser: pg.Client;
const lost: Error[] = [];
beforeAll(async () => {
  database = await testDatabase();
  store = openStore({
    databaseUrl: database.databaseUrl,
    rootKeys: TEST_ROOT_KEYS,
    onLostConnection: (error) => lost.push(error),
  });
  superuser = new pg.Client({ connectionString: database.databaseUrl });
  await superuser.connect();
});
afterAll(async () => {
  await store.close();
  await superuser.end();
  await database.drop();
});

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
/** Ends a connection from outside, as a stop of PostgreSQL would. */
const end = (pid: number) => superuser.query('select pg_terminate_backend($1)', [pid]);

test('who stops in the middle of a transaction keeps what it holds ten seconds and no longer', async () => {
  const { rows } = await store.pool.query('show idle_in_transaction_session_timeout');
  expect(rows).toEqual([{ idle_in_transaction_session_timeout: '10s' }]);
});

describe('a connection that PostgreSQL ends', () => {
  test('between two statements of a transaction fails the next one, and no more', async () => {
    const outcome = store.db.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
      await end(rows[0]?.pid ?? 0);
      for (let waited = 0; lost.length === 0 && waited < 5_000; waited += 10) await wait(10);
      await sql`select 1`.execute(transaction);
    });
    await expect(outcome).rejects.toThrow();
    expect(lost.length).toBeGreaterThan(0);
    await expect(store.pool.query('select 1 as one')).resolves.toMatchObject({ rows: [{ one: 1 }] });
  });

  test('while nobody uses it is told, and another is made', async () => {
    lost.length = 0;
    const { rows } = await store.pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    await end(rows[0]?.pid ?? 0);
    for (let waited = 0; lost.length === 0 && waited < 5_000; waited += 10) await wait(10);
    expect(lost).toHaveLength(1);
    await expect(store.pool.query('select 1 as one')).resolves.toMatchObject({ rows: [{ one: 1 }] });
  });
});
