/**
 * One open server-sent-event stream: heartbeats, and an end to readers who are too slow. A reader that is
 * dropped comes back by itself with `Last-Event-ID` and misses nothing.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Proxies close connections that say nothing; most wait 30 s or more. */
const HEARTBEAT_MS = 15_000;
/** What may wait for a reader before it is dropped. A session's events are about 0.6 kB each. */
const MOST_BUFFERED_BYTES = 1_000_000;
/** What a browser waits before it comes back. */
const COME_BACK_MS = 1_000;

export interface EventStream {
  /** Sends one event; answers false once the stream is closed. */
  send(event: { event: string; id?: number; data: string }): boolean;
  close(): void;
  readonly closed: boolean;
}

export interface EventStreamOptions {
  readonly headers: Readonly<Record<string, string>>;
  onClose(because: 'gone' | 'slow' | 'closed'): void;
}

/** Takes over the connection and keeps it open. */
export function openEventStream(request: FastifyRequest, reply: FastifyReply, options: EventStreamOptions): EventStream {
  reply.hijack();
  const { raw } = reply;
  let closed = false;

  const close = (because: 'gone' | 'slow' | 'closed') => {
    if (closed) return;
    closed = true;
    clearInterval(heartbeat);
    if (because === 'slow') raw.destroy();
    else raw.end();
    options.onClose(because);
  };
  const write = (text: string): boolean => {
    if (closed) return false;
    raw.write(text);
    if (raw.writableLength > MOST_BUFFERED_BYTES) close('slow');
    return !closed;
  };
  const heartbeat = setInterval(() => write(':\n\n'), HEARTBEAT_MS);

  request.raw.socket.setNoDelay(true);
  request.raw.socket.setTimeout(0);
  raw.on('close', () => close('gone'));
  raw.on('error', () => close('gone'));
  raw.writeHead(200, {
    ...options.headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'keep-alive',
    // Asks nginx not to gather the events up.
    'x-accel-buffering': 'no',
  });
  write(`retry: ${COME_BACK_MS}\n\n`);

  return {
    send: ({ event, id, data }) => write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`),
    close: () => close('closed'),
    get closed() {
      return closed;
    },
  };
}
