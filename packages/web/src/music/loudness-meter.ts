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

/** Up to this length a track is measured whole. */
const WHOLE_SECONDS = 300;
/** A longer one need not lie in memory twice: its peaks are looked for in parts, and one can see how far it is. */
const PART_SECONDS = 10;
/** The standard’s own block, on which it gates. A longer stretch leaves its quiet out by itself and then counts whole. */
const BLOCK_SECONDS = 0.4;
/** Below these nothing is told apart: the standard’s absolute gate, and what any file holds. */
const SILENT = -70;
const LOWEST_PEAK = -100;

/** The mean of loudnesses, as the standard takes it: of their energies. */
const meanOf = (blocks: readonly number[]) =>
  10 * Math.log10(blocks.reduce((sum, loudness) => sum + 10 ** (loudness / 10), 0) / blocks.length);

/** The standard’s two gates over the loudness of blocks. */
function gated(blocks: readonly number[]): number {
  const heard = blocks.filter((loudness) => loudness > SILENT);
  if (heard.length === 0) return SILENT;
  const lowest = meanOf(heard) - 10;
  return meanOf(heard.filter((loudness) => loudness > lowest));
}

/**
 * Loudness and true peak of a track. Up to five minutes it is the standard’s measure; a longer one is measured block by
 * block and gated here, with blocks side by side where the standard’s overlap.
 */
export function measure(
  meter: Meter,
  rate: number,
  { left, right }: { readonly left: Float32Array; readonly right: Float32Array },
  { onPart, wholeSeconds = WHOLE_SECONDS }: { onPart?: (done: number) => void; wholeSeconds?: number } = {},
): Loudness {
  const isWhole = left.length <= wholeSeconds * rate;
  const part = isWhole ? Math.max(1, left.length) : PART_SECONDS * rate;
  const block = isWhole ? part : Math.round(BLOCK_SECONDS * rate);
  const sides = (from: number, to: number) => [left.subarray(from, to), right.subarray(from, to)] as const;
  const blocks: number[] = [];
  let truePeak = LOWEST_PEAK;
  for (let from = 0; from < left.length; from += part) {
    const to = Math.min(left.length, from + part);
    truePeak = Math.max(truePeak, meter.truePeak(rate, ...sides(from, to)));
    for (let at = from; at + block <= to; at += block) blocks.push(meter.loudness(rate, ...sides(at, at + block)));
    onPart?.(to / left.length);
  }
  return { loudness: gated(blocks), truePeak };
}
