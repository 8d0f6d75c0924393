/** How the descriptions of measures are written down: items from lines, so that a page of them reads as the form does. */
import type { InstrumentItem, ItemOption, Said } from '../instrument.ts';

/** "1", "2", … "9" */
export const numbered = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => String(index + 1));

/** "8", "9", … "14" */
export const between = (first: number, last: number): readonly string[] => numbered(last).slice(first - 1);

/** Whole answers from the lowest to the highest whose words are the clinic's to load. */
export const wordless = (low: number, high: number): readonly ItemOption[] =>
  Array.from({ length: high - low + 1 }, (_, index) => ({ value: low + index }));

interface Line {
  readonly about: string;
  readonly loinc?: string;
  readonly text?: Said;
}
/** Items that are numbered as they stand and have the same answers. */
export const itemsOf = (answers: InstrumentItem['answers'], lines: readonly Line[]): readonly InstrumentItem[] =>
  lines.map((line, index) => ({ linkId: String(index + 1), answers, ...line }));
