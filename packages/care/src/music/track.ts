/** A piece of music that a clinic may play: what it is, by whose leave it is played, and what it is fit for. */
import { z } from 'zod';
import { MUSIC_PHASES } from './words.ts';

const line = z.string().trim().min(1, 'must not be empty').max(300);

/** Defaults of the project's own: an hour of decoded stereo fills 1.4 GB of a tablet's memory. */
export const MUSIC_LIMITS = { mostBytes: 100 * 1024 * 1024, longestMilliseconds: 60 * 60_000 } as const;

/** What a clinic can say of a track; `title` and `licence` are never left out. */
const about = {
  title: line,
  maker: line,
  /** By whose leave the clinic plays it: "own recording", "licence 4711 of 2026", "CC BY 4.0". */
  licence: line,
  /** The phases of the arc that it is fit for. */
  phases: z.array(z.enum(MUSIC_PHASES)).min(1, 'must name a phase').max(MUSIC_PHASES.length),
  /** 1 still, 5 strong. */
  energy: z.number().int().min(1).max(5),
  lyrics: z.discriminatedUnion('has', [
    z.strictObject({ has: z.literal(false) }),
    z.strictObject({ has: z.literal(true), language: line }),
  ]),
  /** Where its music comes from, as far as it is known: a patient may have wishes, or reasons against. */
  culture: z.string().trim().max(300).optional(),
};

/** What is measured of its sound, once, when it is brought in (EBU R 128, ITU-R BS.1770). */
const measured = {
  lengthMilliseconds: z
    .number()
    .int()
    .min(1000, 'must be at least a second')
    .max(MUSIC_LIMITS.longestMilliseconds, 'must not be longer than 60 minutes'),
  loudness: z.number().min(-70).max(10),
  truePeak: z.number().min(-100).max(20),
};

export const newTrackSchema = z.strictObject({ id: z.uuid({ error: 'must be a UUID' }), ...about, ...measured });
export type NewTrack = z.output<typeof newTrackSchema>;

export interface Track extends NewTrack {
  /** Made by the project, in the browser, out of a recipe. */
  readonly isMade?: true;
  /** Whether its sound is there: a track is entered first and its file follows. */
  readonly hasSound: boolean;
  readonly retiredAt?: string;
}

/** A track that this patient should not hear, and why: "Sung at her father's funeral." */
export const avoidSchema = z.strictObject({
  id: z.uuid({ error: 'must be a UUID' }),
  track: z.uuid({ error: 'must be a UUID' }),
  reason: z.string().trim().min(1, 'must not be empty').max(1000),
});
