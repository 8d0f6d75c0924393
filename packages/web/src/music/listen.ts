/** Listening to a track outside the room: one at a time, at the common loudness. */
import { gainOf, levelOf, type Track } from '@holdspace/care';
import { useEffect, useRef, useState } from 'react';
import { Shelf } from './shelf.ts';

interface Listening {
  readonly trackId: string;
  readonly state: 'fetching' | 'playing' | 'failed';
}

export function useListening(target: number) {
  const [listening, setListening] = useState<Listening>();
  const context = useRef<AudioContext>(undefined);
  const stopSound = useRef<() => void>(undefined);
  const stop = () => {
    stopSound.current?.();
    stopSound.current = undefined;
    setListening(undefined);
  };
  useEffect(
    () => () => {
      stopSound.current?.();
      void context.current?.close();
      context.current = undefined;
    },
    [],
  );
  return {
    listening,
    stop,
    async listen(track: Track) {
      stop();
      context.current ??= new AudioContext();
      const audio = context.current;
      void audio.resume();
      const aborting = new AbortController();
      stopSound.current = () => aborting.abort();
      setListening({ trackId: track.id, state: 'fetching' });
      const { id, title } = track;
      const gain = gainOf(levelOf(track, target));
      const seconds = track.lengthMilliseconds / 1000;
      const shelf = new Shelf(audio);
      const phase = { phase: track.phases[0] ?? 'settling', tracks: [{ id, title, seconds, gain }] };
      try {
        await shelf.fill({ crossfade: 1, phases: [phase] }, () => undefined, aborting.signal);
      } catch {
        if (!aborting.signal.aborted) setListening({ trackId: id, state: 'failed' });
        return;
      }
      const buffer = shelf.bufferOf(id);
      if (!buffer || aborting.signal.aborted) return;
      const source = new AudioBufferSourceNode(audio, { buffer });
      source.connect(new GainNode(audio, { gain })).connect(audio.destination);
      source.onended = () => setListening((now) => (now?.trackId === id ? undefined : now));
      source.start();
      stopSound.current = () => source.stop();
      setListening({ trackId: id, state: 'playing' });
    },
  };
}
