/**
 * A file on its way in: refused by its size before it is read, by its first bytes before it is decoded, then decoded and
 * measured in this browser. Whoever waits sees how far it is, and may stop it.
 */
import {
  AUDIO_TYPES,
  type AudioKind,
  audioKindOf,
  type FileRefusal,
  HEAD_BYTES,
  type Loudness,
  whyNotTaken,
  whyTooLarge,
  whyTooLong,
} from '@holdspace/care';
import type { Measuring, ToMeasure } from './loudness-worker.ts';

export interface TakenIn {
  readonly file: File;
  readonly kind: AudioKind;
  readonly mediaType: string;
  readonly lengthMilliseconds: number;
  readonly measured: Loudness;
}
/** `part`: how far the measuring is, 0 to 1. */
export type TakingIn = { readonly step: 'reading' | 'decoding' | 'measuring'; readonly part: number };

/** A file that is not taken, in words. */
export class NotTaken extends Error {
  readonly refusal: FileRefusal;
  constructor(refusal: FileRefusal) {
    super(`${refusal.message} ${refusal.satisfy}`);
    this.refusal = refusal;
  }
}
const refuse = (refusal: FileRefusal | undefined): void => {
  if (refusal) throw new NotTaken(refusal);
};

const RATE = 48_000;

/** Throws `NotTaken`, or the signal's own reason. */
export async function takeIn(file: File, onStep: (at: TakingIn) => void, signal: AbortSignal): Promise<TakenIn> {
  refuse(whyTooLarge(file.size));
  onStep({ step: 'reading', part: 0 });
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  refuse(whyNotTaken(head, file.size));
  const kind = audioKindOf(head);
  if (!kind) throw new Error('whyNotTaken lets nothing through that is no sound');
  const bytes = await file.arrayBuffer();
  signal.throwIfAborted();
  onStep({ step: 'decoding', part: 0 });
  const sound = await decode(bytes);
  signal.throwIfAborted();
  refuse(whyTooLong(sound.duration * 1000));
  onStep({ step: 'measuring', part: 0 });
  const measured = await loudnessOf(sound, (part) => onStep({ step: 'measuring', part }), signal);
  const lengthMilliseconds = Math.round(sound.duration * 1000);
  return { file, kind, mediaType: AUDIO_TYPES[kind], lengthMilliseconds, measured };
}

async function decode(bytes: ArrayBuffer): Promise<AudioBuffer> {
  const broken: FileRefusal = {
    rule: 'music-broken',
    message: 'This file could not be played through: it is broken, or of a kind that this browser does not know.',
    satisfy: 'Open it in another player; where it plays there, export it anew as mp3 or m4a.',
  };
  try {
    const sound = await new OfflineAudioContext(2, 1, RATE).decodeAudioData(bytes);
    if (sound.length > 0) return sound;
  } catch {
    // Whatever the decoder says is no word for a person.
  }
  throw new NotTaken(broken);
}

function loudnessOf(sound: AudioBuffer, onPart: (part: number) => void, signal: AbortSignal): Promise<Loudness> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./loudness-worker.ts', import.meta.url), { type: 'module' });
    const end = (settle: () => void) => {
      worker.terminate();
      settle();
    };
    signal.addEventListener('abort', () => end(() => reject(signal.reason)), { once: true });
    worker.onerror = () => end(() => reject(new Error('How loud it is could not be measured.')));
    worker.onmessage = ({ data }: MessageEvent<Measuring>) => {
      if ('done' in data) onPart(data.done);
      else end(() => ('measured' in data ? resolve(data.measured) : reject(new Error(data.failed))));
    };
    const left = sound.getChannelData(0).slice();
    const right = sound.numberOfChannels > 1 ? sound.getChannelData(1).slice() : left.slice();
    const asked: ToMeasure = { rate: sound.sampleRate, left, right };
    worker.postMessage(asked, [left.buffer, right.buffer]);
  });
}
