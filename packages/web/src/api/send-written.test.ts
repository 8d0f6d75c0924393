import { expect, test } from 'vitest';
import { Problem } from './problem.ts';
import { sendWritten } from './send-written.ts';

interface Draft {
  readonly id: string;
  readonly text: string;
}
/** A server that keeps one thing under an id, and whose answers may be lost. */
function server() {
  const kept = new Map<string, string>();
  const send = async ({ id, text }: Draft) => {
    if ((kept.get(id) ?? text) !== text)
      throw new Problem({ type: '/problems/repeated-id', status: 409, title: 'Something else' });
    kept.set(id, text);
    return text;
  };
  const losing = async (draft: Draft): Promise<string> => {
    await send(draft);
    throw new Problem({ status: 0, title: 'Lost' });
  };
  return { kept, send, losing };
}

test('words changed after a try whose answer was lost are sent under an id of their own, also at the next try', async () => {
  const { kept, send, losing } = server();
  let draft: Draft = { id: 'first', text: 'I feel odd' };
  const keep = (next: Draft) => {
    draft = next;
  };
  await expect(sendWritten(draft, keep, losing)).rejects.toThrow('Lost');
  draft = { ...draft, text: 'I want to die' };
  await expect(sendWritten(draft, keep, losing)).rejects.toThrow('Lost');
  expect(await sendWritten(draft, keep, send)).toBe('I want to die');
  expect([...kept.values()]).toEqual(['I feel odd', 'I want to die']);
});

test('the same words sent again are the same message, and any other problem is told', async () => {
  const { kept, send, losing } = server();
  const draft = { id: 'first', text: 'I feel odd' };
  const keep = () => expect.unreachable();
  await expect(sendWritten(draft, keep, losing)).rejects.toThrow('Lost');
  await sendWritten(draft, keep, send);
  expect(kept.size).toBe(1);
  const refuse = () => Promise.reject(new Problem({ type: '/problems/locked', status: 409, title: 'Locked' }));
  await expect(sendWritten(draft, keep, refuse)).rejects.toThrow('Locked');
});
