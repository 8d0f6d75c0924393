/** What one is asked now, on a patient's own pages. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { RequestShown } from './shapes.ts';

export const MY_MEASURES = ['my-measures'] as const;
export const useMyMeasures = () =>
  useQuery({
    queryKey: MY_MEASURES,
    queryFn: () => api.get<{ requests: readonly RequestShown[] }>('/api/reader/measures'),
  });
