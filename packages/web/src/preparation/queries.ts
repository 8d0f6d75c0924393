/** A course's preparation and the settings of its sessions, for the clinic. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { PreparationShown, SectionShown, SessionPlan } from './shapes.ts';

export interface CoursePreparation {
  readonly preparation: PreparationShown;
  readonly sessions: readonly SessionPlan[];
}
const keyOf = (courseId: string) => ['preparation', courseId] as const;
/** The patient may be writing at home at this very moment. */
const LOOK_AGAIN_AFTER = 20_000;

export const useCoursePreparation = (courseId: string) =>
  useQuery({
    queryKey: keyOf(courseId),
    queryFn: () => api.get<CoursePreparation>(`/api/courses/${courseId}/preparation`),
    refetchInterval: LOOK_AGAIN_AFTER,
  });

/** Puts a section that was just saved in its place, so that the page says at once who said it. */
export function useSectionSaved(courseId: string) {
  const queries = useQueryClient();
  return (section: SectionShown) => {
    queries.setQueryData<CoursePreparation>(keyOf(courseId), (known) =>
      known
        ? {
            ...known,
            preparation: {
              ...known.preparation,
              sections: known.preparation.sections.map((one) => (one.id === section.id ? section : one)),
            },
          }
        : known,
    );
  };
}

export function useSettle(courseId: string, visitId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (plan: { id: string; follows: number; elements: Record<string, string> }) =>
      api.post<{ session: SessionPlan }>(`/api/visits/${visitId}/setting-plan`, plan),
    // Refused as stale, what somebody else settled is looked at.
    onSettled: () => queries.invalidateQueries({ queryKey: keyOf(courseId) }),
  });
}
