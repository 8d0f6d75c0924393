import fc from 'fast-check';
import { expect, test } from 'vitest';
import { twiceNamed } from './twice-named.ts';

const found = (text: string) => twiceNamed(text, JSON.parse(text));

test.each([
  ['at the top', '{"weight":80,"weight":8}', 'weight'],
  ['within', '[{"id":1},{"dose":{"value":1,"unit":"mg","value":10}}]', '1.dose.value'],
  ['in a list of lists', '{"a":[[1,2],[{"b":1,"c":[],"b":2}]]}', 'a.1.0.b'],
  ['written with an escape', '{"weight":1,"w\\u0065ight":2}', 'weight'],
  ['with spaces before the colon', '{"a" : 1, "a"\n: 2}', 'a'],
])('a field named twice in one object is found: %s', (_, text, path) => {
  expect(found(text)).toBe(path);
});

test.each([
  ['the same name in two objects', '[{"a":1},{"a":2}]'],
  ['text that looks like fields', '{"note":"\\"a\\": 1, \\"a\\": 2 {[,:","b":"}"}'],
  ['a text that ends like a name', '["a\\":","b"]'],
])('what is not twice is let be: %s', (_, text) => {
  expect(found(text)).toBeUndefined();
});

test('however deep it is nested, it is looked through', () => {
  const nested = (inner: string) => `${'['.repeat(100_000)}${inner}${']'.repeat(100_000)}`;
  expect(found(nested('{"a":1}'))).toBeUndefined();
  expect(found(nested('{"a":1,"a":2}'))).toMatch(/^0\.0\..*\.a$/);
});

test('whatever can be written once has nothing twice', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      // Written anew by the engine, every object's names are its own.
      expect(found(JSON.stringify(JSON.parse(text)))).toBeUndefined();
    }),
  );
});
