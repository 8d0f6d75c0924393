/**
 * The worker that measures how loud a track is. It may compile WebAssembly, which no page may: the server sends this one
 * file with a policy of its own (docs/decisions/0023 and 0028). Nothing of the track leaves the device by it.
 */
import type { Loudness } from '@holdspace/care';
import wasm from 'ebur128-wasm/ebur128_wasm_bg.wasm?url';
import { measure, openMeter } from './loudness-meter.ts';

export interface ToMeasure {
  readonly rate: number;
  readonly left: Float32Array;
  readonly right: Float32Array;
}
/** How far it is, then what it found, or that it could not. */
export type Measuring = { readonly done: number } | { readonly measured: Loudness } | { readonly failed: string };

self.addEventListener('message', async ({ data }: MessageEvent<ToMeasure>) => {
  const say = (measuring: Measuring) => self.postMessage(measuring);
  try {
    const meter = await openMeter(await (await fetch(wasm)).arrayBuffer());
    say({ measured: measure(meter, data.rate, data, { onPart: (done) => say({ done }) }) });
  } catch (fault) {
    say({ failed: fault instanceof Error ? fault.message : String(fault) });
  }
});
