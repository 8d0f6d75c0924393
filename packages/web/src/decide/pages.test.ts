import { ALL_STATEMENTS, LANGUAGES, type Language, OPTION_IDS, POINT_IDS } from '@holdspace/care';
import { hyphenateSync } from 'hyphen/es';
import { describe, expect, test } from 'vitest';
import told from '../../../../docs/decision-aid.md?raw';
import { type ReadingGrade, readingGrade, syllablesInSpanish } from '../language/reading-grade.ts';
import { dayOf } from './out-of-review.ts';
import { renderPage } from './render.tsx';
import { OWN_WORDS } from './words.ts';

const HIGHEST_GRADE = 8;
const pages = Object.fromEntries(LANGUAGES.map((language) => [language, renderPage(language).html])) as Record<
  Language,
  string
>;

/** Blocks of text of some HTML; what names somebody's paper, or is a number that leads to a source, is not read as text. */
function blocksOf(html: string): string[] {
  return html
    .replace(/<ol class="[^"]*sources[^"]*"[\s\S]*?<\/ol>/, '')
    .replace(/<a href="#source-[^"]*"[^>]*>[^<]*<\/a>/g, '')
    .split(/<\/?(?:p|li|h[1-6]|dt|dd|summary|section|div|ul|ol|main|header|nav|details|noscript|svg|a)\b[^>]*>/)
    .map((block) =>
      block
        .replace(/<[^>]*>/g, ' ')
        .replace(/&#x27;/g, '’')
        .replace(/&[a-z]+;/g, ' ')
        .trim(),
    )
    .filter((block) => /\p{L}/u.test(block));
}
const partsOf = (html: string): Record<string, string> =>
  Object.fromEntries(
    html
      .split(/<section aria-labelledby="(?=(?:choice|options|chances|contested|matters|know|sure|talk|about)")/)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('"')), part]),
  );
const withBlanksFilled = (text: string) => text.replace(/\{\{\w+\}\}/g, 'five');

/** The pages, part by part, and the words that its script says. */
const measured: readonly (readonly [Language, string, ReadingGrade])[] = LANGUAGES.flatMap((language) => [
  [language, 'the whole page', readingGrade(blocksOf(pages[language]), language)] as const,
  ...Object.entries(partsOf(pages[language])).map(
    ([part, html]) => [language, part, readingGrade(blocksOf(html), language)] as const,
  ),
  [
    language,
    'own page and buttons',
    readingGrade(Object.values(OWN_WORDS[language]).map(withBlanksFilled), language),
  ] as const,
]);

describe('reading', () => {
  test.each(measured)('%s, %s: grade 8 or lower', (_, __, { grade, words, ease }) => {
    expect(words).toBeGreaterThan(20);
    expect(grade).toBeLessThanOrEqual(HIGHEST_GRADE);
    if (ease !== undefined) expect(ease).toBeGreaterThanOrEqual(60);
  });
  test('no statement alone is above grade 10', () => {
    for (const language of LANGUAGES)
      for (const { id, says } of ALL_STATEMENTS)
        expect(readingGrade([says[language]], language).grade, `${id} in ${language}`).toBeLessThanOrEqual(10);
  });
  test('Spanish syllables are counted as the orthography has them', () => {
    const counts =
      'a-mi-go dí-a tra-ta-mien-to des-pués le-er a-é-re-o pa-ís a-ho-ra de-pre-sión e-va-lua-ción u-no ' +
      'po-e-sí-a cui-da-do gue-rra pin-güi-no hay muy quién U-ru-guay guí-a psi-co-te-ra-pia ke-ta-mi-na oí-do';
    for (const split of counts.split(' ')) {
      const syllables = split === 'oí-do' ? 3 : split.split('-').length;
      expect(syllablesInSpanish(split.replaceAll('-', '')), split).toBe(syllables);
    }
  });
  test('no word of the page has fewer syllables than a maintained hyphenator finds', () => {
    const words = new Set(blocksOf(pages.es).flatMap((block) => block.match(/\p{L}{3,}/gu) ?? []));
    expect(words.size).toBeGreaterThan(500);
    for (const word of words) {
      const pieces = hyphenateSync(word, { hyphenChar: '-', minWordLength: 1 }).split('-').length;
      expect(syllablesInSpanish(word), word).toBeGreaterThanOrEqual(pieces);
    }
  });
  test('docs/decision-aid.md tells the grades as they are', () => {
    const lines = measured.map(
      ([language, part, { words, grade, ease }]) =>
        `| ${language} | ${part} | ${words} | ${grade.toFixed(1)} | ${ease === undefined ? '–' : ease.toFixed(0)} |`,
    );
    expect(lines.filter((line) => !told.includes(line)).join('\n')).toBe('');
  });
});

describe('the pages as they are built', () => {
  test.each(LANGUAGES)('%s: every statement is there with its grade, its sources and its review date', (language) => {
    const shown = new Set([...pages[language].matchAll(/data-statement="([^"]+)"/g)].map(([, id]) => id));
    const stated = ALL_STATEMENTS.filter(({ id }) => !id.startsWith('chance-'));
    expect(stated.filter(({ id }) => !shown.has(id))).toEqual([]);
    const grounds = [...pages[language].matchAll(/data-review-by="(\d{4}-\d\d-\d\d)"/g)];
    expect(grounds).toHaveLength(ALL_STATEMENTS.length);
  });
  test.each(LANGUAGES)('%s: every link within the page leads somewhere', (language) => {
    const ids = new Set([...pages[language].matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...pages[language].matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
    expect(links.length).toBeGreaterThan(100);
  });
  test('both languages have the same statements, points and options in the same order', () => {
    const skeleton = (html: string) => [...html.matchAll(/(?:data-statement|id)="([^"]+)"/g)].map(([, id]) => id);
    expect(skeleton(pages.es)).toEqual(skeleton(pages.en));
    for (const point of POINT_IDS) expect(pages.en).toContain(`id="point-${point}"`);
    for (const option of OPTION_IDS) expect(pages.en).toContain(`id="option-${option}"`);
  });
  test('nothing runs or is styled from within the page', () => {
    for (const language of LANGUAGES) expect(pages[language]).not.toMatch(/<script|<style| style="| on[a-z]+="/);
  });
});

test('the day of reading is the reader’s own day', () => {
  expect(dayOf(new Date(2027, 10, 27, 0, 30))).toBe('2027-11-27');
});
