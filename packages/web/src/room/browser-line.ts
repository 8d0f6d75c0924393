/** The browser's line to the server: the typed client, server-sent events that come back, and the server's clock. */
import { api } from '../api/client.ts';
import type { Line } from './room-state.ts';

/** The browser reconnects by itself after a lost line, but gives up for good when the server answers with an error. */
const TRY_AGAIN_AFTER = 3_000;

export const browserLine: Line = {
  get: api.get,
  post: api.post,
  listen(path, onEvent, onState) {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    function open() {
      const opened = new EventSource(path());
      source = opened;
      opened.addEventListener('open', () => onState(true));
      opened.addEventListener('session', (message) => onEvent(JSON.parse((message as MessageEvent<string>).data)));
      opened.addEventListener('error', () => {
        onState(false);
        // Its own reconnection would begin at the old place; a new one begins where this browser is by then.
        opened.close();
        if (source === opened) timer = setTimeout(open, TRY_AGAIN_AFTER);
      });
    }
    open();
    return () => {
      clearTimeout(timer);
      const last = source;
      source = undefined;
      last?.close();
    };
  },
};

/** A tablet's clock that is off by less than this is left alone: the server's `Date` counts whole seconds. */
const TRUSTED_WITHIN = 3_000;

/** How far the server's clock is ahead of this device's, in milliseconds; zero where that cannot be learned now. */
export async function serverAhead(): Promise<number> {
  const asked = Date.now();
  let date: string | null;
  try {
    date = (await fetch('/healthz', { cache: 'no-store' })).headers.get('date');
  } catch {
    // Without a network the device's own clock is the only one; the server marks what comes late.
    return 0;
  }
  if (!date) return 0;
  const ahead = Date.parse(date) + 500 - (asked + Date.now()) / 2;
  return Math.abs(ahead) < TRUSTED_WITHIN ? 0 : Math.round(ahead);
}

/** What kind of device an entry was made on, as the record names it, and that whoever made it had not shown who they are. */
export function deviceName(isLocked: boolean): string {
  const agent = navigator.userAgent;
  const system = /iPad|iPhone|Android|Windows|Macintosh|CrOS|Linux/.exec(agent)?.[0] ?? 'browser';
  return `Session room, ${system === 'Macintosh' ? 'Mac' : system === 'CrOS' ? 'Chromebook' : system}${isLocked ? ' (locked screen)' : ''}`;
}
