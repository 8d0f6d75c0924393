import { expect, test } from 'vitest';
import { changed } from './changed.ts';

test('what was changed after a sending is sent under an id of its own, with all else as it was', () => {
  const draft = { id: 'sent before', words: 'The heron', strokes: [1, 2] };
  const next = changed(draft, { words: 'The heron came back' });
  expect(next).toEqual({ id: next.id, words: 'The heron came back', strokes: [1, 2] });
  expect(next.id).not.toBe(draft.id);
  expect(changed(next, {}).id).not.toBe(next.id);
});
