/**
 * Live changes of the clinic: server-sent events, and a slower poll while they are not to be had. Everything on a page that
 * listens to one address shares one line, since a browser opens only a few to a server; a hidden page holds none.
 */
import { useEffect, useState } from 'react';

/** How often to ask again while live changes arrive, and while they do not. */
export const POLL_WHEN_LIVE = 60_000;
export const POLL_WHEN_NOT = 10_000;
/** The browser reconnects by itself after a lost line, but gives up for good when the server answers with an error. */
const TRY_AGAIN_AFTER = 5_000;

const KINDS = ['session', 'break-glass', 'task'] as const;
export type LiveKind = (typeof KINDS)[number];

interface Listener {
  readonly kind: LiveKind;
  onChange(data: string | undefined): void;
  onLive(live: boolean): void;
}

class Line {
  readonly listeners = new Set<Listener>();
  readonly #path: string;
  #source: EventSource | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #live = false;

  constructor(path: string) {
    this.#path = path;
  }

  add(listener: Listener): void {
    if (this.listeners.size === 0) {
      document.addEventListener('visibilitychange', this.#look);
      this.#look();
    }
    this.listeners.add(listener);
    listener.onLive(this.#live);
  }

  remove(listener: Listener): void {
    this.listeners.delete(listener);
    if (this.listeners.size > 0) return;
    document.removeEventListener('visibilitychange', this.#look);
    this.#close();
  }

  readonly #look = () => {
    if (document.hidden) this.#close();
    else if (!this.#source) this.#open();
  };

  #open(): void {
    const opened = new EventSource(this.#path);
    this.#source = opened;
    opened.addEventListener('open', () => {
      this.#tell(true);
      for (const { onChange } of this.listeners) onChange(undefined);
    });
    for (const kind of KINDS)
      opened.addEventListener(kind, (event) => {
        for (const listener of this.listeners)
          if (listener.kind === kind) listener.onChange((event as MessageEvent<string>).data);
      });
    opened.addEventListener('error', () => {
      this.#tell(false);
      if (opened.readyState === EventSource.CLOSED) this.#timer = setTimeout(() => this.#open(), TRY_AGAIN_AFTER);
    });
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
    this.#tell(false);
  }

  #tell(live: boolean): void {
    this.#live = live;
    for (const { onLive } of this.listeners) onLive(live);
  }
}

const lines = new Map<string, Line>();
function lineTo(path: string): Line {
  const line = lines.get(path) ?? new Line(path);
  lines.set(path, line);
  return line;
}

/**
 * Calls `onChange` with each change, and once after every reconnection, since something may have been missed. Without a
 * path it listens to nothing.
 */
export function useLive(
  path: string | undefined,
  onChange: (data: string | undefined) => void,
  kind: LiveKind = 'session',
): { live: boolean } {
  const [live, setLive] = useState(false);
  useEffect(() => {
    if (path === undefined) return setLive(false);
    const line = lineTo(path);
    const listener = { kind, onChange, onLive: setLive };
    line.add(listener);
    return () => line.remove(listener);
  }, [path, onChange, kind]);
  return { live };
}
