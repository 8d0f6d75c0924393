import { expect, test } from 'vitest';
import { C_SSRS } from './instruments/c-ssrs.ts';
import { PHQ_9 } from './instruments/phq-9.ts';
import { ANXIETY_LINE } from './instruments/short-ones.ts';
import { answersFrom } from './read-answers.ts';
import { score } from './score.ts';

const coded = (code: string) => ({ code, display: '', system: 'http://loinc.org' });

test('a choice is read by its code, a number as itself, yes as 1', () => {
  expect(answersFrom(PHQ_9, { 1: coded('LA6569-3'), 2: [coded('LA6571-9')], 3: 2 })).toEqual({ 1: 1, 2: 3, 3: 2 });
  expect(answersFrom(ANXIETY_LINE, { now: 40 })).toEqual({ now: 40 });
  expect(answersFrom(C_SSRS, { 1: true, 2: false, 6: { code: '1', display: 'Yes' } })).toEqual({ 1: 1, 2: 0, 6: 1 });
});

test('what cannot be read is refused by name, not left out', () => {
  const read = score(PHQ_9, answersFrom(PHQ_9, { 1: coded('LA1-1'), 2: 'often', 3: [1, 2] }));
  expect(read.problems.map(({ id, linkId }) => `${linkId}: ${id}`)).toEqual([
    '1: not_a_number',
    '2: not_a_number',
    '3: not_a_number',
  ]);
});

test('a score that was sent along is worked out here and not taken over', () => {
  const all = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [String(index + 1), coded('LA6569-3')]));
  expect(score(PHQ_9, answersFrom(PHQ_9, { ...all, 'score-total': 27 })).scales.total).toMatchObject({ value: 9 });
});

test('an empty answer is missing, and nothing else', () => {
  expect(answersFrom(PHQ_9, { 1: [] })).toEqual({});
});
