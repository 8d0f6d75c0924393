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
