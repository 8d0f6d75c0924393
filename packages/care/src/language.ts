/** The languages in which patients are spoken to. Staff's screens are English. */
export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each language is called by those who speak it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

/** The same content in every language: one that lacks a language does not compile. */
export type Localized<T = string> = Readonly<Record<Language, T>>;

export const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value);

/** The first of the wished languages (BCP 47, as a browser tells them) that we speak; English where there is none. */
export function languageFor(wished: readonly string[]): Language {
  return wished.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguage) ?? 'en';
}
