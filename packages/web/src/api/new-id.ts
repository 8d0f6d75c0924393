/** Ids that this device makes, so that a thing sent twice is stored once. */
import { v7 } from 'uuid';

/**
 * A new id. Ids that begin with their time lie side by side in the index that holds them unique, so a clinic with a
 * million entries stores the next as fast as one with a thousand.
 */
export const newId = (): string => v7();

/**
 * An id for each thing that a form says: sent again as it was, it is stored once; changed after a sending that nobody heard
 * of, it is another, where the same id would be refused.
 */
export function idsOfWhatIsSaid(): (said: unknown) => string {
  const ids = new Map<string, string>();
  return (said) => {
    const text = JSON.stringify(said);
    const id = ids.get(text) ?? newId();
    ids.set(text, id);
    return id;
  };
}
