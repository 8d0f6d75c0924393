import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Problem } from '../../api/problem.ts';
import { DraftSaver, type SaveState } from './draft-saver.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A saver whose savings are answered by hand. */
function saving() {
  const sent: { revision: number; document: object; answer(revision: number): void; refuse(error: unknown): void }[] =
    [];
  const states: SaveState['kind'][] = [];
  const saver = new DraftSaver({
    revision: 1,
    save: (revision, document) =>
      new Promise((resolve, reject) => {
        sent.push({ revision, document, answer: (next) => resolve({ revision: next }), refuse: reject });
      }),
    onState: ({ kind }) => states.push(kind),
  });
  return { saver, sent, states };
}
const settle = () => vi.advanceTimersByTimeAsync(2000);

test('what is written is saved once it pauses, the last of it alone', async () => {
  const { saver, sent, states } = saving();
  saver.wrote({ a: 1 });
  saver.wrote({ a: 2 });
  await settle();
  expect(sent.map(({ revision, document }) => [revision, document])).toEqual([[1, { a: 2 }]]);
  sent[0]?.answer(2);
  await settle();
  expect([states.at(-1), saver.revision, saver.hasUnsaved]).toEqual(['saved', 2, false]);
});

test('what is written while a saving is under way goes after it, on the revision that it answered', async () => {
  const { saver, sent } = saving();
  saver.wrote({ a: 1 });
  await settle();
  saver.wrote({ a: 2 });
  await settle();
  expect(sent).toHaveLength(1);
  sent[0]?.answer(2);
  await settle();
  expect([sent[1]?.revision, sent[1]?.document]).toEqual([2, { a: 2 }]);
});

test('after somebody else’s saving nothing is sent until the writer keeps theirs', async () => {
  const { saver, sent, states } = saving();
  saver.wrote({ a: 1 });
  await settle();
  sent[0]?.refuse(new Problem({ status: 409, title: 'Somebody else recorded something first' }));
  await settle();
  saver.wrote({ a: 2 });
  await settle();
  expect([sent.length, states.at(-1)]).toEqual([1, 'conflict']);
  const kept = saver.keepMine(7);
  await settle();
  expect([sent[1]?.revision, sent[1]?.document]).toEqual([7, { a: 2 }]);
  sent[1]?.answer(8);
  expect(await kept).toBe(true);
});

test('what could not be saved is still unsaved, and goes with the next flush', async () => {
  const { saver, sent, states } = saving();
  saver.wrote({ a: 1 });
  await settle();
  sent[0]?.refuse(new Problem({ status: 0, title: 'The clinic’s server cannot be reached' }));
  await settle();
  expect([states.at(-1), saver.hasUnsaved]).toEqual(['failed', true]);
  const flushed = saver.flush();
  await settle();
  sent[1]?.answer(2);
  expect(await flushed).toBe(true);
});
