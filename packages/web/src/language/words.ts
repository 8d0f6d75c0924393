/** Words of the patients' pages, in every language that care speaks: kept by i18next, checked by the compiler. */
import type { Language, Localized } from '@holdspace/care';
import i18next from 'i18next';

const spoken = i18next.createInstance({
  lng: 'en',
  resources: {},
  initAsync: false,
  // What is not translated does not compile; what is said stands in React's text, which escapes by itself.
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
});
void spoken.init();

/** A key as it is asked for: a plural is asked for without its form. */
type Asked<Key> = Key extends `${infer Stem}_${'one' | 'many' | 'other'}` ? Stem : Key;
type Values = Readonly<Record<string, string | number>>;
/** Says one of the words; `{{name}}` in them is replaced by the value of that name, and `count` chooses the plural. */
export type Say<Key> = (key: Asked<Key>, values?: Values) => string;

/** Words of one page or part, under a name that no other part has. */
export interface Words<Key> {
  readonly name: string;
  in(language: Language): Say<Key>;
}

/** Keys are those of English; a language that lacks one does not compile. */
export function defineWords<const English extends Readonly<Record<string, string>>>(
  name: string,
  words: { readonly en: English } & Localized<Readonly<Record<keyof English, string>>>,
): Words<keyof English & string> {
  if (spoken.hasResourceBundle('en', name)) throw new Error(`two parts of the app call their words “${name}”`);
  for (const [language, said] of Object.entries(words)) spoken.addResourceBundle(language, name, said);
  return {
    name,
    in(language) {
      const say = spoken.getFixedT(language, name);
      return (key, values) => say(key, { ...values });
    },
  };
}

/** Says words of one language that came with a page, where a script does not carry every language. */
export function sayFrom<Key extends string>(
  name: string,
  language: Language,
  said: Readonly<Record<Key, string>>,
): Say<Key> {
  spoken.addResourceBundle(language, name, said);
  const say = spoken.getFixedT(language, name);
  return (key, values) => say(key, { ...values });
}

/** What every part that was loaded says in a language, by its name. */
export const allWordsIn = (language: Language): Readonly<Record<string, Readonly<Record<string, string>>>> =>
  (spoken.getDataByLanguage(language) ?? {}) as Record<string, Record<string, string>>;
