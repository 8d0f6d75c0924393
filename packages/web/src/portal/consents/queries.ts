/** A patient's own consents: asked of the server, and written there. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { ConsentReading, ConsentShown, MyConsents } from './shapes.ts';

const MINE = ['mine', 'consents'] as const;

export const useMyConsents = () =>
  useQuery({ queryKey: MINE, queryFn: () => api.get<MyConsents>('/api/reader/consents') });
export const useConsentReading = (document: string) =>
  useQuery({
    queryKey: [...MINE, document],
    queryFn: () => api.get<ConsentReading>(`/api/reader/consents/${encodeURIComponent(document)}`),
    // A text does not change under who reads it; that the clinic changed it is said when it is sent.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** Sends something about one document, and shows what is so after it. */
export function useConsentWriting<Answer = { consent: ConsentShown }>(document: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ to, body }: { to: 'answers' | 'signatures' | 'withdrawals'; body: object }) =>
      api.post<Answer>(`/api/reader/consents/${encodeURIComponent(document)}/${to}`, body),
    onSuccess: () => queries.invalidateQueries({ queryKey: MINE }),
  });
}
