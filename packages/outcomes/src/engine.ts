/**
 * DuckDB in this process, loaded when it is first needed: a server at rest, and the room, pay nothing for it. Each engine
 * sees the folders that it was opened on and no other file, so a clinic's question cannot reach another clinic's rows.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';

export type Values = Record<string, DuckDBValue>;
export interface Engine {
  readonly connection: DuckDBConnection;
  run(statement: string, values?: Values): Promise<void>;
  /** Rows as plain values: numbers, strings, booleans, null. Counts are cast in the question. */
  rows<Row>(statement: string, values?: Values): Promise<Row[]>;
  close(): void;
}
export interface EngineOptions {
  /** Where it may read and write; what does not fit in memory goes into a folder of its own in the first. */
  readonly folders: readonly [string, ...string[]];
  readonly megabytes?: number;
}

const MEGABYTES = 512;
const MOST_THREADS = 4;
/** A path within a statement. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** What engines of this process put aside; who is gone leaves a folder that nobody needs. */
const inUse = new Set<string>();
const ASIDE = /^temporary-(\d+)-/;

/** Removes what engines left that died: of this process, or of another one. Those of the living stay. */
export function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(ASIDE.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid)) continue;
    const path = join(resolve(folder), name);
    if (pid === process.pid ? !inUse.has(path) : !lives(pid)) rmSync(path, { recursive: true, force: true });
  }
}
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

export async function openEngine({ folders, megabytes }: EngineOptions): Promise<Engine> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const reach = folders.map((folder) => resolve(folder));
  for (const folder of reach) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const aside = join(reach[0] as string, `temporary-${process.pid}-${randomUUID()}`);
  inUse.add(aside);
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(Math.min(MOST_THREADS, availableParallelism())),
    memory_limit: `${megabytes ?? MEGABYTES}MB`,
    temp_directory: aside,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  const directories = reach.map((folder) => quoted(`${folder}/`)).join(', ');
  await connection.run(
    `set TimeZone = 'UTC'; set parquet_metadata_cache = true; set preserve_insertion_order = false;
     set allowed_directories = [${directories}]; set enable_external_access = false; set lock_configuration = true`,
  );
  return {
    connection,
    run: async (statement, values) => void (await connection.run(statement, values)),
    rows: async <Row>(statement: string, values?: Values) =>
      (await connection.runAndReadAll(statement, values)).getRowObjectsJS() as Row[],
    close() {
      connection.closeSync();
      instance.closeSync();
      inUse.delete(aside);
      rmSync(aside, { recursive: true, force: true });
    },
  };
}
