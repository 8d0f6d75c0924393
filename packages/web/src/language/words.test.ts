import { LANGUAGES } from '@holdspace/care';
import { expect, test } from 'vitest';
import { allWordsIn, defineWords } from './words.ts';

const WORDS = defineWords('a test of words', {
  en: { greeting: 'Good day, {{name}}.', waiting_one: 'One form waits.', waiting_other: '{{count}} forms wait.' },
  es: {
    greeting: 'Buen día, {{name}}.',
    waiting_one: 'Le espera un formulario.',
    waiting_other: 'Le esperan {{count}}.',
  },
});

test('each language says its own words, with what is filled in', () => {
  expect(WORDS.in('en')('greeting', { name: 'Åsa' })).toBe('Good day, Åsa.');
  expect(WORDS.in('es')('greeting', { name: '<b>Åsa</b>' })).toBe('Buen día, <b>Åsa</b>.');
});

test('a count chooses its plural', () => {
  expect(WORDS.in('en')('waiting', { count: 1 })).toBe('One form waits.');
  expect(WORDS.in('es')('waiting', { count: 3 })).toBe('Le esperan 3.');
});

test('two parts may not use one name, or one would speak with the other’s words', () => {
  expect(() => defineWords('a test of words', { en: {}, es: {} })).toThrow('a test of words');
});

test('every list of words says the same things in each language: the same keys, with the same filled in', async () => {
  const lists = Object.values(import.meta.glob('../**/*words.ts'));
  expect(lists.length).toBeGreaterThan(10);
  for (const load of lists) await load();
  const filledIn = (said: string) => [...new Set(said.match(/\{\{\w+\}\}/g) ?? [])].sort();
  const shape = (language: (typeof LANGUAGES)[number]) =>
    Object.entries(allWordsIn(language)).flatMap(([part, words]) =>
      // Of one thing, its number may go without saying.
      Object.entries(words).map(([key, said]) => [part, key, key.endsWith('_one') ? [] : filledIn(said)]),
    );
  const [first, ...others] = LANGUAGES.map(shape);
  for (const other of others) expect(other).toEqual(first);
});
