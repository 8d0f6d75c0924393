/** Whether a page speaks one language: words of the other that somebody would hear or see, unless they say what they are. */
import type { Language } from '@holdspace/care';
import type { Page } from 'playwright-core';

/** Common words of one language that the other does not have. */
const TELLING: Readonly<Record<Language, readonly string[]>> = {
  en: 'the and your you of with is are what when this that here have from before after nobody everything to for by write read sign loading leave welcome next back see open send answer question they them there all was were not could try again'.split(
    ' ',
  ),
  es: 'el los las de que para con su sus una usted del por está lo aquí cuando puede leer escriba cargando salir siguiente'.split(
    ' ',
  ),
};

/**
 * Texts and names for screen readers that hold a telling word of another language, outside any part whose `lang` says that
 * language. Empty where the page is wholly in its own, but for what the patient wrote themself (`own`): nobody knows which
 * language that is.
 */
export async function foreignWords(page: Page, language: Language, own: readonly string[] = []): Promise<string[]> {
  const found = await wordsOfOthers(page, language);
  return found.filter((text) => !own.some((words) => text.includes(words)));
}

/** To a page of a patient in Spanish, until its heading stands. */
export async function goInSpanish(page: Page, address: string, heading: string | RegExp): Promise<void> {
  await page.goto(`${address}?language=es`);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await page.waitForLoadState('networkidle');
}

const wordsOfOthers = (page: Page, language: Language): Promise<string[]> =>
  page.evaluate(
    ({ words, other }) => {
      const isSeen = (element: Element) => !element.closest('[hidden]') && element.checkVisibility();
      const telling = new RegExp(`(?<![\\p{L}@.])(?:${words.join('|')})(?![\\p{L}@])`, 'iu');
      const isSaid = (element: Element | null) => element?.closest('[lang]')?.getAttribute('lang') === other;
      const found: string[] = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const { parentElement: parent, textContent: text } = node;
        if (!text?.trim() || !parent || parent.closest('script, style, noscript, [hidden]') || isSaid(parent)) continue;
        if (parent.checkVisibility() && telling.test(text)) found.push(text.trim());
      }
      for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt'])
        for (const element of document.querySelectorAll(`[${name}]`)) {
          const text = element.getAttribute(name) ?? '';
          if (isSeen(element) && !isSaid(element) && telling.test(text)) found.push(`${name}: ${text}`);
        }
      if (telling.test(document.title)) found.push(`title: ${document.title}`);
      return found;
    },
    {
      words: TELLING[language === 'en' ? 'es' : 'en'],
      other: language === 'en' ? 'es' : 'en',
    },
  );
