/**
 * What a patient types, kept on their device until the clinic has it: encrypted under a key of their own, which the server
 * gives to nobody else, so that whoever borrows the phone finds nothing to read.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { type OwnBox, ownBox } from '../../api/own-box.ts';

/** Whose key: a reader's own, or that of somebody who works here. */
export type KeyOf = '/api/reader/draft-key' | '/api/me/draft-key';
const BOXES = {
  '/api/reader/draft-key': ownBox('holdspace.kept.', '/api/reader/draft-key'),
  '/api/me/draft-key': ownBox('holdspace.keeping.', '/api/me/draft-key'),
} as const satisfies Record<KeyOf, OwnBox>;

/** A value that outlives the page until it is forgotten. Where it cannot be kept, it stays in the page. */
export function useKeptDraft<T>(name: string, initial: T, of: KeyOf = '/api/reader/draft-key') {
  const [value, setValue] = useState(initial);
  const touched = useRef(false);
  useEffect(() => {
    let isGone = false;
    BOXES[of].find(name).then(
      (found) => {
        if (found !== undefined && !touched.current && !isGone) setValue(found as T);
      },
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [name, of]);
  const write = useCallback(
    (next: T) => {
      touched.current = true;
      setValue(next);
      void BOXES[of].keep(name, next).catch(() => undefined);
    },
    [name, of],
  );
  const forget = useCallback(() => BOXES[of].forget(name), [name, of]);
  return { value, write, forget };
}
