/** The connection to PostgreSQL: a pool that acts under the role that owns nothing, and one clinic at a time in sight. */
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { APPLICATION_ROLE } from './migrations/migrate.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;
export type ClinicTransaction = Transaction<Tables>;

const MOMENT_TYPES = [pg.types.builtins.TIMESTAMPTZ];
/** Moments come as ISO text in UTC and days as they are, so that no zone of this machine creeps in. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary' && MOMENT_TYPES.includes(oid)) return (text: string) => new Date(text).toISOString();
    if (format !== 'binary' && oid === pg.types.builtins.DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

export interface PoolOptions {
  readonly databaseUrl: string;
  readonly connections?: number;
  /** Told of a connection that broke; the pool makes another. */
  onLostConnection?(error: Error): void;
}

/** A statement that takes longer than this is not coming back. */
const STATEMENT_LIMIT_MS = 30_000;
/** Who froze in the middle of a transaction keeps nobody waiting for what it holds, an emergency stop least of all. */
const IDLE_LIMIT_MS = 10_000;

export function openPool({ databaseUrl, connections = 10, onLostConnection }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: connections,
    types: TYPES,
    application_name: 'holdspace',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    options: `-c role=${APPLICATION_ROLE} -c statement_timeout=${STATEMENT_LIMIT_MS} -c idle_in_transaction_session_timeout=${IDLE_LIMIT_MS} -c synchronous_commit=on`,
  });
  // Without a listener, a restart of PostgreSQL would end this process: the pool's own hears of idle connections alone,
  // and who holds one in a transaction hears only from the next statement.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', (error) => onLostConnection?.(error)));
  return pool;
}

export const openDatabase = (pool: pg.Pool): Database => new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });

/** Runs work in a transaction that sees one clinic's rows and no other's. */
export function withClinic<T>(
  db: Database,
  clinicId: string,
  work: (transaction: ClinicTransaction) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    await sql`select set_config('holdspace.clinic', ${clinicId}, true)`.execute(transaction);
    return work(transaction);
  });
}
