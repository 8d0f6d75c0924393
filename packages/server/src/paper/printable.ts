/**
 * What the paper's letters can draw. A name in another script would be a row of empty boxes, which nobody could tell from another
 * patient's: so it is said that it stands there, and where it can be read.
 */
import type { Language } from '@holdspace/care';
import type { Draws } from './maker.ts';

const INSTEAD: Readonly<Record<Language, string>> = {
  en: '(in a script that this paper cannot print; it is in the record as it was typed)',
  es: '(en una escritura que este papel no puede imprimir; está en el expediente como se escribió)',
};

/**
 * The text, with words that cannot be drawn whole named in their place, once for several in a row: what stands beside them, as a
 * date of birth, stays. Accents that were typed apart from their letters are put together first.
 */
export function printable(text: string, language: Language, draws: Draws): string {
  let shown = '';
  let wasHidden = false;
  // Each word with the space before it.
  for (const [, space = '', word = ''] of text.normalize('NFC').matchAll(/(\s*)(\S*)/gu)) {
    const isHidden = [...word].some((letter) => !draws(letter.codePointAt(0) ?? 0));
    if (!isHidden) shown += space + word;
    else if (!wasHidden) shown += space + INSTEAD[language];
    if (word !== '') wasHidden = isHidden;
  }
  return shown;
}

/** The same for every text in a part of a paper; pictures and styles are left as they are. */
export function allPrintable<Part>(part: Part, language: Language, draws: Draws): Part {
  if (typeof part === 'string') return printable(part, language, draws) as Part;
  if (Array.isArray(part)) return part.map((one) => allPrintable(one, language, draws)) as Part;
  if (part === null || typeof part !== 'object') return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      HOLDS_TEXT.has(key) ? allPrintable(value, language, draws) : value,
    ]),
  ) as Part;
}
const HOLDS_TEXT: ReadonlySet<string> = new Set(['text', 'stack', 'columns', 'table', 'body', 'ul', 'ol']);
