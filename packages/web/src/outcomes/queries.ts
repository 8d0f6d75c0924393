/** What the clinic learns, as its server tells it. The figures are read from a copy; while one is being made, it is asked again. */
import type { OutcomesChange, OutcomesHarms, OutcomesOverview, OutcomesRelations, OutcomesTime } from '@holdspace/care';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';

const OUTCOMES = '/api/outcomes';
/** Soon enough for a small clinic's first copy, and rare enough for a large one's. */
const LOOK_AGAIN_MS = 2_000;

export const useOutcomes = () =>
  useQuery({
    queryKey: ['outcomes', 'overview'],
    queryFn: () => api.get<OutcomesOverview>(OUTCOMES),
    refetchInterval: ({ state }) => (state.data?.isMaking ? LOOK_AGAIN_MS : false),
  });

export function useMakeAnew() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.post(`${OUTCOMES}/refresh`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['outcomes', 'overview'] }),
  });
}

/** Which scale of which measure, as it stands in the address. */
export interface ScaleChosen {
  readonly instrument: string;
  readonly scale: string;
}
const asked = (path: string, chosen: Readonly<Record<string, string>>) =>
  `${OUTCOMES}/${path}?${new URLSearchParams(chosen)}`;

/** `madeAt`: of the copy, so that a new one is read anew. */
export const useChange = ({ instrument, scale }: ScaleChosen, madeAt: string) =>
  useQuery({
    queryKey: ['outcomes', 'change', instrument, scale, madeAt],
    queryFn: () => api.get<OutcomesChange>(asked('change', { instrument, scale })),
  });
/** `dose`: the number of the patient's dose that the next one is counted from. */
export const useTime = ({ instrument, scale }: ScaleChosen, dose: string, madeAt: string) =>
  useQuery({
    queryKey: ['outcomes', 'time', instrument, scale, dose, madeAt],
    queryFn: () => api.get<OutcomesTime>(asked('time', { instrument, scale, dose })),
    // The other curves stay while these are read.
    placeholderData: keepPreviousData,
  });
export const useRelations = ({ instrument, scale }: ScaleChosen, experience: string, madeAt: string) =>
  useQuery({
    queryKey: ['outcomes', 'relations', instrument, scale, experience, madeAt],
    queryFn: () =>
      api.get<OutcomesRelations>(asked('relations', { instrument, scale, ...(experience && { experience }) })),
  });
export const useHarms = (madeAt: string) =>
  useQuery({
    queryKey: ['outcomes', 'harms', madeAt],
    queryFn: () => api.get<OutcomesHarms>(`${OUTCOMES}/harms`),
  });
