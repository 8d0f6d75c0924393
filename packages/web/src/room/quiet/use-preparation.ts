/** What was said in preparation, for this session: asked for once it is entered, and kept while the room stands. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { RoomPreparation } from '../../preparation/shapes.ts';
import { useLoaded } from '../use-session.tsx';

export function useRoomPreparation() {
  const { session } = useLoaded();
  return useQuery({
    queryKey: ['room-preparation', session.id],
    queryFn: () => api.get<RoomPreparation>(`/api/sessions/${session.id}/preparation`),
    staleTime: 60_000,
    gcTime: Number.POSITIVE_INFINITY,
    // Without a network what was there stays there.
    refetchOnReconnect: true,
  });
}
