import { describe, expect, test } from 'vitest';
import { SURE } from '../decision/sure.ts';
import { instant } from '../instant.ts';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { DEFAULT_RULES } from '../signals/defaults.ts';
import { evaluate } from '../signals/evaluate.ts';
import { actsOf } from './acts.ts';
import { instrumentAmong, instrumentNamed, instrumentOf } from './catalogue.ts';
import { type Instrument, isRange, type ScaleMethod } from './instrument.ts';
import { INSTRUMENTS, RETIRED_INSTRUMENTS } from './instruments/index.ts';
import { PHQ_9 } from './instruments/phq-9.ts';
import { score } from './score.ts';
import { MEASURE_SOURCES } from './sources.ts';

const linkIdsOf = (method: ScaleMethod): readonly string[] => {
  switch (method.by) {
    case 'sum':
    case 'mean':
      return method.of;
    case 'maxima':
      return method.domains.flatMap(({ of }) => of);
    case 'clusters':
      return method.clusters.flatMap(({ of }) => of);
    case 'ladder':
      return method.rungs.map(({ linkId }) => linkId);
    default:
      return [];
  }
};
const extreme = ({ items }: Instrument, pick: (...values: number[]) => number) =>
  Object.fromEntries(
    items.map(({ linkId, answers }) => [
      linkId,
      isRange(answers) ? pick(answers.min, answers.max) : pick(...answers.map(({ value }) => value)),
    ]),
  );

describe.each([...INSTRUMENTS, ...RETIRED_INSTRUMENTS].map((one) => [one.id, one] as const))('%s', (_, instrument) => {
  const { items, scales, change, actsOn } = instrument;
  const ids = items.map(({ linkId }) => linkId);
  test('names no question, no scale and no act twice, and none that is not there', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(scales.map(({ id }) => id)).size).toBe(scales.length);
    for (const { method } of scales) for (const linkId of linkIdsOf(method)) expect(ids).toContain(linkId);
    for (const one of change) expect(scales.map(({ id }) => id)).toContain(one.scale);
    for (const { linkId } of actsOn) expect(ids).toContain(linkId);
    for (const { askedWhen } of items) if (askedWhen) expect(ids).toContain(askedWhen.linkId);
  });
  test('counts every question in some scale', () => {
    const counted = new Set(scales.flatMap(({ method }) => linkIdsOf(method)));
    expect(ids.filter((linkId) => !counted.has(linkId))).toEqual([]);
  });
  test('stays within the range that its scales say, whatever is answered', () => {
    for (const answers of [extreme(instrument, Math.min), extreme(instrument, Math.max)])
      for (const { id, range } of scales) {
        const read = score(instrument, answers).scales[id];
        expect(read).toHaveProperty('value');
        if (read && 'value' in read) {
          expect(read.value).toBeGreaterThanOrEqual(range.low);
          expect(read.value).toBeLessThanOrEqual(range.high);
        }
      }
  });
  test('has bands that begin where the range begins and rise', () => {
    for (const { bands, range } of scales) {
      if (!bands) continue;
      const froms = bands.map(({ from }) => from);
      expect(froms[0]).toBe(range.low);
      expect(froms).toEqual([...new Set(froms)].toSorted((one, other) => one - other));
      expect(froms.at(-1)).toBeLessThanOrEqual(range.high);
    }
  });
  test('says where every scale, every figure and its licence come from', () => {
    const named = [
      instrument.text.sources,
      ...scales.map(({ sources }) => sources),
      ...actsOn.map(({ sources }) => sources),
      ...change.flatMap(({ reliability, reliable, minimal, response, remission }) =>
        [reliability, reliable, minimal, response, remission].flatMap((one) => (one ? [one.sources] : [])),
      ),
    ];
    for (const sources of named) {
      expect(sources.length).toBeGreaterThan(0);
      for (const source of sources) expect(MEASURE_SOURCES).toHaveProperty(source);
    }
  });
});

test('every source is used, so that none stands there for show', () => {
  const text = JSON.stringify(INSTRUMENTS);
  expect(Object.keys(MEASURE_SOURCES).filter((id) => !text.includes(`"${id}"`))).toEqual([]);
});

