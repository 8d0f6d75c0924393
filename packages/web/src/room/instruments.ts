/** What plays in this page: its audio clock, the sound on its shelf, and the conductor that keeps them in step with the log. */
import { useEffect, useRef } from 'react';
import { newId } from '../api/new-id.ts';
import { Conductor } from '../music/conductor.ts';
import { Engine } from '../music/engine.ts';
import { Shelf } from '../music/shelf.ts';
import { useClient, useMomentNow } from './use-session.tsx';

/** This page's own: two never sound at once, whoever opens them. */
export const PLAYER = newId();
/** How often it is looked at what is due; what sounds was laid ready long before. */
const LOOKED_AT = 500;

/** What plays here: one audio clock for the page, opened by a touch as browsers ask. */
interface Instruments {
  readonly context: AudioContext;
  readonly shelf: Shelf;
  readonly engine: Engine;
  readonly conductor: Conductor;
}

export function useInstruments() {
  const client = useClient();
  const now = useMomentNow();
  const made = useRef<Instruments>(undefined);
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  });
  useEffect(() => {
    const tick = () => made.current?.conductor.tick();
    const timer = setInterval(tick, LOOKED_AT);
    // After whatever moved the session is done: what is written down here comes behind it, in the order of its making.
    const stop = client.subscribe(() => queueMicrotask(tick));
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      stop();
      document.removeEventListener('visibilitychange', tick);
      const gone = made.current;
      made.current = undefined;
      // Outside the room nobody hears of an emergency stop, so nothing sounds there.
      gone?.engine.silence(1);
      if (gone) setTimeout(() => void gone.context.close(), 1200);
    };
  }, [client]);
  return {
    get there() {
      return made.current;
    },
    /** From a touch. */
    open(): Instruments {
      if (!made.current) {
        const context = new AudioContext({ latencyHint: 'playback' });
        const shelf = new Shelf(context);
        const engine = new Engine(context, shelf.bufferOf);
        const conductor = new Conductor({
          player: PLAYER,
          engine,
          shelf,
          session: () => client.read().session,
          confirmedSeq: () => client.read().confirmedSeq,
          now: () => latest.current(),
          record: (asked) => void client.send(asked),
        });
        made.current = { context, shelf, engine, conductor };
      }
      void made.current.context.resume();
      return made.current;
    },
  };
}
