/** The form that is written on this page: one saver for it, which outlives a walk from part to part. */
import type { FormAnswers } from '@holdspace/care';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { api } from '../../api/client.ts';
import { onLeave } from '../../api/leaving.ts';
import { newId } from '../../api/new-id.ts';
import { FormSaver, type SavedDraft, type UnsentForm } from '../../questionnaires/form-saver.ts';
import { FORM_BOX, type FormShown, formPath } from './queries.ts';

/** Those that may still have something to send, whether their page is open or not. */
const open = new Map<string, FormSaver>();
/** Somebody leaves: nobody who comes after them sends, or reads, what is theirs. */
onLeave(() => {
  for (const saver of open.values()) saver.end(false);
  open.clear();
});
/** The form was sent: what is written next is another draft. */
export function endForm(id: string): void {
  open.get(id)?.end(true);
  open.delete(id);
}

function saverOf(id: string, draft: SavedDraft | undefined, unsent: UnsentForm | undefined): FormSaver {
  const before = open.get(id);
  if (before) return before;
  const path = formPath(id);
  const made = new FormSaver(
    {
      send: async (saving) => (await api.post<{ draft: SavedDraft }>(`${path}/draft`, saving)).draft,
      look: async () => (await api.get<FormShown>(path)).draft,
      keep: (one) => FORM_BOX.keep(id, one),
      forget: () => FORM_BOX.forget(id),
      newId,
    },
    draft,
    unsent,
  );
  open.set(id, made);
  return made;
}

export function useForm(id: string, draft: SavedDraft | undefined, unsent: UnsentForm | undefined) {
  const [saver] = useState(() => saverOf(id, draft, unsent));
  const { answers, saving } = useSyncExternalStore(saver.subscribe, saver.read);
  useEffect(() => {
    // Left on this device, or written before the page was left: it was never sent, so it is now.
    if (saver.hasUnsent) void saver.flush();
    const goOn = () => void saver.flush();
    window.addEventListener('online', goOn);
    window.addEventListener('pagehide', goOn);
    return () => {
      window.removeEventListener('online', goOn);
      window.removeEventListener('pagehide', goOn);
      void saver.flush();
    };
  }, [saver]);
  return { saver, answers, saving, answersNow: (): FormAnswers => saver.read().answers };
}
