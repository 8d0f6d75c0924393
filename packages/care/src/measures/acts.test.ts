import { describe, expect, test } from 'vitest';
import { actsOf } from './acts.ts';
import { instrumentOf } from './catalogue.ts';
import { PHQ_9 } from './instruments/phq-9.ts';
import { score } from './score.ts';

describe('lesser answers about death', () => {
  test.each([
    ['madrs', '10', 2, 'today', 'low'],
    ['madrs', '10', 3, 'today', 'low'],
    ['madrs', '10', 4, 'now', '10'],
    ['qids-sr16', '12', 1, 'today', 'low'],
    ['qids-sr16', '12', 2, 'now', '12'],
  ])('%s item %s at %i: help at once, and somebody %s', (id, linkId, answered, severity, item) => {
    const instrument = instrumentOf(id);
    expect(instrument && actsOf(instrument, { [linkId]: answered })).toMatchObject([
      { severity, showHelp: true, fact: { measure: id, item, value: answered } },
    ]);
  });
  test.each([
    ['madrs', '10', 1],
    ['qids-sr16', '12', 0],
  ])('%s item %s at %i sets nothing in motion', (id, linkId, answered) => {
    const instrument = instrumentOf(id);
    expect(instrument && actsOf(instrument, { [linkId]: answered })).toEqual([]);
  });
});

describe('PHQ-9 item 9', () => {
  test.each([1, 2, 3])('answered %i acts at once, with the form not finished', (answered) => {
    expect(actsOf(PHQ_9, { 9: answered })).toMatchObject([
      { severity: 'now', showHelp: true, crisis: true, fact: { measure: 'phq-9', item: '9', value: answered } },
    ]);
  });
  test('answered 0, or not at all, does not', () => {
    expect(actsOf(PHQ_9, { 9: 0 })).toEqual([]);
    expect(actsOf(PHQ_9, { 1: 3, 2: 3 })).toEqual([]);
  });
  test('acts where there is no score, and where another answer is refused', () => {
    expect(score(PHQ_9, { 9: 1 }).acts).toHaveLength(1);
    expect(score(PHQ_9, { 1: 77, 9: 1 }).acts).toHaveLength(1);
  });
  test('with a number that cannot be is taken to mean something, and not nothing', () => {
    expect(actsOf(PHQ_9, { 9: 30 })).toHaveLength(1);
  });
});
