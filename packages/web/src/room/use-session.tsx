/** The session for the parts of the room: what they read, the present moment by the server's clock, and asking. */
import {
  type Command,
  type Instant,
  instant,
  needsSignature,
  type Practitioner,
  type Protocol,
  type Session,
} from '@holdspace/care';
import { replaceEqualDeep } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useRef, useState, useSyncExternalStore } from 'react';
import { useMe } from '../api/me.ts';
import { isScreenLocked } from '../sign-in/screen.ts';
import { useNow } from '../ui/now.ts';
import type { Signature } from './outbox.ts';
import type { Answer, Asked, LoadedSession, RoomState } from './room-state.ts';
import type { SessionClient } from './session-client.ts';

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

/** An act that waits for a signature of its own: of who is signed in, or of somebody else who stands here. */
export interface Signing {
  readonly asked: Asked;
  readonly command: Command;
  readonly by: 'self' | 'another';
}

export interface Asking {
  /** What was asked last and not accepted. */
  readonly asked?: Asked;
  readonly answer?: Extract<Answer, { accepted: false }>;
  readonly signing?: Signing;
  /** Asks; answers whether it was accepted. An act of authority may wait for a signature first. */
  ask(asked: Asked): boolean;
  /** Asks for somebody else to sign it, here. */
  askAnother(asked: Asked): void;
  /** Goes on with what was signed. */
  signed(signing: Signing, signature: Signature): void;
  clear(): void;
}

/** Asks of the session from one place on the screen, and keeps what was refused so that it is shown there. */
export function useAsk(onAccepted?: (asked: Asked) => void): Asking {
  const { client } = useRoom();
  const { screen, signing: policy } = useMe();
  const [refused, setRefused] = useState<{ asked: Asked; answer: Extract<Answer, { accepted: false }> }>();
  const [signing, setSigning] = useState<Signing>();
  const settle = (asked: Asked, answer: Answer) => {
    setSigning(undefined);
    setRefused(answer.accepted ? undefined : { asked, answer });
    if (answer.accepted) onAccepted?.(asked);
    return answer.accepted;
  };
  return {
    ...refused,
    ...(signing && { signing }),
    ask(asked) {
      const device = { isLocked: isScreenLocked(), isShared: screen.isShared };
      if (!needsSignature(asked, device, policy)) return settle(asked, client.send(asked));
      // What a rule refuses anyhow need not be signed first.
      const considered = client.consider(asked);
      if (!considered.accepted) return settle(asked, considered);
      setRefused(undefined);
      setSigning({ asked, command: considered.command, by: 'self' });
      return false;
    },
    askAnother(asked) {
      const command = client.make(asked);
      if ('errors' in command) settle(asked, { accepted: false, refusals: [], errors: command.errors });
      else {
        setRefused(undefined);
        setSigning({ asked, command, by: 'another' });
      }
    },
    signed: ({ asked, command }, signature) => void settle(asked, client.sendSigned(command, signature)),
    clear() {
      setRefused(undefined);
      setSigning(undefined);
    },
  };
}
