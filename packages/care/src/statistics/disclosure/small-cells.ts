/**
 * Counts of few people are not shown, and nor is what would give them away: a cell that the total less the others would
 * tell is hidden too (secondary suppression). A rate, a mean or an interval from a hidden count is hidden with it.
 */

/**
 * Counts of 1 to 10 are not shown, nor anything from which one could be derived; 0 may be. CMS cell size suppression
 * policy, as the US Department of Health and Human Services shows it (hhs.gov/guidance/document/cms-cell-suppression-policy,
 * version of 2017-05-08) and ResDAC (version of 2024-01-26); both read 2026-11-26.
 */
export const SMALLEST_SHOWN = 11;

/** A published total and the cells that add up to it. A total may be a part of another sum. */
export type PublishedSum = { readonly total: string; readonly parts: readonly string[] };

const demandSums = (counts: ReadonlyMap<string, number>, sums: readonly PublishedSum[]): void => {
  for (const [cell, count] of counts)
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${cell} must be a count, and is ${count}`);
  const countOf = (cell: string): number => {
    const count = counts.get(cell);
    if (count === undefined) throw new RangeError(`${cell} is in a sum and has no count`);
    return count;
  };
  for (const { total, parts } of sums) {
    const sum = parts.reduce((all, part) => all + countOf(part), 0);
    if (sum !== countOf(total))
      throw new RangeError(`the parts of ${total} come to ${sum} and not to ${countOf(total)}`);
  }
};

const NOTHING = 1e-9;

/** Hidden cells that come out of the sums as equations, whatever the others are. */
const solved = (hidden: ReadonlySet<string>, sums: readonly PublishedSum[]): string[] => {
  const cells = [...hidden];
  const at = new Map(cells.map((cell, index) => [cell, index]));
  const rows = sums.map(({ total, parts }) => {
    const row = new Array<number>(cells.length).fill(0);
    for (const part of parts) if (hidden.has(part)) row[at.get(part) as number] = 1;
    if (hidden.has(total)) row[at.get(total) as number] = -1;
    return row;
  });
  const pivots: { readonly row: number[]; readonly column: number }[] = [];
  for (const row of rows) {
    for (const pivot of pivots) subtract(row, pivot.row, pivot.column);
    const column = row.findIndex((entry) => Math.abs(entry) > NOTHING);
    if (column < 0) continue;
    const lead = row[column] as number;
    for (let k = 0; k < row.length; k++) row[k] = (row[k] as number) / lead;
    for (const pivot of pivots) subtract(pivot.row, row, column);
    pivots.push({ row, column });
  }
  return pivots
    .filter(({ row }) => row.filter((entry) => Math.abs(entry) > NOTHING).length === 1)
    .map(({ column }) => cells[column] as string);
};

const subtract = (from: number[], row: readonly number[], column: number): void => {
  const times = from[column] as number;
  if (times === 0) return;
  for (let k = 0; k < from.length; k++) from[k] = (from[k] as number) - times * (row[k] as number);
};

/**
 * Hidden cells of which the sums leave one number only, when every hidden cell is known to be 1 or more: each cell's least
 * and most, narrowed by each sum in turn until nothing moves.
 */
const cornered = (
  hidden: ReadonlySet<string>,
  sums: readonly PublishedSum[],
  countOf: (cell: string) => number,
): string[] => {
  const least = new Map([...hidden].map((cell) => [cell, 1]));
  const most = new Map([...hidden].map((cell) => [cell, Number.POSITIVE_INFINITY]));
  const lowOf = (cell: string): number => least.get(cell) ?? countOf(cell);
  const highOf = (cell: string): number => most.get(cell) ?? countOf(cell);
  const add = (cells: readonly string[], of: (cell: string) => number): number =>
    cells.reduce((sum, cell) => sum + of(cell), 0);
  let hasMoved = true;
  const narrow = (cell: string, low: number, high: number): void => {
    if (!hidden.has(cell)) return;
    if (low > lowOf(cell)) {
      least.set(cell, low);
      hasMoved = true;
    }
    if (high < highOf(cell)) {
      most.set(cell, high);
      hasMoved = true;
    }
  };
  // Each round that moves something narrows a whole number; the limit is for tables of large counts.
  for (let round = 0; hasMoved && round < 1000; round++) {
    hasMoved = false;
    for (const { total, parts } of sums) {
      narrow(total, add(parts, lowOf), add(parts, highOf));
      for (const part of parts) {
        const others = parts.filter((other) => other !== part);
        narrow(part, lowOf(total) - add(others, highOf), highOf(total) - add(others, lowOf));
      }
    }
  }
  return [...hidden].filter((cell) => lowOf(cell) === highOf(cell));
};

/**
 * What may be shown: the count, or null where it is hidden. Every sum has either nothing hidden or at least two cells, of
 * which the hidden parts together are not few either; and no hidden cell comes out of all sums taken together. The smallest
 * cells are hidden first. Large tables with several totals are audited sum by sum (bounds) and as equations, not by every
 * possible table. Zeros stay, since hiding one protects nobody. One mark for all that is hidden, whatever the
 * reason, or the reason would tell.
 */
export const hideSmallCells = (
  counts: ReadonlyMap<string, number>,
  sums: readonly PublishedSum[] = [],
  smallest = SMALLEST_SHOWN,
): ReadonlyMap<string, number | null> => {
  demandSums(counts, sums);
  const countOf = (cell: string): number => counts.get(cell) as number;
  const hidden = new Set([...counts.keys()].filter((cell) => countOf(cell) > 0 && countOf(cell) < smallest));
  /** Hides one more cell of a sum: its smallest shown part, or else its total. False where all is hidden. */
  const hideOneMore = ({ total, parts }: PublishedSum): boolean => {
    const [next] = parts
      .filter((part) => !hidden.has(part) && countOf(part) > 0)
      .sort((one, other) => countOf(one) - countOf(other) || one.localeCompare(other));
    if (next === undefined && hidden.has(total)) return false;
    hidden.add(next ?? total);
    return true;
  };
  const isLoose = ({ total, parts }: PublishedSum): boolean => {
    const among = parts.filter((part) => hidden.has(part));
    if (hidden.has(total)) return among.length === 0 && parts.some((part) => countOf(part) > 0);
    return among.length === 1 || (among.length > 1 && among.reduce((all, part) => all + countOf(part), 0) < smallest);
  };
  for (let isDone = false; !isDone; ) {
    isDone = true;
    for (const sum of sums) while (isLoose(sum) && hideOneMore(sum)) isDone = false;
    if (!isDone) continue;
    const [cell] = [...solved(hidden, sums), ...cornered(hidden, sums, countOf)];
    if (cell === undefined) break;
    const around = sums.filter(({ total, parts }) => total === cell || parts.includes(cell));
    if (around.some(hideOneMore) || sums.some(hideOneMore)) isDone = false;
  }
  return new Map([...counts].map(([cell, count]) => [cell, hidden.has(cell) ? null : count]));
};
