/** Groups as the server answers them, and what is sent. */
import type { Attendance, GroupKind, Instant } from '@holdspace/care';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { useMe } from '../api/me.ts';

export interface GroupMeetingShown {
  readonly id: string;
  readonly at: Instant;
  readonly minutes: number;
  readonly room: string;
  readonly calledOffAt?: Instant;
}
export interface GroupShown {
  readonly id: string;
  readonly name: string;
  readonly kind: GroupKind;
  readonly place: string;
  readonly most: number;
  readonly count: number;
  readonly leaders: readonly { readonly id: string; readonly name: string }[];
  readonly meetings: readonly GroupMeetingShown[];
}
export interface GroupMemberShown {
  readonly id: string;
  readonly courseId: string;
  readonly patientId: string;
  readonly name: string;
  readonly leftAt?: Instant;
  readonly consent?: {
    readonly signedAt: Instant;
    readonly signedHow: 'portal' | 'paper';
    readonly textVersion: string;
  };
}
export interface HeldShown {
  readonly meetingId: string;
  readonly attendance: readonly {
    readonly patientId: string;
    readonly attendance: Attendance;
    readonly counts: boolean;
  }[];
  readonly notes: readonly {
    readonly id: string;
    readonly author: string;
    readonly writtenAt: Instant;
    readonly text: string;
  }[];
}
export interface LedGroupShown extends GroupShown {
  readonly members: readonly GroupMemberShown[];
  readonly held: readonly HeldShown[];
}

/** Whether a group is one's own to act on; who sees it by their role alone reads. */
export function useLeads({ leaders }: GroupShown): boolean {
  const me = useMe().practitioner.id;
  return leaders.some(({ id }) => id === me);
}

export const useGroups = () =>
  useQuery({ queryKey: ['groups'], queryFn: () => api.get<{ groups: readonly GroupShown[] }>('/api/groups') });
export const useGroup = (id: string) =>
  useQuery({
    queryKey: ['groups', id],
    queryFn: () => api.get<{ group: LedGroupShown; consentText: readonly string[] }>(`/api/groups/${id}`),
  });

export function useGroupChange<Answer = unknown>() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body = {} }: { readonly path: string; readonly body?: object }) =>
      api.post<Answer>(path, body),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['groups'] }),
  });
}
