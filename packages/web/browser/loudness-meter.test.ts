import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gainOf, levelOf, makeSound, SOUND_RATE, SOUND_RECIPES } from '@holdspace/care';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Meter, measure, openMeter } from '../src/music/loudness-meter.ts';

let meter: Meter;
beforeAll(async () => {
  meter = await openMeter(readFileSync(createRequire(import.meta.url).resolve('ebur128-wasm/ebur128_wasm_bg.wasm')));
});

const RATE = 48_000;
/** A sine of 1 kHz whose peak lies at this level, over stretches of seconds. */
function sine(...stretches: readonly (readonly [decibels: number, seconds: number])[]): Float32Array {
  const out = new Float32Array(stretches.reduce((sum, [, seconds]) => sum + seconds * RATE, 0));
  let at = 0;
  for (const [decibels, seconds] of stretches)
    for (const end = at + seconds * RATE; at < end; at++)
      out[at] = gainOf(decibels) * Math.sin((2 * Math.PI * 1000 * at) / RATE);
  return out;
}
const loudnessOf = (samples: Float32Array) => measure(meter, RATE, { left: samples, right: samples });

describe('the test signals of EBU Tech 3341', () => {
  test('case 1: a stereo sine of 1 kHz at −23 dBFS measures −23 LUFS', () => {
    const { loudness, truePeak } = loudnessOf(sine([-23, 20]));
    expect(Math.abs(loudness + 23)).toBeLessThan(0.1);
    expect(Math.abs(truePeak + 23)).toBeLessThan(0.3);
  });
  test('case 2: at −33 dBFS it measures −33 LUFS', () => {
    expect(Math.abs(loudnessOf(sine([-33, 20])).loudness + 33)).toBeLessThan(0.1);
  });
  test('case 3: quiet before and after a minute at −23 dBFS is gated out', () => {
    expect(Math.abs(loudnessOf(sine([-36, 10], [-23, 60], [-36, 10])).loudness + 23)).toBeLessThan(0.1);
  });
});

test('a long track is measured in parts, with its quiet parts gated out', () => {
  const samples = sine([-23, 10], [-23, 10], [-43, 10]);
  const { loudness } = measure(meter, RATE, { left: samples, right: samples }, { partSeconds: 10 });
  expect(Math.abs(loudness + 23)).toBeLessThan(0.2);
});

test('silence has the lowest loudness that is written down, and no fault', () => {
  expect(loudnessOf(new Float32Array(RATE * 2))).toEqual({ loudness: -70, truePeak: -100 });
});

describe.each(SOUND_RECIPES)('the project’s own sound “$title”', (recipe) => {
  test('measures what its recipe says, lasts two minutes, and ends where it begins', () => {
    const sound = makeSound(recipe);
    const measured = measure(meter, SOUND_RATE, sound);
    expect(Math.abs(measured.loudness - recipe.measured.loudness)).toBeLessThan(0.2);
    expect(Math.abs(measured.truePeak - recipe.measured.truePeak)).toBeLessThan(0.3);
    expect(levelOf(recipe.measured)).toBeGreaterThan(-20);
    expect(sound.left.length / SOUND_RATE).toBeGreaterThanOrEqual(120);
    for (const side of [sound.left, sound.right]) {
      const step = Math.abs((side[0] ?? 0) - (side.at(-1) ?? 0));
      let usual = 0;
      for (let at = 1; at < SOUND_RATE; at++) usual = Math.max(usual, Math.abs((side[at] ?? 0) - (side[at - 1] ?? 0)));
      expect(step).toBeLessThanOrEqual(usual * 1.2);
    }
  });
});
