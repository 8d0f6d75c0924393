/** Music: what is asked of the server, and what is sent. */
import type { NewTrack, Soundtrack, SoundtrackDocument, Track } from '@holdspace/care';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { playedAmong, standInAmong } from './at-hand.ts';

export interface MusicShown {
  readonly tracks: readonly Track[];
  readonly soundtracks: readonly Soundtrack[];
  readonly setting: { readonly soundtrackId: string; readonly target: number; readonly isDefault: boolean };
}
export interface AvoidedShown {
  readonly id: string;
  readonly track: string;
  readonly reason: string;
  readonly at: string;
  readonly endedAt?: string;
}
export type SessionMusic = MusicShown & { readonly avoided: readonly AvoidedShown[] };

export const useMusic = () => useQuery({ queryKey: ['music'], queryFn: () => api.get<MusicShown>('/api/music') });

/** Of a session: asked once when the room opens, and held while it is. */
export const useSessionMusic = (sessionId: string) =>
  useQuery({
    queryKey: ['session-music', sessionId],
    queryFn: () => api.get<SessionMusic>(`/api/sessions/${sessionId}/music`),
    staleTime: 60_000,
    gcTime: Number.POSITIVE_INFINITY,
  });

/** The soundtrack of a session in the version in which it is played; until that is here, its newest stands in on the screen. */
export function usePlayedSoundtrack(
  { soundtracks }: SessionMusic,
  played: Pick<Soundtrack, 'id' | 'version'> | undefined,
) {
  const listed = playedAmong(soundtracks, played);
  const asked = useQuery({
    queryKey: ['soundtrack', played?.id, played?.version],
    queryFn: () =>
      api.get<{ soundtrack: Soundtrack }>(`/api/music/soundtracks/${played?.id}/versions/${played?.version}`),
    enabled: played !== undefined && !listed,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const same = listed ?? playedAmong([asked.data?.soundtrack], played);
  return {
    soundtrack: same ?? standInAmong(soundtracks, played),
    isSame: same !== undefined,
    fetch: async () => (await asked.refetch()).data?.soundtrack,
  };
}

export const useAvoided = (courseId: string) =>
  useQuery({
    queryKey: ['music-avoided', courseId],
    queryFn: () => api.get<{ avoided: readonly AvoidedShown[] }>(`/api/courses/${courseId}/music-avoided`),
  });

/** Sends, and has everything of music asked anew. */
export function useMusicChange<Asked, Answer>(send: (asked: Asked) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['music'] });
      await client.invalidateQueries({ queryKey: ['music-avoided'] });
      await client.invalidateQueries({ queryKey: ['session-music'] });
    },
  });
}

export const addTrack = (track: NewTrack) => api.post<{ track: Track }>('/api/music/tracks', track);
export const retireTrack = (id: string) => api.post(`/api/music/tracks/${id}/retire`);
export const saveSoundtrack = ({ id, version, ...document }: SoundtrackDocument & { id: string; version: number }) =>
  api.put<{ soundtrack: Soundtrack }>(`/api/music/soundtracks/${id}`, { version, document });
export const saveSetting = (setting: { id: string; soundtrackId: string; target: number }) =>
  api.put('/api/music/setting', setting);
export const avoidTrack = ({ courseId, ...avoided }: { courseId: string; id: string; track: string; reason: string }) =>
  api.post(`/api/courses/${courseId}/music-avoided`, avoided);
export const endAvoiding = ({ courseId, id }: { courseId: string; id: string }) =>
  api.post(`/api/courses/${courseId}/music-avoided/${id}/end`);
