/** Reads a clinic's copy: its tables by their names, as the list of files stood when the question began. */
import { join } from 'node:path';
import type { Instant } from '@holdspace/care';
import { type Engine, openEngine, quoted, type Values } from '../engine.ts';
import { SQL_TYPES, TABLE_NAMES, type TableName, tableOf } from '../tables.ts';
import { type Manifest, readManifest } from './manifest.ts';

/** Asks the copy; the tables are there by their names. */
export interface Ask {
  readonly madeAt: Instant;
  rows<Row>(question: string, values?: Values): Promise<Row[]>;
}
export interface CopyOptions {
  readonly folder: string;
  /** Another folder that may be written to. */
  readonly into?: string;
}

const pathsOf = (folder: string, manifest: Manifest, name: TableName): readonly string[] =>
  Object.values(manifest.tables[name]).map(({ file }) => join(folder, file));

/** What stands for a table in a statement; a table without rows has its columns all the same. */
export function sourceOf(folder: string, manifest: Manifest, name: TableName): string {
  const paths = pathsOf(folder, manifest, name);
  if (paths.length > 0) return `read_parquet([${paths.map(quoted).join(', ')}])`;
  const columns = Object.entries(tableOf(name).columns).map(
    ([column, { type }]) => `null::${SQL_TYPES[type]} as ${column}`,
  );
  return `(select ${columns.join(', ')} where false)`;
}

async function makeViews(engine: Engine, folder: string, manifest: Manifest): Promise<void> {
  for (const name of TABLE_NAMES)
    await engine.run(`create or replace view ${name} as select * from ${sourceOf(folder, manifest, name)}`);
}

export interface Copy {
  /** Null where the clinic has no copy yet. */
  read<T>(work: (ask: Ask, engine: Engine) => Promise<T>): Promise<T | null>;
  close(): void;
}

/** One engine for one clinic's copy; questions go one after another. */
export async function openCopy({ folder, into }: CopyOptions): Promise<Copy> {
  const engine = await openEngine({ folders: into === undefined ? [folder] : [folder, into] });
  /** The whole list: a copy that was deleted and made anew counts its generations from one again. */
  let shown: string | undefined;
  let before: Promise<unknown> = Promise.resolve();

  async function readNow<T>(work: (ask: Ask, engine: Engine) => Promise<T>): Promise<T | null> {
    const manifest = await readManifest(folder);
    if (!manifest) return null;
    const list = JSON.stringify(manifest);
    if (shown !== list) await makeViews(engine, folder, manifest);
    shown = list;
    return work({ madeAt: manifest.madeAt, rows: engine.rows }, engine);
  }
  /** Files are kept over one refresh. Where a question took longer than two, it is asked anew of what stands now. */
  async function readOnceMore<T>(work: (ask: Ask, engine: Engine) => Promise<T>): Promise<T | null> {
    try {
      return await readNow(work);
    } catch (error) {
      if (!/No such file|No files found|IO Error/.test((error as Error).message)) throw error;
      return readNow(work);
    }
  }
  return {
    read(work) {
      const mine = before.then(() => readOnceMore(work));
      before = mine.catch(() => undefined);
      return mine;
    },
    close: () => engine.close(),
  };
}
