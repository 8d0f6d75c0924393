import { expect, test } from 'vitest';
import { bringsDanger } from './danger.ts';

test('words of danger are told of when they come, and not again with each letter that follows them', () => {
  expect(bringsDanger({}, { fears: 'That I do not come back' })).toBe(false);
  expect(bringsDanger({ fears: 'That' }, { fears: 'That I want to die' })).toBe(true);
  expect(bringsDanger({ fears: 'That I want to die' }, { fears: 'That I want to die, and nobody hears' })).toBe(false);
});

test('in another answer, or once they had been taken away, they are told of anew', () => {
  expect(bringsDanger({ fears: 'I want to die' }, { fears: 'I want to die', helps: 'no quiero vivir' })).toBe(true);
  expect(bringsDanger({ fears: 'Better now' }, { fears: 'I want to die' })).toBe(true);
});
