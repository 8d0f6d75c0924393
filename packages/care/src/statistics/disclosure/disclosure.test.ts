import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant, toMilliseconds } from '../../instant.ts';
import { anonymityOf } from './anonymity.ts';
import { FARTHEST_SHIFT_DAYS, shiftDay, shiftDaysOf, shiftInstant } from './date-shift.ts';
import { hideSmallCells, type PublishedSum } from './small-cells.ts';

const shownOf = (counts: Record<string, number>, sums: PublishedSum[] = []) =>
  Object.fromEntries(hideSmallCells(new Map(Object.entries(counts)), sums));

describe('small cells', () => {
  test('1 to 10 are hidden; 0 and 11 are shown', () => {
    expect(shownOf({ a: 0, b: 1, c: 10, d: 11 })).toEqual({ a: 0, b: null, c: null, d: 11 });
  });

  test('a hidden part takes the smallest other part with it, or the total less the rest would tell it', () => {
    const sums = [{ total: 'all', parts: ['a', 'b', 'c', 'd'] }];
    expect(shownOf({ all: 75, a: 5, b: 30, c: 40, d: 0 }, sums)).toEqual({ all: 75, a: null, b: null, c: 40, d: 0 });
  });

  test('two hidden parts that are few together take a third: their sum is a cell too', () => {
    const sums = [{ total: 'all', parts: ['a', 'b', 'c', 'd'] }];
    const shown = shownOf({ all: 77, a: 3, b: 4, c: 30, d: 40 }, sums);
    expect(shown).toEqual({ all: 77, a: null, b: null, c: null, d: 40 });
  });

  test('where only the part and its total are more than nothing, the total is hidden', () => {
    const sums = [
      { total: 'all', parts: ['men', 'women'] },
      { total: 'men', parts: ['a', 'b'] },
    ];
    const shown = shownOf({ all: 60, men: 6, women: 54, a: 6, b: 0 }, sums);
    expect(shown).toEqual({ all: 60, men: null, women: null, a: null, b: 0 });
  });

  test('parts that do not come to their total are refused', () => {
    expect(() => shownOf({ all: 10, a: 3 }, [{ total: 'all', parts: ['a'] }])).toThrow('come to 3 and not to 10');
    expect(() => shownOf({ all: 10 }, [{ total: 'all', parts: ['a'] }])).toThrow('has no count');
  });

  /** A table of rows and columns with all its totals. */
  const tableOf = (table: readonly (readonly number[])[]) => {
    const counts = new Map<string, number>();
    const width = table[0]?.length ?? 0;
    const sums: { total: string; parts: string[] }[] = [];
    const add = (total: string, parts: string[]) => {
      counts.set(
        total,
        parts.reduce((sum, part) => sum + (counts.get(part) as number), 0),
      );
      sums.push({ total, parts });
    };
    for (const [row, cells] of table.entries())
      for (const [column, count] of cells.entries()) counts.set(`${row},${column}`, count);
    for (const row of table.keys())
      add(
        `row ${row}`,
        Array.from({ length: width }, (_, column) => `${row},${column}`),
      );
    for (let column = 0; column < width; column++)
      add(
        `column ${column}`,
        Array.from(table.keys(), (row) => `${row},${column}`),
      );
    add(
      'all',
      Array.from(table.keys(), (row) => `row ${row}`),
    );
    sums.push({ total: 'all', parts: Array.from({ length: width }, (_, column) => `column ${column}`) });
    return { counts, sums };
  };

  /** Hidden inner cells that could be other numbers, at least 1 each, with all that is shown staying as it is. */
  const ambiguous = (
    counts: ReadonlyMap<string, number>,
    sums: readonly PublishedSum[],
    shown: ReadonlyMap<string, number | null>,
  ) => {
    const inner = [...counts.keys()].filter((cell) => cell.includes(',') && shown.get(cell) === null);
    const known = sums.filter(
      ({ total, parts }) => parts.every((part) => part.includes(',')) && shown.get(total) !== null,
    );
    const found = new Set<string>();
    const change = new Map<string, number>();
    const tryFrom = (at: number): void => {
      if (at === inner.length) {
        const holds = known.every(({ parts }) => parts.reduce((sum, part) => sum + (change.get(part) ?? 0), 0) === 0);
        if (holds) for (const [cell, by] of change) if (by !== 0) found.add(cell);
        return;
      }
      const cell = inner[at] as string;
      for (const by of [-1, 0, 1]) {
        if ((counts.get(cell) as number) + by < 1) continue;
        change.set(cell, by);
        tryFrom(at + 1);
      }
      change.delete(cell);
    };
    tryFrom(0);
    return inner.filter((cell) => !found.has(cell));
  };

  test('a cell that only several sums taken together would tell is protected too', () => {
    // Two blocks of four hidden cells, and one between them (8): every row and column has two hidden cells or more, and yet
    // the rows of the first block less its columns tell it.
    const { counts, sums } = tableOf([
      [9, 7, 30, 31],
      [6, 10, 8, 32],
      [33, 34, 9, 6],
      [35, 36, 7, 9],
    ]);
    const shown = hideSmallCells(counts, sums);
    const bigHidden = [...counts].filter(([cell, count]) => count > 10 && shown.get(cell) === null);
    expect(bigHidden).not.toEqual([]);
    expect(ambiguous(counts, sums, shown)).toEqual([]);
  });

  test('a cell that can only be one number, since no hidden cell is 0, is protected too', () => {
    // Without it: the first and last rows come to 11 each, so their last cells are at most 10; together they are 20.
    const { counts, sums } = tableOf([
      [1, 0, 10],
      [1, 10, 0],
      [0, 1, 10],
    ]);
    expect(ambiguous(counts, sums, hideSmallCells(counts, sums))).toEqual([]);
  });

  const tables = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 3 })).chain(([rows, columns]) =>
    fc.array(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 60 })), {
        minLength: columns,
        maxLength: columns,
      }),
      {
        minLength: rows,
        maxLength: rows,
      },
    ),
  );

  test('no small cell is shown, and none that is hidden can be had from what is shown', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const { counts, sums } = tableOf(table);
        const shown = hideSmallCells(counts, sums);
        for (const [cell, count] of counts) if (count > 0 && count < 11) expect(shown.get(cell), cell).toBeNull();
        for (const { total, parts } of sums) {
          const hidden = parts.filter((part) => shown.get(part) === null);
          if (shown.get(total) === null || hidden.length === 0) continue;
          expect(hidden.reduce((sum, part) => sum + (counts.get(part) as number), 0)).toBeGreaterThanOrEqual(11);
        }
        expect(ambiguous(counts, sums, shown)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('what is shown is the count, and where no cell is small nothing is hidden', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const { counts, sums } = tableOf(table);
        const shown = hideSmallCells(counts, sums);
        for (const [cell, count] of shown) if (count !== null) expect(count).toBe(counts.get(cell));
        if ([...counts.values()].every((count) => count === 0 || count > 10))
          expect([...shown.values()]).not.toContain(null);
      }),
    );
  });
});

