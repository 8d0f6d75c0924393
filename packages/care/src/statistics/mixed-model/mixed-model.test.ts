import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitMixedModel, type MixedModel } from './fit.ts';
import { type Columns, gather } from './gather.ts';
import { atRatio, bestRatio, prepare } from './profile.ts';
import { withinAndBetween } from './within.ts';

type Row = readonly [group: number, outcome: number | null, x: number | null, w: number | null];

const columnsOf = (rows: readonly Row[]): Columns => ({
  group: rows.map(([group]) => group),
  outcome: rows.map(([, outcome]) => outcome),
  covariates: [rows.map(([, , x]) => x), rows.map(([, , , w]) => w)],
});
const sumsOf = (...pieces: readonly (readonly Row[])[]) => {
  const gathering = gather(['dose', 'baseline']);
  for (const piece of pieces) gathering.add(columnsOf(piece));
  return gathering.sums();
};
const fit = (...pieces: readonly (readonly Row[])[]) => fitMixedModel(sumsOf(...pieces));

const number = fc.integer({ min: -400, max: 400 }).map((tenths) => tenths / 10);
/** Patients who differ, with 1 to 6 rows each. */
const rows: fc.Arbitrary<Row[]> = fc
  .array(fc.tuple(number, fc.array(fc.tuple(number, number, number), { minLength: 1, maxLength: 6 })), {
    minLength: 4,
    maxLength: 12,
  })
  .map((patients) =>
    patients.flatMap(([own, visits], group) =>
      visits.map(([error, x, w]): Row => [group, own + error + 2 * x - w, x, w]),
    ),
  );

const isFit = (model: ReturnType<typeof fitMixedModel>): model is MixedModel => !('none' in model);
const figuresOf = ({ intercept, covariates, ...model }: MixedModel): number[] => [
  ...[intercept, ...covariates].flatMap(({ value, standardError, df, interval }) => [
    value,
    standardError,
    df,
    interval.low,
    interval.high,
  ]),
  model.betweenVariance,
  model.residualVariance,
  model.remlLogLikelihood,
  model.intraclass.interval.low,
  model.intraclass.interval.high,
];
const expectSame = (one: readonly number[], other: readonly number[], share = 1e-6) => {
  for (const [at, figure] of one.entries())
    expect(Math.abs(figure - (other[at] as number)), `${at}: ${figure} ${other[at]}`).toBeLessThanOrEqual(
      share * Math.max(1, Math.abs(figure)),
    );
};

describe('the random-intercept model', () => {
  test('does not depend on the order of the rows, nor on the pieces they come in', () => {
    fc.assert(
      fc.property(rows, fc.nat(20), (all, cut) => {
        const one = fit(all);
        const other = fit([...all].reverse());
        const pieces = fit(all.slice(0, cut), all.slice(cut));
        if (!isFit(one)) {
          expect([other, pieces]).toEqual([one, one]);
          return;
        }
        if (!isFit(other) || !isFit(pieces)) throw new Error('the order decided whether there is a figure');
        expectSame(figuresOf(one), figuresOf(other));
        expectSame(figuresOf(one), figuresOf(pieces));
      }),
      { numRuns: 60 },
    );
  });

  test('puts every figure within its interval, and the intraclass correlation between 0 and 1', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const model = fit(all);
        if (!isFit(model)) return;
        for (const { value, interval, df } of [model.intercept, ...model.covariates]) {
          expect(interval.low).toBeLessThanOrEqual(value);
          expect(interval.high).toBeGreaterThanOrEqual(value);
          expect(df).toBeGreaterThan(0);
        }
        const { value, interval } = model.intraclass;
        expect(0 <= interval.low && interval.low <= value && value <= interval.high && interval.high <= 1).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('finds the lowest criterion: at no other ratio of the variances is it lower', () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 0, max: 0.9999, noNaN: true }), (all, share) => {
        const sums = sumsOf(all);
        const prepared = prepare(sums, new Float64Array(4).fill(1));
        const best = bestRatio(prepared);
        if (best === null || !isFit(fitMixedModel(sums))) return;
        const [lowest, there] = [best, share / (1 - share)].map((ratio) => atRatio(prepared, ratio)?.criterion);
        expect(lowest).toBeLessThanOrEqual((there ?? Number.POSITIVE_INFINITY) + 1e-9);
      }),
      { numRuns: 200 },
    );
  });

  test('is ordinary least squares where patients do not differ', () => {
    const visit = fc.tuple(number, number);
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 4, maxLength: 4 }),
        fc.array(fc.array(visit, { minLength: 1, maxLength: 1 }), { minLength: 3, maxLength: 8 }),
        (xs, errors) => {
          if (new Set(xs).size < 2) return;
          // Everybody has the same four doses, and errors that add up to nothing.
          const all = errors.flatMap(([own], group) => {
            const [a, b] = own as [number, number];
            return xs.map((x, at) => ({ group, x, y: 3 + 2 * x + ([a, b, -b, -a][at] as number) }));
          });
          const gathering = gather(['x']);
          gathering.add({
            group: all.map((r) => r.group),
            outcome: all.map((r) => r.y),
            covariates: [all.map((r) => r.x)],
          });
          const model = fitMixedModel(gathering.sums());
          if (!isFit(model)) return;
          const n = all.length;
          const [mx, my] = [all.reduce((s, r) => s + r.x, 0) / n, all.reduce((s, r) => s + r.y, 0) / n];
          const sxx = all.reduce((s, r) => s + (r.x - mx) ** 2, 0);
          const slope = all.reduce((s, r) => s + (r.x - mx) * (r.y - my), 0) / sxx;
          const rest = all.reduce((s, r) => s + (r.y - my - slope * (r.x - mx)) ** 2, 0) / (n - 2);
          expect(model.betweenVariance).toBe(0);
          expect(model.degreesOfFreedom).toBe('residual');
          const [effect] = model.covariates;
          expectSame(
            [slope, Math.sqrt(rest / sxx), n - 2, rest],
            [effect?.value ?? 0, effect?.standardError ?? 0, effect?.df ?? 0, model.residualVariance],
            1e-8,
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a covariate in other units, or from another zero, says the same', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const one = fit(all);
        const other = fit(all.map(([group, y, x, w]): Row => [group, y, 1000 * (x ?? 0) + 5e6, w]));
        if (!isFit(one) || !isFit(other)) return;
        const [dose, baseline] = one.covariates;
        const [milli, same] = other.covariates;
        expectSame(
          [dose?.value ?? 0, dose?.standardError ?? 0, dose?.df ?? 0, baseline?.value ?? 0, one.betweenVariance],
          [
            1000 * (milli?.value ?? 0),
            1000 * (milli?.standardError ?? 0),
            milli?.df ?? 0,
            same?.value ?? 0,
            other.betweenVariance,
          ],
        );
      }),
      { numRuns: 60 },
    );
  });

  test('leaves out rows with something missing, and counts them', () => {
    const whole: Row[] = [0, 0, 1, 1, 2, 2, 3, 3].map((group, at) => [group, at % 3, at * at, (at * 5) % 7]);
    const holes: Row[] = [
      [0, null, 1, 1],
      [1, 2, Number.NaN, 1],
      [9, 2, 1, null],
    ];
    const [one, other] = [fit(whole), fit([...whole, ...holes])];
    if (!isFit(one) || !isFit(other)) throw new Error('no figure');
    expect([other.n, other.missing, other.groups]).toEqual([8, 3, 4]);
    expectSame(figuresOf(one), figuresOf(other), 1e-9);
  });
});

