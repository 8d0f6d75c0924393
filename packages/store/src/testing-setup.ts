/** Vitest's global set-up: one engine for a whole run, with a migrated database that each test file copies. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEngine } from './engine/engine.ts';
import { migrate } from './migrations/migrate.ts';

/** Where the tests' engine is told to test files; set from outside, that PostgreSQL is used instead of an embedded one. */
export const TEST_ENGINE = 'HOLDSPACE_TEST_ENGINE';
export const TEMPLATE_DATABASE = 'holdspace_template';

/** The address of another database on the same PostgreSQL. */
export const databaseOn = (databaseUrl: string, name: string): string => {
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return url.href;
};

async function makeTemplate(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`drop database if exists ${TEMPLATE_DATABASE} with (force)`);
  await client.query(`create database ${TEMPLATE_DATABASE}`);
  await client.end();
  await migrate(databaseOn(databaseUrl, TEMPLATE_DATABASE));
}

export default async function setup(): Promise<() => Promise<void>> {
  const outside = process.env[TEST_ENGINE];
  if (outside) {
    await makeTemplate(outside);
    return async () => undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'holdspace-tests-'));
  const engine = await startEngine({ folder });
  process.env[TEST_ENGINE] = engine.databaseUrl;
  await makeTemplate(engine.databaseUrl);
  return async () => {
    delete process.env[TEST_ENGINE];
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
