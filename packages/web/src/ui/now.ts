/** The present moment for the screen, shared by everything that ticks, so that clocks change together. */
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let second = Math.floor(Date.now() / 1000);
let timer: ReturnType<typeof setTimeout> | undefined;

function tick() {
  second = Math.floor(Date.now() / 1000);
  for (const listener of listeners) listener();
  // Aligned to the whole second, so that two countdowns never disagree by one.
  timer = setTimeout(tick, 1000 - (Date.now() % 1000));
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (listeners.size === 1) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) clearTimeout(timer);
  };
}

/** Milliseconds since 1970, to the second; the component is drawn again each second. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => second) * 1000;
