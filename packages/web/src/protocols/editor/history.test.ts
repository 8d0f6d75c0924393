import { expect, test } from 'vitest';
import { beginHistory, redone, undone, wrote } from './history.ts';

test('typing in one field is one step; another field is another', () => {
  let history = beginHistory('');
  history = wrote(history, 'a', 'name');
  history = wrote(history, 'ab', 'name');
  history = wrote(history, 'ab!', 'summary');
  history = undone(history);
  expect(history.present).toBe('ab');
  history = undone(history);
  expect(history.present).toBe('');
  expect(undone(history)).toBe(history);
  history = redone(redone(history));
  expect(history.present).toBe('ab!');
  expect(redone(history)).toBe(history);
});

test('what is written after an undo takes the place of what was undone', () => {
  const history = wrote(undone(wrote(beginHistory(1), 2)), 3);
  expect([history.present, history.future]).toEqual([3, []]);
});

test('the same field after an undo is a step of its own', () => {
  const history = wrote(undone(wrote(wrote(beginHistory(0), 1, 'x'), 2, 'y')), 3, 'x');
  expect(undone(history).present).toBe(1);
});
