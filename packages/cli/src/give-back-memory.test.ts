import { expect, test } from 'vitest';
import { giveBackMemory } from './give-back-memory.ts';

const MEGABYTE = 1_000_000;
/** Sixty megabytes that live long enough to be taken for what stays, and are then forgotten. */
function leaveBehind(): number {
  const made = Array.from({ length: 60 }, () => Array.from({ length: MEGABYTE / 8 }, (_, index) => index + 0.5));
  return made.length;
}

test('what was left behind is gone, and it can be asked for again', async () => {
  expect(leaveBehind()).toBe(60);
  const before = process.memoryUsage().heapUsed;
  await giveBackMemory();
  expect(process.memoryUsage().heapUsed).toBeLessThan(before - 30 * MEGABYTE);
  await giveBackMemory();
});
