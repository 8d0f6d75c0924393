/** The room's light: dim unless this device was told otherwise, whatever the rest of the app wears. */
import { useLayoutEffect, useState, useSyncExternalStore } from 'react';

const KEY = 'holdspace.room-light';
const ATTRIBUTE = 'data-mantine-color-scheme';

const worn = () => document.documentElement.getAttribute(ATTRIBUTE);
function onChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: [ATTRIBUTE] });
  return () => observer.disconnect();
}

/** The colour scheme that the page wears now, for what is drawn and not styled. */
export const useScheme = (): string | null => useSyncExternalStore(onChange, worn);

function kept(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'bright';
  } catch {
    // A browser that keeps nothing gets the default each time.
    return true;
  }
}

export function useRoomLight(): { isDim: boolean; setDim: (dim: boolean) => void } {
  const [isDim, setIsDim] = useState(kept);
  useLayoutEffect(() => {
    const { documentElement } = document;
    const before = documentElement.getAttribute(ATTRIBUTE);
    documentElement.setAttribute(ATTRIBUTE, isDim ? 'dark' : 'light');
    return () => {
      if (before) documentElement.setAttribute(ATTRIBUTE, before);
    };
  }, [isDim]);
  return {
    isDim,
    setDim(dim) {
      setIsDim(dim);
      try {
        localStorage.setItem(KEY, dim ? 'dim' : 'bright');
      } catch {
        // It holds for this visit only.
      }
    },
  };
}
