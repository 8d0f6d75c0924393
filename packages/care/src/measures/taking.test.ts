import { describe, expect, test } from 'vitest';
import { DAY, HOUR, instant, later } from '../instant.ts';
import { CLOCK_TOLERANCE } from '../session/rules/not-in-the-future.ts';
import { hasText } from './instrument.ts';
import { INSTRUMENTS } from './instruments/index.ts';
import { MADRS } from './instruments/madrs.ts';
import { PHQ_9 } from './instruments/phq-9.ts';
import {
  inWordsOf,
  isLinkGood,
  MEASURE_LINKS,
  momentOfAnswer,
  occasionOf,
  openToPatient,
  takeAnswers,
  whyNotAnsweredAt,
} from './taking.ts';

const NOW = instant(Date.UTC(2026, 2, 2, 14));
const ALL_ONES = Object.fromEntries(PHQ_9.items.map(({ linkId }) => [linkId, 1]));
const take = (answers: Record<string, number>, version = PHQ_9.version, all = INSTRUMENTS) =>
  takeAnswers(all, { instrument: 'phq-9', version, answers });

describe('what was answered', () => {
  test('is scored', () => {
    expect(take(ALL_ONES)).toMatchObject({ ok: true, values: { total: 9 }, unscored: {} });
  });
  test('under a version that was retired meanwhile is taken, and scored as that version scored', () => {
    const next = { ...PHQ_9, version: '2.0.0', scales: [] };
    const taken = take(ALL_ONES, PHQ_9.version, [next, PHQ_9]);
    expect(taken).toMatchObject({ ok: true, instrument: { version: PHQ_9.version }, values: { total: 9 } });
    expect(take(ALL_ONES, '2.0.0', [next, PHQ_9])).toMatchObject({ ok: true, values: {} });
  });
  test('under a version that never was is refused, and acts all the same', () => {
    expect(take(ALL_ONES, '9.9.9')).toMatchObject({
      ok: false,
      problems: [{ id: 'version_unknown' }],
      acts: [{ crisis: true }],
    });
  });
  test('by half is taken without a score, and says which questions are missing', () => {
    const taken = take({ 1: 1, 2: 2 });
    expect(taken).toMatchObject({ ok: true, values: {} });
    expect(taken.ok && taken.unscored.total).toMatchObject({
      none: 'answers_missing',
      missing: ['3', '4', '5', '6', '7', '8', '9'],
    });
  });
  test('out of range is refused by the question’s name, and acts all the same', () => {
    expect(take({ ...ALL_ONES, 3: 7 })).toMatchObject({
      ok: false,
      problems: [{ id: 'not_offered', linkId: '3' }],
      acts: [{ fact: { item: '9', value: 1 } }],
    });
  });
  test('with nothing in it is no answer', () => {
    expect(take({})).toMatchObject({ ok: false, problems: [{ id: 'nothing_answered' }] });
  });
});

test('a form is open to the patient from when it opens until it closes, where it is theirs, asked and not answered', () => {
  const asked = { state: 'asked', answeredBy: 'patient', opensAt: NOW, closesAt: later(NOW, HOUR) } as const;
  expect(openToPatient(asked, later(NOW, -1))).toBe('upcoming');
  expect(openToPatient(asked, NOW)).toBe('open');
  expect(openToPatient(asked, later(NOW, HOUR))).toBe('over');
  expect(openToPatient({ ...asked, closesAt: undefined }, later(NOW, DAY))).toBe('open');
  expect(openToPatient({ ...asked, state: 'answered' }, NOW)).toBe('answered');
  expect(openToPatient({ ...asked, state: 'withdrawn' }, NOW)).toBe('withdrawn');
  expect(openToPatient({ ...asked, state: 'answered', answeredBy: 'clinician' }, NOW)).toBe('clinician_rates');
});

describe('a link', () => {
  const link = { expiresAt: NOW };
  test('is good until its time, and not after', () => {
    expect(isLinkGood(link, later(NOW, -1))).toBe(true);
    expect(isLinkGood(link, NOW)).toBe(false);
  });
  test('that was opened in time is good for a little longer', () => {
    const opened = { ...link, openedAt: later(NOW, -HOUR) };
    expect(isLinkGood(opened, later(NOW, MEASURE_LINKS.grace - 1))).toBe(true);
    expect(isLinkGood(opened, later(NOW, MEASURE_LINKS.grace))).toBe(false);
  });
  test('that has ended is not good, whatever its time', () => {
    expect(isLinkGood({ ...link, openedAt: later(NOW, -HOUR), endedAt: later(NOW, -HOUR) }, later(NOW, -1))).toBe(
      false,
    );
  });
});

test('an answer after its moment is one of its own accord', () => {
  expect(momentOfAnswer({ moment: 'day_7', closesAt: NOW }, later(NOW, -1))).toBe('day_7');
  expect(momentOfAnswer({ moment: 'day_7', closesAt: NOW }, NOW)).toBe('at_will');
  expect(momentOfAnswer({ moment: 'baseline' }, later(NOW, 900 * DAY))).toBe('baseline');
});

test('what is asked of one session, month or course is one occasion', () => {
  expect(occasionOf('c', { moment: 'day_1', sessionId: 's' })).toBe('c:day_1:s');
  expect(occasionOf('c', { moment: 'monthly', month: 2 })).toBe('c:monthly:month-2');
  expect(occasionOf('c', { moment: 'baseline' })).toBe('c:baseline:course');
});

test('a time of answering that has not come, or lies before the patient’s birth, cannot be', () => {
  const why = (at: typeof NOW) =>
    whyNotAnsweredAt(at, { now: NOW, bornOn: '1980-01-02', zoneDayOf: (one) => one.slice(0, 10) });
  expect(why(later(NOW, HOUR))?.rule).toBe('in-the-future');
  // Clocks of devices differ by as much here as in the room.
  expect(why(later(NOW, CLOCK_TOLERANCE))).toBeUndefined();
  expect(why(later(NOW, CLOCK_TOLERANCE + 1))?.rule).toBe('in-the-future');
  expect(why(instant(Date.UTC(1979, 11, 31)))?.rule).toBe('before-birth');
  expect(why(later(NOW, -30 * DAY))).toBeUndefined();
});

test('the clinic’s words fill a measure that has none, and leave one alone that has', () => {
  const labels = Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((value) => [value, { en: `Answer ${value}` }]));
  const texts = {
    licence: 'Held by the clinic',
    items: Object.fromEntries(MADRS.items.map(({ linkId }) => [linkId, { en: `Asked of ${linkId}` }])),
    labels,
  };
  expect(hasText(MADRS)).toBe(false);
  expect(hasText(inWordsOf(MADRS, texts))).toBe(true);
  expect(inWordsOf(PHQ_9, texts)).toBe(PHQ_9);
  expect(inWordsOf(MADRS, { ...texts, items: {} })).toBe(MADRS);
});
