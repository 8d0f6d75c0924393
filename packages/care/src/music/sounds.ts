/**
 * Sounds made by the project itself: each a recipe of a few numbers, out of which every browser makes the same samples.
 * No recording and no file is shipped. What they measure was measured once and is upheld by a test.
 */
import type { Track } from './track.ts';
import type { MusicPhase } from './words.ts';

/** A tone that breathes: partials over a root, as ratio and strength. */
interface Drone {
  readonly hertz: number;
  readonly partials: readonly (readonly [ratio: number, strength: number])[];
  readonly strength: number;
  /** How often it swells and sinks within the whole sound. */
  readonly breaths: number;
  /** −1 left, 1 right. */
  readonly pan: number;
}
export interface SoundRecipe {
  readonly id: string;
  readonly title: string;
  readonly phase: MusicPhase;
  readonly energy: 1 | 2 | 3 | 4 | 5;
  readonly seconds: number;
  readonly seed: number;
  readonly drones: readonly Drone[];
  /** Soft noise that comes and goes like a shore. */
  readonly swell?: { readonly strength: number; readonly cutoff: number; readonly waves: number };
  /** Bells, one about every so many seconds, of these pitches. */
  readonly bells?: {
    readonly strength: number;
    readonly every: number;
    readonly hertz: readonly number[];
    readonly decay: number;
  };
  readonly measured: { readonly loudness: number; readonly truePeak: number };
}

const SOFT = [
  [1, 1],
  [2, 0.32],
  [3, 0.12],
  [4, 0.05],
] as const;
const WARM = [
  [1, 1],
  [2, 0.5],
  [3, 0.2],
  [5, 0.06],
] as const;
const HOLLOW = [
  [1, 1],
  [3, 0.22],
  [5, 0.08],
] as const;

/** A recipe as it is written below: each drone in a row, and the rest of what is the same for all of them left out. */
interface Written extends Omit<SoundRecipe, 'id' | 'drones' | 'measured'> {
  readonly drones: readonly (readonly [
    hertz: number,
    partials: Drone['partials'],
    strength: number,
    breaths: number,
    pan: number,
  ])[];
  readonly loudness: number;
}

/** Pitches are those of a low D with its fifth, ninth and sixth: no leading tone that wants to go anywhere. */
const WRITTEN: readonly Written[] = [
  {
    title: 'Shore at dusk',
    phase: 'settling',
    energy: 1,
    seconds: 126,
    seed: 11,
    drones: [
      [73.42, SOFT, 0.5, 7, -0.3],
      [110, SOFT, 0.32, 9, 0.3],
      [220, HOLLOW, 0.08, 5, 0],
    ],
    swell: { strength: 0.5, cutoff: 600, waves: 14 },
    loudness: -16.6,
  },
  {
    title: 'Tide coming in',
    phase: 'onset',
    energy: 2,
    seconds: 132,
    seed: 12,
    drones: [
      [73.42, WARM, 0.5, 8, 0],
      [146.83, SOFT, 0.3, 11, -0.5],
      [220, SOFT, 0.2, 6, 0.5],
      [329.63, HOLLOW, 0.07, 4, 0.1],
    ],
    swell: { strength: 0.28, cutoff: 900, waves: 11 },
    loudness: -16.3,
  },
  {
    title: 'Open water',
    phase: 'peak',
    energy: 3,
    seconds: 144,
    seed: 13,
    drones: [
      [55, WARM, 0.5, 6, 0],
      [110, WARM, 0.34, 9, -0.6],
      [164.81, SOFT, 0.26, 7, 0.6],
      [246.94, HOLLOW, 0.12, 5, -0.2],
      [369.99, HOLLOW, 0.06, 4, 0.3],
    ],
    swell: { strength: 0.16, cutoff: 420, waves: 8 },
    loudness: -16.5,
  },
  {
    title: 'Under the surface',
    phase: 'peak',
    energy: 3,
    seconds: 138,
    seed: 14,
    drones: [
      [61.74, WARM, 0.5, 5, 0],
      [92.5, WARM, 0.34, 8, 0.5],
      [185, SOFT, 0.22, 6, -0.5],
      [277.18, HOLLOW, 0.09, 7, 0.2],
    ],
    swell: { strength: 0.2, cutoff: 320, waves: 6 },
    loudness: -15.8,
  },
  {
    title: 'Far lights',
    phase: 'return',
    energy: 2,
    seconds: 132,
    seed: 15,
    drones: [
      [73.42, SOFT, 0.42, 7, 0],
      [146.83, SOFT, 0.3, 9, 0.4],
      [185, HOLLOW, 0.16, 5, -0.4],
    ],
    swell: { strength: 0.16, cutoff: 700, waves: 9 },
    bells: { strength: 0.09, every: 11, hertz: [293.66, 369.99, 440, 587.33], decay: 5 },
    loudness: -15.6,
  },
  {
    title: 'Dry sand, morning',
    phase: 'landing',
    energy: 1,
    seconds: 126,
    seed: 16,
    drones: [
      [98, SOFT, 0.42, 7, -0.2],
      [146.83, SOFT, 0.28, 6, 0.3],
      [246.94, HOLLOW, 0.1, 5, 0],
    ],
    swell: { strength: 0.26, cutoff: 800, waves: 12 },
    bells: { strength: 0.06, every: 21, hertz: [392, 493.88, 587.33], decay: 6 },
    loudness: -15.5,
  },
];

export const SOUND_RECIPES: readonly SoundRecipe[] = WRITTEN.map(({ drones, loudness, ...recipe }) => ({
  ...recipe,
  id: `6d757369-6300-4000-8000-0000000000${recipe.seed}`,
  drones: drones.map(([hertz, partials, strength, breaths, pan]) => ({ hertz, partials, strength, breaths, pan })),
  // All are made to peak at half of what there is.
  measured: { loudness, truePeak: -6 },
}));

/** The same as tracks. */
export const SHIPPED_TRACKS: readonly Track[] = SOUND_RECIPES.map(
  ({ id, title, phase, energy, seconds, measured }) => ({
    id,
    title,
    maker: 'Holdspace',
    licence: 'Made by Holdspace; free to play here (Apache-2.0)',
    phases: [phase],
    energy,
    lyrics: { has: false },
    lengthMilliseconds: seconds * 1000,
    ...measured,
    isMade: true,
    hasSound: true,
  }),
);
