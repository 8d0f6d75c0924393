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

/** Noise whose level moves as music does; `levelAt` in dB by seconds, `seconds` in all. */
function moving(seconds: number, rate: number, levelAt: (second: number) => number): Float32Array {
  let state = 1;
  let smooth = 0;
  return Float32Array.from({ length: seconds * rate }, (_, at) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    smooth += 0.2 * ((state / 2 ** 32) * 2 - 1 - smooth);
    return smooth * gainOf(levelAt(at / rate));
  });
}

describe('a track of more than five minutes, measured block by block', () => {
  /** Low, so that a track of ten minutes is made and measured in seconds; the measure is the same. */
  const LOW_RATE = 6000;
  test.each([
    ['a swell of 90 s over 20 dB', (s: number) => -20 + 10 * Math.sin((s * 2 * Math.PI) / 90)],
    ['an arc that rises by 30 dB and sinks again', (s: number) => -35 + 30 * Math.sin((Math.PI * s) / 600)],
    ['a pause of minutes in the middle of it', (s: number) => (s < 150 ? -10 : s < 300 ? -35 : -18)],
    ['quiet and loud by turns of 7 s, 14 dB apart', (s: number) => (Math.floor(s / 7) % 2 ? -10 : -24)],
    ['quiet and loud by turns of 2 s', (s: number) => (Math.floor(s / 1.9) % 2 ? -10 : -24)],
    ['one loud minute', (s: number) => (s > 254 && s < 313 ? -2 : -22)],
  ])('with %s comes within a tenth of a LU of the whole', (_, levelAt) => {
    const left = moving(600, LOW_RATE, levelAt);
    const sides = { left, right: left };
    const blocks = measure(meter, LOW_RATE, sides);
    const whole = measure(meter, LOW_RATE, sides, { wholeSeconds: 600 });
    expect(Math.abs(blocks.loudness - whole.loudness)).toBeLessThan(0.1);
    expect(Math.abs(blocks.truePeak - whole.truePeak)).toBeLessThan(0.1);
  });

  test('leaves its quiet parts out, and says how far it is', () => {
    const samples = sine([-23, 20], [-43, 10]);
    const done: number[] = [];
    const { loudness } = measure(
      meter,
      RATE,
      { left: samples, right: samples },
      { wholeSeconds: 15, onPart: (part) => done.push(part) },
    );
    expect(Math.abs(loudness + 23)).toBeLessThan(0.2);
    expect(done.at(-1)).toBe(1);
    expect(done.length).toBeGreaterThan(1);
  });
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
