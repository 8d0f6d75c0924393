/** Makes the samples of a recipe: additive tones, filtered noise and bells, each of which ends where it began. */
import type { SoundRecipe } from './sounds.ts';

/** Samples a second: all that these sounds hold lies below half of it, and a whole sound stays small in memory. */
export const SOUND_RATE = 24_000;
/** The highest sample of what is made: 6 dB below full. */
const HIGHEST = 0.5;
/** As far as a bell is heard, in times of its decay. */
const BELL_LASTS = 5;

export interface Stereo {
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/** Numbers that look like chance and are the same everywhere (mulberry32). */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Adds a tone of whole cycles, so that the end meets the beginning; it is turned, not computed anew, at each sample. */
function addTone(out: Float32Array, cycles: number, breaths: number, phase: number, strength: number): void {
  const step = (2 * Math.PI * cycles) / out.length;
  const slow = (2 * Math.PI * breaths) / out.length;
  const [turnCos, turnSin] = [Math.cos(step), Math.sin(step)];
  const [slowCos, slowSin] = [Math.cos(slow), Math.sin(slow)];
  let [cos, sin] = [Math.cos(phase), Math.sin(phase)];
  let [breathCos, breathSin] = [Math.cos(phase * 3), Math.sin(phase * 3)];
  for (let at = 0; at < out.length; at++) {
    out[at] = (out[at] ?? 0) + sin * strength * (0.65 + 0.35 * breathSin);
    [cos, sin] = [cos * turnCos - sin * turnSin, sin * turnCos + cos * turnSin];
    [breathCos, breathSin] = [breathCos * slowCos - breathSin * slowSin, breathSin * slowCos + breathCos * slowSin];
  }
}

function addSwell(out: Float32Array, swell: NonNullable<SoundRecipe['swell']>, rate: number, seed: number): void {
  const { length } = out;
  const noise = new Float32Array(length);
  const next = chance(seed);
  for (let at = 0; at < length; at++) noise[at] = next() * 2 - 1;
  const pass = 1 - Math.exp((-2 * Math.PI * swell.cutoff) / rate);
  let [one, two] = [0, 0];
  // Begun before the beginning, with the end: the filter is then where it will be when the sound comes round.
  for (let at = -rate; at < length; at++) {
    one += pass * ((noise[(at + length) % length] ?? 0) - one);
    two += pass * (one - two);
    if (at < 0) continue;
    const wave = 0.5 - 0.5 * Math.cos((2 * Math.PI * swell.waves * at) / length);
    out[at] = (out[at] ?? 0) + two * swell.strength * (0.25 + 0.75 * wave * wave);
  }
}

function addBells(
  { left, right }: Stereo,
  bells: NonNullable<SoundRecipe['bells']>,
  rate: number,
  next: () => number,
): void {
  const { length } = left;
  const strikes = Math.floor(length / rate / bells.every);
  for (let strike = 0; strike < strikes; strike++) {
    const from = Math.round(((strike + 0.2 + 0.5 * next()) * bells.every * rate) % length);
    const hertz = bells.hertz[Math.floor(next() * bells.hertz.length)] ?? 440;
    const pan = 0.5 + 0.35 * (next() * 2 - 1);
    const lasts = Math.min(length, Math.round(bells.decay * BELL_LASTS * rate));
    for (const [ratio, strength, fades] of [
      [1, 1, 1],
      [2.003, 0.4, 0.6],
      [2.76, 0.16, 0.35],
    ] as const) {
      const turn = (2 * Math.PI * hertz * ratio) / rate;
      for (let at = 0; at < lasts; at++) {
        const seconds = at / rate;
        const comes = Math.min(1, seconds / 0.02);
        const sound =
          Math.sin(turn * at) * strength * bells.strength * comes * Math.exp(-seconds / (bells.decay * fades));
        const place = (from + at) % length;
        left[place] = (left[place] ?? 0) + sound * (1 - pan);
        right[place] = (right[place] ?? 0) + sound * pan;
      }
    }
  }
}

/** The same samples for the same recipe, on every machine as near as its sines agree. */
export function makeSound(recipe: SoundRecipe, rate: number = SOUND_RATE): Stereo {
  const length = Math.round(recipe.seconds * rate);
  const sound = { left: new Float32Array(length), right: new Float32Array(length) };
  const next = chance(recipe.seed);
  for (const { hertz, partials, strength, breaths, pan } of recipe.drones)
    for (const [ratio, share] of partials) {
      const cycles = Math.round(hertz * ratio * recipe.seconds);
      // A little apart on the two sides, by whole cycles too: the tone is wide and stands still.
      const apart = Math.max(1, Math.round(recipe.seconds * 0.05 * ratio));
      const level = strength * share;
      addTone(sound.left, cycles - apart, breaths, next() * 6.28, level * Math.sqrt((1 - pan) / 2));
      addTone(sound.right, cycles + apart, breaths, next() * 6.28, level * Math.sqrt((1 + pan) / 2));
    }
  if (recipe.swell) {
    addSwell(sound.left, recipe.swell, rate, recipe.seed * 2 + 1);
    addSwell(sound.right, recipe.swell, rate, recipe.seed * 2 + 2);
  }
  if (recipe.bells) addBells(sound, recipe.bells, rate, next);
  let highest = 0;
  for (const side of [sound.left, sound.right])
    for (const sample of side) if (Math.abs(sample) > highest) highest = Math.abs(sample);
  const factor = highest > 0 ? HIGHEST / highest : 1;
  for (const side of [sound.left, sound.right]) for (let at = 0; at < length; at++) side[at] = (side[at] ?? 0) * factor;
  return sound;
}
