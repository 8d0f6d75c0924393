import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pearson, spearman } from './correlation.ts';
import { type Estimated, isEstimated, type NotEstimated } from './estimate.ts';
import { meanOf, pairedChange, standardisedChange } from './means.ts';
import { benjaminiHochberg, holm } from './multiplicity.ts';
import { exactProportion, proportion, proportionDifference } from './proportions.ts';
import { averageRanks } from './ranks.ts';
import { ratePer100 } from './rates.ts';
import { reliableChanges, reliableChangeThreshold } from './reliable-change.ts';

const share = fc
  .tuple(fc.nat(500), fc.nat(500), fc.nat(9))
  .map(([had, without, missing]) => ({ events: had, n: had + without, missing }));
const score = fc.oneof(fc.integer({ min: 0, max: 27 }), fc.constant(null), fc.constant(Number.NaN));
const scores = fc.array(fc.tuple(score, score), { maxLength: 60 });
const columns = (pairs: readonly (readonly [number | null, number | null])[]) =>
  [pairs.map(([left]) => left), pairs.map(([, right]) => right)] as const;
const isWhole = ([left, right]: readonly [number | null, number | null]) =>
  Number.isFinite(left ?? Number.NaN) && Number.isFinite(right ?? Number.NaN);

/** Rounding may put an end a hair on the wrong side of the figure. */
const expectInside = ({ value, interval }: Pick<Estimated, 'value' | 'interval'>) => {
  const hair = 1e-9 * Math.max(1, Math.abs(value));
  expect(interval.low).toBeLessThanOrEqual(value + hair);
  expect(interval.high).toBeGreaterThanOrEqual(value - hair);
};
const inside = (estimate: Estimated | NotEstimated) => isEstimated(estimate) && expectInside(estimate);

describe('every figure', () => {
  test('lies within its interval, and a higher level gives a wider one', () => {
    fc.assert(
      fc.property(share, share, (one, other) => {
        for (const of of [proportion, exactProportion]) {
          inside(of(one));
          const [narrow, wide] = [of(one, 0.8), of(one, 0.99)];
          if (!isEstimated(narrow) || !isEstimated(wide)) continue;
          expect(wide.interval.low).toBeLessThanOrEqual(narrow.interval.low);
          expect(wide.interval.high).toBeGreaterThanOrEqual(narrow.interval.high);
        }
        inside(proportionDifference(one, other));
        if (one.n > 0) inside(ratePer100({ events: other.events, sessions: one.n, missing: 0 }));
      }),
    );
    fc.assert(
      fc.property(scores, (pairs) => {
        const [left, right] = columns(pairs);
        for (const of of [pearson, spearman, pairedChange, standardisedChange]) inside(of(left, right));
        inside(meanOf(left));
      }),
    );
  });

  test('says how many it is from and how many are missing, and they come to all', () => {
    fc.assert(
      fc.property(scores, (pairs) => {
        const [left, right] = columns(pairs);
        const whole = pairs.filter(isWhole).length;
        for (const of of [pearson, spearman, pairedChange, standardisedChange]) {
          const { n, missing } = of(left, right);
          expect([n, missing]).toEqual([whole, pairs.length - whole]);
        }
      }),
    );
  });

  test('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(scores, (pairs) => {
        const forth = columns(pairs);
        const back = columns([...pairs].reverse());
        for (const of of [pearson, spearman, pairedChange, standardisedChange]) {
          const [one, other] = [of(...forth), of(...back)];
          expect(isEstimated(one)).toBe(isEstimated(other));
          if (isEstimated(one) && isEstimated(other)) expect(one.value).toBeCloseTo(other.value, 9);
        }
      }),
    );
  });
});

describe('no figure, and why', () => {
  test('without anybody, or with too few, or all alike', () => {
    expect(proportion({ events: 0, n: 0, missing: 4 })).toEqual({ n: 0, missing: 4, none: 'nothing-observed' });
    expect(ratePer100({ events: 0, sessions: 0, missing: 2 })).toEqual({ n: 0, missing: 2, none: 'nothing-observed' });
    expect(meanOf([null])).toEqual({ n: 0, missing: 1, none: 'nothing-observed' });
    expect(meanOf([3])).toEqual({ n: 1, missing: 0, none: 'too-few' });
    expect(pairedChange([1, 2], [null, null])).toEqual({ n: 0, missing: 2, none: 'no-complete-pairs' });
    expect(pairedChange([1, 2], [3, 4])).toEqual({ n: 2, missing: 0, none: 'no-spread' });
    expect(pearson([1, 2, 3], [1, 2, 4])).toEqual({ n: 3, missing: 0, none: 'too-few' });
    expect(spearman([1, 1, 1, 1], [1, 2, 4, 3])).toEqual({ n: 4, missing: 0, none: 'no-spread' });
  });

  test('an infinite number is no measurement', () => expect(meanOf([1, 2, Number.POSITIVE_INFINITY]).missing).toBe(1));

  test('what cannot be is the fault of who asks', () => {
    expect(() => proportion({ events: 3, n: 2, missing: 0 })).toThrow('3 events among 2 cannot be');
    expect(() => proportion({ events: 0.5, n: 2, missing: 0 })).toThrow('must be a count');
    expect(() => ratePer100({ events: 1, sessions: 0, missing: 0 })).toThrow('1 events in no session');
    expect(() => pearson([1], [])).toThrow('as many values');
    expect(() => meanOf([1, 2], 95)).toThrow('between 0 and 1');
    expect(() => holm([0.2, 1.2])).toThrow('between 0 and 1');
    expect(() => reliableChangeThreshold({ standardDeviation: 0, reliability: 0.8 })).toThrow('above 0');
    expect(() => reliableChangeThreshold({ standardDeviation: 5, reliability: 1 })).toThrow('below 1');
  });
});

