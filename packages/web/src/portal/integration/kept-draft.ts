/**
 * What a patient types, kept on their device until the clinic has it: encrypted under a key of their own, which the server
 * gives to nobody else, so that whoever borrows the phone finds nothing to read.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { onLeave } from '../../api/leaving.ts';
import { ownBox } from '../../api/own-box.ts';

const box = ownBox('holdspace.kept.', '/api/reader/draft-key');
onLeave(() => box.close());

/** One after another: what was written last is what lies here. */
let last: Promise<void> = Promise.resolve();
const keeping = (name: string, value: unknown): Promise<void> => {
  last = last.catch(() => undefined).then(() => box.keep(name, value));
  return last;
};

/** A value that outlives the page until it is forgotten. Where it cannot be kept, it stays in the page. */
export function useKeptDraft<T>(name: string, initial: T) {
  const [value, setValue] = useState(initial);
  const touched = useRef(false);
  useEffect(() => {
    let isGone = false;
    box.find(name).then(
      (found) => {
        if (found !== undefined && !touched.current && !isGone) setValue(found as T);
      },
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [name]);
  const write = useCallback(
    (next: T) => {
      touched.current = true;
      setValue(next);
      void keeping(name, next).catch(() => undefined);
    },
    [name],
  );
  const forget = useCallback(() => {
    box.forget(name);
    // A keeping that was under way when it was sent is forgotten after it.
    void last.catch(() => undefined).then(() => box.forget(name));
  }, [name]);
  return { value, write, forget };
}
