/** A patient’s own forms: asked of the server, and what is theirs on this device. */
import type { FormAnswers, Instant, Localized, Questionnaire } from '@holdspace/care';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { ownBox } from '../../api/own-box.ts';
import { Problem } from '../../api/problem.ts';
import { currentLanguage } from '../../language/use-language.ts';
import type { FormFiles } from '../../questionnaires/files-field.tsx';
import type { SavedDraft, UnsentForm } from '../../questionnaires/form-saver.ts';

export interface FormListed {
  readonly id: string;
  readonly title: Localized;
  readonly about: Localized;
  readonly state: 'open' | 'begun' | 'sent';
  readonly savedAt?: Instant;
  readonly sentAt?: Instant;
}
export interface FormShown {
  readonly questionnaire: Questionnaire;
  readonly draft?: SavedDraft;
  readonly sent?: { readonly id: string; readonly submittedAt: Instant; readonly answers: FormAnswers };
}

export const MY_FORMS = ['mine', 'forms'] as const;
export const useMyForms = () =>
  useQuery({ queryKey: MY_FORMS, queryFn: () => api.get<{ forms: readonly FormListed[] }>('/api/reader/forms') });

export const formPath = (id: string) => `/api/reader/forms/${encodeURIComponent(id)}`;
export const useMyForm = (id: string) =>
  useQuery({
    queryKey: [...MY_FORMS, id],
    queryFn: () => api.get<FormShown>(formPath(id)),
    // What is being written is not drawn over by what was written before.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: false,
  });

export const FORM_BOX = ownBox('holdspace.form.', '/api/reader/draft-key');
/** What lies on this device of a form and was never sent; nothing where it cannot be opened now. */
export const useUnsent = (id: string) =>
  useQuery({
    queryKey: [...MY_FORMS, id, 'unsent'],
    queryFn: async () => ((await FORM_BOX.find(id).catch(() => undefined)) as UnsentForm | undefined) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A body of bytes, which the calls of JSON do not send. */
async function put(path: string, body: Blob): Promise<void> {
  let response: Response;
  try {
    response = await fetch(path, { method: 'PUT', credentials: 'same-origin', body });
  } catch (cause) {
    throw new Problem({ status: 0, title: 'The clinic’s server cannot be reached', cause });
  }
  if (response.ok) return;
  const told = await response.json().catch(() => ({}));
  throw new Problem({ title: `The server answered ${response.status}`, ...told, status: response.status });
}
export const filesOf = (form: string): FormFiles => ({
  async send({ id, linkId, file }) {
    const language = currentLanguage();
    await api.post(`${formPath(form)}/files`, { id, linkId, name: file.name, language });
    try {
      await put(`/api/reader/form-files/${id}/content?language=${language}`, file);
    } catch (error) {
      // Announced, and not taken: nothing of it stays.
      void api.delete(`/api/reader/form-files/${id}`).catch(() => undefined);
      throw error;
    }
  },
  remove: async (id) => {
    await api.delete(`/api/reader/form-files/${id}`);
  },
});
