import { describe, expect, test } from 'vitest';
import { instant } from '../instant.ts';
import { instrumentOf } from './catalogue.ts';
import type { Instrument } from './instrument.ts';
import { scaleValues, score } from './score.ts';
import { sayMoved, scoreLines, scoresAround, type TakenScores } from './score-lines.ts';

const C_SSRS = instrumentOf('c-ssrs') as Instrument;
const at = (day: number) => instant(Date.UTC(2026, 2, day, 12));
const taken = (day: number, instrument: string, total: number): TakenScores => ({
  instrument,
  instrumentVersion: '1.0.0',
  answeredAt: at(day),
  scores: { total },
});
const phq = (day: number, total: number) => taken(day, 'phq-9', total);

describe('scores over time', () => {
  test('stand measure by measure, earliest first, each with its band', () => {
    const lines = scoreLines([phq(9, 9), taken(1, 'gad-7', 12), phq(1, 18)]);
    expect(lines.map(({ title }) => title)).toEqual(['PHQ-9', 'GAD-7']);
    expect(lines[0]?.points).toEqual([
      { at: at(1), value: 18, band: 'Moderately severe' },
      { at: at(9), value: 9, band: 'Mild', isReliable: true },
    ]);
  });

  test('the change is from the last score before the first dose, and not from the very first', () => {
    const [line] = scoreLines([phq(1, 12), phq(5, 18), phq(12, 9)], at(6));
    expect(line?.change).toMatchObject({ from: 18, to: 9, isResponse: true, direction: 'better' });
  });

  test('without a dose it is from the first to the latest; one score alone has not changed', () => {
    expect(scoreLines([phq(1, 12), phq(5, 18)])[0]?.change).toMatchObject({ from: 12, to: 18, direction: 'worse' });
    expect(scoreLines([phq(1, 12)])[0]).not.toHaveProperty('change');
  });

  test('a measure that nobody knows, and one without a score, has no line', () => {
    expect(scoreLines([taken(1, 'of-nobody', 3), { ...phq(1, 0), scores: {} }])).toEqual([]);
  });
});

describe('around a dose', () => {
  const all = [phq(1, 18), phq(3, 16), phq(8, 9), phq(15, 4)];
  test('is what stood last before it, and last before the next one', () => {
    expect(scoresAround(all, at(4), at(10))).toMatchObject([{ title: 'PHQ-9', from: 16, to: 9 }]);
    expect(scoresAround(all, at(10), undefined)).toMatchObject([{ from: 9, to: 4, isRemission: true }]);
  });

  test('asked on one side alone, nothing is said', () => {
    expect(scoresAround(all, at(15), undefined)).toEqual([]);
    expect(scoresAround([phq(8, 9)], at(4), undefined)).toEqual([]);
  });
});

test('a change is said in words, without a judgement', () => {
  const [one] = scoresAround([phq(1, 18), phq(8, 4)], at(2), undefined);
  expect(one && sayMoved(one)).toBe(
    '18 → 4 (better; by half or more; more than the measure wavers; as much as matters to a person; in the range of remission)',
  );
  const [kept] = scoresAround([phq(1, 4), phq(8, 21 / 9)], at(2), undefined);
  expect(kept && sayMoved(kept)).toBe(
    '4 → 2.3 (better; no more than the measure wavers; in the range of remission, as at the beginning)',
  );
});

test('somebody who has done something and has no thoughts of it today is high, not nothing', () => {
  const { scales, bands } = score(C_SSRS, { 1: 0, 2: 0, 6: 1, '6-recent': 1 });
  expect(scales).toMatchObject({ level: { value: 0 }, triage: { value: 3 } });
  const scores = scaleValues({ scales });
  const [line] = scoreLines([{ instrument: 'c-ssrs', instrumentVersion: '1.0.0', answeredAt: at(1), scores }]);
  expect(line?.points).toMatchObject([{ value: 3, band: bands.triage?.name }]);
});

test('a score that was imported is shown, and nothing is measured from it', () => {
  const imported = { ...phq(1, 27), isImported: true as const };
  const [line] = scoreLines([imported, phq(3, 18), phq(12, 9)], at(6));
  expect(line?.points.map(({ value, isImported }) => [value, isImported])).toEqual([
    [27, true],
    [18, undefined],
    [9, undefined],
  ]);
  expect(line?.change).toMatchObject({ from: 18, to: 9 });
  expect(scoreLines([imported, { ...phq(2, 9), isImported: true as const }])[0]).not.toHaveProperty('change');
});
