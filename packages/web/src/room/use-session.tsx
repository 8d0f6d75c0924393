/** The session for the parts of the room: what they read, the present moment by the server's clock, and asking. */
import { type Instant, instant, type Practitioner, type Protocol, type Session } from '@holdspace/care';
import { replaceEqualDeep } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useRef, useState, useSyncExternalStore } from 'react';
import { useNow } from '../ui/now.ts';
import type { Answer, Asked, LoadedSession, RoomState, SessionClient } from './session-client.ts';

interface RoomContext {
  readonly client: SessionClient;
  readonly loaded: LoadedSession;
  /** How far the server's clock is ahead of this device's. */
  readonly ahead: number;
}
const Room = createContext<RoomContext | null>(null);

export function RoomProvider({ children, ...value }: RoomContext & { children: ReactNode }) {
  return <Room.Provider value={value}>{children}</Room.Provider>;
}

function useRoom(): RoomContext {
  const room = useContext(Room);
  if (!room) throw new Error('only for parts of the session room');
  return room;
}

/** Part of the room's state; drawn again only when that part changes, so answer with what is kept, not made. */
export function useRoomState<T>(select: (state: RoomState) => T): T {
  const { client } = useRoom();
  return useSyncExternalStore(client.subscribe, () => select(client.read()));
}
export const useSession = <T,>(select: (session: Session) => T): T => useRoomState((state) => select(state.session));
/**
 * What the core answers of the session, made anew at every event. What is equal to the answer before keeps its identity,
 * so a reading, which changes little beside the chart, draws only what it changed.
 */
export function useAnswer<T>(ask: (session: Session) => T): T {
  const kept = useRef<T>(undefined);
  return useSession((session) => {
    const answer = replaceEqualDeep(kept.current, ask(session));
    kept.current = answer;
    return answer;
  });
}
export const useWholeSession = (): Session => useRoomState((state) => state.session);
export const useProtocol = (): Protocol => useRoom().loaded.protocol;
export const useLoaded = (): LoadedSession => useRoom().loaded;
export const useClient = (): SessionClient => useRoom().client;
/** Who is signed in here. */
export const useAuthor = (): Practitioner => useRoom().client.author;
/** The zone in which this session's times are said. */
export const useSessionZone = (): string => useSession((session) => session.plan?.zone) ?? 'UTC';

/** The present moment by the server's clock; the component is drawn again each second. */
export function useMoment(): Instant {
  const { ahead } = useRoom();
  return instant(useNow() + ahead);
}

/** The present moment, asked for once. */
export function useMomentNow(): () => Instant {
  const { ahead } = useRoom();
  return useCallback(() => instant(Date.now() + ahead), [ahead]);
}

export interface Asking {
  /** What was asked last and not accepted. */
  readonly asked?: Asked;
  readonly answer?: Extract<Answer, { accepted: false }>;
  /** Asks; answers whether it was accepted. */
  ask(asked: Asked): boolean;
  clear(): void;
}

/** Asks of the session from one place on the screen, and keeps what was refused so that it is shown there. */
export function useAsk(onAccepted?: (asked: Asked) => void): Asking {
  const { client } = useRoom();
  const [refused, setRefused] = useState<{ asked: Asked; answer: Extract<Answer, { accepted: false }> }>();
  return {
    ...refused,
    ask(asked) {
      const answer = client.send(asked);
      setRefused(answer.accepted ? undefined : { asked, answer });
      if (answer.accepted) onAccepted?.(asked);
      return answer.accepted;
    },
    clear: () => setRefused(undefined),
  };
}
