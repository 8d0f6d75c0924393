/** The clinic's own labels: "K-0042", one for each container, written on it by hand or printer as it is received. */

const LABEL = /^K-(\d{1,9})$/;
const DIGITS = 4;

/** Labels as they are compared: without spaces around, in capitals. */
export const tidyLabel = (label: string): string => label.trim().toUpperCase();

/** The next labels after all that were ever used; those are not used again. */
export function nextLabels(used: Iterable<string>, count: number): readonly string[] {
  let last = 0;
  for (const label of used) last = Math.max(last, Number(LABEL.exec(tidyLabel(label))?.[1] ?? 0));
  return Array.from({ length: count }, (_, index) => `K-${String(last + 1 + index).padStart(DIGITS, '0')}`);
}

/** Those that stand more than once in a list. */
export function repeatedLabels(labels: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const label of labels.map(tidyLabel)) {
    if (seen.has(label)) twice.add(label);
    seen.add(label);
  }
  return [...twice];
}
