import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonical JSON', () => {
  test('sorts keys at every depth and leaves out what is undefined', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: undefined, aa: 'é' })).toBe('{"aa":"é","b":[{"c":null,"d":1}]}');
  });

  test('is the same for any order of keys, and survives a trip through JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const there = JSON.parse(JSON.stringify(value)) as unknown;
        expect(canonicalJson(there)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(there);
      }),
    );
  });

  test('refuses a number that JSON cannot hold', () => {
    expect(() => canonicalJson({ value: Number.NaN })).toThrow();
  });
});
