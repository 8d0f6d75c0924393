import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Json, valueAt, withMoved, withValue } from './json.ts';

const document: Json = { a: { b: [1, { c: 'x' }] }, d: true };

test('a value is put at a path, and nothing else changes', () => {
  const next = withValue(document, ['a', 'b', 1, 'c'], 'y');
  expect(next).toEqual({ a: { b: [1, { c: 'y' }] }, d: true });
  expect(document).toEqual({ a: { b: [1, { c: 'x' }] }, d: true });
  expect(Object.keys(next as object)).toEqual(['a', 'd']);
});

test('what is taken away is gone: a field, or an entry with those after it moved up', () => {
  expect(withValue(document, ['a', 'b', 0], undefined)).toEqual({ a: { b: [{ c: 'x' }] }, d: true });
  expect(withValue(document, ['d'], undefined)).toEqual({ a: { b: [1, { c: 'x' }] } });
});

test('an entry is moved by one, and not beyond the ends', () => {
  expect(valueAt(withMoved(document, ['a', 'b'], 0, 1), ['a', 'b'])).toEqual([{ c: 'x' }, 1]);
  expect(withMoved(document, ['a', 'b'], 0, -1)).toBe(document);
});

test('law: what was put is what is there', () => {
  const part = fc.oneof(fc.constantFrom('a', 'b', 'c', '__proto__'), fc.nat(1));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.integer(), (path, value) => {
      // A place within a list is its length or before; a list in this document is at most two long.
      const next = withValue(document, path, value);
      if (path.every((one) => one !== 1)) expect(valueAt(next, path)).toBe(value);
    }),
  );
});
