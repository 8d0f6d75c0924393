import { instant } from '@holdspace/care';
import { expect, test } from 'vitest';
import { othersSince } from './others-since.ts';

test('answers that came since one looked are shown until one has, and one’s own that were stored are not', () => {
  const kept = { id: 'theirs', answers: {}, at: instant(0), by: 'Nora' };
  expect(othersSince({ id: 'mine', follows: null }, null)).toBeUndefined();
  expect(othersSince({ id: 'mine', follows: null }, kept)).toBe(kept);
  expect(othersSince({ id: 'mine', follows: 'before' }, kept)).toBe(kept);
  expect(othersSince({ id: 'mine', follows: 'theirs' }, kept)).toBeUndefined();
  expect(othersSince({ id: 'theirs', follows: 'before' }, kept)).toBeUndefined();
});
