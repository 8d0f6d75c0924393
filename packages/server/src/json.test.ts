import { expect, test } from 'vitest';
import { brokenJson } from './json.ts';

test.each([
  [
    'NaN',
    '{"vitalSigns":{"heartRate":{"value":NaN,"unit":"/min"}}}',
    'vitalSigns.heartRate.value',
    'not-a-number',
    'Heart rate must be a finite number.',
  ],
  [
    '-Infinity, in a list',
    '[{"weight":{"value":-Infinity}}]',
    '0.weight.value',
    'not-a-number',
    'Weight must be a finite number.',
  ],
  ['an early end', '{"type":', '', 'json', 'What was sent is not JSON: it ends too early.'],
  ['a stray comma', '{"a":1,\n "b":2,}', '', 'json', 'What was sent is not JSON (line 2, character 8).'],
  ['nothing', '  ', '', 'empty', 'Nothing was sent: a JSON body is needed.'],
  [
    'a key that reaches into objects',
    '{"__proto__":{"x":1}}',
    '',
    'json',
    'What was sent is not JSON: the key "__proto__" or "constructor" is not taken.',
  ],
])('broken JSON says what and where: %s', (_, text, field, rule, message) => {
  expect(brokenJson(text).document).toMatchObject({ status: 400, errors: [{ field, rule, message }] });
});

test('the word NaN inside a text is no number that is none', () => {
  expect(brokenJson('{"note":"NaN"').document.errors).toMatchObject([{ rule: 'json' }]);
});
