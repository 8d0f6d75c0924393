/** Shapes of music for the types of routes and for the OpenAPI document. */
import type { Soundtrack, Track } from '@holdspace/care';
import type { AvoidedTrack } from '@holdspace/store';
import { z } from 'zod';
import { idShape, instantShape } from '../shapes.ts';

export const trackShape = z
  .looseObject({
    id: idShape,
    title: z.string(),
    maker: z.string(),
    licence: z.string(),
    lengthMilliseconds: z.number(),
    loudness: z.number(),
    truePeak: z.number(),
    hasSound: z.boolean(),
    retiredAt: z.string().optional(),
  })
  .meta({
    id: 'Track',
    description: 'A piece of music; `isMade` where the project makes it in the browser, out of a recipe.',
  }) as unknown as z.ZodType<Track>;

export const soundtrackShape = z
  .looseObject({ id: idShape, version: z.number().int(), name: z.string(), crossfade: z.number() })
  .meta({
    id: 'Soundtrack',
    description: 'Tracks along the arc of a session, in a version.',
  }) as unknown as z.ZodType<Soundtrack>;

export const avoidedShape = z
  .object({
    id: idShape,
    courseId: idShape,
    track: idShape,
    reason: z.string(),
    at: instantShape,
    by: idShape,
    endedAt: instantShape.optional(),
  })
  .meta({ id: 'AvoidedTrack' }) as unknown as z.ZodType<AvoidedTrack>;

export const musicShape = z.object({
  tracks: z.array(trackShape).readonly(),
  soundtracks: z.array(soundtrackShape).readonly(),
  setting: z.object({
    soundtrackId: idShape.meta({ description: 'What is offered first in the room.' }),
    target: z.number().meta({ description: 'The loudness that all tracks are brought to, LUFS.' }),
    isDefault: z.boolean(),
  }),
});
