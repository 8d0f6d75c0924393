/**
 * The measure of loudness by EBU R 128: the library `ebur128-wasm`, whose own glue asks for a bundler’s extra, so that its
 * WebAssembly is opened here. What it takes is freed inside it.
 */
import type { Loudness } from '@holdspace/care';

interface Exports {
  readonly memory: WebAssembly.Memory;
  __wbindgen_malloc(bytes: number): number;
  ebur128_integrated_stereo(rate: number, left: number, leftLength: number, right: number, rightLength: number): number;
  ebur128_true_peak_stereo(rate: number, left: number, leftLength: number, right: number, rightLength: number): number;
}

export interface Meter {
  /** Integrated loudness in LUFS, −∞ for silence. */
  loudness(rate: number, left: Float32Array, right: Float32Array): number;
  /** True peak in dBTP, −∞ for silence. */
  truePeak(rate: number, left: Float32Array, right: Float32Array): number;
}

export async function openMeter(bytes: BufferSource): Promise<Meter> {
  const nothing = () => 0;
  const { instance } = await WebAssembly.instantiate(bytes, {
    './ebur128_wasm_bg.js': {
      __wbg_new_693216e109162396: nothing,
      __wbg_stack_0ddaca5d1abfb52f: nothing,
      __wbg_error_09919627ac0992f5: nothing,
      __wbindgen_object_drop_ref: nothing,
    },
  });
  const meter = instance.exports as unknown as Exports;
  const pass = (samples: Float32Array): number => {
    const at = meter.__wbindgen_malloc(samples.length * 4);
    new Float32Array(meter.memory.buffer).set(samples, at / 4);
    return at;
  };
  return {
    loudness: (rate, left, right) =>
      meter.ebur128_integrated_stereo(rate, pass(left), left.length, pass(right), right.length),
    truePeak: (rate, left, right) =>
      meter.ebur128_true_peak_stereo(rate, pass(left), left.length, pass(right), right.length),
  };
}

/** Measured in parts of this length: a long track need not lie in memory twice, and one can see how far it is. */
const PART_SECONDS = 300;
/** Below these nothing is told apart: the standard’s absolute gate, and what any file holds. */
const SILENT = -70;
const LOWEST_PEAK = -100;

/** The energy of a loudness, as the standard adds it. */
const energyOf = (loudness: number) => 10 ** (loudness / 10);
const meanOf = (parts: readonly { readonly loudness: number; readonly samples: number }[]) => {
  const samples = parts.reduce((sum, part) => sum + part.samples, 0);
  return 10 * Math.log10(parts.reduce((sum, part) => sum + energyOf(part.loudness) * part.samples, 0) / samples);
};

/**
 * Loudness and true peak of a track. Up to five minutes it is the standard’s measure; a longer one is the mean of its
 * parts, those left out that lie 10 LU below the others, as the standard’s own gate does with its blocks.
 */
export function measure(
  meter: Meter,
  rate: number,
  { left, right }: { readonly left: Float32Array; readonly right: Float32Array },
  { onPart, partSeconds = PART_SECONDS }: { onPart?: (done: number) => void; partSeconds?: number } = {},
): Loudness {
  const parts: { loudness: number; samples: number }[] = [];
  let truePeak = LOWEST_PEAK;
  const step = partSeconds * rate;
  for (let from = 0; from < left.length; from += step) {
    // A rest of seconds says nothing by itself: it goes with the part before it.
    const to = left.length - from < step * 1.5 ? left.length : from + step;
    const sides = [left.subarray(from, to), right.subarray(from, to)] as const;
    parts.push({ loudness: Math.max(SILENT, meter.loudness(rate, ...sides)), samples: to - from });
    truePeak = Math.max(truePeak, meter.truePeak(rate, ...sides));
    onPart?.(to / left.length);
    if (to === left.length) break;
  }
  const heard = parts.filter(({ loudness }) => loudness > SILENT);
  const loudness = heard.length > 0 ? meanOf(heard.filter((part) => part.loudness > meanOf(heard) - 10)) : SILENT;
  return { loudness, truePeak };
}
