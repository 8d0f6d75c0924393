/** Live changes of the clinic's sessions: server-sent events, and a slower poll while they are not to be had. */
import { useEffect, useState } from 'react';

/** How often to ask again while live changes arrive, and while they do not. */
export const POLL_WHEN_LIVE = 60_000;
export const POLL_WHEN_NOT = 10_000;
/** The browser reconnects by itself after a lost line, but gives up for good when the server answers with an error. */
const TRY_AGAIN_AFTER = 5_000;

/** Calls `onChange` with each change, and once after every reconnection, since something may have been missed. */
export function useLive(path: string, onChange: (data: string | undefined) => void): { live: boolean } {
  const [live, setLive] = useState(false);
  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    function listen() {
      const opened = new EventSource(path);
      source = opened;
      opened.addEventListener('open', () => {
        setLive(true);
        onChange(undefined);
      });
      opened.addEventListener('session', (event) => onChange((event as MessageEvent<string>).data));
      opened.addEventListener('error', () => {
        setLive(false);
        if (opened.readyState === EventSource.CLOSED) timer = setTimeout(listen, TRY_AGAIN_AFTER);
      });
    }
    listen();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [path, onChange]);
  return { live };
}
