import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Problem } from '../api/problem.ts';
import { SectionSaver, type UnsentSection } from './section-saver.ts';
import type { SectionShown } from './shapes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server with one section, which can be out of reach, and can lose its answer on the way. */
class Server {
  version = 0;
  answers: Record<string, string> = {};
  reach: 'well' | 'away' | 'answer-lost' | 'signed-out' = 'well';
  readonly ids: string[] = [];
  readonly kept: UnsentSection[] = [];
  forgotten = 0;

  shown = (): SectionShown =>
    ({ id: 'hopes', version: this.version, answers: { ...this.answers } }) as unknown as SectionShown;
  saver(unsent?: UnsentSection) {
    let made = 0;
    return new SectionSaver(
      {
        courseId: 'c',
        section: this.shown(),
        mayFill: ['a', 'b'],
        send: async ({ id, follows, fields }) => {
          if (this.reach === 'signed-out') throw new Problem({ status: 401, title: 'nobody is signed in' });
          if (this.reach === 'away') throw new Problem({ status: 0, title: 'not reached' });
          const isAgain = this.ids.includes(id);
          if (!isAgain && follows !== this.version) throw new Problem({ status: 409, title: 'stale' });
          if (!isAgain) {
            this.ids.push(id);
            this.version += 1;
            this.answers = { ...fields };
          }
          if (this.reach === 'answer-lost') throw new Problem({ status: 0, title: 'not reached' });
          return this.shown();
        },
        look: async () => this.shown(),
        keep: async (one) => void this.kept.push(one),
        forget: () => {
          this.forgotten += 1;
        },
        newId: () => {
          made += 1;
          return `id-${made}-${this.ids.length}`;
        },
        onSaved: () => undefined,
      },
      unsent,
    );
  }
  /** Somebody else, from another device. */
  saves(answers: Record<string, string>) {
    this.version += 1;
    this.answers = answers;
  }
}

test('what is written is on the device at once and on the server a moment later', async () => {
  const server = new Server();
  const saver = server.saver();
  saver.write('a', 'Sleep');
  expect(server.kept.at(-1)?.answers).toEqual({ a: 'Sleep' });
  expect(server.version).toBe(0);
  await vi.advanceTimersByTimeAsync(1_300);
  expect(server.answers).toEqual({ a: 'Sleep' });
  expect(saver.read().saving.state).toBe('saved');
  expect(server.forgotten).toBeGreaterThan(0);
});

test('without a network it waits, and is sent by itself when it is back', async () => {
  const server = new Server();
  server.reach = 'away';
  const saver = server.saver();
  saver.write('a', 'Sleep');
  await vi.advanceTimersByTimeAsync(1_300);
  expect(saver.read().saving.state).toBe('waiting');
  server.reach = 'well';
  await vi.advanceTimersByTimeAsync(5_100);
  expect(server.answers).toEqual({ a: 'Sleep' });
});

describe('an answer that was lost on the way', () => {
  test('is sent again under its id, and stored once', async () => {
    const server = new Server();
    server.reach = 'answer-lost';
    const saver = server.saver();
    saver.write('a', 'Sleep');
    await vi.advanceTimersByTimeAsync(1_300);
    server.reach = 'well';
    await vi.advanceTimersByTimeAsync(5_100);
    expect(server.version).toBe(1);
    expect(saver.read().saving.state).toBe('saved');
  });

  test('is one’s own when more was written since: nobody is asked to choose', async () => {
    const server = new Server();
    server.reach = 'answer-lost';
    const saver = server.saver();
    saver.write('a', 'Sleep');
    await vi.advanceTimersByTimeAsync(1_300);
    server.reach = 'well';
    saver.write('a', 'Sleep, and rest');
    await vi.advanceTimersByTimeAsync(1_300);
    expect(saver.read().saving.state).toBe('saved');
    expect(server.answers).toEqual({ a: 'Sleep, and rest' });
  });
});

describe('somebody else who saved meanwhile', () => {
  test('in another answer is brought together without a question', async () => {
    const server = new Server();
    const saver = server.saver();
    server.saves({ b: 'Theirs' });
    saver.write('a', 'Mine');
    await vi.advanceTimersByTimeAsync(1_300);
    expect(server.answers).toEqual({ a: 'Mine', b: 'Theirs' });
    expect(saver.read()).toMatchObject({ answers: { a: 'Mine', b: 'Theirs' }, saving: { state: 'saved' } });
  });

  test('in the same answer is shown beside one’s own, and nothing is sent before the writer has chosen', async () => {
    const server = new Server();
    const saver = server.saver();
    server.saves({ a: 'Theirs' });
    saver.write('a', 'Mine');
    await vi.advanceTimersByTimeAsync(1_300);
    expect(saver.read()).toMatchObject({ answers: { a: 'Mine' }, saving: { state: 'both', theirs: { a: 'Theirs' } } });
    saver.write('a', 'Mine, more');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(server.answers).toEqual({ a: 'Theirs' });
    saver.choose('a', 'Theirs\nMine, more');
    await vi.advanceTimersByTimeAsync(10);
    expect(server.answers).toEqual({ a: 'Theirs\nMine, more' });
  });
});

test('what was left on the device is sent when the page is opened again', async () => {
  const server = new Server();
  const saver = server.saver({ courseId: 'c', section: 'hopes', follows: 0, base: {}, answers: { a: 'Left here' } });
  expect(saver.hasUnsent).toBe(true);
  await saver.flush();
  expect(server.answers).toEqual({ a: 'Left here' });
});

test('a sign-in that has ended is said as that, and not as a lost network', async () => {
  const server = new Server();
  server.reach = 'signed-out';
  const saver = server.saver();
  saver.write('a', 'Sleep');
  await vi.advanceTimersByTimeAsync(1_300);
  expect(saver.read().saving).toEqual({ state: 'waiting', isSignedOut: true });
  server.reach = 'well';
  await vi.advanceTimersByTimeAsync(5_100);
  expect(server.answers).toEqual({ a: 'Sleep' });
});

test('what the server will not take stays here, and is said', async () => {
  const server = new Server();
  const saver = new SectionSaver({
    courseId: 'c',
    section: server.shown(),
    mayFill: ['a'],
    send: async () => {
      throw new Problem({ status: 400, title: 'too long' });
    },
    look: async () => server.shown(),
    keep: async (one) => void server.kept.push(one),
    forget: () => {
      server.forgotten += 1;
    },
    newId: () => 'id',
    onSaved: () => undefined,
  });
  saver.write('a', 'Much');
  await vi.advanceTimersByTimeAsync(1_300);
  expect(saver.read().saving.state).toBe('refused');
  expect(server.forgotten).toBe(0);
});
