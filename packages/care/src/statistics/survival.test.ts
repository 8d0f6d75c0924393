import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import answers from './known/answers.json' with { type: 'json' };
import { LUNG } from './known/lung.ts';
import { logRank } from './log-rank.ts';
import { kaplanMeier, type Survival, type SurvivalInterval, survivalAt } from './survival.ts';

type Ended = readonly [time: number, event: boolean];
const ended = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.boolean());
const cohort = fc.array(ended, { minLength: 1, maxLength: 60 });
const followUp = (rows: readonly Ended[]) => ({
  time: rows.map(([time]) => time),
  event: rows.map(([, event]) => event),
});
const curveOf = (rows: readonly Ended[], interval: 'log' | 'log-log' = 'log'): Survival => {
  const curve = kaplanMeier(followUp(rows), { interval });
  if ('none' in curve) throw new Error(curve.none);
  return curve;
};

describe('Kaplan and Meier’s curve', () => {
  test('never rises, stays from 0 to 1, and lies within its interval', () => {
    fc.assert(
      fc.property(cohort, fc.constantFrom('log' as const, 'log-log' as const), (rows, interval) => {
        let before = 1;
        for (const step of curveOf(rows, interval).steps) {
          expect(step.survival).toBeLessThanOrEqual(before);
          expect(step.survival).toBeGreaterThanOrEqual(0);
          if (step.interval !== null) {
            expect(step.interval.low).toBeLessThanOrEqual(step.survival + 1e-12);
            expect(step.interval.high).toBeGreaterThanOrEqual(step.survival - 1e-12);
            expect(step.interval.low).toBeGreaterThanOrEqual(0);
            expect(step.interval.high).toBeLessThanOrEqual(1);
          }
          before = step.survival;
        }
      }),
    );
  });

  test('is the plain share where everybody was followed to the end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 50 }),
        fc.nat(45),
        (times, at) => {
          const curve = curveOf(times.map((time): Ended => [time, true]));
          const share = times.filter((time) => time > at).length / times.length;
          expect(survivalAt(curve, at).survival).toBeCloseTo(share, 12);
        },
      ),
    );
  });

  test('counts who is at risk, and everybody’s follow-up ends once', () => {
    fc.assert(
      fc.property(cohort, fc.nat(45), (rows, at) => {
        const curve = curveOf(rows);
        expect(survivalAt(curve, at).atRisk).toBe(rows.filter(([time]) => time >= at).length);
        expect(curve.steps.reduce((sum, step) => sum + step.events + step.censored, 0)).toBe(rows.length);
        expect(curve.events).toBe(rows.filter(([, event]) => event).length);
      }),
    );
  });

  test('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(cohort, (rows) => {
        expect(curveOf([...rows].reverse())).toEqual(curveOf(rows));
      }),
    );
  });

  test('before the first end of a follow-up everybody is still without it', () => {
    expect(survivalAt(curveOf([[5, true]]), 4)).toMatchObject({ survival: 1, atRisk: 1 });
  });

  test('a median that is not reached is null, and so is an end of its interval', () => {
    const { median } = curveOf([
      [1, true],
      [2, false],
      [3, false],
      [4, false],
    ]);
    expect(median).toMatchObject({ value: null, high: null });
  });

  test('the median and its interval are R’s (survfit) in small cohorts, also where they are not reached', () => {
    for (const { time, event, interval, median } of answers.survival.cohorts) {
      const curve = kaplanMeier({ time, event }, { interval: interval as SurvivalInterval });
      if ('none' in curve) throw new Error(curve.none);
      const { value, low, high } = curve.median;
      expect([value, low, high], JSON.stringify({ time, event, interval })).toEqual(median);
    }
    expect(answers.survival.cohorts.length).toBe(40);
  });

  test('the median lies within its interval', () => {
    fc.assert(
      fc.property(cohort, (rows) => {
        const { value, low, high } = curveOf(rows).median;
        if (value !== null && low !== null) expect(low).toBeLessThanOrEqual(value);
        if (value !== null && high !== null) expect(high).toBeGreaterThanOrEqual(value);
      }),
    );
  });

  test('a follow-up without a time, of less than nothing, or of which the end is not known, is missing', () => {
    const curve = kaplanMeier({ time: [1, null, -1, Number.NaN, 4, 5], event: [1, 1, 1, 1, null, 2] });
    expect(curve).toMatchObject({ n: 1, missing: 5, events: 1 });
    expect(kaplanMeier({ time: [null], event: [1] })).toEqual({ n: 0, missing: 1, none: 'nothing-observed' });
    expect(() => kaplanMeier({ time: [1, 2], event: [1] })).toThrow('every follow-up needs');
  });
});

describe('the log-rank test', () => {
  const groups = fc.array(cohort, { minLength: 2, maxLength: 3 });

  test('sees as many as are expected in all, whatever the order of groups and rows', () => {
    fc.assert(
      fc.property(groups, (cohorts) => {
        const result = logRank(cohorts.map(followUp));
        if ('none' in result) return;
        const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
        expect(sum(result.observed)).toBeCloseTo(sum(result.expected), 9);
        const other = logRank(cohorts.map((rows) => followUp([...rows].reverse())).reverse());
        if ('none' in other) throw new Error('the order decided whether there is a figure');
        expect(other.chiSquared).toBeCloseTo(result.chiSquared, 6);
        expect(other.p).toBeCloseTo(result.p, 9);
      }),
    );
  });

  test('finds no difference between a group and itself', () => {
    const all = followUp(LUNG.map(([days, died]): Ended => [days, died === 1]));
    const result = logRank([all, all]);
    if ('none' in result) throw new Error(result.none);
    expect(result.chiSquared).toBeCloseTo(0, 12);
    expect(result.p).toBeCloseTo(1, 6);
  });

  test('takes two groups with somebody in each', () => {
    const one = followUp([[1, true]]);
    expect(logRank([one])).toMatchObject({ none: 'one-group' });
    expect(logRank([one, followUp([])])).toMatchObject({ none: 'one-group' });
    expect(logRank([followUp([[3, false]]), followUp([[4, false]])])).toMatchObject({ none: 'too-few' });
  });
});
