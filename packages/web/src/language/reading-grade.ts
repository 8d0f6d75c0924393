/**
 * How hard a text is to read, by published formulas. English: Flesch-Kincaid grade (1975), with the syllable counter and
 * the formula of the `words` project. Spanish: Crawford's grade (1989, made for grades up to 6) and the reading ease of
 * Fernández Huerta (1959, as corrected by Law, 2011), where 60 to 70 is grade 7 to 8; the more cautious of both counts.
 */
import type { Language } from '@holdspace/care';
import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

export interface ReadingGrade {
  readonly sentences: number;
  readonly words: number;
  readonly syllables: number;
  /** US school grade. */
  readonly grade: number;
  /** Spanish alone: Fernández Huerta, 0 (hardest) to 100. */
  readonly ease?: number;
}

/** A number is a word; said aloud it has two syllables or more. */
const WORD = /\p{L}+(?:['’-]\p{L}+)*|\p{N}+(?:[.,]\p{N}+)*/gu;
const SYLLABLES_OF_A_NUMBER = 2;
/** A sentence ends at its stop, or with the block of text that it stands in: headings and list items have no stop. */
const sentencesOf = (blocks: readonly string[], language: Language): string[] => {
  const segments = new Intl.Segmenter(language, { granularity: 'sentence' });
  return blocks
    .flatMap((block) => [...segments.segment(block)].map(({ segment }) => segment))
    .filter((sentence) => /\p{L}/u.test(sentence));
};

/**
 * Syllables of a Spanish word, by the orthography's own rule: strong vowels (a, e, o) and stressed weak ones (í, ú) each
 * make one; a run of weak vowels makes one. No maintained library of the registry does this: hyphenators leave out breaks
 * between vowels and after a first letter, and are what the test holds this against.
 */
export function syllablesInSpanish(word: string): number {
  const sounds = word
    .toLowerCase()
    .normalize('NFC')
    .replace(/qu(?=[eiéí])/g, 'k')
    .replace(/gu(?=[eiéí])/g, 'g')
    .replace(/y(?![aeiouáéíóú])/g, 'i');
  const runs = sounds.match(/[aeiouáéíóúü]+/g) ?? [];
  return Math.max(
    1,
    runs.reduce((sum, run) => sum + Math.max(1, run.match(/[aeoáéóíú]/g)?.length ?? 0), 0),
  );
}

/** Measures blocks of text: paragraphs, list items, headings. */
export function readingGrade(blocks: readonly string[], language: Language): ReadingGrade {
  const sentences = sentencesOf(blocks, language).length;
  const words = blocks.flatMap((block) => block.match(WORD) ?? []);
  const count = language === 'en' ? syllable : syllablesInSpanish;
  const syllables = words.reduce((sum, word) => sum + (/^\p{N}/u.test(word) ? SYLLABLES_OF_A_NUMBER : count(word)), 0);
  const counted = { sentences, words: words.length, syllables };
  if (language === 'en') {
    const grade = fleschKincaid({ sentence: sentences, word: words.length, syllable: syllables });
    return { ...counted, grade };
  }
  const perHundred = 100 / words.length;
  const crawford = -0.205 * sentences * perHundred + 0.049 * syllables * perHundred - 3.407;
  const ease = 206.84 - 60 * (syllables / words.length) - 1.02 * (words.length / sentences);
  return { ...counted, grade: Math.max(crawford, gradeOfEase(ease)), ease };
}

/** The school grade of a reading ease, by the table that goes with the formula; in between, in a straight line. */
function gradeOfEase(ease: number): number {
  if (ease >= 90) return 4;
  if (ease >= 70) return 4 + (90 - ease) / 10;
  if (ease >= 60) return 6 + (70 - ease) / 5;
  return 8 + (60 - ease) / 2.5;
}
