/** How the phases of the arc are called, and what each is for. */
import type { MusicPhase } from './words.ts';

export const MUSIC_PHASE_NAMES: Readonly<Record<MusicPhase, string>> = {
  settling: 'Settling',
  onset: 'Onset',
  peak: 'Peak',
  return: 'Return',
  landing: 'Landing',
};
/** What each phase of the arc is for, where a soundtrack is built. */
export const MUSIC_PHASE_PURPOSES: Readonly<Record<MusicPhase, string>> = {
  settling: 'Arriving and lying down; plays until the dose is given.',
  onset: 'The medicine begins; steady and easy to trust.',
  peak: 'The deepest part; wide, with little that asks for attention.',
  return: 'Coming back; warmer and lighter.',
  landing: 'The room again; quiet, until somebody stops it.',
};
