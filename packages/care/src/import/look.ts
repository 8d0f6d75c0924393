/** A first look through a whole file: its header, its first rows, and what the values of each column are like. */
import { type DateSign, dateSign } from './dates.ts';
import { type NumberSign, numberSign } from './numbers.ts';
import { readWeightUnit } from './words.ts';

/** How many cells of a column were of each sort; empty ones are not counted. */
export interface ColumnLook {
  readonly header: string;
  readonly filled: number;
  readonly dates: Readonly<Record<DateSign, number>>;
  readonly numbers: Readonly<Record<NumberSign, number>>;
  /** Of numbers that bear a unit of weight themselves: "80 kg". */
  readonly units: number;
  /** The lowest and the highest number that reads alike in every notation. */
  readonly lowest?: number;
  readonly highest?: number;
}
export interface FileLook {
  readonly columns: readonly ColumnLook[];
  /** Without the header. */
  readonly rows: number;
  /** Rows without a single letter, which are passed over. */
  readonly emptyRows: number;
  readonly firstRows: readonly (readonly string[])[];
}

const FIRST_ROWS = 8;
const noDates = (): Record<DateSign, number> => ({ year_first: 0, day_first: 0, month_first: 0, either: 0, none: 0 });
const noNumbers = (): Record<NumberSign, number> => ({ whole: 0, point: 0, comma: 0, either: 0, none: 0 });

/** A spreadsheet leaves such rows behind: nothing of them can be lost. */
export const isEmptyRow = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** Takes rows one after another and holds nothing of them but counts and the first few. */
export function createLook(header: readonly string[]) {
  const counted = header.map(() => ({
    filled: 0,
    units: 0,
    dates: noDates(),
    numbers: noNumbers(),
    lowest: undefined as number | undefined,
    highest: undefined as number | undefined,
  }));
  const firstRows: (readonly string[])[] = [];
  let rows = 0;
  let emptyRows = 0;
  return {
    add(cells: readonly string[]): void {
      if (isEmptyRow(cells)) {
        emptyRows += 1;
        return;
      }
      rows += 1;
      if (firstRows.length < FIRST_ROWS) firstRows.push(cells);
      counted.forEach((column, index) => {
        const text = cells[index]?.trim() ?? '';
        if (text === '') return;
        column.filled += 1;
        const date = dateSign(text);
        column.dates[date] += 1;
        const { number, hasUnit } = withoutUnit(text);
        if (hasUnit) column.units += 1;
        const sign = date === 'none' ? numberSign(number) : 'none';
        column.numbers[sign] += 1;
        if (sign !== 'whole') return;
        const value = Number(number.trim());
        if (column.lowest === undefined || value < column.lowest) column.lowest = value;
        if (column.highest === undefined || value > column.highest) column.highest = value;
      });
    },
    told: (): FileLook => ({
      rows,
      emptyRows,
      firstRows,
      columns: counted.map(({ lowest, highest, ...column }, index) => ({
        header: header[index] ?? '',
        ...column,
        ...(lowest !== undefined && Number.isFinite(lowest) && { lowest }),
        ...(highest !== undefined && Number.isFinite(highest) && { highest }),
      })),
    }),
  };
}

/** "80 kg" apart: the number, and whether a unit of weight stood behind it. */
export function withoutUnit(text: string): {
  readonly number: string;
  readonly unit: string;
  readonly hasUnit: boolean;
} {
  const parts = /^([+\-\u2212]?[\d.,\s\u00a0\u202f]*\d)\s*(\p{L}.*)$/u.exec(text.trim());
  if (!parts) return { number: text, unit: '', hasUnit: false };
  const [, number = '', unit = ''] = parts;
  return { number, unit: unit.trim(), hasUnit: readWeightUnit(unit) !== undefined };
}
