/**
 * The smallest client that truly speaks HTTP/1.1: one connection that stays open, one request after another, each answer read
 * to its end. The load shares the processor with what it measures, and undici takes half as much again of it.
 */
import { connect, type Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly text: string;
}
interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

const END_OF_HEAD = '\r\n\r\n';
const LENGTH = /\r\ncontent-length: (\d+)/i;

export class Connection {
  readonly #url: URL;
  #socket: Socket | undefined;
  #received: Buffer = Buffer.alloc(0);
  #waiting: Waiting | undefined;

  constructor(url: string) {
    this.#url = new URL(url);
  }

  /** Sends one request, and resolves once its answer is there; the one before must have been answered. */
  request(method: string, path: string, headers: Readonly<Record<string, string>>, body = ''): Promise<Answer> {
    if (this.#waiting) throw new Error('one request after another');
    const lines = Object.entries({ host: this.#url.host, ...headers, 'content-length': Buffer.byteLength(body) });
    const head = lines.map(([name, value]) => `${name}: ${value}`).join('\r\n');
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket ??= this.#open();
      this.#socket.write(`${method} ${path} HTTP/1.1\r\n${head}${END_OF_HEAD}${body}`);
    });
  }

  #open(): Socket {
    const socket = connect({ host: this.#url.hostname, port: Number(this.#url.port), noDelay: true });
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', (error) => this.#waiting?.reject(error));
    socket.on('close', () => {
      this.#socket = undefined;
      this.#received = Buffer.alloc(0);
      this.#waiting?.reject(new Error('the connection was closed before the answer'));
      this.#waiting = undefined;
    });
    return socket;
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(END_OF_HEAD);
    if (end < 0) return;
    const head = this.#received.toString('latin1', 0, end);
    const status = Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length));
    const begins = end + END_OF_HEAD.length;
    const length = LENGTH.exec(head)?.[1];
    const waiting = this.#waiting;
    if (!waiting || (length === undefined && status !== 204)) {
      this.#socket?.destroy(new Error(`an answer without its length, or to nothing: ${head}`));
      return;
    }
    const ends = begins + Number(length ?? 0);
    if (this.#received.length < ends) return;
    const text = this.#received.toString('utf8', begins, ends);
    this.#received = this.#received.subarray(ends);
    this.#waiting = undefined;
    waiting.resolve({ status, text });
  }
}
