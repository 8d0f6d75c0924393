/** The audit: what is asked of the server. */
import type { AuditEntry, Instant, UnusualMark, WhoSaw } from '@holdspace/care';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';

/** Whose, by whom, on which days of the clinic. Empty is any. */
export interface Question {
  readonly patient: string;
  readonly practitioner: string;
  readonly from: string;
  readonly to: string;
}
export interface EntryShown extends AuditEntry {
  readonly seq: number;
  readonly unusual: readonly UnusualMark[];
}
export interface EntriesShown {
  readonly entries: readonly EntryShown[];
  /** Names by id. */
  readonly patients: Readonly<Record<string, string>>;
}
export interface CheckpointShown {
  readonly seq: number;
  readonly at: Instant;
  readonly keyId: string;
}

const asked = (path: string, question: Partial<Question>): string => {
  const said = Object.entries(question).filter(([, value]) => value !== '');
  return `${path}?${new URLSearchParams(said as [string, string][])}`;
};

export const useWhoSaw = (question: Question) =>
  useQuery({
    queryKey: ['audit', 'people', question],
    queryFn: () => api.get<{ people: readonly WhoSaw[]; isWhole: boolean }>(asked('/api/audit/people', question)),
  });
export const useEntries = (question: Question) =>
  useQuery({
    queryKey: ['audit', 'entries', question],
    queryFn: () => api.get<EntriesShown>(asked('/api/audit', question)),
  });
export const useUnusual = (question: Question) =>
  useQuery({
    queryKey: ['audit', 'unusual', question],
    queryFn: () =>
      api.get<EntriesShown & { isWhole: boolean; clocksBehind: number }>(asked('/api/audit/unusual', question)),
  });
export const useCheckpoints = () =>
  useQuery({
    queryKey: ['audit', 'checkpoints'],
    queryFn: () => api.get<{ checkpoints: readonly CheckpointShown[] }>('/api/audit/checkpoints'),
  });
export function useMakeCheckpoint() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<{ checkpoint: CheckpointShown }>('/api/audit/checkpoints', {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['audit', 'checkpoints'] }),
  });
}
