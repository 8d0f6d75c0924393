/**
 * What the paper's letters can draw. A name in another script would be a row of empty boxes, which nobody could tell from another
 * patient's: so it is said that it stands there, and where it can be read.
 */
import type { Language } from '@holdspace/care';

/** What they draw: Latin, Greek and Cyrillic, marks, numbers, punctuation, spaces and signs. */
const DRAWN =
  '\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{M}\\p{N}\\p{P}\\p{Z}\\p{Sm}\\p{Sc}\\p{Sk}\\s°©®µ\u00ad';
const UNPRINTABLE = new RegExp(`[^${DRAWN}][\\p{M}]*(?:\\s*[^${DRAWN}]\\p{M}*)*`, 'gu');

const INSTEAD: Readonly<Record<Language, string>> = {
  en: '(in a script that this paper cannot print; it is in the record as it was typed)',
  es: '(en una escritura que este papel no puede imprimir; está en el expediente como se escribió)',
};

/** The text, with what cannot be printed named in its place: what stands beside it, as a date of birth, stays. */
export const printable = (text: string, language: Language): string => text.replace(UNPRINTABLE, INSTEAD[language]);

/** The same for every text in a part of a paper; pictures are left as they are. */
export function allPrintable<Part>(part: Part, language: Language): Part {
  if (typeof part === 'string') return printable(part, language) as Part;
  if (Array.isArray(part)) return part.map((one) => allPrintable(one, language)) as Part;
  if (part === null || typeof part !== 'object') return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, HOLDS_TEXT.has(key) ? allPrintable(value, language) : value]),
  ) as Part;
}
const HOLDS_TEXT: ReadonlySet<string> = new Set(['text', 'stack', 'columns', 'table', 'body', 'ul', 'ol']);
