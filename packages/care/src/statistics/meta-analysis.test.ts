import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pearson, spearman } from './correlation.ts';
import { isEstimated } from './estimate.ts';
import { meanOf } from './means.ts';
import { type Pooled, type Pooling, pool, type Summary } from './meta-analysis.ts';
import {
  correlationFromFisher,
  correlationSummary,
  meanSummary,
  rateFromLog,
  rateSummary,
  shareFromLogit,
  shareSummary,
} from './summaries.ts';

const summary = fc.record({
  name: fc.string(),
  value: fc.integer({ min: -300, max: 300 }).map((hundredths) => hundredths / 100),
  standardError: fc.integer({ min: 1, max: 200 }).map((hundredths) => hundredths / 100),
  n: fc.nat(500),
  missing: fc.nat(50),
});
const clinics = fc.array(summary, { minLength: 2, maxLength: 12 });
const methods = fc.constantFrom<Pooling>('fixed', 'DL', 'PM', 'REML');
const poolOf = (summaries: readonly Summary[], by: Pooling): Pooled => {
  const pooled = pool(summaries, { by });
  if ('none' in pooled) throw new Error(pooled.none);
  return pooled;
};

describe('pooling', () => {
  test('lies within its interval and among the clinics, whose weights come to 1', () => {
    fc.assert(
      fc.property(clinics, methods, (all, by) => {
        const { value, interval, weights, betweenVariance, iSquared, prediction } = poolOf(all, by);
        expect(interval.low).toBeLessThanOrEqual(value);
        expect(interval.high).toBeGreaterThanOrEqual(value);
        expect(value).toBeGreaterThanOrEqual(Math.min(...all.map((each) => each.value)) - 1e-9);
        expect(value).toBeLessThanOrEqual(Math.max(...all.map((each) => each.value)) + 1e-9);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
        expect(betweenVariance).toBeGreaterThanOrEqual(0);
        expect(iSquared >= 0 && iSquared < 1).toBe(true);
        if (prediction !== null)
          expect(prediction.high - prediction.low).toBeGreaterThanOrEqual(interval.high - interval.low);
      }),
    );
  });

  test('does not depend on the order of the clinics, and counts everybody', () => {
    fc.assert(
      fc.property(clinics, methods, (all, by) => {
        const [one, other] = [poolOf(all, by), poolOf([...all].reverse(), by)];
        expect(other.value).toBeCloseTo(one.value, 9);
        expect(other.interval.high).toBeCloseTo(one.interval.high, 9);
        expect(one.n).toBe(all.reduce((sum, { n }) => sum + n, 0));
        expect(one.missing).toBe(all.reduce((sum, { missing }) => sum + missing, 0));
      }),
    );
  });

  test('letting clinics differ never makes the interval narrower', () => {
    fc.assert(
      fc.property(clinics, (all) => {
        const width = ({ interval }: Pooled) => interval.high - interval.low;
        expect(width(poolOf(all, 'PM'))).toBeGreaterThanOrEqual(width(poolOf(all, 'fixed')) - 1e-9);
      }),
    );
  });

  test('clinics that say the same are one, with nothing between them', () => {
    const same = (name: string): Summary => ({ name, value: 2, standardError: 0.5, n: 10, missing: 1 });
    const pooled = poolOf([same('a'), same('b'), same('c'), same('d')], 'PM');
    expect(pooled).toMatchObject({ value: 2, standardError: 0.25, betweenVariance: 0, iSquared: 0, q: 0, qP: 1 });
  });

  test('takes two clinics, and three to say where one more would lie', () => {
    const one: Summary = { name: 'a', value: 1, standardError: 1, n: 5, missing: 2 };
    expect(pool([])).toEqual({ n: 0, missing: 0, none: 'nothing-observed' });
    expect(pool([one])).toEqual({ n: 5, missing: 2, none: 'too-few' });
    expect(poolOf([one, one], 'PM').prediction).toBeNull();
    expect(poolOf([one, one, one], 'PM').prediction).not.toBeNull();
  });

  test('a summary without a standard error is refused by the clinic’s name', () => {
    const bad = { name: 'North', value: 1, standardError: 0, n: 5, missing: 2 };
    expect(() => pool([bad, bad])).toThrow('the summary of North');
  });
});

describe('a clinic’s summary', () => {
  test('of a share or a rate comes back as it was, and has an end where none or all had it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 100, max: 300 }), (events, n) => {
        const share = shareSummary('a', { events, n, missing: 3 });
        expect(shareFromLogit(share?.value ?? Number.NaN)).toBeCloseTo(events / n, 12);
        const rate = rateSummary('a', { events, sessions: n, missing: 3 });
        expect(rateFromLog(rate?.value ?? Number.NaN)).toBeCloseTo((100 * events) / n, 9);
        expect([share?.missing, rate?.missing]).toEqual([3, 3]);
      }),
    );
    const [none, all] = [0, 12].map((events) => shareSummary('a', { events, n: 12, missing: 0 }));
    expect(none?.value).toBeCloseTo(Math.log(0.5 / 12.5), 12);
    expect(all?.value).toBeCloseTo(-Math.log(0.5 / 12.5), 12);
    expect(rateSummary('a', { events: 0, sessions: 50, missing: 0 })?.value).toBeCloseTo(0, 12);
  });

  test('of a share has the standard error of a log odds: the root of 1/had + 1/had not', () => {
    expect(shareSummary('a', { events: 4, n: 8, missing: 0 })?.standardError).toBeCloseTo(Math.SQRT1_2, 12);
  });

  test('of a correlation or a mean is what its interval is made of', () => {
    const r = pearson([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 7, 5]);
    const summed = correlationSummary('a', r);
    if (!isEstimated(r) || summed === null) throw new Error('no figure');
    expect(correlationFromFisher(summed.value)).toBeCloseTo(r.value, 12);
    expect(correlationFromFisher(summed.value + 1.959963984540054 * summed.standardError)).toBeCloseTo(
      r.interval.high,
      12,
    );
    expect(meanSummary('a', meanOf([1, 2, 3, null]))).toMatchObject({ value: 2, n: 3, missing: 1 });
  });

  test('of ranks is wider than of values, as its own interval is', () => {
    const [x, y] = [
      [1, 2, 3, 4, 5, 6, 7],
      [2, 1, 4, 3, 7, 5, 6],
    ];
    const summed = correlationSummary('a', spearman(x, y));
    expect(summed?.standardError).toBeGreaterThan(1 / Math.sqrt(7 - 3));
  });

  test('is not there where there is no figure', () => {
    expect(shareSummary('a', { events: 0, n: 0, missing: 3 })).toBeNull();
    expect(rateSummary('a', { events: 0, sessions: 0, missing: 3 })).toBeNull();
    expect(correlationSummary('a', pearson([1], [1]))).toBeNull();
    expect(meanSummary('a', meanOf([2, 2]))).toBeNull();
  });
});
