import { type Command, instant, quantity } from '@holdspace/care';
import { describe, expect, test } from 'vitest';
import { Problem } from '../api/problem.ts';
import { sendLeftBehind } from './left-behind.ts';
import { memoryOutbox, type Outbox } from './outbox.ts';

const NURSE = '00000000-0000-4000-8000-000000000004';
const GUIDE = '00000000-0000-4000-8000-000000000006';
let made = 0;
const reading = (): Command => ({
  type: 'RecordVitalSigns',
  id: `00000000-0000-4000-9000-${String(++made).padStart(12, '0')}`,
  at: instant(Date.UTC(2026, 2, 2, 14)),
  device: 'test',
  vitalSigns: { heartRate: quantity(70, '/min') },
});

async function keep(outbox: Outbox, sessionId: string, authorId = NURSE): Promise<string> {
  const command = reading();
  await outbox.add({ sessionId, authorId, authorName: 'Somebody', command });
  return command.id;
}
const signal = new AbortController().signal;

/** A server that answers each command as told, by its id; well where nothing is told. */
function server(answers: Record<string, Problem> = {}) {
  const sent: string[] = [];
  return {
    sent,
    post: async (path: string, body: unknown) => {
      const { id } = body as Command;
      sent.push(`${path.split('/')[3]} ${id}`);
      if (answers[id]) throw answers[id];
      return { events: [] };
    },
  };
}

describe('entries of rooms that are closed', () => {
  test('go out to their own sessions, oldest first, under their ids, and leave the outbox', async () => {
    const outbox = memoryOutbox();
    const ids = [await keep(outbox, 'one'), await keep(outbox, 'two'), await keep(outbox, 'one')];
    const { sent, post } = server();
    expect(await sendLeftBehind({ outbox, post, authorId: NURSE, signal })).toEqual([]);
    expect(sent).toEqual([`one ${ids[0]}`, `two ${ids[1]}`, `one ${ids[2]}`]);
    expect(await outbox.all()).toEqual([]);
  });

  test('stay, all of them, while the network is gone, so that none overtakes another', async () => {
    const outbox = memoryOutbox();
    const first = await keep(outbox, 'one');
    await keep(outbox, 'one');
    const { sent, post } = server({ [first]: new Problem({ status: 0, title: 'unreachable' }) });
    expect(await sendLeftBehind({ outbox, post, authorId: NURSE, signal })).toHaveLength(2);
    expect(sent).toHaveLength(1);
    expect(await outbox.all()).toHaveLength(2);
  });

  test('that the server does not take are kept with its words, and the next ones go out', async () => {
    const outbox = memoryOutbox();
    const first = await keep(outbox, 'one');
    await keep(outbox, 'one');
    const { sent, post } = server({ [first]: new Problem({ status: 422, title: 'A rule said no' }) });
    const [refused, ...others] = await sendLeftBehind({ outbox, post, authorId: NURSE, signal });
    expect(refused?.refused?.title).toBe('A rule said no');
    expect(others).toEqual([]);
    expect(sent).toHaveLength(2);
    expect((await outbox.all()).map((one) => one.refused?.title)).toEqual(['A rule said no']);
  });

  test('of another person wait for that person', async () => {
    const outbox = memoryOutbox();
    await keep(outbox, 'one', GUIDE);
    const { sent, post } = server();
    expect(await sendLeftBehind({ outbox, post, authorId: NURSE, signal })).toEqual([]);
    expect(sent).toEqual([]);
    expect(await outbox.all()).toHaveLength(1);
  });

  test('are left to their room as soon as it is opened', async () => {
    const outbox = memoryOutbox();
    await keep(outbox, 'one');
    await keep(outbox, 'one');
    const opened = new AbortController();
    const { sent } = server();
    const post = async (path: string) => {
      sent.push(path);
      opened.abort();
    };
    expect(await sendLeftBehind({ outbox, post, authorId: NURSE, signal: opened.signal })).toHaveLength(1);
    expect(sent).toHaveLength(1);
  });
});
