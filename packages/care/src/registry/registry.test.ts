import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../instant.ts';
import { SMALLEST_SHOWN } from '../statistics/disclosure/small-cells.ts';
import { pool } from '../statistics/meta-analysis.ts';
import {
  changeCells,
  harmsCells,
  type PatientChange,
  type PatientSessions,
  type RegistryCell,
  shownOf,
} from './cells.ts';
import { type RegistrySummary, registrySummarySchema, whyNoSummary } from './document.ts';
import { apartFrom, harmForests, registryForest, registryForests } from './pooled.ts';
import { differing, type GivenCells, nextSummary } from './summary.ts';
import { REGISTRY_WARNINGS, sayLies } from './words.ts';

const GIVER = '00000000-0000-4000-8000-000000000001';
const MADE = instant(Date.UTC(2026, 10, 26, 12));
const row = (patient: number, before: number, after: number, more: Partial<PatientChange> = {}): PatientChange => ({
  ...{ patient: `p${patient}`, protocol: 'infusion-iv', instrument: 'phq-9', scale: 'total', moment: 'last' },
  ...{ before, after },
  ...more,
});
const rowsOf = (count: number, of: (index: number) => PatientChange) =>
  Array.from({ length: count }, (_, at) => of(at));
const treated = (count: number) => new Map([['infusion-iv', count]]);
const made = (
  cells: readonly RegistryCell[],
  given: GivenCells = {},
  consents: (patient: string) => boolean = () => true,
) => nextSummary(cells, given, { giver: GIVER, name: null, madeAt: MADE, consents });
const cellsOf = (rows: readonly PatientChange[], patients = rows.length) => changeCells(rows, treated(patients)).cells;

describe('the figures of one clinic', () => {
  test('are the mean, the deviation and the shares of patients with both answers, counted by hand', () => {
    // Falls of 8 and of 12 by turns, from 20: half of them a response, none a remission.
    const [cell] = cellsOf(
      rowsOf(24, (at) => row(at, 20, at % 2 === 0 ? 12 : 8)),
      40,
    );
    expect(cell?.figures).toEqual({
      ...{ protocol: 'infusion-iv', instrument: 'phq-9', scale: 'total', moment: 'last', patients: 24 },
      ...{ meanChange: -10, standardDeviation: 2.04, responded: 12, remitted: 0 },
    });
    expect(cell?.missing).toBe(16);
  });

  test('of ten patients do not exist, of eleven they do', () => {
    expect(
      changeCells(
        rowsOf(10, (at) => row(at, 20, 10 + (at % 3))),
        treated(10),
      ),
    ).toEqual({ cells: [], tooFew: 1 });
    expect(cellsOf(rowsOf(11, (at) => row(at, 20, 10 + (at % 3))))).toHaveLength(1);
  });

  test('leave out who began in remission, in all figures alike', () => {
    const rows = [...rowsOf(11, (at) => row(at, 20, 10 + (at % 3))), row(98, 3, 1), row(99, 0, 0)];
    expect(cellsOf(rows)[0]?.figures.patients).toBe(11);
  });

  test('where everybody changed by the same are not given: the mean would be each one’s own', () => {
    expect(cellsOf(rowsOf(30, (at) => row(at, 20, 10)))).toEqual([]);
  });

  test('of adverse events are hidden by how many people had one', () => {
    const person = (patient: number, events: number): PatientSessions => ({
      ...{ patient: `p${patient}`, protocol: 'kap-im', sessions: 4, events },
    });
    const eventsOf = (with_: number, without: number) =>
      harmsCells([
        ...Array.from({ length: with_ }, (_, at) => person(at, 6)),
        ...Array.from({ length: without }, (_, at) => person(100 + at, 0)),
      ])[0]?.figures.events;
    expect([eventsOf(0, 20), eventsOf(2, 30), eventsOf(11, 30), eventsOf(30, 3), eventsOf(3, 5)]).toEqual([
      ...[0, null, 66, null, undefined],
    ]);
  });
});

