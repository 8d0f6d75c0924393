/** The arc of a course: asked of the server, and what the care team writes in it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { ArcShown, JournalShown, ShareShown } from './shapes.ts';

export const useArc = (courseId: string) =>
  useQuery({ queryKey: ['arc', courseId], queryFn: () => api.get<ArcShown>(`/api/courses/${courseId}/arc`) });

export function useArcWriting(courseId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) => api.post(path, body),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['arc', courseId] }),
  });
}

/** How often an open entry is asked for again: what the patient withdraws leaves the screen too. */
const STILL_SHARED_EVERY = 10_000;
export const useSharedEntry = (shareId: string, isOpen: boolean) =>
  useQuery({
    queryKey: ['journal-share', shareId],
    queryFn: () =>
      api.get<{ share: ShareShown; entry: JournalShown; sound?: string }>(`/api/journal-shares/${shareId}`),
    enabled: isOpen,
    refetchInterval: STILL_SHARED_EVERY,
    gcTime: 0,
    retry: false,
  });
