/**
 * The formulary: products as a clinic buys them. A protocol names what an order is for ("Ketamine 50 mg/mL"); a product is
 * what stands in the safe, with its codes, its size and how long it may be used once opened.
 */
import { z } from 'zod';
import { checkedSchema, type ProtocolProduct } from '../protocol/schema.ts';
import { type DrugAmount, quantity, quantityOf } from '../quantity.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits or -');
const line = z.string().trim().min(1, 'must not be empty').max(200);

/** What one container holds when it comes: a vial of solution, or a pack of pieces. */
const contentsSchema = z.discriminatedUnion('form', [
  z.strictObject({
    form: z.literal('solution'),
    concentration: quantityOf('drug_concentration', { low: 1, high: 1_000_000 }),
    /** As the label says, without the overfill. */
    volume: quantityOf('volume', { low: 100, high: 1_000_000 }),
    /** Anesthetics without a preservative serve one patient. */
    use: z.enum(['single_dose', 'multi_dose']),
  }),
  z.strictObject({
    form: z.literal('unit'),
    unitName: line,
    strength: quantityOf('drug_amount', { low: 1, high: 2_000_000 }),
    units: z.number().int().min(1).max(1000),
    /** Into how many equal parts a piece may be cut; 1 where it is given whole. */
    divisibleInto: z.number().int().min(1).max(4),
  }),
]);

/** A National Drug Code of 11 digits in 5-4-2, the form in which claims and ledgers keep it. */
const ndcSchema = z.string().regex(/^\d{5}-\d{4}-\d{2}$/, 'must be a National Drug Code such as 00143-9509-10');

/** Where what is said of a product was read; the same kinds of check as a protocol's sources. */
const productSource = z.strictObject({
  about: z.array(z.enum(['contents', 'schedule', 'ndc', 'rxnorm', 'after_opening', 'storage'])).min(1),
  citation: z.string().trim().min(1).max(500),
  url: z.url().optional(),
  checked: checkedSchema,
});

export const productSchema = z.strictObject({
  id,
  name: line,
  substance: line,
  /** The schedule of the US Controlled Substances Act; the ledger asks more of what is controlled. */
  schedule: z.enum(['II', 'III', 'IV', 'V', 'none']),
  contents: contentsSchema,
  codes: z.strictObject({
    ndc: z.array(ndcSchema).max(20),
    /** RxNorm concept of the clinical drug. */
    rxnorm: z
      .string()
      .regex(/^\d{1,8}$/, 'must be an RxNorm number')
      .optional(),
  }),
  /** How long it may be used after it was opened; absent where it is used up at once. */
  useWithinAfterOpening: quantityOf('duration', { low: 3600, high: 366 * 86400 }).optional(),
  storage: line,
  /** Every shipped product has them; a clinic's own may. */
  sources: z.array(productSource).max(20).optional(),
});
export type Product = z.output<typeof productSchema>;

/** Whether the Controlled Substances Act asks for a ledger and a witness. */
export const isControlled = (product: Pick<Product, 'schedule'>): boolean => product.schedule !== 'none';

/** What a full container holds, in whole micrograms. Throws where size and strength do not come to whole micrograms. */
export function contentOf({ contents }: Pick<Product, 'contents'>): DrugAmount {
  const micrograms =
    contents.form === 'solution'
      ? (contents.concentration.value * contents.volume.value) / 1000
      : contents.strength.value * contents.units;
  if (!Number.isSafeInteger(micrograms)) throw new RangeError('a container that holds no whole number of micrograms');
  return quantity(micrograms, 'ug');
}

/** Whether this product is what a protocol's order asks for: the same substance, form and strength. */
export function isOrdered(product: Product, substance: string, asked: ProtocolProduct): boolean {
  const { contents } = product;
  if (product.substance !== substance || contents.form !== asked.form) return false;
  if (contents.form === 'solution')
    return asked.form === 'solution' && contents.concentration.value === asked.concentration.value;
  return asked.form === 'unit' && contents.strength.value === asked.strength.value;
}
