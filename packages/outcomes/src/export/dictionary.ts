/** The data dictionary, from the same description that types the rows: for machines, and for people. */
import { type Column, type ColumnType, TABLE_NAMES, type TableName, tableOf } from '../tables.ts';

export const FORMATS = ['parquet', 'csv', 'ndjson'] as const;
export type ExportFormat = (typeof FORMATS)[number];

/** What a value looks like in files of text. */
const WRITTEN: Readonly<Record<ColumnType, string>> = {
  id: 'a UUID',
  word: 'text',
  whole: 'a whole number',
  number: 'a decimal number with a point',
  flag: 'true or false',
  moment: 'a moment in UTC, 2026-03-02T14:05:00.000Z',
  day: 'a day, 2026-03-02',
};

export const WHAT_IT_IS = [
  'Patients, courses, sessions, visits and responses bear pseudonyms, which only this clinic’s installation can make: the same in every export of it.',
  'No names, no contact details and no words that somebody wrote are in it; years of birth after 89 are left out.',
  'Days and moments are as they were. So it is no de-identified data set by HIPAA’s Safe Harbor (45 CFR 164.514(b)(2)): at most a limited data set (164.514(e)), to be given to others only as the law allows.',
  'What was struck out of a record is not in it.',
] as const;

/** One column as it is exported, and what it is read from. */
export interface TableColumn extends Column {
  readonly name: string;
  readonly sql: string;
  /** What was done to it before it left; absent where a whole copy is exported. */
  readonly done?: string;
}
/** One table as it is exported. */
export interface ExportTable {
  readonly name: TableName;
  readonly says: string;
  readonly columns: readonly TableColumn[];
  readonly from: string;
  readonly order: readonly string[];
}
/** The copy as it is. */
export const WHOLE_TABLES: readonly ExportTable[] = TABLE_NAMES.map((name) => {
  const { says, columns, order } = tableOf(name);
  return {
    name,
    says,
    columns: Object.entries(columns).map(([column, one]) => ({ ...one, name: column, sql: column })),
    from: name,
    order: order.map((column) => `${name}.${column}`),
  };
});

export interface Dictionary {
  readonly madeAt: string;
  readonly format: ExportFormat;
  readonly says: readonly string[];
  readonly tables: readonly {
    readonly name: TableName;
    readonly file: string;
    readonly rows: number;
    readonly says: string;
    readonly columns: readonly {
      readonly name: string;
      readonly type: ColumnType;
      readonly written: string;
      readonly unit?: string;
      readonly mayBeEmpty: boolean;
      readonly done?: string;
      readonly says: string;
    }[];
  }[];
}

export const fileOf = (name: TableName, format: ExportFormat): string => `${name}.${format}`;

export function dictionaryOf(
  madeAt: string,
  format: ExportFormat,
  rows: Readonly<Record<TableName, number>>,
  exported: readonly ExportTable[] = WHOLE_TABLES,
  whatItIs: readonly string[] = WHAT_IT_IS,
): Dictionary {
  const quoted =
    format === 'csv'
      ? [
          'Text that a spreadsheet would take for a formula (it begins with =, +, -, @, a tab or a line’s end) has an apostrophe before it; numbers stay numbers.',
        ]
      : [];
  return {
    madeAt,
    format,
    says: [...whatItIs, ...quoted],
    tables: exported.map(({ name, says, columns }) => {
      return {
        name,
        file: fileOf(name, format),
        rows: rows[name],
        says,
        columns: columns.map(({ name: column, type, says, unit, optional, done }) => ({
          name: column,
          type,
          written: WRITTEN[type],
          ...(unit && { unit }),
          mayBeEmpty: optional === true,
          says,
          ...(done && { done }),
        })),
      };
    }),
  };
}

/** The same as a page. */
export const dictionaryAsText = ({ madeAt, says, tables }: Dictionary): string =>
  [
    '# What is in these files',
    '',
    `The clinic’s records as they were copied at ${madeAt}.`,
    '',
    ...says.map((line) => `- ${line}`),
    ...tables.flatMap(({ name, file, rows, says, columns }) => [
      '',
      `## ${name}`,
      '',
      `${says} \`${file}\`, ${rows} rows.`,
      '',
      '| column | is | unit | what it says | what was done to it |',
      '| --- | --- | --- | --- | --- |',
      ...columns.map(
        (column) =>
          `| \`${column.name}\` | ${column.written}${column.mayBeEmpty ? ', or empty' : ''} | ${column.unit ?? ''} | ${column.says} | ${column.done ?? ''} |`,
      ),
    ]),
    '',
  ].join('\n');
