/**
 * Taking medicine in: what cannot be right about a receipt, and what is strange and asked about once. No Form 222 is needed
 * for Schedule III to V (21 CFR 1305.03 asks it for I and II alone); the supplier's invoice is the record that is kept.
 */
import { z } from 'zod';
import type { Misfit } from '../formulary/changes.ts';
import type { Product } from '../formulary/product.ts';
import { quantityOf, sayQuantity } from '../quantity.ts';
import { lacksAddress, lacksDeaNumber, type Receipt, receiptSchema } from './receipt.ts';

/** What was read from a container of a line, by eye or by scanner; it must be the product's. */
const readSchema = z.strictObject({
  line: z.number().int().min(0).max(49),
  ndc: z.string().trim().min(1).max(20).optional(),
  concentration: quantityOf('drug_concentration', { low: 1, high: 1_000_000 }).optional(),
});
/** Questions that the receiver is asked, by name. */
export const TAKING_IN_QUESTIONS = [
  'received-expired',
  'differs-from-invoice',
  'without-registration',
  'without-address',
] as const;
export type TakingInQuestion = (typeof TAKING_IN_QUESTIONS)[number];

export const takingInSchema = z.strictObject({
  receipt: receiptSchema,
  labelsRead: z.array(readSchema).max(50).optional(),
  /** The questions to which the answer was "yes, this is right". */
  confirmed: z.array(z.enum(TAKING_IN_QUESTIONS)).max(TAKING_IN_QUESTIONS.length).optional(),
});
export type TakingIn = z.output<typeof takingInSchema>;
export type TakingInInput = z.input<typeof takingInSchema>;

export type KnownProducts = ReadonlyMap<string, { readonly product: Product; readonly retiredAt?: string | undefined }>;

/** What cannot be right, whoever says so. */
export function misfitsOfTakingIn({ receipt, labelsRead = [] }: TakingIn, products: KnownProducts): readonly Misfit[] {
  const found: Misfit[] = [];
  if (receipt.lines.every(({ containers }) => containers.length === 0))
    found.push({
      field: 'receipt.lines',
      rule: 'something-came',
      message: 'Nothing came: enter the containers that did.',
    });
  for (const [index, one] of receipt.lines.entries()) {
    const field = `receipt.lines.${index}.product`;
    const say = (rule: string, message: string) =>
      found.push({ field, rule, message: `Line ${index + 1}: ${message}` });
    const known = products.get(one.product);
    if (!known) {
      say('in-formulary', `there is no product “${one.product}” in the formulary. Add it there first.`);
      continue;
    }
    const { product, retiredAt } = known;
    if (retiredAt !== undefined)
      say('not-retired', `${product.name} is retired from the formulary. Bring it back there, or choose another.`);
    if (product.schedule === 'II')
      say('form-222', `${product.name} is Schedule II: it is ordered on DEA Form 222, which this page does not keep.`);
    for (const read of labelsRead) if (read.line === index) found.push(...misfitsOfLabel(read, product, index));
  }
  return found;
}

function misfitsOfLabel(read: z.output<typeof readSchema>, product: Product, index: number): Misfit[] {
  const found: Misfit[] = [];
  const { contents, codes, name } = product;
  const say = (part: string, rule: string, message: string) =>
    found.push({ field: `labelsRead.${index}.${part}`, rule, message: `Line ${index + 1}: ${message}` });
  const { concentration, ndc } = read;
  if (concentration && contents.form !== 'solution')
    say(
      'concentration',
      'strength-fits-product',
      `the label says ${sayQuantity(concentration)}, and ${name} is counted in pieces. Choose the product that fits.`,
    );
  if (concentration && contents.form === 'solution' && concentration.value !== contents.concentration.value)
    say(
      'concentration',
      'strength-fits-product',
      `the label says ${sayQuantity(concentration)}, and ${name} has ${sayQuantity(contents.concentration)}. Choose the product that fits, or send it back.`,
    );
  if (ndc !== undefined && codes.ndc.length > 0 && !codes.ndc.includes(ndc))
    say(
      'ndc',
      'code-fits-product',
      `the code ${ndc} is not of ${name} (${codes.ndc.join(', ')}). Choose the product that fits, or add the code to it in the formulary.`,
    );
  return found;
}

/** What is strange but can be so: asked once, and recorded with the answer. */
export interface Asked {
  readonly rule: TakingInQuestion;
  readonly field: string;
  readonly asks: string;
}

/** `day`: the clinic's day on which it came. */
export function questionsOfTakingIn(receipt: Receipt, products: KnownProducts, day: string): readonly Asked[] {
  const asked: Asked[] = [];
  for (const [index, one] of receipt.lines.entries()) {
    const name = products.get(one.product)?.product.name ?? one.product;
    const place = `Line ${index + 1}, ${name}, lot ${one.lot}`;
    if (one.expiresOn < day && one.containers.length > 0)
      asked.push({
        rule: 'received-expired',
        field: `receipt.lines.${index}.expiresOn`,
        asks: `${place} expired on ${one.expiresOn}. Taken in, it is blocked from use until it is returned or destroyed.`,
      });
    if (one.containers.length !== one.expected)
      asked.push({
        rule: 'differs-from-invoice',
        field: `receipt.lines.${index}.expected`,
        asks: `${place}: the invoice says ${one.expected}, and ${one.containers.length} came. The record will show both; tell the supplier.`,
      });
  }
  const supplied = new Map([...products].map(([id, { product }]) => [id, product]));
  if (lacksDeaNumber(receipt, supplied))
    asked.push({
      rule: 'without-registration',
      field: 'receipt.supplier.deaNumber',
      asks: 'The supplier’s DEA registration is missing. It stands on the invoice, and belongs to the record of a controlled substance.',
    });
  if (lacksAddress(receipt, supplied))
    asked.push({
      rule: 'without-address',
      field: 'receipt.supplier.address',
      asks: 'The supplier’s address is missing. It stands on the invoice, and belongs to the record of a controlled substance.',
    });
  return asked;
}
/** The questions that nobody has answered yet. */
export const unanswered = (
  questions: readonly Asked[],
  confirmed: readonly TakingInQuestion[] = [],
): readonly Asked[] => questions.filter(({ rule }) => !confirmed.includes(rule));
