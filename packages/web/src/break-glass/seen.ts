/** Which broken glass somebody has seen in the queue, on this device: ids alone. What was not seen is said on every page. */
import { useSyncExternalStore } from 'react';

const PREFIX = 'holdspace-glass-seen ';
const listeners = new Set<() => void>();
/** Where the browser keeps nothing (a private window), it is known as long as the page is open. */
const kept = new Map<string, string>();

function read(personId: string): string {
  try {
    return localStorage.getItem(PREFIX + personId) ?? kept.get(personId) ?? '';
  } catch {
    return kept.get(personId) ?? '';
  }
}

/** Those that wait now have been seen; what waits no longer is forgotten. */
export function noteSeen(personId: string, waitingIds: readonly string[]): void {
  const ids = waitingIds.join(' ');
  if (read(personId) === ids) return;
  kept.set(personId, ids);
  try {
    localStorage.setItem(PREFIX + personId, ids);
  } catch {
    // A full or private browser: `kept` has it.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** The ids that somebody has seen. Another window of theirs that opens the queue counts too. */
export const useSeen = (personId: string): readonly string[] =>
  useSyncExternalStore(subscribe, () => read(personId)).split(' ');
