/** A soundtrack: tracks laid along the arc of a session. Saved as versions; what was played stays readable as it was. */
import { z } from 'zod';
import { gainOf, levelOf } from './curve.ts';
import type { Playable, PlayablePhase } from './plan.ts';
import { SHIPPED_TRACKS } from './sounds.ts';
import type { Track } from './track.ts';
import { MUSIC_PHASES, type MusicPhase } from './words.ts';

const phaseSchema = z.strictObject({
  phase: z.enum(MUSIC_PHASES),
  /** Minutes after which the next phase comes by itself; absent where it waits for a hand, as settling for the dose. */
  minutes: z.number().min(0.1).max(240).optional(),
  tracks: z
    .array(z.uuid({ error: 'must be a UUID' }))
    .min(1, 'must have a track')
    .max(30),
});

export const soundtrackSchema = z.strictObject({
  name: z.string().trim().min(1, 'must not be empty').max(120),
  /** Seconds in which one track gives way to the next. */
  crossfade: z.number().min(0.5).max(30),
  phases: z
    .array(phaseSchema)
    .length(MUSIC_PHASES.length, 'must have every phase of the arc')
    .refine((phases) => phases.every(({ phase }, index) => phase === MUSIC_PHASES[index]), {
      error: 'must be in the order of the arc: settling, onset, peak, return, landing',
    }),
});
export type SoundtrackDocument = z.output<typeof soundtrackSchema>;

export interface Soundtrack extends SoundtrackDocument {
  readonly id: string;
  readonly version: number;
}

/**
 * How long each phase lasts where nobody says otherwise, minutes; settling waits for the dose and landing for a hand.
 * Source: the source article has a non-ordinary state of 40 to 60 minutes [background: how it falls into three is ours].
 */
export const USUAL_MINUTES: Readonly<Partial<Record<MusicPhase, number>>> = { onset: 10, peak: 30, return: 20 };

/** Seconds of cross-fade where nobody says otherwise. A default of the project's own. */
export const USUAL_CROSSFADE = 8;

interface Setting {
  readonly tracks: readonly Track[];
  /** Tracks that this patient should not hear. */
  readonly avoided: ReadonlySet<string>;
  readonly target: number;
}

/** Whether a track of a soundtrack can be played to this patient. */
export const isPlayable = (track: Track | undefined, avoided: ReadonlySet<string>): track is Track =>
  track?.hasSound === true && !avoided.has(track.id);

/**
 * A soundtrack as the player takes it. A phase in which nothing may be played has the project's own sound for it, so that
 * there is never silence.
 */
export function playableOf(soundtrack: SoundtrackDocument, { tracks, avoided, target }: Setting): Playable {
  const known = new Map([...SHIPPED_TRACKS, ...tracks].map((track) => [track.id, track]));
  const phases = soundtrack.phases.map(({ phase, minutes, tracks: ids }): PlayablePhase => {
    const chosen = ids.map((id) => known.get(id)).filter((track) => isPlayable(track, avoided));
    const own = SHIPPED_TRACKS.filter((track) => track.phases.includes(phase));
    const allowed = own.filter((track) => isPlayable(track, avoided));
    const heard = [chosen, allowed, own].find((list) => list.length > 0) ?? [];
    return {
      phase,
      ...(minutes !== undefined && { lastsFor: minutes * 60 }),
      tracks: heard.map((track) => ({
        id: track.id,
        title: track.title,
        seconds: track.lengthMilliseconds / 1000,
        gain: gainOf(levelOf(track, target)),
      })),
    };
  });
  return { crossfade: soundtrack.crossfade, phases };
}

/** What a fresh install plays: sounds of the project's own. */
export const SHIPPED_SOUNDTRACK: Soundtrack = {
  id: '6d757369-6300-4000-8000-000000000001',
  version: 1,
  name: 'Open water',
  crossfade: USUAL_CROSSFADE,
  phases: MUSIC_PHASES.map((phase) => {
    const minutes = USUAL_MINUTES[phase];
    const tracks = SHIPPED_TRACKS.filter((track) => track.phases.includes(phase)).map(({ id }) => id);
    return { phase, ...(minutes !== undefined && { minutes }), tracks };
  }),
};
