/** What somebody wrote, sent under the id of its draft. */
import { newId } from './new-id.ts';
import { isIdTaken } from './problem.ts';

/**
 * Sends it. Where its id holds something else, an earlier try arrived and its answer was lost, and the words were changed
 * since: what they say now is sent under an id of its own, which is kept first, so that the next try is the same one.
 */
export async function sendWritten<Draft extends { readonly id: string }, Answer>(
  draft: Draft,
  keep: (draft: Draft) => void,
  send: (draft: Draft) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await send(draft);
  } catch (error) {
    if (!isIdTaken(error)) throw error;
    const anew = { ...draft, id: newId() };
    keep(anew);
    return send(anew);
  }
}