/** Rows of patients by chance: several moments and measures, any scores. */
const anyRows = fc.array(
  fc.record({
    patient: fc.integer({ min: 0, max: 60 }),
    before: fc.integer({ min: 0, max: 27 }),
    after: fc.integer({ min: 0, max: 27 }),
    moment: fc.constantFrom('last' as const, 'day_7' as const, 'day_1' as const),
    instrument: fc.constantFrom('phq-9', 'gad-7'),
    protocol: fc.constantFrom('infusion-iv', 'kap-im'),
  }),
  { maxLength: 220 },
);
const onceEach = (rows: readonly PatientChange[]) => [
  ...new Map(rows.map((one) => [`${one.patient} ${one.protocol} ${one.instrument} ${one.moment}`, one])).values(),
];
type AnyRows = typeof anyRows extends fc.Arbitrary<infer Rows> ? Rows : never;
const asRows = (rows: AnyRows) =>
  onceEach(rows.map(({ patient, before, after, ...more }) => row(patient, before, after, more)));
const treatedIn = (rows: readonly PatientChange[], more: number) =>
  new Map(
    ['infusion-iv', 'kap-im'].map((protocol) => [
      protocol,
      new Set(rows.filter((one) => one.protocol === protocol).map(({ patient }) => patient)).size + more,
    ]),
  );
const isFew = (count: number) => count > 0 && count < SMALLEST_SHOWN;
/** Every number of people that the summary says, and that follows from it by one subtraction. */
const countsIn = ({ changes }: RegistrySummary): readonly number[] =>
  changes.flatMap((one) => {
    const rest = (had: number | null | undefined) =>
      had === null || had === undefined ? [] : [had, one.patients - had];
    const nested = changes
      .filter((other) => other.protocol === one.protocol && other.instrument === one.instrument)
      .map((other) => Math.abs(other.patients - one.patients));
    const treatedBy = changes
      .filter((other) => other.protocol === one.protocol && other.missing !== null && one.missing !== null)
      .map((other) => (other.missing as number) + other.patients)
      .map((all) => Math.abs(all - one.patients));
    return [
      one.patients,
      ...rest(one.responded),
      ...rest(one.remitted),
      ...nested,
      ...(one.missing ? [one.missing] : []),
      ...treatedBy,
    ];
  });

