import type { FormAnswers } from '@holdspace/care';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Problem } from '../api/problem.ts';
import { FormSaver, type FormSaverParts, type SavedDraft, together } from './form-saver.ts';

/** A server that keeps one draft, as the real one does: version by version. */
let draft: SavedDraft | undefined;
let offline = false;
let kept: unknown[] = [];
let forgotten = 0;
let ids = 0;
const parts: FormSaverParts = {
  send: async ({ follows, answers }) => {
    if (offline) throw new Problem({ status: 0, title: 'gone' });
    if ((draft?.version ?? 0) !== follows) throw new Problem({ status: 409, title: 'stale', type: '/problems/stale' });
    draft = { version: follows + 1, answers };
    return draft;
  },
  look: async () => draft,
  keep: async (unsent) => void kept.push(unsent),
  forget: () => {
    forgotten += 1;
  },
  newId: () => {
    ids += 1;
    return `id-${ids}`;
  },
};
beforeEach(() => {
  vi.useFakeTimers();
  draft = undefined;
  offline = false;
  kept = [];
  forgotten = 0;
});
// Files share one process: the clock of the next one runs by itself.
afterEach(() => void vi.useRealTimers());

test('is on the device at the first stroke and on the server a moment after the last', async () => {
  const saver = new FormSaver(parts, undefined);
  saver.write('called', 'N');
  saver.write('called', 'Nea');
  expect(kept).toHaveLength(2);
  expect(saver.read().saving.state).toBe('writing');
  await vi.advanceTimersByTimeAsync(1_500);
  expect(draft).toEqual({ version: 1, answers: { called: 'Nea' } });
  expect(saver.read().saving.state).toBe('saved');
  expect(forgotten).toBeGreaterThan(0);
});

test('without a network it waits, and is sent when there is one', async () => {
  const saver = new FormSaver(parts, undefined);
  offline = true;
  saver.write('called', 'Nea');
  await vi.advanceTimersByTimeAsync(1_500);
  expect(saver.read().saving.state).toBe('waiting');
  offline = false;
  await vi.advanceTimersByTimeAsync(5_500);
  expect(draft?.answers).toEqual({ called: 'Nea' });
});

test('of two windows, what only one changed is brought together; what both changed is shown until one chooses', async () => {
  const [one, other] = [new FormSaver(parts, undefined), new FormSaver(parts, undefined)];
  one.write('called', 'Nea');
  one.write('brings', 'Sleep');
  await one.flush();
  other.write('called', 'Nell');
  other.write('worry', 'Needles');
  await other.flush();
  expect(other.read()).toMatchObject({
    answers: { called: 'Nell', brings: 'Sleep', worry: 'Needles' },
    saving: { state: 'both', theirs: { called: 'Nea' } },
  });
  other.choose('called', 'Nea');
  await other.flush();
  expect(draft?.answers).toEqual({ called: 'Nea', brings: 'Sleep', worry: 'Needles' });
});

test('a form that another window sent is not begun anew; what is written here stays here', async () => {
  const saver = new FormSaver(parts, { version: 3, answers: { called: 'Nea' } });
  saver.write('called', 'Nell');
  await saver.flush();
  expect(saver.read()).toMatchObject({ answers: { called: 'Nell' }, saving: { state: 'sent' } });
});

test('nothing is sent from a window whose last saving has met another', async () => {
  const answers = { called: 'Nea' };
  const [conflicting, late] = [new FormSaver(parts, undefined), new FormSaver(parts, { version: 1, answers })];
  expect(conflicting.maySend).toBe(true);
  draft = { version: 1, answers };
  conflicting.write('called', 'Nell');
  await conflicting.flush();
  expect(conflicting.maySend).toBe(false);
  conflicting.choose('called', 'Nell');
  await conflicting.flush();
  expect([conflicting.maySend, conflicting.follows]).toEqual([true, 2]);
  draft = undefined;
  late.write('called', 'Nora');
  await late.flush();
  expect(late.maySend).toBe(false);
});

test('a sending that came after another window’s saving meets what that one has, and follows on it', async () => {
  draft = { version: 2, answers: { called: 'Nea', brings: 'Sleep' } };
  const saver = new FormSaver(parts, { version: 1, answers: { called: 'Nea' } });
  await saver.meetOther();
  expect(saver.read()).toMatchObject({ answers: { called: 'Nea', brings: 'Sleep' }, saving: { state: 'saved' } });
  expect(saver.follows).toBe(draft?.version);
  draft = undefined;
  await saver.meetOther();
  expect([saver.read().saving.state, saver.maySend]).toEqual(['sent', false]);
});

test('what lay on the device is gone on with from where it was', async () => {
  draft = { version: 2, answers: { called: 'Nea', brings: 'Sleep' } };
  const left = { follows: 1, base: { called: 'N' } as FormAnswers, answers: { called: 'N', worry: 'Needles' } };
  const saver = new FormSaver(parts, draft, left);
  await saver.flush();
  expect(draft?.answers).toEqual({ called: 'Nea', brings: 'Sleep', worry: 'Needles' });
});

test('an answer that was taken back is gone, and stays gone where only one took it back', () => {
  expect(together({ a: 1, b: 2 }, { b: 2 }, { a: 1, b: 3 })).toEqual({ answers: { b: 3 }, conflicts: [] });
  expect(together({ a: 1 }, {}, { a: 2 })).toEqual({ answers: {}, conflicts: ['a'] });
});
