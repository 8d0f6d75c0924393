/**
 * The records that an inspector asks for, over any span of days: each is one paper of parts, with facts above a table, and the
 * same paper is what the screen shows, what the PDF prints and what the CSV lists. Kept and shown for two years and more:
 * 21 CFR 1304.04(a).
 */
import type { Instant } from '../../instant.ts';
import { dateTimeIn } from '../../record/times.ts';
import { dayLater } from '../../session/site-day.ts';
import { beginOfDay } from '../month/month.ts';
import { csvOf } from '../month/month-csv.ts';
import type { Registrant } from '../registrant.ts';

export const RECORDS = {
  receipts: { title: 'Received against invoices', rule: '21 CFR 1304.21(b), 1304.22(c)' },
  dispensing: { title: 'Dispensed and administered', rule: '21 CFR 1304.22(c)' },
  waste: { title: 'Wasted', rule: 'DEA’s letter to practitioners on wastage; 79 FR 53521' },
  returns: { title: 'Returned', rule: '21 CFR 1304.22(c), 1317.05' },
  losses: { title: 'Lost or broken', rule: '21 CFR 1301.76(b)' },
  disposals: { title: 'Destroyed (Form 41)', rule: '21 CFR 1304.21(e), 1317.05, 1317.95(d)' },
  thefts_and_losses: { title: 'Theft or loss (Form 106)', rule: '21 CFR 1301.76(b)' },
  inventories: { title: 'Initial and biennial inventories', rule: '21 CFR 1304.11' },
  counts: { title: 'Counts', rule: '21 CFR 1301.71(b), by two people who count blind' },
  discrepancies: { title: 'Discrepancies', rule: '21 CFR 1301.76(b)' },
  recalls: { title: 'Recalls, and who received it', rule: '21 CFR 7.49(d)' },
  movements: { title: 'Every movement of the ledger', rule: '21 CFR 1304.21(a)' },
} as const satisfies Record<string, { readonly title: string; readonly rule: string }>;
export type RecordKind = keyof typeof RECORDS;
export const RECORD_KINDS = Object.keys(RECORDS) as [RecordKind, ...RecordKind[]];

/** A moment stands as its instant and a day as "2026-03-01": who shows it says it by the clinic's clock. */
export type RecordCell = string | number | null;
export interface RecordColumn {
  /** Its name in the CSV. */
  readonly key: string;
  readonly title: string;
  readonly as?: 'number' | 'moment';
  /** On a screen and on paper it stands as a second line under the column before it. */
  readonly isUnder?: true;
}
export interface RecordLine {
  readonly key: string;
  readonly cells: readonly RecordCell[];
  /** It was recorded by mistake, and has been turned round. */
  readonly isUndone?: true;
}
export interface RecordPart {
  readonly key: string;
  /** Null where the whole record is one table. */
  readonly title: string | null;
  /** One for each of the record's facts; null is left out on a screen and on paper. */
  readonly facts: readonly RecordCell[];
  readonly lines: readonly RecordLine[];
  /** What it means that there is no line. */
  readonly nothing?: string;
  /** What is still to be filled in before it can be handed in. */
  readonly missing: readonly string[];
}
/** What a record is made of, before it is said whose it is. */
export interface RecordTable {
  readonly facts: readonly RecordColumn[];
  readonly columns: readonly RecordColumn[];
  readonly parts: readonly RecordPart[];
  readonly notes: readonly string[];
}
export interface RecordPaper extends RecordTable {
  readonly kind: RecordKind;
  readonly title: string;
  readonly rule: string;
  readonly clinic: string;
  readonly zone: string;
  readonly registrant: Registrant | null;
  /** Its first and its last day; null where it is one paper by itself, whenever it was. */
  readonly days: { readonly from: string; readonly to: string } | null;
  readonly madeAt: Instant;
}

/** The years for which records are kept at least: 21 CFR 1304.04(a). */
export const YEARS_KEPT = 2;
/** The day two years before another; after a 29 February the 28th. */
export function twoYearsBefore(day: string): string {
  const [year = 0, ...rest] = day.split('-');
  const before = `${Number(year) - YEARS_KEPT}-${rest.join('-')}`;
  return before.endsWith('-02-29') ? before.replace('-29', '-28') : before;
}
/** The first moment of the first day by the clinic's clock, and the first after the last. */
export const boundsOfDays = (from: string, to: string, zone: string) => ({
  from: beginOfDay(from, zone),
  until: beginOfDay(dayLater(to, 1), zone),
});

/** One table without facts. */
export const oneTable = (columns: readonly RecordColumn[], lines: readonly RecordLine[]): RecordTable => ({
  facts: [],
  columns,
  parts: lines.length > 0 ? [{ key: 'all', title: null, facts: [], lines, missing: [] }] : [],
  notes: [],
});

export const linesIn = ({ parts }: Pick<RecordTable, 'parts'>): number =>
  parts.reduce((sum, { lines }) => sum + Math.max(1, lines.length), 0);

/** How a cell is read on a screen and on paper. */
export function sayCell(cell: RecordCell, { as }: Pick<RecordColumn, 'as'>, zone: string): string {
  if (cell === null) return '';
  if (as === 'moment') return dateTimeIn(zone, cell as Instant);
  return typeof cell === 'number' ? new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 }).format(cell) : cell;
}

/** RFC 4180: a line for each line of each part, the part's facts before it; a part without lines is one line. */
export function recordCsv({ facts, columns, parts }: RecordTable): string {
  const nothing = columns.map(() => null);
  return csvOf([
    [...facts, ...columns].map(({ key }) => key),
    ...parts.flatMap((part) =>
      part.lines.length === 0
        ? [[...part.facts, ...nothing]]
        : part.lines.map(({ cells }) => [...part.facts, ...cells]),
    ),
  ]);
}
