/** Live changes of the clinic's sessions: server-sent events, and a slower poll while they are not to be had. */
import { useEffect, useState } from 'react';

/** How often to ask again while live changes arrive, and while they do not. */
export const POLL_WHEN_LIVE = 60_000;
export const POLL_WHEN_NOT = 10_000;

/** Calls `onChange` with each change, and once after every reconnection, since something may have been missed. */
export function useLive(path: string, onChange: (data: string | undefined) => void): { live: boolean } {
  const [live, setLive] = useState(false);
  useEffect(() => {
    const source = new EventSource(path);
    source.addEventListener('open', () => {
      setLive(true);
      onChange(undefined);
    });
    source.addEventListener('error', () => setLive(false));
    source.addEventListener('session', (event) => onChange((event as MessageEvent<string>).data));
    return () => source.close();
  }, [path, onChange]);
  return { live };
}
