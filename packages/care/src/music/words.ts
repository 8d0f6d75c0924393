/** The words of music in the room: the phases of its arc, and what can be recorded of it. */

/** The arc of a soundtrack, in order. */
export const MUSIC_PHASES = ['settling', 'onset', 'peak', 'return', 'landing'] as const;
export type MusicPhase = (typeof MUSIC_PHASES)[number];

/** What somebody who plays can say that the music did; `faded_for_emergency` follows from the emergency stop alone. */
export const MUSIC_ACTIONS = [
  'started',
  'track',
  'stretched',
  'shortened',
  'paused',
  'resumed',
  'stopped',
  'taken_over',
] as const;
export type MusicAction = (typeof MUSIC_ACTIONS)[number] | 'faded_for_emergency';

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
