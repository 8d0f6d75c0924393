/** What can be asked of a course order, as it comes in: parsed at the edge, so that the core trusts it. */
import { z } from 'zod';
import { daySchema } from '../instant.ts';
import { quantityOf } from '../quantity.ts';
import { uuid } from '../uuid.ts';

const slug = z.string().min(1).max(64);
const words = z.string().trim().min(1, 'must not be empty').max(4000);
const reason = z.string().trim().min(1, 'must not be empty').max(300);
const amount = quantityOf('drug_amount', { low: 1, high: 2_000_000 });
/** No course runs longer; a larger number is a slip of the keys. The protocol's own usual count is what a form offers. */
const MOST_SESSIONS = 60;

export const courseOrderTermsSchema = z
  .strictObject({
    products: z
      .array(slug)
      .min(1)
      .max(20)
      .refine((list) => new Set(list).size === list.length, { error: 'each product counts once' }),
    prescribed: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('weight'), perKilogram: quantityOf('dose_by_weight', { low: 1, high: 10_000 }) }),
      z.strictObject({ by: z.literal('fixed'), amount }),
      z.strictObject({ by: z.literal('units'), units: z.number().int().min(1).max(100) }),
    ]),
    over: quantityOf('duration', { low: 60, high: 6 * 3600 }).optional(),
    booster: z.strictObject({ amount, most: z.number().int().min(1).max(4) }).optional(),
    sessions: z.number().int().min(1).max(MOST_SESSIONS),
    validFrom: daySchema,
    validUntil: daySchema,
    note: words.optional(),
  })
  .meta({ id: 'CourseOrderTerms' });

const overrides = z
  .array(z.strictObject({ rule: slug, reason }))
  .max(20)
  .optional();

/** Signing an order; its id is the order's own. */
export const signCourseOrderSchema = z.strictObject({ id: uuid, terms: courseOrderTermsSchema, overrides });
export type SignCourseOrder = z.output<typeof signCourseOrderSchema>;
/** Amending: new terms in the place of the version that was looked at. */
export const amendCourseOrderSchema = z.strictObject({
  id: uuid,
  version: z.number().int().min(1).max(10_000),
  terms: courseOrderTermsSchema,
  reason,
  overrides,
});
export type AmendCourseOrder = z.output<typeof amendCourseOrderSchema>;
export const stopCourseOrderSchema = z.strictObject({ id: uuid, reason });
export type StopCourseOrder = z.output<typeof stopCourseOrderSchema>;