describe('a summary', () => {
  test('of whatever patients holds no count below the limit, and none follows by subtraction', () => {
    fc.assert(
      fc.property(anyRows, fc.integer({ min: 0, max: 30 }), (some, more) => {
        // Who began in remission is left out, so that all who answered are counted here.
        const rows = asRows(some.map((one) => ({ ...one, before: Math.max(12, one.before) })));
        const { summary } = made(changeCells(rows, treatedIn(rows, more)).cells);
        expect(countsIn(summary).filter(isFew)).toEqual([]);
        expect(registrySummarySchema.safeParse(summary).success).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('a share hides with few who had it, and with few who had not', () => {
    fc.assert(
      fc.property(fc.integer({ min: SMALLEST_SHOWN, max: 200 }), fc.nat(200), (all, some) => {
        const had = Math.min(some, all);
        expect(shownOf(had, all)).toBe(isFew(had) || isFew(all - had) ? null : had);
      }),
    );
  });

  test('says nothing of who it is from: only what the document names is in it', () => {
    const { summary } = made(cellsOf(rowsOf(20, (at) => row(at, 20, at % 7))));
    expect(JSON.stringify(summary)).not.toMatch(/"p\d/);
    expect(registrySummarySchema.safeParse({ ...summary, patients: ['p1'] }).success).toBe(false);
  });

  test('of few people is refused by whoever reads it', () => {
    const { summary } = made(cellsOf(rowsOf(30, (at) => row(at, 20, at % 20))));
    const [change] = summary.changes;
    for (const wrong of [
      { patients: 10 },
      { responded: 4 },
      { responded: 25 },
      { missing: 3 },
      { standardDeviation: 0 },
    ])
      expect(registrySummarySchema.safeParse({ ...summary, changes: [{ ...change, ...wrong }] }).success).toBe(false);
    expect(registrySummarySchema.safeParse({ ...summary, changes: [change, change] }).success).toBe(false);
    expect(whyNoSummary({ ...summary, version: 2 })?.is).toBe('unknown-version');
    expect(whyNoSummary({})?.is).toBe('not-a-summary');
    expect(whyNoSummary(summary)).toBeNull();
  });
});

describe('one summary after another', () => {
  const first = rowsOf(30, (at) => row(at, 20, at % 20));

  test('one more patient changes no figure: the two means would tell their score', () => {
    const one = made(cellsOf(first));
    const two = made(cellsOf([...first, row(77, 20, 1)]), one.given);
    expect(two.summary).toEqual(one.summary);
    const later = [...first, ...rowsOf(11, (at) => row(100 + at, 20, 1))];
    expect(made(cellsOf(later), two.given).summary.changes[0]?.patients).toBe(41);
  });

  test('who has withdrawn is gone, and the figure with them until enough others changed', () => {
    const one = made(cellsOf(first));
    const consents = (patient: string) => patient !== 'p4';
    const without = first.filter(({ patient }) => consents(patient));
    const two = made(cellsOf(without), one.given, consents);
    expect(two.summary.changes).toEqual([]);
    expect(two.heldBack).toBe(1);
    const later = [...without, ...rowsOf(10, (at) => row(100 + at, 20, 1))];
    const three = made(cellsOf(later), two.given, consents);
    expect(three.summary.changes[0]?.patients).toBe(39);
    expect(Object.keys(Object.values(three.given)[0]?.cell.contributions ?? {})).not.toContain('p4');
  });

  test('figures that differ are of sets that differ in enough patients, whatever came between', () => {
    fc.assert(
      fc.property(fc.array(anyRows, { minLength: 2, maxLength: 4 }), (rounds) => {
        let given: GivenCells = {};
        for (const some of rounds) {
          const rows = asRows(some);
          const before = given;
          const next = made(changeCells(rows, treatedIn(rows, 15)).cells, given);
          given = next.given;
          for (const [key, { cell, isHeldBack }] of Object.entries(given)) {
            const last = before[key];
            if (!last || isHeldBack) continue;
            const apart = differing(last.cell.contributions, cell.contributions);
            expect(apart === 0 || apart >= SMALLEST_SHOWN, key).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('pooling', () => {
  const clinic = (
    index: number,
    mean: number,
    more: { n?: number; responded?: number | null } = {},
  ): RegistrySummary => ({
    ...made([]).summary,
    giver: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    name: index % 2 === 0 ? `Clinic ${index}` : null,
    changes: [
      {
        ...{ protocol: 'infusion-iv', instrument: 'phq-9', scale: 'total', moment: 'last', patients: more.n ?? 40 },
        ...{ meanChange: mean, standardDeviation: 5, responded: more.responded ?? 20, missing: null },
        ...(more.responded === null && { responded: null }),
      },
    ],
    harms: [{ protocol: 'infusion-iv', sessions: 200, events: 0 }],
  });
  const at = { instrument: 'phq-9', scale: 'total', moment: 'last' } as const;
  const forest = (summaries: readonly RegistrySummary[], own = 1, figure: 'change' | 'response' = 'change') =>
    registryForest(summaries, clinic(own, 0).giver, figure, 'infusion-iv', at);

  test('does not depend on the order in which clinics come', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 9 }), (indexes) => {
        const all = indexes.map((index) => clinic(index, -((index * 7) % 11)));
        expect(forest([...all].reverse(), indexes[0])).toEqual(forest(all, indexes[0]));
      }),
    );
  });

  test('is by the weights that stand beside, which come to 1, with the own clinic first', () => {
    const { rows, pooled } = forest([clinic(3, -4), clinic(1, -8), clinic(2, -6)]);
    expect(rows.map(({ isOwn }) => isOwn)).toEqual([true, false, false]);
    const sum = rows.reduce((all, { weight }) => all + (weight ?? Number.NaN), 0);
    expect(sum).toBeCloseTo(1, 12);
    expect(pooled).toMatchObject({ clinics: 3, n: 120 });
    expect(
      rows.reduce((all, one) => all + (one.weight ?? 0) * ('value' in one.estimate ? one.estimate.value : 0), 0),
    ).toBeCloseTo('value' in pooled ? pooled.value : Number.NaN, 12);
  });

  test('a clinic alone is no pool, and two are no standing', () => {
    expect(forest([clinic(1, -4)]).pooled).toMatchObject({ none: 'too-few' });
    expect(forest([clinic(1, -4), clinic(2, -5), clinic(3, -5)]).standing).toBeNull();
    expect(forest([clinic(1, -4), clinic(2, -5), clinic(3, -5), clinic(4, -5)]).standing).not.toBeNull();
  });

  test('where a clinic stands is said of the others without it', () => {
    const others = [clinic(2, -5), clinic(3, -6), clinic(4, -5.5), clinic(5, -5.2)];
    const alike = forest([clinic(1, -5.4), ...others]).standing;
    expect(alike?.lies).toBe('within');
    expect(alike?.others.clinics).toBe(4);
    const far = forest([clinic(1, -14), ...others]).standing;
    expect(far?.lies).toBe('below');
    expect(far?.others).toEqual(alike?.others);
    expect(far?.apart.value).toBeCloseTo(-14 - (alike?.others.value ?? 0), 12);
  });

  test('a clinic apart from the rest has the interval of a prediction, widened by its own error', () => {
    const summaries = [-5, -6, -5.5, -9].map((value, index) => ({
      name: `${index}`,
      value,
      standardError: 1,
      n: 40,
      missing: 0,
    }));
    const others = pool(summaries);
    if ('none' in others || !others.prediction) throw new Error('no pool');
    const sure = apartFrom({ name: 'own', value: -7, standardError: 1e-9, n: 1e9, missing: 0 }, others);
    // Known exactly, it lies within what is predicted of one more clinic or it does not: the same interval, turned round.
    expect(sure.low).toBeCloseTo(-7 - others.prediction.high, 9);
    expect(sure.high).toBeCloseTo(-7 - others.prediction.low, 9);
    const unsure = apartFrom({ name: 'own', value: -7, standardError: 2, n: 10, missing: 0 }, others);
    expect(unsure.high - unsure.low).toBeGreaterThan(sure.high - sure.low);
  });

  test('shares are pooled as odds and read back as shares; a hidden one is counted as hidden', () => {
    const all = [clinic(1, -5), clinic(2, -5), clinic(3, -5), clinic(4, -5), clinic(5, -5, { responded: null })];
    const { pooled, hidden, rows, standing } = forest(all, 1, 'response');
    expect(rows).toHaveLength(4);
    expect(hidden).toBe(1);
    expect('value' in pooled && pooled.value).toBeCloseTo(0.5, 12);
    expect(standing?.apart).toMatchObject({ as: 'odds ratio', value: 1 });
  });

  test('all forests of a measure are of what somebody gives, and of adverse events likewise', () => {
    const all = [clinic(1, -5), clinic(2, -6)];
    expect(
      registryForests(all, clinic(1, 0).giver, { instrument: 'phq-9', scale: 'total' }, ['last', 'day_7']),
    ).toHaveLength(2);
    const [harms] = harmForests(all, clinic(1, 0).giver);
    expect(harms?.rows[0]?.estimate).toMatchObject({ value: 0, n: 200 });
  });

  test('nobody is ranked, and each word that says apart says that cases differ', () => {
    for (const lies of ['below', 'above'] as const) expect(sayLies(lies)).toContain('Whom it treats may differ');
    expect([...REGISTRY_WARNINGS, sayLies('within'), sayLies('below'), sayLies('above')].join(' ')).not.toMatch(
      /\b(best|worst|better|rank|outlier|league|quality)/i,
    );
  });
});
