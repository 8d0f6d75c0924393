/**
 * A clinic's copy as files for its own tools: one a table, with the dictionary beside them. Written aside and put in place
 * whole, so that a folder of this name is an export or is not there. What a kill leaves aside, the audit knows of.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { openCopy } from '../copy/read.ts';
import { quoted } from '../engine.ts';
import type { TableName } from '../tables.ts';
import { type Deidentifying, deidentify } from './deidentified.ts';
import {
  type Dictionary,
  dictionaryAsText,
  dictionaryOf,
  type ExportFormat,
  fileOf,
  type TableColumn,
  WHAT_IT_IS,
  WHOLE_TABLES,
} from './dictionary.ts';

export interface ExportOptions {
  /** The clinic's own folder of copies. */
  readonly folder: string;
  readonly format: ExportFormat;
  /** A folder that is not there yet, or is empty. */
  readonly into: string;
  /** Before the first row is written anywhere; throws where none may be. */
  beforeItIsWritten(): Promise<void>;
  /** Of those who consent alone, without what tells who somebody is; absent, the copy is exported as it is. */
  readonly deidentifying?: Deidentifying;
  /** Whoever stops it in the middle finds nothing of it. */
  readonly signal: AbortSignal;
}

/** The folder that was named holds something already. */
export class FolderTakenError extends Error {}

/** What a spreadsheet takes for the beginning of a formula. Source: OWASP, CSV injection. */
const FORMULA = '^[=+\\-@\\t\\r\\n]';

function written({ name, sql, type }: TableColumn, format: ExportFormat): string {
  if (format !== 'parquet' && type === 'moment') return `strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%gZ') as ${name}`;
  if (format === 'csv' && type === 'word')
    return `case when regexp_matches(${sql}, ${quoted(FORMULA)}) then '''' || ${sql} else ${sql} end as ${name}`;
  return `${sql} as ${name}`;
}
const HOW: Readonly<Record<ExportFormat, string>> = {
  parquet: 'format parquet, compression zstd',
  csv: 'format csv, header',
  ndjson: 'format json',
};

/** Null where the clinic has no copy. */
export async function exportCopy(options: ExportOptions): Promise<Dictionary | null> {
  const { folder, format, into, beforeItIsWritten, signal, deidentifying } = options;
  const target = resolve(into);
  if (existsSync(target) && readdirSync(target).length > 0)
    throw new FolderTakenError(`${target} is not empty. Name a folder that is not there yet.`);
  const aside = join(dirname(target), `.${basename(target)}.${process.pid}`);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  try {
    const copy = await openCopy({ folder, into: aside });
    // Once, even where a question is asked anew.
    let allowed: Promise<void> | undefined;
    let interrupt = () => {};
    const stop = () => interrupt();
    signal.addEventListener('abort', stop);
    const dictionary = await copy
      .read(async (ask, engine) => {
        const { connection } = engine;
        allowed ??= beforeItIsWritten();
        await allowed;
        interrupt = () => connection.interrupt();
        const rows = {} as Record<TableName, number>;
        const { tables, says } = deidentifying
          ? await deidentify(ask, engine, deidentifying)
          : { tables: WHOLE_TABLES, says: WHAT_IT_IS };
        for (const { name, columns, from, order } of tables) {
          signal.throwIfAborted();
          const list = columns.map((one) => written(one, format));
          const [counted] = await ask.rows<{ Count: bigint }>(
            `copy (select ${list.join(', ')} from ${from} order by ${order.join(', ')})
               to ${quoted(join(aside, fileOf(name, format)))} (${HOW[format]})`,
          );
          rows[name] = Number(counted?.Count ?? 0);
        }
        return dictionaryOf(ask.madeAt, format, rows, tables, says);
      })
      .finally(() => {
        signal.removeEventListener('abort', stop);
        copy.close();
      });
    if (dictionary === null) return null;
    writeFileSync(join(aside, 'dictionary.json'), `${JSON.stringify(dictionary, null, 2)}\n`);
    writeFileSync(join(aside, 'DICTIONARY.md'), dictionaryAsText(dictionary));
    signal.throwIfAborted();
    // An empty folder gives way; one that was filled meanwhile does not.
    renameSync(aside, target);
    return dictionary;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
