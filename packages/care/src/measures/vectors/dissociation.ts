/** CADSS and its short form. */
import { alike, inOrder, type ScoringVector } from './vector.ts';

const short = (one: number, two: number, six: number, seven: number, fifteen: number, twentyTwo: number) => ({
  1: one,
  2: two,
  6: six,
  7: seven,
  15: fifteen,
  22: twentyTwo,
});
const nothing = Object.fromEntries(Array.from({ length: 23 }, (_, index) => [String(index + 1), 0]));

export const CADSS_VECTORS: readonly ScoringVector[] = [
  {
    name: 'nothing at all',
    answers: nothing,
    expects: { total: 0, amnesia: 0, depersonalization: 0, derealization: 0, short: 0 },
    bands: { total: 'not_marked' },
    worked: '23 times 0',
  },
  {
    name: 'the most there is',
    answers: inOrder(...alike(23, 4)),
    expects: { total: 92, amnesia: 12, depersonalization: 28, derealization: 52, short: 24 },
    bands: { total: 'marked' },
    worked: '23 × 4; 3, 7 and 13 questions × 4; six × 4',
  },
  {
    name: 'one everywhere',
    answers: inOrder(...alike(23, 1)),
    expects: { total: 23, amnesia: 3, depersonalization: 7, derealization: 13, short: 6 },
    bands: { total: 'marked' },
    worked: '3 + 7 + 13 questions',
  },
  {
    name: 'amnesia alone',
    answers: { ...nothing, 14: 2, 15: 1, 22: 3 },
    expects: { total: 6, amnesia: 6, depersonalization: 0, derealization: 0, short: 4 },
    bands: { total: 'marked' },
    worked: '2 + 1 + 3; of the short form 15 and 22',
  },
  {
    name: 'depersonalization alone',
    answers: { ...nothing, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1, 20: 1, 23: 1 },
    expects: { total: 7, amnesia: 0, depersonalization: 7, derealization: 0, short: 2 },
    bands: { total: 'marked' },
    worked: 'seven questions; of the short form 6 and 7',
  },
  {
    name: 'derealization alone',
    answers: { ...nothing, 1: 2, 2: 2, 8: 1, 13: 1, 16: 1, 19: 1, 21: 1 },
    expects: { total: 9, amnesia: 0, depersonalization: 0, derealization: 9, short: 4 },
    bands: { total: 'marked' },
    worked: '2 + 2 + 5 × 1; of the short form 1 and 2',
  },
  {
    name: 'the highest that is not marked',
    answers: { ...nothing, 1: 4 },
    expects: { total: 4, short: 4 },
    bands: { total: 'not_marked' },
    worked: 'above 4 is marked',
  },
  {
    name: 'the lowest that is marked',
    answers: { ...nothing, 1: 4, 9: 1 },
    expects: { total: 5, short: 4 },
    bands: { total: 'marked' },
    worked: '4 + 1',
  },
  {
    name: 'the subscales add up to the total',
    answers: inOrder(1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3),
    expects: { total: 46, amnesia: 6, depersonalization: 13, derealization: 27, short: 8 },
    worked:
      'amnesia 14, 15, 22: 4+0+2; depersonalization 3–7, 20, 23: 3+4+0+1+2+0+3; derealization: 1+2+3+4+0+1+2+3+1+2+3+4+1; short 1, 2, 6, 7, 15, 22: 1+2+1+2+0+2',
  },
  {
    name: 'an amnesia question left out: that subscale, the total and the short form have no score',
    answers: Object.fromEntries(Object.entries(nothing).filter(([linkId]) => linkId !== '22')),
    expects: {
      total: 'answers_missing',
      amnesia: 'answers_missing',
      depersonalization: 0,
      derealization: 0,
      short: 'answers_missing',
    },
    missing: ['22'],
    worked: '22 is of amnesia and of the short form',
  },
  {
    name: 'half a form',
    answers: inOrder(...alike(12, 1)),
    expects: {
      total: 'answers_missing',
      amnesia: 'answers_missing',
      depersonalization: 'answers_missing',
      derealization: 'answers_missing',
      short: 'answers_missing',
    },
    missing: ['13', '14', '15', '16', '17', '18', '19', '20', '21', '22', '23'],
    worked: 'twelve of 23',
  },
  {
    name: 'a 5 is no answer',
    answers: { ...nothing, 3: 5 },
    expects: { total: 'answers_refused', amnesia: 'answers_refused' },
    refused: ['3'],
    worked: 'answers go from 0 to 4',
  },
];

export const CADSS_6_VECTORS: readonly ScoringVector[] = [
  { name: 'nothing at all', answers: short(0, 0, 0, 0, 0, 0), expects: { total: 0 }, worked: 'six times 0' },
  { name: 'the most there is', answers: short(4, 4, 4, 4, 4, 4), expects: { total: 24 }, worked: '6 × 4' },
  { name: 'one everywhere', answers: short(1, 1, 1, 1, 1, 1), expects: { total: 6 }, worked: '6 × 1' },
  { name: 'two everywhere', answers: short(2, 2, 2, 2, 2, 2), expects: { total: 12 }, worked: '6 × 2' },
  { name: 'three everywhere', answers: short(3, 3, 3, 3, 3, 3), expects: { total: 18 }, worked: '6 × 3' },
  { name: 'time alone', answers: short(4, 0, 0, 0, 0, 0), expects: { total: 4 }, worked: 'question 1' },
  { name: 'the last alone', answers: short(0, 0, 0, 0, 0, 3), expects: { total: 3 }, worked: 'question 22' },
  { name: 'a mixed form', answers: short(3, 2, 1, 0, 2, 4), expects: { total: 12 }, worked: '3+2+1+0+2+4' },
  { name: 'another', answers: short(0, 1, 3, 3, 1, 0), expects: { total: 8 }, worked: '0+1+3+3+1+0' },
  {
    name: 'one left out: no score',
    answers: { 1: 1, 2: 1, 6: 1, 7: 1, 15: 1 },
    expects: { total: 'answers_missing' },
    missing: ['22'],
    worked: 'no rule for what is missing is known',
  },
  {
    name: 'a question of the long form is not asked',
    answers: { ...short(0, 0, 0, 0, 0, 0), 3: 1 },
    expects: { total: 'answers_refused' },
    refused: ['3'],
    worked: 'its six are 1, 2, 6, 7, 15, 22',
  },
  {
    name: 'a 5 is no answer',
    answers: short(5, 0, 0, 0, 0, 0),
    expects: { total: 'answers_refused' },
    refused: ['1'],
    worked: 'answers go from 0 to 4',
  },
];
