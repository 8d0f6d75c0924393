/**
 * Counts: what lies in one safe, by two people who each say what they see, in what a person counts. Neither is shown the
 * ledger's number, or the other's, before both have signed: whoever knows what should be there finds it.
 */
import { z } from 'zod';
import type { Product } from '../../formulary/product.ts';
import { type Instant, instantSchema, later, toMilliseconds } from '../../instant.ts';
import { notANumber, quantityOf, sayQuantity, type Volume } from '../../quantity.ts';
import { uuid } from '../../uuid.ts';

export const COUNT_KINDS = ['routine', 'hand_over', 'initial', 'biennial', 'discrepancy'] as const;
export type CountKind = (typeof COUNT_KINDS)[number];
export const COUNT_KIND_WORDS: Readonly<Record<CountKind, string>> = {
  routine: 'Routine count',
  hand_over: 'Shift hand-over',
  initial: 'Initial inventory',
  biennial: 'Biennial inventory',
  discrepancy: 'Count after a discrepancy',
};

/** An inventory says whether it was taken at the opening or the close of business: 21 CFR 1304.11(a). */
export const isInventory = (kind: CountKind): boolean => kind === 'initial' || kind === 'biennial';

const line = (most: number) => z.string().trim().min(1, 'must not be empty').max(most);
const person = z.strictObject({ id: uuid, name: line(300) });

/** What a count is begun with. */
export const newCountSchema = z
  .strictObject({
    id: uuid,
    safe: uuid,
    kind: z.enum(COUNT_KINDS),
    takenAt: z.enum(['opening', 'close']).optional(),
    note: line(300).optional(),
  })
  .superRefine(({ kind, takenAt }, context) => {
    if (isInventory(kind) !== (takenAt !== undefined))
      context.addIssue({
        code: 'custom',
        path: ['takenAt'],
        message: isInventory(kind)
          ? 'an inventory says whether it is taken at the opening or the close of business'
          : 'only an inventory says whether it is taken at the opening or the close of business',
      });
  });
export type NewCount = z.output<typeof newCountSchema>;

/** What is left in an opened container, as it is counted. */
const remainingSchema = z.union([
  z.strictObject({ volume: quantityOf('volume', { low: 0, high: 1_000_000 }) }),
  z.strictObject({ pieces: z.number({ error: notANumber }).min(0).max(1000) }),
]);
export type Remaining = z.output<typeof remainingSchema>;

/** What one person counted: of every product how many unopened containers, and each opened one by its label. */
export const countedLinesSchema = z.strictObject({
  unopened: z.array(z.strictObject({ product: line(64), containers: z.int().min(0).max(10_000) })).max(500),
  opened: z.array(z.strictObject({ label: line(60), remaining: remainingSchema })).max(500),
});
export type CountedLines = z.output<typeof countedLinesSchema>;

export const HAND_OVER_SIDES = ['outgoing', 'incoming'] as const;
export type HandOverSide = (typeof HAND_OVER_SIDES)[number];

/** A half as it is sent: signed by being sent from one's own sign-in. */
export const newHalfSchema = countedLinesSchema.extend({
  id: uuid,
  /** When it was counted: what should have been there is asked as of then. */
  at: instantSchema,
  /** At a hand-over: who goes, or who comes. */
  as: z.enum(HAND_OVER_SIDES).optional(),
});
export type NewHalf = z.output<typeof newHalfSchema>;

export interface CountHalf extends CountedLines {
  readonly id: string;
  readonly by: z.output<typeof person>;
  readonly as?: HandOverSide;
  readonly at: Instant;
  readonly recordedAt: Instant;
}

/** A container that is known here, by its label. */
export interface LabelledContainer {
  readonly id: string;
  readonly label: string;
  readonly product: Product;
}

/** Micrograms in what was counted of an opened container; or why that cannot be. */
export function countedAmount(
  { label, product }: Pick<LabelledContainer, 'label' | 'product'>,
  remaining: Remaining,
): { readonly micrograms: number } | { readonly because: string } {
  const { contents } = product;
  if (contents.form === 'solution') {
    if (!('volume' in remaining)) return { because: `${label} holds a solution: say how many mL are left in it` };
    const { volume } = remaining;
    // A vial is filled over its label by a few per cent; twice its label it never holds.
    if (volume.value > 2 * contents.volume.value)
      return { because: `${label} holds ${sayQuantity(contents.volume)} when full, and not ${sayQuantity(volume)}` };
    return { micrograms: Math.round((volume.value * contents.concentration.value) / 1000) };
  }
  if (!('pieces' in remaining)) return { because: `${label} holds pieces: count them` };
  const { pieces } = remaining;
  if (pieces > contents.units) return { because: `${label} holds ${contents.units} when full, and not ${pieces}` };
  const parts = pieces * contents.divisibleInto;
  if (!Number.isInteger(parts))
    return {
      because:
        contents.divisibleInto === 1
          ? `${label} holds whole pieces: ${pieces} cannot be`
          : `${label} holds pieces that are cut into ${contents.divisibleInto}: ${pieces} cannot be`,
    };
  return { micrograms: Math.round((parts * contents.strength.value) / contents.divisibleInto) };
}

/** How far two people may read a level apart, and a reading from the ledger. */
export interface Tolerance {
  readonly volume: Volume;
  readonly share: number;
  readonly source: string;
  readonly isBackground: boolean;
}

/**
 * The contents of an opened container of Schedule III to V may be estimated or measured; for schedule II they are counted.
 * How far an estimate may be off no rule says: a level in a vial is read to about half a millilitre, and each draw leaves a
 * little in the needle's hub.
 */
export const OPENED_VIAL_TOLERANCE: Tolerance = {
  volume: { value: 500, unit: 'uL' },
  share: 0.05,
  source:
    '21 CFR 1304.11(e) (estimated count or measure of opened containers of Schedule III to V); the figures: practice',
  isBackground: true,
};

/** In micrograms, for one opened container that should hold so much. Whole containers and pieces have none. */
export function toleranceOf({ contents, schedule }: Product, expected: number): number {
  if (contents.form !== 'solution' || schedule === 'II') return 0;
  const { volume, share } = OPENED_VIAL_TOLERANCE;
  return Math.round(Math.max((volume.value * contents.concentration.value) / 1000, share * expected));
}

/** Within two years of the last inventory: 21 CFR 1304.11(c). After a 29 February it is the 28th, which is still within. */
export function biennialDue(lastInventory: Instant): Instant {
  const date = new Date(toMilliseconds(lastInventory));
  const month = date.getUTCMonth();
  date.setUTCFullYear(date.getUTCFullYear() + 2);
  if (date.getUTCMonth() !== month) date.setUTCDate(0);
  return later(lastInventory, date.getTime() - toMilliseconds(lastInventory));
}