describe('a measure within and between patients', () => {
  test('comes back as their sum, and within a patient adds up to nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4), fc.option(number)), { maxLength: 40 }), (all) => {
        const group = all.map(([of]) => of);
        const values = all.map(([, value]) => value);
        const { within, between } = withinAndBetween(group, values);
        const sums = new Map<number, number>();
        for (const [row, value] of values.entries()) {
          if (value === null) {
            expect([within[row], between[row]]).toEqual([Number.NaN, Number.NaN]);
            continue;
          }
          expect((within[row] as number) + (between[row] as number)).toBeCloseTo(value, 9);
          sums.set(group[row] as number, (sums.get(group[row] as number) ?? 0) + (within[row] as number));
        }
        for (const sum of sums.values()) expect(sum).toBeCloseTo(0, 9);
      }),
    );
  });
});

describe('a design that cannot be estimated is refused by name', () => {
  const base: Row[] = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4].map((group, at) => [group, (at * 7) % 5, at, (at * 3) % 7]);
  const change = (of: (row: Row, at: number) => Row) => fit(base.map(of));

  test('as it stands, it can be', () => expect(isFit(fit(base))).toBe(true));

  test.each([
    ['nothing-observed', undefined, fit([])],
    ['too-few', undefined, fit(base.slice(0, 4))],
    ['too-few-groups', undefined, change(([, y, x, w]) => [0, y, x, w])],
    ['one-row-each', undefined, change(([, y, x, w], at) => [at, y, x, w])],
    ['no-spread', undefined, change(([group, , x, w]) => [group, 5, x, w])],
    ['constant-covariate', 'dose', change(([group, y, , w]) => [group, y, 0.1, w])],
    ['collinear-covariate', 'baseline', change(([group, y, x]) => [group, y, x, 3 * (x ?? 0) + 7])],
    ['perfect-fit', undefined, change(([group, , x, w]) => [group, 2 * (x ?? 0) - (w ?? 0), x, w])],
    ['perfect-fit', undefined, change(([group, , x, w]) => [group, group ** 2 + (x ?? 0) - (w ?? 0), x, w])],
  ])('%s %s', (none, what, model) => {
    expect(model).toMatchObject(what === undefined ? { none } : { none, what });
  });

  test('columns of other lengths, and a patient who is no number, are the fault of who asks', () => {
    const gathering = gather(['dose']);
    expect(() => gathering.add({ group: [0], outcome: [1, 2], covariates: [[1, 2]] })).toThrow(
      'as long as the outcome',
    );
    expect(() => gathering.add({ group: [-1], outcome: [1], covariates: [[1]] })).toThrow('a group is 0, 1, 2');
  });
});
