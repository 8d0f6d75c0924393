/**
 * Live news of a clinic: which session has moved, gathered so that a busy one does not flood the Today page; and, for those
 * who review it, that glass was broken; for those who see what waits, that something of it has changed.
 */
import type { Metrics } from '../metrics.ts';
import type { EventStream } from './event-stream.ts';

/** A page that redraws four times a second is live to the eye. */
const GATHER_MS = 250;

interface Listeners {
  readonly streams: Set<EventStream>;
  /** Those of people who review broken glass. */
  readonly reviewers: Set<EventStream>;
  /** Those of people who see what waits. */
  readonly answering: Set<EventStream>;
  /** Sessions that moved since the last telling, with where they are. */
  readonly moved: Map<string, number>;
  timer?: NodeJS.Timeout | undefined;
}

export class ClinicFeed {
  readonly #metrics: Metrics;
  readonly #clinics = new Map<string, Listeners>();

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  listen(
    clinicId: string,
    stream: EventStream,
    { hearsOfGlass, hearsOfTasks }: { readonly hearsOfGlass: boolean; readonly hearsOfTasks: boolean },
  ): void {
    const listeners: Listeners = this.#clinics.get(clinicId) ?? {
      streams: new Set(),
      reviewers: new Set(),
      answering: new Set(),
      moved: new Map(),
    };
    this.#clinics.set(clinicId, listeners);
    listeners.streams.add(stream);
    if (hearsOfGlass) listeners.reviewers.add(stream);
    if (hearsOfTasks) listeners.answering.add(stream);
    this.#metrics.subscribers.inc({ stream: 'clinic' });
    stream.onClose(() => {
      listeners.streams.delete(stream);
      listeners.reviewers.delete(stream);
      listeners.answering.delete(stream);
      this.#metrics.subscribers.dec({ stream: 'clinic' });
      if (listeners.streams.size > 0) return;
      clearTimeout(listeners.timer);
      this.#clinics.delete(clinicId);
    });
  }

  moved(clinicId: string, sessionId: string, seq: number): void {
    const listeners = this.#clinics.get(clinicId);
    if (!listeners) return;
    listeners.moved.set(sessionId, Math.max(seq, listeners.moved.get(sessionId) ?? 0));
    listeners.timer ??= setTimeout(() => {
      listeners.timer = undefined;
      const news = [...listeners.moved];
      listeners.moved.clear();
      for (const [session, reached] of news) {
        const data = JSON.stringify({ sessionId: session, seq: reached });
        for (const stream of listeners.streams) stream.send({ event: 'session', data });
      }
    }, GATHER_MS);
  }

  /** At once: a glass was broken, ended or reviewed. */
  glassChanged(clinicId: string, id: string): void {
    const data = JSON.stringify({ id });
    for (const stream of this.#clinics.get(clinicId)?.reviewers ?? []) stream.send({ event: 'break-glass', data });
  }

  /** At once: a task was raised, paged, taken, handed on or finished. */
  taskChanged(clinicId: string, id: string): void {
    const data = JSON.stringify({ id });
    for (const stream of this.#clinics.get(clinicId)?.answering ?? []) stream.send({ event: 'task', data });
  }

  close(): void {
    for (const { streams } of [...this.#clinics.values()]) for (const stream of [...streams]) stream.close();
  }
}
