/**
 * Entries made in a room that is no longer open here: whoever made them has gone on to another screen, and the network
 * came back later. They go out as from the room itself, under the same ids; what the server does not take is kept.
 */
import { Problem } from '../api/problem.ts';
import type { Entry, Outbox } from './outbox.ts';
import { headersOf } from './signature-header.ts';

interface Sending {
  readonly outbox: Outbox;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<unknown>;
  /** Only the person who made an entry sends it: the server takes the author from the sign-in. */
  readonly authorId: string;
  /** The room was opened: it sends for itself. */
  readonly signal: AbortSignal;
}

/** Sends this person's entries, oldest first; answers those that remain, waiting or not taken. */
export async function sendLeftBehind({ outbox, post, authorId, signal }: Sending): Promise<readonly Entry[]> {
  const entries = (await outbox.all()).filter((one) => one.authorId === authorId);
  const remaining: Entry[] = [];
  let isStuck = false;
  for (const entry of entries) {
    if (entry.refused || isStuck || signal.aborted) {
      remaining.push(entry);
      continue;
    }
    try {
      await post(`/api/sessions/${entry.sessionId}/commands`, entry.command, headersOf(entry));
      await outbox.remove(entry.place);
    } catch (error) {
      if (error instanceof Problem && !error.mayWorkLater) {
        const { refusals, errors, title } = error;
        const needsSignature = error.kind === 'signature-needed';
        const refused: Entry = {
          ...entry,
          refused: { refusals, errors, title: error.detail ?? title, needsSignature },
        };
        await outbox.change(refused);
        remaining.push(refused);
        continue;
      }
      if (!(error instanceof Problem)) console.error('an entry could not be sent, and is sent again', error);
      // The next ones wait too, so that nothing overtakes it.
      isStuck = true;
      remaining.push(entry);
    }
  }
  return remaining;
}
