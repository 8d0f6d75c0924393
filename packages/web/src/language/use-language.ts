/** The language in which this device speaks to a patient: chosen once, kept on the device, told to screen readers. */
import { isLanguage, type Language, languageFor } from '@holdspace/care';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Say, Words } from './words.ts';

const KEPT = 'holdspace.language';
const listeners = new Set<() => void>();
let chosen: Language | undefined;

/** Of the address first (`?language=es`, as links from the clinic carry it), then of the device, then of the browser. */
export function currentLanguage(): Language {
  chosen ??= asked() ?? kept() ?? languageFor(navigator.languages);
  return chosen;
}
function asked(): Language | undefined {
  const language = new URLSearchParams(window.location.search).get('language');
  return isLanguage(language) ? language : undefined;
}
function kept(): Language | undefined {
  try {
    const language = window.localStorage.getItem(KEPT);
    return isLanguage(language) ? language : undefined;
  } catch {
    // A browser that keeps nothing for pages asks again at the next visit.
    return undefined;
  }
}

export function chooseLanguage(language: Language): void {
  chosen = language;
  try {
    window.localStorage.setItem(KEPT, language);
  } catch {
    // As above: the choice holds for this visit.
  }
  for (const listener of listeners) listener();
}

const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** How many parts that speak to a reader stand on the page. */
let speaking = 0;
/** The document says in which language it speaks, until the last part that does is gone: staff's pages are English. */
export function speakIn(language: Language, root: { lang: string } = document.documentElement): () => void {
  speaking += 1;
  root.lang = language;
  return () => {
    speaking -= 1;
    if (speaking === 0) root.lang = 'en';
  };
}

/** The language of now, for a page that is wholly in it: the document says so while the page stands. */
export function useLanguage(): Language {
  const language = useSyncExternalStore(listen, currentLanguage, () => 'en' as const);
  useEffect(() => speakIn(language), [language]);
  return language;
}

export function useWords<Key>(words: Words<Key>): Say<Key> {
  const language = useLanguage();
  return useMemo(() => words.in(language), [words, language]);
}
