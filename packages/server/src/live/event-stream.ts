/**
 * One open server-sent-event stream: heartbeats, and an end to readers who are too slow. A reader that is
 * dropped comes back by itself with `Last-Event-ID` and misses nothing.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { Principal } from '../sign-in/principal.ts';

/** Proxies close connections that say nothing; most wait 30 s or more. */
const HEARTBEAT_MS = 15_000;
/** What may wait for a reader before it is dropped; a session's events are about 0.6 kB each. */
const MOST_BUFFERED_BYTES = 1_000_000;
/** What may wait before whoever sends a backlog should pause. */
const FULL_BYTES = 128_000;
/** What a browser waits before it comes back. */
const COME_BACK_MS = 1_000;

export interface EventStream {
  /** Sends one event; answers false once the stream is closed. */
  send(event: { event: string; id?: number; data: string }): boolean;
  /** More is waiting for the reader than should be; a sender with a backlog awaits `drained`. */
  readonly isFull: boolean;
  /** Resolves when the reader has caught up, or is gone. */
  drained(): Promise<void>;
  onClose(listener: () => void): void;
  close(): void;
}

/** Takes over the connection and keeps it open, as long as `mayStill` says so of who asks. */
export function openEventStream(
  request: FastifyRequest,
  reply: FastifyReply,
  { headers, metrics, streams }: Context,
  mayStill?: (principal: Principal) => Promise<boolean>,
): EventStream {
  reply.hijack();
  const { raw } = reply;
  const listeners: (() => void)[] = [];
  let closed = false;

  const finish = () => {
    if (closed) return;
    closed = true;
    clearInterval(heartbeat);
    for (const listener of listeners) listener();
  };
  const write = (text: string): boolean => {
    if (closed) return false;
    raw.write(text);
    if (raw.writableLength > MOST_BUFFERED_BYTES) {
      metrics.droppedSubscribers.inc();
      raw.destroy();
      finish();
    }
    return !closed;
  };
  const heartbeat = setInterval(() => write(':\n\n'), HEARTBEAT_MS);

  request.raw.socket.setNoDelay(true);
  request.raw.socket.setTimeout(0);
  raw.on('close', finish);
  // A reader that goes away in the middle of a write is no fault; `close` follows.
  raw.on('error', finish);
  raw.writeHead(200, {
    ...headers.data,
    'content-type': 'text/event-stream; charset=utf-8',
    // The connection serves this stream alone and ends with it, so that a stop of the server need not wait for it.
    connection: 'close',
    // Asks nginx not to gather the events up.
    'x-accel-buffering': 'no',
  });
  write(`retry: ${COME_BACK_MS}\n\n`);

  const stream: EventStream = {
    send: ({ event, id, data }) => write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`),
    get isFull() {
      return raw.writableLength > FULL_BYTES;
    },
    drained: () =>
      new Promise((resolve) => {
        if (closed || raw.writableLength === 0) return resolve();
        raw.once('drain', resolve);
        listeners.push(resolve);
      }),
    onClose(listener) {
      if (closed) listener();
      else listeners.push(listener);
    },
    close() {
      if (closed) return;
      raw.end();
      finish();
    },
  };
  streams.add(request, stream, mayStill);
  return stream;
}