describe('k-anonymity', () => {
  type Row = { who: string; age: string; sex: string | null };
  const of = (rows: Row[], wanted = 2) =>
    anonymityOf(rows, { person: ({ who }) => who, quasi: ({ age, sex }) => [age, sex], wanted });

  test('k is the number of people, not of rows, in the smallest group', () => {
    const rows = [
      { who: '1', age: '30s', sex: 'f' },
      { who: '1', age: '30s', sex: 'f' },
      { who: '2', age: '40s', sex: 'f' },
      { who: '3', age: '40s', sex: 'f' },
    ];
    const { k, people, groups, tooFew } = of(rows);
    expect({ k, people, groups }).toEqual({ k: 1, people: 3, groups: 2 });
    expect(tooFew).toEqual(rows.slice(0, 2));
  });

  test('someone whose rows differ is told apart by all of them together', () => {
    const rows = ['1', '2', '3'].map((who) => ({ who, age: '30s', sex: 'f' }));
    expect(of([...rows, { who: '3', age: '40s', sex: 'f' }]).k).toBe(1);
  });

  test('what is not known makes a group of its own, and is not the word null', () => {
    expect(
      of([
        { who: '1', age: '30s', sex: null },
        { who: '2', age: '30s', sex: 'null' },
      ]).k,
    ).toBe(1);
  });

  test('without anybody there is no k', () => expect(of([]).k).toBeNull());

  test('with the groups that are too small left out, k is what was wanted', () => {
    const row = fc.record({
      who: fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8'),
      age: fc.constantFrom('30s', '40s'),
      sex: fc.constantFrom('f', 'm', null),
    });
    fc.assert(
      fc.property(fc.array(row), fc.integer({ min: 1, max: 4 }), (rows, wanted) => {
        const { tooFew } = of(rows, wanted);
        const { k } = of(
          rows.filter((each) => !tooFew.includes(each)),
          wanted,
        );
        expect(k ?? wanted).toBeGreaterThanOrEqual(wanted);
      }),
    );
  });
});

describe('shifted dates', () => {
  const secret = fc.integer({ min: 0, max: 0xffffffff });

  test('the same number always moves by the same days, never by none and never further than half a year', () => {
    fc.assert(
      fc.property(secret, (number) => {
        const days = shiftDaysOf(number);
        expect(days).toBe(shiftDaysOf(number));
        expect(days).not.toBe(0);
        expect(Math.abs(days)).toBeLessThanOrEqual(FARTHEST_SHIFT_DAYS);
      }),
    );
    expect([shiftDaysOf(0), shiftDaysOf(0xffffffff)]).toEqual([-FARTHEST_SHIFT_DAYS, FARTHEST_SHIFT_DAYS]);
    expect(
      new Set(Array.from({ length: 2000 }, (_, at) => shiftDaysOf(Math.floor((at / 2000) * 2 ** 32), 3))).size,
    ).toBe(6);
  });

  test('what lies between two moments stays', () => {
    const moment = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(secret, moment, moment, (number, one, other) => {
        const days = shiftDaysOf(number);
        const moved = (at: number) => toMilliseconds(shiftInstant(instant(at), days));
        expect(moved(one) - moved(other)).toBe(one - other);
      }),
    );
  });

  test('a day moves over the end of a month and of a leap year', () => {
    expect(shiftDay('2028-02-28', 1)).toBe('2028-02-29');
    expect(shiftDay('2026-01-01', -1)).toBe('2025-12-31');
  });

  test('a number that is not of 32 bits is refused', () => {
    for (const number of [-1, 0.5, 2 ** 32, Number.NaN]) expect(() => shiftDaysOf(number)).toThrow('32 bits');
  });
});
