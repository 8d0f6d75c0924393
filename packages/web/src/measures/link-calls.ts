/** What is asked of the server by who holds a link, or stands at the clinic's tablet. */
import { api } from '../api/client.ts';
import type { SentAnswers } from './filling.tsx';
import type { DraftShown, FormShown, OpenShown } from './shapes.ts';

export const openLink = (token: string) => api.post<OpenShown>('/api/measures/link/open', { token });
export const enterCode = (clinic: string, code: string) =>
  api.post<{ token: string; open: OpenShown }>('/api/measures/kiosk', { clinic, code });

export const callsFor = (token: string, { request }: FormShown) => ({
  save: async (draft: object): Promise<DraftShown> =>
    (await api.post<{ draft: DraftShown }>('/api/measures/link/draft', { token, request, ...draft })).draft,
  look: async (): Promise<DraftShown | undefined> => {
    const { form } = await openLink(token);
    return form?.request === request ? (form.draft ?? { version: 0, savedAt: '' as never, answers: {} }) : undefined;
  },
  send: (sent: SentAnswers) =>
    api.post<{ help: boolean; next: OpenShown }>('/api/measures/link/answers', { token, request, ...sent }),
});
