/** What is written and not yet sent, under the id with which it is sent. */
import { newId } from '../../api/new-id.ts';

/**
 * Changed, it is another thing to send: the one before may have arrived, though no word of it came back, and under the same
 * id something else is refused. Sent unchanged, it keeps its id and is stored once.
 */
export const changed = <Draft extends { readonly id: string }>(
  draft: Draft,
  more: Partial<Omit<Draft, 'id'>>,
): Draft => ({
  ...draft,
  ...more,
  id: newId(),
});
