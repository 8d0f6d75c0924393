/** Rows on their way into the copy: in DuckDB's memory, each with the month whose file it belongs to. */
import type { DuckDBAppender } from '@duckdb/node-api';
import type { Engine } from '../engine.ts';
import { type ColumnType, columnsOf, type RowOf, SQL_TYPES, TABLE_NAMES, type TableName } from '../tables.ts';

/** Ids, moments and days come as text and are read as what they are when a file is written. */
const AS_TEXT: ReadonlySet<ColumnType> = new Set(['id', 'word', 'moment', 'day']);
export const stageOf = (name: TableName): string => `stage_${name}`;

type Value = string | number | boolean | null;
function append(appender: DuckDBAppender, type: ColumnType, value: Value): void {
  if (value === null) appender.appendNull();
  else if (AS_TEXT.has(type)) appender.appendVarchar(value as string);
  else if (type === 'whole') appender.appendInteger(value as number);
  else if (type === 'number') appender.appendDouble(value as number);
  else appender.appendBoolean(value as boolean);
}

export interface Staging {
  add<Name extends TableName>(name: Name, month: string, rows: readonly RowOf<Name>[]): void;
  /** Everything added is in sight of statements from now on. */
  finish(): void;
}

export async function openStaging(engine: Engine): Promise<Staging> {
  const appenders = new Map<TableName, DuckDBAppender>();
  const columns = new Map(TABLE_NAMES.map((name) => [name, columnsOf(name, 'derived')] as const));
  for (const name of TABLE_NAMES) {
    const shape = columnsOf(name, 'derived').map(
      ([column, { type }]) => `${column} ${AS_TEXT.has(type) ? 'VARCHAR' : SQL_TYPES[type]}`,
    );
    await engine.run(`create table ${stageOf(name)} (month VARCHAR, ${shape.join(', ')})`);
    appenders.set(name, await engine.connection.createAppender(stageOf(name)));
  }
  return {
    add(name, month, rows) {
      const appender = appenders.get(name) as DuckDBAppender;
      for (const row of rows) {
        appender.appendVarchar(month);
        for (const [column, { type }] of columns.get(name) ?? [])
          append(appender, type, (row as Readonly<Record<string, Value>>)[column] ?? null);
        appender.endRow();
      }
    },
    finish() {
      for (const appender of appenders.values()) appender.closeSync();
    },
  };
}

/** The columns that rows are derived with, as they are kept. */
export const stagedColumns = (name: TableName): string =>
  columnsOf(name, 'derived')
    .map(([column, { type }]) => `${column}::${SQL_TYPES[type]} as ${column}`)
    .join(', ');
