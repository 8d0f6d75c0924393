/** A patient’s own integration: asked of the server, and written there. */
import type { JournalContent, NewThreadEntry, PracticeMarkKind } from '@holdspace/care';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { newId } from '../../api/new-id.ts';
import type { JournalShown, MineShown, ShareShown } from '../../integration/shapes.ts';

const MINE = ['mine', 'integration'] as const;
const JOURNAL = ['mine', 'journal'] as const;

export const useMyIntegration = () =>
  useQuery({ queryKey: MINE, queryFn: () => api.get<MineShown>('/api/reader/integration') });

export interface MyJournal {
  readonly entries: readonly JournalShown[];
  readonly shares: readonly ShareShown[];
  readonly putAway: number;
}
export const useMyJournal = (putAway: boolean) =>
  useQuery({
    queryKey: [...JOURNAL, putAway],
    queryFn: () => api.get<MyJournal>(`/api/reader/journal${putAway ? '?putAway=true' : ''}`),
  });

/** Sends something of one's own, and shows what is so after it. */
export function useWriting<Answer = unknown>() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body = {} }: { path: string; body?: object }) => api.post<Answer>(`/api/reader${path}`, body),
    onSuccess: () => Promise.all([MINE, JOURNAL].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

export const entryOf = (courseId: string, entry: NewThreadEntry) => ({
  path: `/courses/${courseId}/entries`,
  body: entry,
});
export const markOf = (practiceId: string, day: string, mark: PracticeMarkKind) => ({
  path: `/practices/${practiceId}/marks`,
  body: { id: newId(), day, mark },
});
export const journalOf = (id: string, courseId: string, content: JournalContent) => ({
  path: '/journal',
  body: { id, courseId, content },
});
