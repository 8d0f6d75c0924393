/** Going round the clinics: at once, and never so many that their looks take every connection to the database. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLogger } from '../log.ts';
import { Watch } from './watch.ts';

test('a server that starts looks at every clinic at once, a few at a time', async () => {
  const looked: string[] = [];
  let [now, most] = [0, 0];
  const clinics = Array.from({ length: 12 }, (_, index) => ({ id: `clinic ${index}` }));
  const store = {
    clinics: { addresses: async () => clinics },
    concerns: { observe: () => () => undefined },
    signalRules: {
      async alone(clinicId: string) {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setTimeout(resolve, 1));
        now -= 1;
        looked.push(clinicId);
        return true;
      },
    },
  };
  const stop = new Watch({ store } as never, createLogger('silent')).keep();
  await expect.poll(() => looked.length).toBe(clinics.length);
  await stop();
  expect(new Set(looked).size).toBe(clinics.length);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(3);
});

test('a look that hangs keeps no other clinic from being looked at, this minute and the next', async () => {
  vi.useFakeTimers();
  try {
    const looked: string[] = [];
    const clinics = ['hangs', 'hangs too', 'hangs as well', 'one', 'two'].map((id) => ({ id }));
    const store = {
      clinics: { addresses: async () => clinics },
      concerns: { observe: () => () => undefined },
      signalRules: {
        alone(clinicId: string) {
          if (clinicId.startsWith('hangs')) return new Promise<boolean>(() => undefined);
          looked.push(clinicId);
          return Promise.resolve(true);
        },
      },
    };
    const stop = new Watch({ store } as never, createLogger('silent')).keep();
    await vi.advanceTimersByTimeAsync(31_000);
    expect(looked).toEqual(['one', 'two']);
    await vi.advanceTimersByTimeAsync(90_000);
    expect(looked.slice(0, 4)).toEqual(['one', 'two', 'one', 'two']);
    const stopping = stop();
    await vi.advanceTimersByTimeAsync(31_000);
    await stopping;
  } finally {
    vi.useRealTimers();
  }
});

describe('somebody waits for a page', () => {
  const watching = (alone: (work: () => Promise<void>) => Promise<boolean>) =>
    new Watch(
      { store: { signalRules: { alone: (_: string, work: () => Promise<void>) => alone(work) } } } as never,
      createLogger('silent'),
    );
  const waitingFor = async (watch: Watch) => {
    let isDone = false;
    const waiting = watch.atOnce('clinic').then(() => {
      isDone = true;
    });
    return { waiting, isDone: () => isDone };
  };
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('and goes on waiting while another server looks, or a look fails, until one of its own was done', async () => {
    const heard = [false, new Error('the line'), true];
    let looks = 0;
    const { waiting, isDone } = await waitingFor(
      watching(async () => {
        const next = heard[looks] ?? true;
        looks += 1;
        if (next instanceof Error) throw next;
        return next;
      }),
    );
    await vi.advanceTimersByTimeAsync(200);
    expect([looks, isDone()]).toEqual([1, false]);
    await vi.advanceTimersByTimeAsync(250);
    expect([looks, isDone()]).toEqual([2, false]);
    await vi.advanceTimersByTimeAsync(250);
    await waiting;
    expect([looks, isDone()]).toEqual([3, true]);
  });

  test('and no longer than five seconds, after which nobody looks for it any more', async () => {
    let looks = 0;
    const { waiting, isDone } = await waitingFor(
      watching(async () => {
        looks += 1;
        return false;
      }),
    );
    await vi.advanceTimersByTimeAsync(4_900);
    expect(isDone()).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    await waiting;
    expect(looks).toBeGreaterThan(10);
  });

  test('a look that was under way is followed by one of its own', async () => {
    const ends: (() => void)[] = [];
    const watch = watching(
      () =>
        new Promise((resolve) => {
          ends.push(() => resolve(true));
        }),
    );
    watch.soon('clinic');
    const { waiting, isDone } = await waitingFor(watch);
    ends[0]?.();
    await vi.advanceTimersByTimeAsync(10);
    expect([ends.length, isDone()]).toEqual([2, false]);
    ends[1]?.();
    await vi.advanceTimersByTimeAsync(10);
    await waiting;
    expect(isDone()).toBe(true);
  });
});
