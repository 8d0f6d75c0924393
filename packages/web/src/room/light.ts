/** The room's light: dim unless this device was told otherwise, whatever the rest of the app wears. */
import { useLayoutEffect, useState } from 'react';

const KEY = 'holdspace.room-light';
const ATTRIBUTE = 'data-mantine-color-scheme';

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
