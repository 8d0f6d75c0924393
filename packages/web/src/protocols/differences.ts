/** What differs between two explained protocols, row by row, in the order of the page. */
import type { ExplainedSection } from '@holdspace/care';

export interface DifferentRow {
  readonly id: string;
  readonly term: string;
  /** Absent where the first has no such row. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}
export interface DifferentSection {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly DifferentRow[];
}

/** Rows that say something else, or that only one of the two has; sections without any are left out. */
export function compareExplained(
  before: readonly ExplainedSection[],
  after: readonly ExplainedSection[],
): DifferentSection[] {
  const order = [...before, ...after.filter((one) => !before.some((other) => other.id === one.id))];
  return order.flatMap(({ id, title }) => {
    const was = before.find((one) => one.id === id)?.rows ?? [];
    const is = after.find((one) => one.id === id)?.rows ?? [];
    const rows = [...was, ...is.filter((one) => !was.some((other) => other.id === one.id))].flatMap((row) => {
      const one = was.find((other) => other.id === row.id);
      const other = is.find((found) => found.id === row.id);
      const isSame = one && other && one.term === other.term && one.says.join('\n') === other.says.join('\n');
      if (isSame) return [];
      const term = one && other && one.term !== other.term ? `${one.term} / ${other.term}` : row.term;
      return [{ id: row.id, term, ...(one && { before: one.says }), ...(other && { after: other.says }) }];
    });
    return rows.length > 0 ? [{ id, title, rows }] : [];
  });
}