describe('correlations', () => {
  test('equal values share the average of their places', () => {
    expect([...averageRanks(Float64Array.from([7, 3, 7, 1, 7]))]).toEqual([4, 2, 4, 1, 4]);
  });

  test('Spearman’s is the same after anything that keeps the order; Pearson’s after anything that keeps a line', () => {
    const value = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 5, maxLength: 40 }), (pairs) => {
        const [x, y] = columns(pairs);
        const steep = spearman(
          x.map((each) => Math.exp((each ?? 0) / 10)),
          y,
        );
        const straight = pearson(
          x.map((each) => 3 * (each ?? 0) - 100),
          y,
        );
        const [rho, r] = [spearman(x, y), pearson(x, y)];
        if (isEstimated(rho) && isEstimated(steep)) expect(steep.value).toBeCloseTo(rho.value, 10);
        if (isEstimated(r) && isEstimated(straight)) expect(straight.value).toBeCloseTo(r.value, 10);
      }),
    );
  });

  test('on a line the correlation is 1, with next to no room in its interval', () => {
    const line = pearson([1, 2, 3, 4, 5], [2, 4, 6, 8, 10]);
    if (!isEstimated(line)) throw new Error(line.none);
    expect(line.value).toBeCloseTo(1, 14);
    expect(line.interval.low).toBeCloseTo(1, 12);
    expect(line.p).toBeLessThan(1e-20);
  });
});

describe('reliable change', () => {
  const phq = { standardDeviation: 5, reliability: 0.85, higherIs: 'worse' } as const;

  test('only what exceeds the threshold counts, in the direction that the instrument says', () => {
    const threshold = reliableChangeThreshold(phq);
    const before = [20, 20, 20, 20, null];
    const after = [20 - threshold - 0.01, 20 - threshold + 0.01, 20 + threshold + 0.01, 20, 3];
    const worse = reliableChanges(before, after, phq);
    expect(worse).toMatchObject({
      n: 4,
      missing: 1,
      improved: { events: 1 },
      worsened: { events: 1 },
      unchanged: { events: 2 },
    });
    const better = reliableChanges(before, after, { ...phq, higherIs: 'better' });
    expect(better.improved).toMatchObject({ value: 0.25 });
  });

  test('improved, worsened and unchanged come to everybody', () => {
    fc.assert(
      fc.property(scores, (pairs) => {
        const { improved, worsened, unchanged, n } = reliableChanges(...columns(pairs), phq);
        const events = [improved, worsened, unchanged].map((each) => (isEstimated(each) ? each.value * n : 0));
        expect(events.reduce((sum, each) => sum + each, 0)).toBeCloseTo(n, 9);
      }),
    );
  });
});

describe('adjusted p values', () => {
  const ps = fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(null)), { maxLength: 30 });

  test('are never below the p they adjust, nor above 1, and Holm’s never below Benjamini and Hochberg’s', () => {
    fc.assert(
      fc.property(ps, (given) => {
        const [strict, lenient] = [holm(given), benjaminiHochberg(given)];
        for (const [at, p] of given.entries()) {
          if (p === null) {
            expect([strict[at], lenient[at]]).toEqual([null, null]);
            continue;
          }
          expect(lenient[at]).toBeGreaterThanOrEqual(p);
          expect(strict[at]).toBeLessThanOrEqual(1);
          expect((strict[at] as number) * (1 + 1e-12)).toBeGreaterThanOrEqual(lenient[at] as number);
        }
      }),
    );
  });

  test('do not depend on the order, and a comparison without a p does not count', () => {
    fc.assert(
      fc.property(ps, (given) => {
        for (const adjust of [holm, benjaminiHochberg]) {
          expect(adjust([...given].reverse())).toEqual(adjust(given).reverse());
          expect(adjust([null, ...given]).slice(1)).toEqual(adjust(given));
        }
      }),
    );
  });
});
