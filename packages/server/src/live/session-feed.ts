/**
 * Live events of single sessions, to everybody who watches one. Each watcher is owed every event from
 * where it began, in order and once: events pushed to it are checked against what it has, and any gap,
 * whatever its cause, is filled from the store.
 */
import type { Store, StoredEvent } from '@holdspace/store';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { EventStream } from './event-stream.ts';

/** How often the store is asked whether a watched session moved on, in case a notification was lost. */
const RESYNC_MS = 5_000;

interface Watcher {
  readonly clinicId: string;
  readonly sessionId: string;
  readonly stream: EventStream;
  /** The last event sent. */
  sent: number;
  /** The last event that it should have. */
  owed: number;
  filling: boolean;
}

export class SessionFeed {
  readonly #store: Store;
  readonly #metrics: Metrics;
  readonly #logger: Logger;
  readonly #watchers = new Map<string, Set<Watcher>>();
  #resync: NodeJS.Timeout | undefined;
  #resyncing = false;

  constructor(store: Store, metrics: Metrics, logger: Logger) {
    this.#store = store;
    this.#metrics = metrics;
    this.#logger = logger;
  }

  /** Sends every event after `after`, then each new one, until the stream closes. */
  watch(clinicId: string, sessionId: string, after: number, stream: EventStream): void {
    const watcher: Watcher = { clinicId, sessionId, stream, sent: after, owed: after, filling: false };
    const watchers = this.#watchers.get(sessionId) ?? new Set();
    this.#watchers.set(sessionId, watchers.add(watcher));
    this.#metrics.subscribers.inc({ stream: 'session' });
    this.#resync ??= setInterval(() => void this.resync(), RESYNC_MS);
    void this.#fill(watcher);
    stream.onClose(() => {
      watchers.delete(watcher);
      if (watchers.size === 0 && this.#watchers.get(sessionId) === watchers) this.#watchers.delete(sessionId);
      this.#metrics.subscribers.dec({ stream: 'session' });
      if (this.#watchers.size === 0) {
        clearInterval(this.#resync);
        this.#resync = undefined;
      }
    });
  }

  /** New events of a session, as this server just stored them. */
  publish(sessionId: string, events: readonly StoredEvent[]): void {
    const watchers = this.#watchers.get(sessionId);
    if (!watchers) return;
    const lines = events.map((event) => ({ seq: event.seq, data: JSON.stringify(event) }));
    for (const watcher of watchers) {
      for (const { seq, data } of lines) {
        watcher.owed = Math.max(watcher.owed, seq);
        if (watcher.filling || seq !== watcher.sent + 1) continue;
        if (watcher.stream.send({ event: 'session', id: seq, data })) watcher.sent = seq;
      }
      if (watcher.sent < watcher.owed) void this.#fill(watcher);
    }
  }

  /** A session has reached `seq` somewhere: whoever watches it here and has less is brought up to it. */
  reached(sessionId: string, seq: number): void {
    for (const watcher of this.#watchers.get(sessionId) ?? []) {
      watcher.owed = Math.max(watcher.owed, seq);
      if (watcher.sent < watcher.owed) void this.#fill(watcher);
    }
  }

  close(): void {
    clearInterval(this.#resync);
    this.#resync = undefined;
    for (const watchers of [...this.#watchers.values()]) for (const { stream } of [...watchers]) stream.close();
  }

  async #fill(watcher: Watcher): Promise<void> {
    if (watcher.filling) return;
    watcher.filling = true;
    const { stream } = watcher;
    try {
      do {
        const events = await this.#store.sessions.events(watcher.clinicId, watcher.sessionId, watcher.sent);
        // A store that has less than was owed has lost nothing committed; a later notice brings us back.
        if (events.length === 0) break;
        for (const event of events) {
          if (!stream.send({ event: 'session', id: event.seq, data: JSON.stringify(event) })) return;
          watcher.sent = event.seq;
          if (stream.isFull) await stream.drained();
        }
      } while (watcher.sent < watcher.owed);
    } catch (error) {
      this.#logger.error({ err: error, sessionId: watcher.sessionId }, 'live stream could not be filled');
      // The browser comes back by itself and asks from the last event it has.
      stream.close();
    } finally {
      watcher.filling = false;
    }
  }

  /** Asks the store how far every watched session is, and sends what is missing. */
  async resync(): Promise<void> {
    if (this.#resyncing) return;
    this.#resyncing = true;
    try {
      for (const [sessionId, [watcher]] of this.#watchers) {
        if (!watcher) continue;
        const head = await this.#store.sessions.head(watcher.clinicId, sessionId);
        if (head) this.reached(sessionId, head.seq);
      }
    } catch (error) {
      this.#logger.warn({ err: error }, 'live streams could not be checked; the next check is soon');
    } finally {
      this.#resyncing = false;
    }
  }
}
