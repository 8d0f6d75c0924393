/**
 * The language around a part that pages of staff and of patients share. A patient's page says which it is in; everywhere else
 * it is English, whatever the browser of who works here would rather have.
 */
import type { Language } from '@holdspace/care';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useLanguage } from './use-language.ts';
import { type Moments, momentsIn } from './use-moments.ts';
import type { Say, Words } from './words.ts';

const Around = createContext<Language>('en');

/** Around a page that is wholly in the language of its reader. */
export function InReadersLanguage({ children }: { readonly children: ReactNode }) {
  return <Around value={useLanguage()}>{children}</Around>;
}

export const useLanguageAround = (): Language => useContext(Around);

export function useWordsAround<Key>(words: Words<Key>): Say<Key> {
  const language = useLanguageAround();
  return useMemo(() => words.in(language), [words, language]);
}

export function useMomentsAround(zone: string): Moments {
  const language = useLanguageAround();
  return useMemo(() => momentsIn(language, zone), [language, zone]);
}

/** What others wrote, or what is there in English alone, told as such where the page around it is in another language. */
export function English({ children }: { readonly children: ReactNode }) {
  return useLanguageAround() === 'en' ? children : <span lang="en">{children}</span>;
}
