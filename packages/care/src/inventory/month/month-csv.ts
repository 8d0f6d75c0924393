/** The monthly page as CSV (RFC 4180): one table for each part, amounts in milligrams, since a spreadsheet adds those up. */
import { type MonthPage, NOT_SHOWN } from './month.ts';

export const MONTH_TABLES = ['balances', 'dispensing', 'counts', 'discrepancies'] as const;
export type MonthTable = (typeof MONTH_TABLES)[number];

type Cell = string | number | null;
const mg = (micrograms: number): number => micrograms / 1000;

const TABLES: Readonly<Record<MonthTable, (page: MonthPage) => readonly (readonly Cell[])[]>> = {
  balances: ({ rows }) => [
    [
      'product',
      'substance',
      'schedule',
      'form',
      'strength',
      'package',
      'ndc',
      'opening_mg',
      'received_mg',
      'administered_mg',
      'wasted_mg',
      'returned_mg',
      'destroyed_mg',
      'lost_mg',
      'adjusted_mg',
      'closing_mg',
    ],
    ...rows.map((row) => [
      row.name,
      row.substance,
      row.schedule,
      row.form,
      row.strength,
      row.package,
      row.ndc,
      mg(row.opening),
      mg(row.received),
      mg(row.administered),
      mg(row.wasted),
      mg(row.returned),
      mg(row.destroyed),
      mg(row.lost),
      mg(row.adjusted),
      mg(row.closing),
    ]),
  ],
  dispensing: ({ dispensing }) => [
    [
      'date',
      'substance',
      'form',
      'strength',
      'quantity',
      'mg',
      'container',
      'lot',
      'to_whom',
      'address',
      'by_whom',
      'reversed',
    ],
    ...dispensing.map((line) => [
      line.at,
      line.substance,
      line.form,
      line.strength,
      line.quantity,
      mg(line.micrograms),
      line.label,
      line.lot,
      ...(line.toWhom === 'hidden'
        ? [NOT_SHOWN, NOT_SHOWN]
        : [line.toWhom?.name ?? null, line.toWhom?.address ?? null]),
      line.byWhom,
      line.isReversed ? 'yes' : 'no',
    ]),
  ],
  counts: ({ counts }) => [
    ['date', 'kind', 'safe', 'first', 'second', 'result'],
    ...counts.map(({ at, kind, safe, by, result }) => [at, kind, safe, by[0] ?? null, by[1] ?? null, result]),
  ],
  discrepancies: ({ discrepancies }) => [
    ['date', 'cause', 'what', 'owner', 'state'],
    ...discrepancies.map(({ at, cause, what, owner, state }) => [at, cause, what, owner, state]),
  ],
};

export const monthCsv = (page: MonthPage, table: MonthTable): string => csvOf(TABLES[table](page));

/** Lines end as the standard says. A text that a spreadsheet would take for a formula is made a text. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');

function cellOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
