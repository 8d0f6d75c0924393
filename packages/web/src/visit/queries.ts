/** A visit and who is planned for it: what is asked of the server, and what is sent. */
import type { Instant, PhaseStaffing, Role } from '@holdspace/care';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { PlannedShown, ProtocolShown, VisitKind } from '../api/shapes.ts';

export interface VisitShown {
  readonly visit: {
    readonly id: string;
    readonly courseId: string;
    readonly kind: VisitKind;
    readonly scheduledFor: Instant;
    readonly room: string;
  };
  readonly patient: { readonly id: string; readonly name: string };
  readonly protocol: ProtocolShown;
  readonly assignments: readonly PlannedShown[];
  readonly phases: readonly PhaseStaffing[];
}

export const useVisit = (visitId: string) =>
  useQuery({
    queryKey: ['visit', visitId],
    queryFn: () => api.get<VisitShown>(`/api/visits/${visitId}/assignments`),
  });

export interface NewAssignment {
  readonly id: string;
  readonly personId: string;
  readonly role: Role;
  readonly phase?: string;
}

/** Plans somebody, or takes them off; the visit and the day are shown anew. */
function useChangePlan<Body>(path: (body: Body) => string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => api.post(path(body), body),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['today'] });
      return queries.invalidateQueries({ queryKey: ['visit'] });
    },
  });
}
export const useAssign = (visitId: string) => useChangePlan<NewAssignment>(() => `/api/visits/${visitId}/assignments`);
export const useTakeOff = (visitId: string, assignmentId: string) =>
  useChangePlan<Record<string, never>>(() => `/api/visits/${visitId}/assignments/${assignmentId}/remove`);
