/** What a patient has agreed to: asked of the server, and changed there. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { AuthorizationShown, OutsideMemberShown } from './shapes.ts';

export interface SharingShown {
  readonly part2: readonly { readonly id: string; readonly courseId?: string; readonly setBy: string }[];
  readonly authorizations: readonly AuthorizationShown[];
  readonly outsideMembers: readonly OutsideMemberShown[];
}

export const useSharing = (patientId: string) =>
  useQuery({
    queryKey: ['sharing', patientId],
    queryFn: () => api.get<SharingShown>(`/api/patients/${patientId}/sharing`),
  });

/** Sends a change and shows what is so after it. */
export function useSharingChange(patientId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body = {} }: { path: string; body?: object }) => api.post(path, body),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['sharing', patientId] }),
  });
}
