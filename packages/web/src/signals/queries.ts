/** Tasks, rules and the on-call plan: what is asked of the server, and what is sent. */
import type {
  Instant,
  Role,
  RuleHistory,
  RuleTerms,
  Severity,
  TaskOutcome,
  TaskState,
  TaskStepKind,
} from '@holdspace/care';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { TASKS } from './waiting.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}
export interface TaskShown {
  readonly id: string;
  readonly what: string;
  readonly severity: Severity;
  readonly state: TaskState;
  readonly patient?: Named;
  readonly course?: string;
  readonly owner?: Named;
  readonly isMine: boolean;
  readonly mayAnswer: boolean;
  readonly raisedAt: Instant;
  readonly dueAt: Instant;
  readonly standing: 'in_time' | 'soon' | 'overdue' | 'done';
  readonly escalatesTo: Role;
  readonly escalatesAt: Instant;
  readonly escalatedAt?: Instant;
  readonly pages: number;
  readonly takenAt?: Instant;
  readonly done?: { readonly at: Instant; readonly by: Named; readonly outcome: TaskOutcome };
}
export interface WholeTaskShown {
  readonly task: TaskShown;
  readonly rule: { readonly id: string; readonly name: string; readonly says: string };
  readonly why: readonly { readonly at: Instant; readonly says: string }[];
  readonly steps: readonly {
    readonly id: string;
    readonly kind: TaskStepKind;
    readonly says: string;
    readonly at: Instant;
    readonly by?: Named;
    readonly told: readonly Named[];
    readonly outcome?: TaskOutcome;
    readonly words?: string;
  }[];
}
export interface RuleShown {
  readonly id: string;
  readonly name: string;
  readonly terms: RuleTerms;
  readonly says: string;
  readonly promise: string;
  readonly source: string;
  readonly version: number;
  readonly history: RuleHistory;
  readonly falseAlarms?: {
    readonly decided: number;
    readonly share: number;
    readonly low: number;
    readonly high: number;
  };
  readonly falseAlarmsSay: string;
  readonly changes: readonly {
    readonly id: string;
    readonly version: number;
    readonly by: Named;
    readonly at: Instant;
    readonly reason: string;
    readonly says: string;
    readonly promise: string;
    readonly on: boolean;
  }[];
}
export interface OnCallShown {
  readonly now: { readonly people: readonly Named[]; readonly isNobodyPlanned: boolean };
  readonly shifts: readonly {
    readonly id: string;
    readonly person: Named;
    readonly from: Instant;
    readonly until: Instant;
    readonly isNow: boolean;
  }[];
  readonly sendsMail: boolean;
}
export interface PreviewShown {
  readonly days: number;
  readonly before: number;
  readonly after: number;
  readonly opensNow: number;
  readonly notRead: number;
}

export const useTasks = (state: 'waiting' | 'done') =>
  useQuery({
    queryKey: [TASKS, 'list', state],
    queryFn: () => api.get<{ tasks: readonly TaskShown[] }>(`/api/tasks?state=${state}`),
  });
export const useTask = (id: string) =>
  useQuery({ queryKey: [TASKS, 'one', id], queryFn: () => api.get<WholeTaskShown>(`/api/tasks/${id}`) });
export const useOnCall = () =>
  useQuery({ queryKey: [TASKS, 'on-call'], queryFn: () => api.get<OnCallShown>('/api/on-call') });

const SIGNALS = 'signals';
export const useRules = () =>
  useQuery({
    queryKey: [SIGNALS],
    queryFn: () => api.get<{ rules: readonly RuleShown[] }>('/api/signals'),
  });
export const usePreview = () =>
  useMutation({
    mutationFn: (body: { readonly rule: string; readonly terms: RuleTerms }) =>
      api.post<PreviewShown>('/api/signals/preview', body),
  });

export const useStaff = () =>
  useQuery({
    queryKey: ['practitioners'],
    queryFn: () =>
      api.get<{ practitioners: readonly (Named & { readonly roles: readonly Role[] })[] }>('/api/practitioners'),
  });

/** Sends something, and shows everything that waits, and every rule, anew. */
export function useTelling<Body, Answer = unknown>(send: (body: Body) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: [TASKS] }),
        queries.invalidateQueries({ queryKey: [SIGNALS] }),
      ]),
  });
}
