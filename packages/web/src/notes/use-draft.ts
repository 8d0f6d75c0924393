/** A draft that is saved as it is written: on the device at once, on the server a moment after the last key. */
import type { NoteSections } from '@holdspace/care';
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

interface Written {
  readonly text: string;
  /** Of a progress note. */
  readonly sections: NoteSections | undefined;
}
/** As the server takes it: sections where there is a template, or else the text. */
function bodyOf({ id, kind, text, template, sections = {}, ...rest }: DeviceDraft): object {
  return template ? { ...rest, template, sections } : { ...rest, text };
}

/** `isUnsent`: it was found on this device, and the server has not got it. */
export function useDraft(begun: DeviceDraft, isUnsent: boolean) {
  const [written, setWritten] = useState<Written>({ text: begun.text, sections: begun.sections });
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
      const { id, kind } = draft.current;
      unsent.current = false;
      try {
        const { note } = await api.put<{ note: NoteShown }>(`/api/notes/${kind}/${id}`, bodyOf(draft.current));
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
    (change: Partial<Written>) => {
      const next = { text: draft.current.text, sections: draft.current.sections, ...change };
      setWritten(next);
      setSaving({ state: 'writing' });
      draft.current = { ...draft.current, text: next.text, ...(next.sections && { sections: next.sections }) };
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

  return { ...written, saving, write, send };
}
