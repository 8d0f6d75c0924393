/** Scores over time, as pages read them. */
import { z } from 'zod';
import { instantShape } from '../shapes.ts';

const movedShape = {
  scale: z.string(),
  from: z.number(),
  to: z.number(),
  by: z.number(),
  direction: z.enum(['better', 'worse', 'higher', 'lower', 'same']),
  isReliable: z.boolean().optional(),
  isMeaningful: z.boolean().optional(),
  isResponse: z.boolean().optional(),
  isRemission: z.boolean().optional(),
  beganInRemission: z.boolean().optional(),
};
export const scoreLineShape = z.object({
  instrument: z.string(),
  title: z.string(),
  range: z.object({ low: z.number(), high: z.number() }),
  higherIs: z.enum(['worse', 'better', 'neither']),
  points: z
    .array(
      z.object({
        at: instantShape,
        value: z.number(),
        band: z.string().optional(),
        isReliable: z.boolean().optional(),
        /** Brought from elsewhere. */
        isImported: z.literal(true).optional(),
      }),
    )
    .readonly(),
  change: z.object(movedShape).optional(),
});
/** Before a dose, and last before the next one. */
export const scoreAroundShape = z.object({ instrument: z.string(), title: z.string(), ...movedShape });
