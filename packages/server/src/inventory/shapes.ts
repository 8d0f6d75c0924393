/** Shapes of medicine in answers. */
import type { DrugAmount } from '@holdspace/care';
import type { PlacedMovement, StockedContainer } from '@holdspace/store';
import { z } from 'zod';
import { dayShape, idShape, instantShape } from '../shapes.ts';

export const tags = ['medicine'];

export const amountShape = z.object({ value: z.number(), unit: z.literal('ug') }) as unknown as z.ZodType<DrugAmount>;
const accountShape = z.looseObject({ kind: z.string() });

export const safeShape = z.object({ id: idShape, name: z.string(), addedAt: instantShape }).meta({ id: 'Safe' });

export const recallShape = z
  .object({
    id: idShape,
    product: z.string(),
    productName: z.string(),
    lot: z.string(),
    reason: z.string(),
    at: instantShape,
    recordedAt: instantShape,
    recordedBy: z.string(),
    /** It was recorded by mistake, and blocks nothing any more. */
    takenBack: z.object({ at: instantShape, by: z.string(), reason: z.string() }).optional(),
  })
  .meta({ id: 'LotRecall' });

export const containerShape = z
  .looseObject({
    id: idShape,
    label: z.string(),
    product: z.string(),
    lot: z.string(),
    expiresOn: dayShape,
    places: z.array(z.object({ account: accountShape, amount: amountShape })).readonly(),
  })
  .meta({
    id: 'StockedContainer',
    description: 'One vial or pack, its product, and how much of it is where.',
  }) as unknown as z.ZodType<StockedContainer>;

export const movementShape = z
  .looseObject({ id: idShape, kind: z.string(), container: idShape, amount: amountShape })
  .meta({
    id: 'Movement',
    description: 'Whole micrograms of one container, out of one account and into another; in the clinic’s hash chain.',
  }) as unknown as z.ZodType<PlacedMovement>;
