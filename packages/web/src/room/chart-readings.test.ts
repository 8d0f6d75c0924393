/** What a new reading may change in the picture, so that the rest can stay as it was drawn. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Column } from './chart-columns.ts';
import { changesFrom, marked } from './chart-readings.ts';

const column = (at: number): Column => ({ from: at, at, low: 60, high: 80, last: 70, count: 2 });
/** Columns at places in pixels, in order, each place once. */
const anyPlaces = fc
  .uniqueArray(fc.integer({ min: 0, max: 800 }), { minLength: 2, maxLength: 120 })
  .map((places) => places.sort((a, b) => a - b));
const x = (at: number) => at;

test('a new reading at the end changes no mark left of where it says', () => {
  fc.assert(
    fc.property(anyPlaces, (places) => {
      const columns = places.map(column);
      const before = columns.slice(0, -1);
      const since = changesFrom(x(before.at(-1)?.at ?? 0));
      const kept = (list: Column[]) => list.filter((one) => x(one.at) < since);
      expect(kept(marked(columns, x))).toEqual(kept(marked(before, x)));
    }),
  );
});

test('the marks from a place on are those of the whole picture that lie there', () => {
  fc.assert(
    fc.property(anyPlaces, fc.nat(800), (places, from) => {
      const columns = places.map(column);
      const whole = marked(columns, x);
      const part = marked(columns, x, from);
      expect(part.filter((one) => x(one.at) >= from)).toEqual(whole.filter((one) => x(one.at) >= from));
    }),
  );
});

test('the newest reading always has its mark, and readings further apart than a mark is wide all have theirs', () => {
  fc.assert(
    fc.property(anyPlaces, (places) => {
      const columns = places.map(column);
      expect(marked(columns, x).at(-1)).toBe(columns.at(-1));
      const sparse = columns.map((_, index) => column(index * 10));
      expect(marked(sparse, x)).toEqual(sparse);
    }),
  );
});
