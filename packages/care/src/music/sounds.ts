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

/** Pitches are those of a low D with its fifth, ninth and sixth: no leading tone that wants to go anywhere. */
export const SOUND_RECIPES: readonly SoundRecipe[] = [
  {
    id: '6d757369-6300-4000-8000-000000000011',
    title: 'Shore at dusk',
    phase: 'settling',
    energy: 1,
    seconds: 126,
    seed: 11,
    drones: [
      { hertz: 73.42, partials: SOFT, strength: 0.5, breaths: 7, pan: -0.3 },
      { hertz: 110, partials: SOFT, strength: 0.32, breaths: 9, pan: 0.3 },
      { hertz: 220, partials: HOLLOW, strength: 0.08, breaths: 5, pan: 0 },
    ],
    swell: { strength: 0.5, cutoff: 600, waves: 14 },
    measured: { loudness: -16.6, truePeak: -6 },
  },
  {
    id: '6d757369-6300-4000-8000-000000000012',
    title: 'Tide coming in',
    phase: 'onset',
    energy: 2,
    seconds: 132,
    seed: 12,
    drones: [
      { hertz: 73.42, partials: WARM, strength: 0.5, breaths: 8, pan: 0 },
      { hertz: 146.83, partials: SOFT, strength: 0.3, breaths: 11, pan: -0.5 },
      { hertz: 220, partials: SOFT, strength: 0.2, breaths: 6, pan: 0.5 },
      { hertz: 329.63, partials: HOLLOW, strength: 0.07, breaths: 4, pan: 0.1 },
    ],
    swell: { strength: 0.28, cutoff: 900, waves: 11 },
    measured: { loudness: -16.3, truePeak: -6 },
  },
  {
    id: '6d757369-6300-4000-8000-000000000013',
    title: 'Open water',
    phase: 'peak',
    energy: 3,
    seconds: 144,
    seed: 13,
    drones: [
      { hertz: 55, partials: WARM, strength: 0.5, breaths: 6, pan: 0 },
      { hertz: 110, partials: WARM, strength: 0.34, breaths: 9, pan: -0.6 },
      { hertz: 164.81, partials: SOFT, strength: 0.26, breaths: 7, pan: 0.6 },
      { hertz: 246.94, partials: HOLLOW, strength: 0.12, breaths: 5, pan: -0.2 },
      { hertz: 369.99, partials: HOLLOW, strength: 0.06, breaths: 4, pan: 0.3 },
    ],
    swell: { strength: 0.16, cutoff: 420, waves: 8 },
    measured: { loudness: -16.5, truePeak: -6 },
  },
  {
    id: '6d757369-6300-4000-8000-000000000014',
    title: 'Under the surface',
    phase: 'peak',
    energy: 3,
    seconds: 138,
    seed: 14,
    drones: [
      { hertz: 61.74, partials: WARM, strength: 0.5, breaths: 5, pan: 0 },
      { hertz: 92.5, partials: WARM, strength: 0.34, breaths: 8, pan: 0.5 },
      { hertz: 185, partials: SOFT, strength: 0.22, breaths: 6, pan: -0.5 },
      { hertz: 277.18, partials: HOLLOW, strength: 0.09, breaths: 7, pan: 0.2 },
    ],
    swell: { strength: 0.2, cutoff: 320, waves: 6 },
    measured: { loudness: -15.8, truePeak: -6 },
  },
  {
    id: '6d757369-6300-4000-8000-000000000015',
    title: 'Far lights',
    phase: 'return',
    energy: 2,
    seconds: 132,
    seed: 15,
    drones: [
      { hertz: 73.42, partials: SOFT, strength: 0.42, breaths: 7, pan: 0 },
      { hertz: 146.83, partials: SOFT, strength: 0.3, breaths: 9, pan: 0.4 },
      { hertz: 185, partials: HOLLOW, strength: 0.16, breaths: 5, pan: -0.4 },
    ],
    swell: { strength: 0.16, cutoff: 700, waves: 9 },
    bells: { strength: 0.09, every: 11, hertz: [293.66, 369.99, 440, 587.33], decay: 5 },
    measured: { loudness: -15.6, truePeak: -6 },
  },
  {
    id: '6d757369-6300-4000-8000-000000000016',
    title: 'Dry sand, morning',
    phase: 'landing',
    energy: 1,
    seconds: 126,
    seed: 16,
    drones: [
      { hertz: 98, partials: SOFT, strength: 0.42, breaths: 7, pan: -0.2 },
      { hertz: 146.83, partials: SOFT, strength: 0.28, breaths: 6, pan: 0.3 },
      { hertz: 246.94, partials: HOLLOW, strength: 0.1, breaths: 5, pan: 0 },
    ],
    swell: { strength: 0.26, cutoff: 800, waves: 12 },
    bells: { strength: 0.06, every: 21, hertz: [392, 493.88, 587.33], decay: 6 },
    measured: { loudness: -15.5, truePeak: -6 },
  },
];

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
