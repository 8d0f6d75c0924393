/** Whether the clinic's server can be reached, from the browser's own word and from what calls meet. */
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let reached = true;

/** Told by every call: whether the server answered at all. */
export function noteReached(answered: boolean) {
  if (reached === answered) return;
  reached = answered;
  for (const listener of listeners) listener();
}

export const isOnline = (): boolean => navigator.onLine && reached;

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

export const useOnline = (): boolean => useSyncExternalStore(subscribe, isOnline);
