/**
 * What a patient types, kept on their device until the clinic has it: encrypted under a key of their own, which the server
 * gives to nobody else, so that whoever borrows the phone finds nothing to read.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { onLeave } from '../../api/leaving.ts';
import { type OwnBox, ownBox } from '../../api/own-box.ts';

/** Whose key: a reader's own, or that of somebody who works here. */
export type KeyOf = '/api/reader/draft-key' | '/api/me/draft-key';
const BOXES = {
  '/api/reader/draft-key': ownBox('holdspace.kept.', '/api/reader/draft-key'),
  '/api/me/draft-key': ownBox('holdspace.keeping.', '/api/me/draft-key'),
} as const satisfies Record<KeyOf, OwnBox>;
onLeave(() => {
  for (const box of Object.values(BOXES)) box.close();
});

/** One after another: what was written last is what lies here. */
let last: Promise<void> = Promise.resolve();
const keeping = (box: OwnBox, name: string, value: unknown): Promise<void> => {
  last = last.catch(() => undefined).then(() => box.keep(name, value));
  return last;
};

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
      void keeping(BOXES[of], name, next).catch(() => undefined);
    },
    [name, of],
  );
  const forget = useCallback(() => {
    BOXES[of].forget(name);
    // A keeping that was under way when it was sent is forgotten after it.
    void last.catch(() => undefined).then(() => BOXES[of].forget(name));
  }, [name, of]);
  return { value, write, forget };
}
