import { expect, test } from 'vitest';
import { shippedProtocol } from '../protocols/index.ts';
import { type CoursesMeasured, type KnownProtocol, outcomesChange } from './change.ts';
import { type FoundScale, scaleFound } from './measure.ts';

const found = (instrument: string, scale = 'total'): FoundScale => {
  const one = scaleFound(instrument, scale);
  if (!one) throw new Error(`no scale ${instrument}:${scale}`);
  return one;
};
const { measures } = shippedProtocol('infusion-iv');
const INFUSION: KnownProtocol = { id: 'infusion-iv', title: 'Infusion', way: 'medical', measures };
const of = (pairs: readonly (readonly [number | null, number | null])[], courses = pairs.length): CoursesMeasured => ({
  protocolId: 'infusion-iv',
  courses,
  before: pairs.map(([before]) => before),
  after: pairs.map(([, after]) => after),
});
const changed = (instrument: string, measured: CoursesMeasured) => {
  const [only] = outcomesChange(found(instrument), [INFUSION], [measured], []).protocols;
  if (!only) throw new Error('nothing is said');
  return only;
};

test('a course without one of the two answers is missing from every figure, and counted', () => {
  // Both: 20 to 8, 16 to 10, 12 to 10: -12, -6, -2; two courses lack one, two were never answered.
  const pairs = [
    [20, 8],
    [16, 10],
    [12, 10],
    [18, null],
    [null, 5],
  ] as const;
  const told = changed('phq-9', of(pairs, 7));
  expect(told).toMatchObject({ courses: 7, withBaseline: 4, withBoth: 3 });
  expect(told.before).toMatchObject({ n: 3, missing: 4, value: 16 });
  expect(told.after).toMatchObject({ n: 3, missing: 4 });
  expect(told.change).toMatchObject({ n: 3, missing: 4 });
  // -20 by 3; a fall stays below zero.
  expect('value' in told.change && told.change.value).toBeCloseTo(-20 / 3, 12);
  expect(told.response).toMatchObject({ n: 3, missing: 4, events: 1 });
});

test('who begins at 0 cannot respond, who begins in remission cannot come into it: neither is counted, nor called missing', () => {
  const told = changed(
    'phq-9',
    of([
      [0, 0],
      [4, 2],
      [10, 4],
      [10, 5],
    ]),
  );
  // 4 to 2 and 10 to 4 and 10 to 5 fall by half or more; of the two who began above 4, one came below 5.
  expect(told.response).toMatchObject({ n: 3, events: 3, missing: 0 });
  expect(told.remission).toMatchObject({ n: 2, events: 1, missing: 0 });
});

test('a reliable change is of as many points as published, and the better side is the measure’s own', () => {
  const pairs = [
    [20, 14],
    [20, 15],
    [10, 16],
  ] as const;
  // Six points on the PHQ-9.
  expect(changed('phq-9', of(pairs)).reliable).toEqual({ improved: 1, same: 1, worsened: 1 });
  // No figure is known for the WHO-5, where more is better; nor a rule of response or remission.
  const told = changed('who-5', of([[40, 60]]));
  expect(told).toMatchObject({ reliable: null, response: null, remission: null });
});

test('a rule is said in words with its source; one that waits for a check says so, and one that is not known is not said', () => {
  const { rules } = outcomesChange(found('phq-9'), [], [], []);
  expect(rules.response).toBe(
    'A fall of at least 50 % from the last answer before the first dose to the last one after it. Who began at 0 is left out. (phq-9-success)',
  );
  expect(rules.remission).toContain('below 5');
  expect(rules.reliable).toContain('talking-therapies, background: to be checked by the clinic');
  expect(outcomesChange(found('who-5'), [], [], []).rules).toEqual({});
});

test('a moment has what the protocol expects; one that it does not ask at is shown where somebody answered, expecting nothing', () => {
  const row = (moment: 'baseline' | 'day_1' | 'day_7' | 'monthly', answered: number, expected: number | null) => ({
    ...{ protocolId: 'infusion-iv', moment, answered, expected },
    ...{ mean: answered > 0 ? 12 : null, deviation: answered > 1 ? 3 : null },
  });
  const rows = [row('baseline', 4, 9), row('day_1', 0, 9), row('day_7', 1, 6), row('monthly', 2, null)];
  const [told] = outcomesChange(found('phq-9'), [INFUSION], [of([], 9)], rows).protocols;
  // 3 / √4 · 3.18245, by the t table for 3 degrees of freedom.
  expect(told?.moments[0]).toMatchObject({
    mean: {
      n: 4,
      missing: 5,
      value: 12,
      interval: { low: expect.closeTo(7.2263, 4), high: expect.closeTo(16.7737, 4) },
    },
    expected: 9,
  });
  expect(told?.moments.map(({ moment, expected, mean }) => [moment, expected, mean.missing])).toEqual([
    ['baseline', 9, 5],
    ['day_7', 6, 5],
    ['monthly', null, 0],
  ]);
  const gad = outcomesChange(found('gad-7'), [INFUSION], [of([], 9)], [row('day_1', 2, 9), row('day_7', 0, 9)]);
  expect(gad.protocols[0]?.moments).toMatchObject([{ moment: 'day_1', expected: null, answered: 2 }]);
});
