import { expect, test } from 'vitest';
import type { CoursesMeasured, KnownProtocol } from './change.ts';
import { type FoundScale, scaleFound } from './measure.ts';
import { type FollowedDays, outcomesTime, responseRule } from './time.ts';

const scale = (instrument: string, id = 'total') => scaleFound(instrument, id) as FoundScale;
const protocol = (id: string): KnownProtocol => ({ id, title: id, way: 'medical', measures: [] });
const [A, B, C] = [protocol('a'), protocol('b'), protocol('c')];
const after = (protocolId: string, days: number, happened: boolean, n = 1): FollowedDays => ({
  protocolId,
  days,
  happened,
  n,
});
const courses = (protocolId: string, count: number, both: number): CoursesMeasured => ({
  protocolId,
  courses: count,
  before: new Array<number>(both).fill(20),
  after: new Array<number>(both).fill(9),
});

test('courses of which nobody knows whether they responded are missing from the curve', () => {
  // Of three: one lost it after 10 days, two had not by day 20: two thirds are left.
  const relapses = [after('a', 10, true), after('a', 20, false, 2)];
  const { relapse } = outcomesTime(scale('phq-9'), [A], [courses('a', 9, 5)], { relapses, nextDoses: [], dose: 1 });
  expect(relapse?.protocols[0]?.survival).toMatchObject({
    n: 3,
    missing: 4,
    events: 1,
    steps: [
      { time: 10, atRisk: 3, survival: expect.closeTo(2 / 3, 12) },
      { time: 20, atRisk: 2, censored: 2 },
    ],
    median: { value: null },
  });
  expect(relapse?.rule).toContain('background');
});

test('curves are compared where two protocols have somebody to follow, and a protocol with nobody stands in no one’s way', () => {
  const nextDoses = [after('a', 7, true, 3), after('b', 14, true, 3)];
  const { nextDose } = outcomesTime(scale('phq-9'), [A, B, C], [], { relapses: [], nextDoses, dose: 6 });
  expect(nextDose.rule).toContain('dose of number 6');
  expect(nextDose.protocols.map(({ protocol: { id } }) => id)).toEqual(['a', 'b']);
  // All three of the first at once, when half of those followed were its own: 3 · 3/6; the rest is the other’s.
  expect(nextDose.test).toMatchObject({ n: 6, observed: [3, 3], expected: [1.5, 4.5], df: 1 });
  const alone = outcomesTime(scale('phq-9'), [A, B], [courses('b', 2, 0)], {
    relapses: [after('a', 7, true)],
    nextDoses: [],
    dose: 1,
  });
  expect(alone.relapse?.test).toMatchObject({ none: 'one-group' });
  expect(alone.relapse?.protocols[1]?.survival).toMatchObject({ n: 0, missing: 2, none: 'nothing-observed' });
});

test('without a published rule of response there is no relapse', () => {
  expect(responseRule(scale('phq-9'))).toEqual({ higherIs: 'worse', percent: 50 });
  for (const instrument of ['who-5', 'cadss']) {
    expect(responseRule(scale(instrument))).toBeNull();
    expect(outcomesTime(scale(instrument), [A], [], { relapses: [], nextDoses: [], dose: 1 }).relapse).toBeNull();
  }
});
