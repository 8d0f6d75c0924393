/** The registry, as the clinic's server tells it. While a copy of the records is being made, it is asked again. */
import type { RegistryOverview, RegistryPools } from '@holdspace/care';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';

const REGISTRY = '/api/registry';
const LOOK_AGAIN_MS = 2_000;

/** What this clinic has joined but not given yet comes in a moment as well. */
const isUnderWay = (data: RegistryOverview | undefined): boolean =>
  data !== undefined && (data.isMaking || (data.isJoined && data.given === null));

export const useRegistry = () =>
  useQuery({
    queryKey: ['registry', 'overview'],
    queryFn: () => api.get<RegistryOverview>(REGISTRY),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? LOOK_AGAIN_MS : false),
  });

/** `of`: what the pools are of, so that another summary is read anew. */
export const usePools = (chosen: { readonly instrument: string; readonly scale: string }, of: string) =>
  useQuery({
    queryKey: ['registry', 'pools', chosen.instrument, chosen.scale, of],
    queryFn: () =>
      api.get<RegistryPools>(
        `${REGISTRY}/pools?${new URLSearchParams({ instrument: chosen.instrument, scale: chosen.scale })}`,
      ),
  });
export const useHarmPools = (of: string) =>
  useQuery({
    queryKey: ['registry', 'harms', of],
    queryFn: () => api.get<RegistryPools>(`${REGISTRY}/harms`),
  });

function useChanging<Body>(path: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => api.post(`${REGISTRY}/${path}`, body),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['registry'] }),
  });
}
export const useJoin = () => useChanging<{ readonly reason: string; readonly isNamed: boolean }>('joining');
export const useLeave = () => useChanging<{ readonly reason: string }>('leaving');
export const useGive = () => useChanging<Record<string, never>>('giving');
export const useTakeIn = () => useChanging<{ readonly file: unknown }>('files');
export const useRemove = () => useChanging<{ readonly giver: string }>('removals');
/** Where the browser fetches the signed file from. */
export const FILE = `${REGISTRY}/file`;
