/** The shape of a statement at the edge: the build reads every statement through it and stops at one that lacks a part. */
import { z } from 'zod';
import { LANGUAGES, type Language } from '../language.ts';
import { SOURCES } from './sources.ts';
import { CERTAINTIES, type Retold, type Statement } from './statement.ts';

const words = z.string().trim().min(1);
const day = z.iso.date();

export const statementSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  says: z.strictObject({ en: words, es: words }),
  certainty: z.enum(CERTAINTIES),
  sources: z.array(z.string().refine((id) => Object.hasOwn(SOURCES, id), 'names no source of ours')).min(1),
  review: z.strictObject({ on: day, by: day }).refine(({ on, by }) => on < by, 'is to be reviewed before it was'),
});

/** What keeps statements from being shown, a line each; empty where nothing does. */
export function faultsOf(statements: readonly unknown[]): readonly string[] {
  const faults = statements.flatMap((statement) => {
    const read = statementSchema.safeParse(statement);
    const id = (statement as Partial<Statement> | null)?.id ?? 'a statement without an id';
    return read.success ? [] : read.error.issues.map(({ path, message }) => `${id}: ${path.join('.')}: ${message}`);
  });
  const ids = statements.map((statement) => (statement as Partial<Statement> | null)?.id);
  const twice = ids.filter((id, index) => id !== undefined && ids.indexOf(id) !== index);
  return [...faults, ...twice.map((id) => `${id}: two statements have this id`)];
}

/** Not the word for one: in both languages it is an article too. */
const NUMBER_WORDS: Readonly<Record<Language, readonly string[]>> = {
  en: ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  es: ['dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez'],
};
const numbersIn = (text: string, language: Language): readonly string[] =>
  (text.toLowerCase().match(/\d+(?:\.\d+)?|\p{L}+/gu) ?? []).flatMap((word) => {
    const at = NUMBER_WORDS[language].indexOf(word);
    if (at >= 0) return [`${at + 2}`];
    return /^\d/.test(word) ? [word] : [];
  });

/** What keeps a text that says statements again from being shown: it names none, one that is not there, or a number of none. */
export function faultsOfRetold(
  retold: readonly (Retold & { readonly id: string })[],
  statements: readonly Statement[],
): readonly string[] {
  return retold.flatMap(({ id, from, ...says }) => {
    const named = statements.filter((statement) => from.includes(statement.id));
    const missing = from.filter((one) => !named.some((statement) => statement.id === one));
    const strange = LANGUAGES.flatMap((language) => {
      const told = named.flatMap((statement) => numbersIn(statement.says[language], language));
      return numbersIn(says[language], language)
        .filter((number) => !told.includes(number))
        .map((number) => `${id}: in ${language}: ${number} stands in no statement that it is from`);
    });
    return [
      ...(named.length === 0 ? [`${id}: is from no statement`] : []),
      ...missing.map((one) => `${id}: from: ${one} is no statement of ours`),
      ...strange,
    ];
  });
}
