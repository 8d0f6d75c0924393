import { expect, test } from 'vitest';
import { instant } from '../instant.ts';
import { INSTRUMENTS } from './instruments/index.ts';
import { OWN_MEASURES, ownCourse } from './own-course.ts';
import { scoreLines } from './score-lines.ts';

const DAY_MS = 86_400_000;
const taken = (instrument: string, scale: string, values: readonly number[]) =>
  values.map((value, day) => ({
    instrument,
    instrumentVersion: '1.0.0',
    answeredAt: instant(Date.UTC(2026, 2, 1) + day * DAY_MS),
    scores: { [scale]: value },
  }));
const moveOf = (instrument: string, values: readonly number[], scale = 'total') =>
  ownCourse(scoreLines(taken(instrument, scale, values)))[0]?.move;

test('what moved by less than the measure wavers is about the same, whichever way it went', () => {
  expect([moveOf('phq-9', [17, 12]), moveOf('phq-9', [12, 17])]).toEqual(['about_the_same', 'about_the_same']);
  expect([moveOf('phq-9', [17, 11]), moveOf('phq-9', [11, 17])]).toEqual(['better', 'worse']);
});
test('one answer is a beginning, and the same answer twice is no move', () => {
  expect(moveOf('gad-7', [9])).toBe('begun');
  expect(moveOf('gad-7', [9, 9])).toBe('about_the_same');
});
test('where nobody has published how far a measure wavers, that is said and not guessed', () => {
  expect(moveOf('anxiety-vas', [80, 20], 'now')).toBe('unsure_better');
  expect(moveOf('anxiety-vas', [20, 80], 'now')).toBe('unsure_worse');
});
test('a person reads how they are, and neither a clinician’s rating, nor their answers of danger, nor what a session was like', () => {
  const all = INSTRUMENTS.flatMap(({ id, scales }) => taken(id, scales[0]?.id ?? '', [1]));
  const shown = ownCourse(scoreLines(all)).map(({ measure }) => measure);
  expect(shown.toSorted()).toEqual([...OWN_MEASURES].toSorted());
});
test('which way is better is said of each', () => {
  const [phq] = ownCourse(scoreLines(taken('phq-9', 'total', [5])));
  const [well] = ownCourse(scoreLines(taken('who-5', 'total', [60])));
  expect([phq?.betterIs, well?.betterIs]).toEqual(['lower', 'higher']);
});
