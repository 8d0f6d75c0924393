/** Containers: one vial, or one pack of pieces, with its own label from the moment it is received. */
import { z } from 'zod';
import type { Product } from '../formulary/product.ts';
import { daySchema, type Instant, instantSchema, later, SECOND } from '../instant.ts';
import { uuid } from '../uuid.ts';

const line = z.string().trim().min(1, 'must not be empty').max(60);

export const containerSchema = z.strictObject({
  id: uuid,
  /** The id of a product of the clinic's formulary. */
  product: z.string(),
  /** What is written on it, unique in the clinic: "K-0042". */
  label: line,
  lot: line,
  /** The last day on which it may be used. */
  expiresOn: daySchema,
  /** The serial number of its GS1 code, where it bears one. */
  serial: line.optional(),
  openedAt: instantSchema.optional(),
});
export type Container = z.output<typeof containerSchema>;

/** Until when an opened container may be used; undefined where it is unopened or no limit is set. */
export function useUntil(
  { openedAt }: Pick<Container, 'openedAt'>,
  product: Pick<Product, 'useWithinAfterOpening'>,
): Instant | undefined {
  const within = product.useWithinAfterOpening;
  return openedAt && within ? later(openedAt, within.value * SECOND) : undefined;
}
