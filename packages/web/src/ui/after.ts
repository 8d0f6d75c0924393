/** What is said only when it lasts: a quick answer does not flicker. */
import { useEffect, useState } from 'react';

/** Whether something has been so for a while, in milliseconds. */
export function useAfter(milliseconds: number, isSo = true): boolean {
  const [isSince, setSince] = useState(false);
  useEffect(() => {
    if (!isSo) return setSince(false);
    const timer = setTimeout(() => setSince(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds, isSo]);
  return isSo && isSince;
}
