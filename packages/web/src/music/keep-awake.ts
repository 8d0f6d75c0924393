/**
 * Keeps the screen of the device that plays from going dark by itself: on many tablets the sound ends with it. A browser
 * takes the lock back when the page goes out of sight, so it is asked for anew when the page is seen again.
 */
type Page = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;

/** Answers how to let it sleep again. Where a browser has no such lock, or an almost empty battery refuses it, the music plays all the same. */
export function keepAwake(lock: Pick<WakeLock, 'request'> | undefined, page: Page): () => void {
  let held: Pick<WakeLockSentinel, 'release'> | undefined;
  let isOver = false;
  const letGo = () => void held?.release().catch(() => undefined);
  const ask = async () => {
    if (!lock || isOver || page.visibilityState !== 'visible') return;
    held = await lock.request('screen').catch(() => undefined);
    if (isOver) letGo();
  };
  const onSeen = () => void ask();
  page.addEventListener('visibilitychange', onSeen);
  void ask();
  return () => {
    isOver = true;
    page.removeEventListener('visibilitychange', onSeen);
    letGo();
  };
}
