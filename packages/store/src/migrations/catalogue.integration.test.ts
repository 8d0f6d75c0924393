import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing.ts';
import { MIGRATIONS, migrate } from './migrate.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let client: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client({ connectionString: database.databaseUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});
const names = async (statement: string) =>
  (await client.query<{ name: string }>(statement)).rows.map((row) => row.name);

describe('every tenant table', () => {
  test('is guarded by forced row-level security', async () => {
    expect(
      await names(`select c.relname as name from pg_class c where c.relnamespace = 'holdspace'::regnamespace and c.relkind in ('r', 'p')
        and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`),
    ).toEqual([]);
    expect(
      (
        await names(
          "select relname as name from pg_class where relnamespace = 'holdspace'::regnamespace and relkind = 'r'",
        )
      ).length,
    ).toBeGreaterThan(5);
  });

  test('has clinic_id first in every key and every index', async () => {
    expect(
      await names(`select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
        where c.relnamespace = 'holdspace'::regnamespace and a.attname <> 'clinic_id'`),
    ).toEqual([]);
  });

  test('names the clinic first in every foreign key, on both sides', async () => {
    expect(
      await names(`select k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
        join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
        where k.contype = 'f' and c.relnamespace = 'holdspace'::regnamespace and (a.attname <> 'clinic_id' or b.attname <> 'clinic_id')`),
    ).toEqual([]);
  });

  test('rests on no trigger and no sequence; those that there are only refuse', async () => {
    expect(
      await names(
        `select tgrelid::regclass || ' ' || tgname || ' ' || tgfoid::regproc as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
          where c.relnamespace = 'holdspace'::regnamespace and not tgisinternal order by 1`,
      ),
    ).toEqual(
      [
        ['audit_checkpoint', 'refuse_change'],
        ['audit_entry', 'refuse_change'],
        ['consent_answer', 'refuse_change_of_consent'],
        ['consent_asked', 'refuse_change_of_consent'],
        ['consent_document_version', 'refuse_change_of_consent'],
        ['consent_signature', 'refuse_change_of_consent'],
        ['consent_withdrawal', 'refuse_change_of_consent'],
        ['consent_witness', 'refuse_change_of_consent'],
        ['container', 'refuse_ledger_change'],
        ['course_order_event', 'refuse_order_change'],
        ['discrepancy_step', 'refuse_change_of_count'],
        ['inventory_count_half', 'refuse_change_of_count'],
        ['lot_recall', 'refuse_ledger_change'],
        ['lot_recall_taken_back', 'refuse_ledger_change'],
        ['movement', 'refuse_ledger_change'],
        ['receipt', 'refuse_ledger_change'],
        ['screening_event', 'refuse_screening_change'],
      ].flatMap(([table, refuses]) =>
        ['never_changed', 'never_emptied'].map((name) => `holdspace.${table} ${name} holdspace.${refuses}`),
      ),
    );
    expect(
      await names(
        "select relname as name from pg_class where relnamespace = 'holdspace'::regnamespace and relkind = 'S'",
      ),
    ).toEqual([]);
  });
});

test('the application’s role owns nothing and cannot pass row-level security', async () => {
  expect(await names("select relname as name from pg_class where relowner = 'holdspace_app'::regrole")).toEqual([]);
  const { rows } = await client.query(
    "select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = 'holdspace_app'",
  );
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }]);
});

describe('migrations', () => {
  test('are applied once', async () => {
    expect(await migrate(database.databaseUrl)).toEqual({ applied: [], already: MIGRATIONS.map((one) => one.id) });
  });

  test('started by two servers at once are applied once', async () => {
    const twoMore = [...MIGRATIONS, { id: '9998-test', sql: 'create table public.once (id integer)' }];
    const both = await Promise.all([migrate(database.databaseUrl, twoMore), migrate(database.databaseUrl, twoMore)]);
    expect(both.flatMap((one) => one.applied)).toEqual(['9998-test']);
  });

  test('of a newer version stop an older one, and a changed one stops all', async () => {
    await expect(migrate(database.databaseUrl)).rejects.toThrow('newer');
    const changed = MIGRATIONS.map((one) => ({ ...one, sql: `${one.sql} ` }));
    await expect(migrate(database.databaseUrl, changed)).rejects.toThrow('another form');
  });

  test('that fail leave nothing behind', async () => {
    const failing = [
      ...MIGRATIONS,
      { id: '9998-test', sql: 'create table public.once (id integer)' },
      { id: '9999-fails', sql: 'create table public.half (id integer); select 1/0' },
    ];
    await expect(migrate(database.databaseUrl, failing)).rejects.toThrow('9999-fails');
    expect(await names("select relname as name from pg_class where relname = 'half'")).toEqual([]);
  });
});
