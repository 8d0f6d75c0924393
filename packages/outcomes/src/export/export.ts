/**
 * A clinic's copy as files for its own tools: one a table, with the dictionary beside them. Written aside and put in place
 * whole, so that a folder of this name is an export or is not there. What a kill leaves aside, the audit knows of.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { openCopy } from '../copy/read.ts';
import { quoted } from '../engine.ts';
import { type Column, TABLE_NAMES, type TableName, tableOf } from '../tables.ts';
import { type Dictionary, dictionaryAsText, dictionaryOf, type ExportFormat, fileOf } from './dictionary.ts';

export interface ExportOptions {
  /** The clinic's own folder of copies. */
  readonly folder: string;
  readonly format: ExportFormat;
  /** A folder that is not there yet, or is empty. */
  readonly into: string;
  /** Before the first row is written anywhere; throws where none may be. */
  beforeItIsWritten(): Promise<void>;
  /** Whoever stops it in the middle finds nothing of it. */
  readonly signal: AbortSignal;
}

/** The folder that was named holds something already. */
export class FolderTakenError extends Error {}

/** What a spreadsheet takes for the beginning of a formula. Source: OWASP, CSV injection. */
const FORMULA = '^[=+\\-@\\t\\r\\n]';

function written(column: string, { type }: Column, format: ExportFormat): string {
  if (format === 'parquet') return column;
  if (type === 'moment') return `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ') as ${column}`;
  if (format === 'csv' && type === 'word')
    return `case when regexp_matches(${column}, ${quoted(FORMULA)}) then '''' || ${column} else ${column} end as ${column}`;
  return column;
}
const HOW: Readonly<Record<ExportFormat, string>> = {
  parquet: 'format parquet, compression zstd',
  csv: 'format csv, header',
  ndjson: 'format json',
};

/** Null where the clinic has no copy. */
export async function exportCopy(options: ExportOptions): Promise<Dictionary | null> {
  const { folder, format, into, beforeItIsWritten, signal } = options;
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
      .read(async (ask, { connection }) => {
        allowed ??= beforeItIsWritten();
        await allowed;
        interrupt = () => connection.interrupt();
        const rows = {} as Record<TableName, number>;
        for (const name of TABLE_NAMES) {
          signal.throwIfAborted();
          const { columns, order } = tableOf(name);
          const list = Object.entries(columns).map(([column, one]) => written(column, one, format));
          const [counted] = await ask.rows<{ Count: bigint }>(
            `copy (select ${list.join(', ')} from ${name} order by ${order.map((column) => `${name}.${column}`).join(', ')})
               to ${quoted(join(aside, fileOf(name, format)))} (${HOW[format]})`,
          );
          rows[name] = Number(counted?.Count ?? 0);
        }
        return dictionaryOf(ask.madeAt, format, rows);
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
