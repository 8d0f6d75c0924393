/**
 * Whether this screen is locked: nobody has touched it for a while, in any of its tabs. The server counts too and has the last
 * word; a touch keeps a screen open and never opens one. Kept with who is signed in, which is asked of the server anew.
 */
import { useEffect } from 'react';
import { api } from '../api/client.ts';
import { meQuery, useMe } from '../api/me.ts';
import { queryClient } from '../api/query-client.ts';
import type { Me } from '../api/shapes.ts';

/** The server is told of touches at most this often, so that its count is behind by no more. */
const TOLD_EVERY_MS = 20_000;
const LOOKED_EVERY_MS = 1_000;

let touchedAt = Date.now();
let toldAt = 0;
/** The tabs of one browser are one screen. */
const tabs = new BroadcastChannel('holdspace-screen');

const knownMe = () => queryClient.getQueryData<Me | null>(meQuery.queryKey);
export const isScreenLocked = (): boolean => knownMe()?.screen.isLocked ?? false;

function show(isLocked: boolean): void {
  queryClient.setQueryData<Me | null>(meQuery.queryKey, (me) => me && { ...me, screen: { ...me.screen, isLocked } });
}

/** Locks now, in every tab and at the server, which without a network locks by its own count. */
export function lockScreen(): void {
  show(true);
  tabs.postMessage('locked');
  api.post('/api/me/lock').catch(() => undefined);
}

/** The person has shown who they are. */
export function screenUnlocked(): void {
  opened();
  tabs.postMessage('unlocked');
}

function opened(): void {
  touchedAt = Date.now();
  toldAt = touchedAt;
  show(false);
  void queryClient.invalidateQueries();
}

function touched(): void {
  if (isScreenLocked()) return;
  touchedAt = Date.now();
  if (touchedAt - toldAt < TOLD_EVERY_MS) return;
  toldAt = touchedAt;
  tabs.postMessage('touched');
  api.post<{ isLocked: boolean }>('/api/me/touch').then(
    (answer) => {
      if (answer.isLocked) lockScreen();
    },
    // Without a network the next touch tells it; a sign-in that has ended is seen by every other call.
    () => undefined,
  );
}

/** Watches the hands on this screen for as long as somebody is signed in. */
export function useIdleLock(): void {
  const { lockAfterSeconds } = useMe().screen;
  useEffect(() => {
    touchedAt = Date.now();
    const look = setInterval(() => {
      if (!isScreenLocked() && Date.now() - touchedAt >= lockAfterSeconds * 1000) lockScreen();
    }, LOOKED_EVERY_MS);
    const heard = ({ data }: MessageEvent<unknown>) => {
      if (data === 'touched') touchedAt = Date.now();
      else if (data === 'unlocked') opened();
      else show(true);
    };
    const hands = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
    for (const hand of hands) window.addEventListener(hand, touched, { passive: true });
    tabs.addEventListener('message', heard);
    return () => {
      clearInterval(look);
      for (const hand of hands) window.removeEventListener(hand, touched);
      tabs.removeEventListener('message', heard);
    };
  }, [lockAfterSeconds]);
}