test('whatever acts at once is heard by a rule of the same urgency that is shipped', () => {
  for (const { id: measure, actsOn } of INSTRUMENTS)
    for (const { id, severity, fact, atLeast } of actsOn) {
      const at = instant(Date.parse('2026-03-01T10:00:00Z'));
      const value = fact.value ?? atLeast;
      const given = {
        id: 'f',
        at,
        patientId: 'p',
        courseId: 'c',
        kind: 'score' as const,
        measure,
        item: fact.item,
        value,
      };
      const fired = evaluate(DEFAULT_RULES, [given], at).map(({ ruleId }) => ruleId);
      const urgencies = DEFAULT_RULES.filter((rule) => fired.includes(rule.id)).map((rule) => rule.severity);
      expect(urgencies, id).toEqual([severity]);
    }
});

describe('what C-SSRS answers set in motion', () => {
  const C_SSRS = instrumentOf('c-ssrs') as Instrument;
  const heard = (answers: Readonly<Record<string, number>>) =>
    actsOf(C_SSRS, answers).map(({ severity, fact }) => `${severity}: ${fact.item} ${fact.value}`);
  test.each([
    ['a wish to be dead is looked at the same day', { 1: 1 }, ['today: low 1']],
    ['thoughts too', { 1: 1, 2: 1 }, ['today: low 2']],
    ['a method pages', { 1: 1, 2: 1, 3: 1 }, ['now: level 3']],
    ['of a ladder only the highest rung is told', { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 }, ['now: level 5']],
    ['behaviour long ago pages', { 6: 1 }, ['now: behaviour 1']],
    ['recent behaviour pages, and is told once', { 6: 1, '6-recent': 1 }, ['now: behaviour 2']],
    ['behaviour goes before thoughts that are low', { 1: 1, 6: 1 }, ['now: behaviour 1', 'today: low 1']],
    ['no is no', { 1: 0, 2: 0, 6: 0 }, []],
  ])('%s', (_, answers, expected) => {
    expect(heard(answers as unknown as Record<string, number>)).toEqual(expected);
  });
});

describe('finding a measure', () => {
  test('by every name that a shipped protocol uses', () => {
    const names = SHIPPED_PROTOCOLS.flatMap(({ measures }) => measures.map(({ measure }) => measure));
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !instrumentNamed(name))).toEqual([]);
  });
  test('no two go by the same name', () => {
    const names = INSTRUMENTS.flatMap(({ id, title, alsoCalled }) =>
      [id, title, ...alsoCalled].map((one) => [one, id]),
    );
    for (const [name, id] of names) expect(instrumentNamed(name as string)?.id, name).toBe(id);
  });
  test('whatever else is asked for is not there', () => {
    expect(instrumentNamed('Beck')).toBeUndefined();
    expect(instrumentOf('phq-9', '0.0.1')).toBeUndefined();
  });
});

test('what was answered under a version that is retired is scored by that version', () => {
  const before: Instrument = {
    ...PHQ_9,
    version: '0.9.0',
    scales: PHQ_9.scales.map((scale) => ({ ...scale, missing: { rule: 'none' } })),
  };
  const all = [PHQ_9, before];
  const answers = { 1: 2, 2: 2, 3: 2, 4: 2, 5: 2, 6: 2, 7: 2, 8: 2 };
  const by = (version?: string) => score(instrumentAmong(all, 'phq-9', version) as Instrument, answers);
  expect(by('0.9.0')).toMatchObject({ version: '0.9.0', scales: { total: { none: 'answers_missing' } } });
  expect(by('1.0.0')).toMatchObject({ version: '1.0.0', scales: { total: { value: 18 } } });
  expect(by().version).toBe('1.0.0');
});

test('the SURE test has the words of the decision aid, and no others', () => {
  const sure = instrumentOf('sure');
  expect(sure?.items.map(({ linkId, text }) => [linkId, text])).toEqual(SURE.items.map(({ id, says }) => [id, says]));
});
