/** What stands between the cells of a file: the sign that cuts its first records into the same number of cells. */
export const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];
export const SEPARATOR_NAMES: Readonly<Record<Separator, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
};
export interface SeparatorTold {
  readonly separator: Separator;
  readonly columns: number;
  /** Another sign would do as well, or none cuts every record alike: somebody looks at the first rows. */
  readonly isSure: boolean;
}

const MOST_RECORDS = 100;

/** How often each sign stands outside quotes, record by record; a record that is cut off at the end is left out. */
function countsOf(text: string, isWhole: boolean): readonly Readonly<Record<Separator, number>>[] {
  const records: Record<Separator, number>[] = [];
  const none = () => ({ ',': 0, ';': 0, '\t': 0, '|': 0 });
  let counts = none();
  let isQuoted = false;
  let isEmpty = true;
  const close = () => {
    if (!isEmpty) records.push(counts);
    counts = none();
    isEmpty = true;
  };
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted;
    if (!isQuoted && (letter === '\n' || letter === '\r')) {
      close();
      if (records.length >= MOST_RECORDS) return records;
      continue;
    }
    if (letter.trim() !== '' || letter === '\t') isEmpty = false;
    if (!isQuoted && letter in counts) counts[letter as Separator] += 1;
  }
  if (isWhole) close();
  return records;
}

/**
 * `text` is the beginning of a file, or all of it. Of signs that cut every record alike, the one that makes more columns; where
 * none does, the one that cuts most of them as it cuts the first.
 */
export function separatorOf(text: string, isWhole: boolean): SeparatorTold {
  const records = countsOf(text, isWhole);
  const looked = SEPARATORS.map((separator) => {
    const first = records[0]?.[separator] ?? 0;
    const alike = records.filter((counts) => counts[separator] === first).length;
    return { separator, columns: first + 1, alike, isEven: first > 0 && alike === records.length };
  });
  const even = looked.filter(({ isEven }) => isEven).sort((one, other) => other.columns - one.columns);
  const [best, next] = even;
  if (best) return { separator: best.separator, columns: best.columns, isSure: next === undefined };
  const [most] = looked
    .filter(({ columns }) => columns > 1)
    .sort((one, other) => other.alike - one.alike || other.columns - one.columns);
  if (most) return { separator: most.separator, columns: most.columns, isSure: false };
  return {
    separator: ',',
    columns: 1,
    isSure: records.every((counts) => SEPARATORS.every((one) => counts[one] === 0)),
  };
}
