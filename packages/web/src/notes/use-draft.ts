/** A draft that is saved as it is written: on the device at once, on the server a moment after the last key. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { type DeviceDraft, forgetOnDevice, keepOnDevice } from './device-drafts.ts';
import type { NoteShown } from './shapes.ts';

/** Long enough that a sentence is one saving, short enough that a lost tablet loses none. */
const SAVED_AFTER = 1_200;
const TRY_AGAIN_AFTER = 5_000;

export type SavingState =
  | { readonly state: 'new' }
  | { readonly state: 'writing' }
  | { readonly state: 'saved'; readonly note: NoteShown }
  /** The server was not reached: it is kept here and sent again. */
  | { readonly state: 'waiting' }
  | { readonly state: 'refused'; readonly error: unknown };

/** `isUnsent`: it was found on this device, and the server has not got it. */
export function useDraft(begun: DeviceDraft, isUnsent: boolean) {
  const [text, setText] = useState(begun.text);
  const [saving, setSaving] = useState<SavingState>({ state: 'new' });
  const draft = useRef(begun);
  const unsent = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sending = useRef<Promise<NoteShown | undefined>>(undefined);

  /** Sends what is written; answers the note as it is kept, or nothing where it could not be. */
  const send = useCallback((): Promise<NoteShown | undefined> => {
    clearTimeout(timer.current);
    // One at a time: each saving follows on the one before.
    const next = (sending.current ?? Promise.resolve(undefined)).then(async (before) => {
      if (!unsent.current) return before;
      const { id, kind, ...body } = draft.current;
      unsent.current = false;
      try {
        const { note } = await api.put<{ note: NoteShown }>(`/api/notes/${kind}/${id}`, body);
        draft.current = { ...draft.current, version: note.version };
        if (!unsent.current) {
          forgetOnDevice(id);
          setSaving({ state: 'saved', note });
        }
        return note;
      } catch (error) {
        unsent.current = true;
        if (!(error instanceof Problem) || !error.mayWorkLater) {
          setSaving({ state: 'refused', error });
          return undefined;
        }
        setSaving({ state: 'waiting' });
        timer.current = setTimeout(() => void send(), TRY_AGAIN_AFTER);
        return undefined;
      }
    });
    sending.current = next;
    return next;
  }, []);

  const write = useCallback(
    (words: string) => {
      setText(words);
      setSaving({ state: 'writing' });
      draft.current = { ...draft.current, text: words };
      unsent.current = true;
      void keepOnDevice(draft.current).catch(() => undefined);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void send(), SAVED_AFTER);
    },
    [send],
  );

  useEffect(() => {
    // Found on this device: it was never sent, so it is now.
    if (isUnsent) {
      unsent.current = true;
      void send();
    }
    // Going elsewhere does not wait for the pause after the last key.
    return () => void send();
  }, [isUnsent, send]);

  return { text, saving, write, send };
}
