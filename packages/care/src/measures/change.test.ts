import { describe, expect, test } from 'vitest';
import { type ScaleChange, scoreChange } from './change.ts';
import type { Instrument } from './instrument.ts';
import { CADSS } from './instruments/cadss.ts';
import { GAD_7 } from './instruments/gad-7.ts';
import { MADRS } from './instruments/madrs.ts';
import { PCL_5 } from './instruments/pcl-5.ts';
import { PHQ_9 } from './instruments/phq-9.ts';
import { QIDS_SR16 } from './instruments/qids-sr16.ts';
import { WHO_5 } from './instruments/who-5.ts';

const total = (instrument: Instrument, from: number, to: number): ScaleChange => {
  const [first] = scoreChange(instrument, { total: from }, { total: to });
  if (!first) throw new Error('no scale');
  return first;
};

describe('PHQ-9', () => {
  test.each([
    [
      18,
      18,
      { by: 0, direction: 'same', isReliable: false, isMeaningful: false, isResponse: false, isRemission: false },
    ],
    [18, 14, { by: -4, direction: 'better', isReliable: false, isMeaningful: false }],
    [18, 13, { by: -5, isReliable: false, isMeaningful: true, isResponse: false }],
    [18, 12, { by: -6, isReliable: true, isMeaningful: true, isResponse: false }],
    [18, 9, { by: -9, isResponse: true, isRemission: false }],
    [18, 10, { isResponse: false }],
    [18, 4, { isResponse: true, isRemission: true, beganInRemission: false }],
    [18, 5, { isResponse: true, isRemission: false }],
    [
      12,
      20,
      { by: 8, direction: 'worse', isReliable: true, isMeaningful: true, isResponse: false, isRemission: false },
    ],
    [4, 1, { isResponse: true, isRemission: true, beganInRemission: true }],
  ] as const)('from %i to %i', (from, to, expected) => {
    expect(total(PHQ_9, from, to)).toMatchObject(expected);
  });
  test('a fraction from a form with an answer left out counts as it is', () => {
    expect(total(PHQ_9, 13.5, 4.5)).toMatchObject({ by: -9, isRemission: true, isResponse: true });
  });
  test('of a beginning at 0 there is no share, so no response is said', () => {
    expect(total(PHQ_9, 0, 3)).not.toHaveProperty('isResponse');
  });
});

test('GAD-7: 4 points are reliable and matter, 3 are and do neither', () => {
  expect(total(GAD_7, 12, 8)).toMatchObject({ isReliable: true, isMeaningful: true });
  expect(total(GAD_7, 12, 9)).toMatchObject({ isReliable: false, isMeaningful: false });
});

test('PCL-5: 5 points are reliable, 10 matter', () => {
  expect(total(PCL_5, 50, 45)).toMatchObject({ isReliable: true, isMeaningful: false });
  expect(total(PCL_5, 50, 40)).toMatchObject({ isReliable: true, isMeaningful: true });
});

test('WHO-5: more is better, and 10 points matter', () => {
  expect(total(WHO_5, 32, 44)).toMatchObject({ direction: 'better', isMeaningful: true });
  expect(total(WHO_5, 44, 40)).toMatchObject({ direction: 'worse', isMeaningful: false });
});

test('MADRS: 6 points matter, remission is 10 or less; QIDS: remission is 5 or less', () => {
  expect(total(MADRS, 30, 24)).toMatchObject({ isMeaningful: true, isResponse: false });
  expect(total(MADRS, 30, 10)).toMatchObject({ isRemission: true, isResponse: true });
  expect(total(MADRS, 30, 11)).toMatchObject({ isRemission: false, isResponse: true });
  expect(total(QIDS_SR16, 20, 5)).toMatchObject({ isRemission: true });
  expect(total(QIDS_SR16, 20, 6)).toMatchObject({ isRemission: false });
});

test('a measure of an experience is higher or lower, never better or worse', () => {
  const change = total(CADSS, 2, 9);
  expect(change).toMatchObject({ direction: 'higher', by: 7 });
  expect(change).not.toHaveProperty('isReliable');
});

test('a score that is missing gives no change, and says which of the two is missing', () => {
  expect(scoreChange(PHQ_9, {}, { total: 3 })).toEqual([{ scale: 'total', none: 'no_baseline' }]);
  expect(scoreChange(PHQ_9, { total: 3 }, {})).toEqual([{ scale: 'total', none: 'no_later_score' }]);
});
