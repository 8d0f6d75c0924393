import { expect, test, vi } from 'vitest';
import { keepAwake } from './keep-awake.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
function aPage() {
  const heard = new Set<() => void>();
  return {
    page: {
      visibilityState: 'visible' as DocumentVisibilityState,
      addEventListener: (_: string, listener: () => void) => void heard.add(listener),
      removeEventListener: (_: string, listener: () => void) => void heard.delete(listener),
    } as unknown as Document & { visibilityState: DocumentVisibilityState },
    seen: () => {
      for (const listener of heard) listener();
    },
  };
}

test('the screen is kept awake while it plays, asked for anew when the page is seen again, and let go after', async () => {
  const release = vi.fn(async () => undefined);
  const request = vi.fn(async () => ({ release }) as unknown as WakeLockSentinel);
  const { page, seen } = aPage();
  const stop = keepAwake({ request }, page);
  await settled();
  expect(request).toHaveBeenCalledTimes(1);
  Object.assign(page, { visibilityState: 'hidden' });
  seen();
  Object.assign(page, { visibilityState: 'visible' });
  seen();
  await settled();
  expect(request).toHaveBeenCalledTimes(2);
  stop();
  seen();
  await settled();
  expect([request.mock.calls.length, release.mock.calls.length]).toEqual([2, 1]);
});

test('a lock that comes when the music is over is let go at once; a browser without one, or that refuses, plays all the same', async () => {
  const release = vi.fn(async () => undefined);
  const stop = keepAwake({ request: async () => ({ release }) as unknown as WakeLockSentinel }, aPage().page);
  stop();
  await settled();
  expect(release).toHaveBeenCalledTimes(1);
  keepAwake(undefined, aPage().page)();
  keepAwake({ request: () => Promise.reject(new Error('battery low')) }, aPage().page)();
  await settled();
});
