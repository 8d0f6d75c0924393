import { expect, test } from 'vitest';
import { idsOfWhatIsSaid } from './new-id.ts';

test('what is sent again as it was keeps its id, and what was changed has one of its own', () => {
  const idOf = idsOfWhatIsSaid();
  const first = idOf({ words: 'Tea' });
  expect(idOf({ words: 'Tea, by the window' })).not.toBe(first);
  expect(idOf({ words: 'Tea' })).toBe(first);
});
