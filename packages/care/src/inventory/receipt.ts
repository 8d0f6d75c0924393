/**
 * Receipts: what came with an invoice, line by line, against what it says. Each container gets its label here, and keeps it.
 * 21 CFR 1304.22(c) asks for name, form, strength, number of containers, the day, and the supplier's name, address and
 * registration [background: to be confirmed against the text].
 */
import { z } from 'zod';
import { isControlled, type Product } from '../formulary/product.ts';
import { daySchema, instantSchema } from '../instant.ts';
import { uuid } from '../uuid.ts';

const line = z.string().trim().min(1, 'must not be empty').max(60);
const longLine = z.string().trim().min(1, 'must not be empty').max(300);
/** As many as one receipt takes, on one line or on all. */
export const MOST_CONTAINERS = 500;

/**
 * Whether a DEA registration number's last digit fits: two letters (or a letter and a 9) and seven digits, of which the last
 * is the last digit of (1st + 3rd + 5th) + 2 x (2nd + 4th + 6th) [background: the DEA publishes no text of it].
 */
export function isDeaNumber(text: string): boolean {
  if (!/^[A-Z][A-Z9]\d{7}$/.test(text)) return false;
  const digits = [...text.slice(2)].map(Number);
  const at = (place: number) => digits[place] ?? 0;
  return (at(0) + at(2) + at(4) + 2 * (at(1) + at(3) + at(5))) % 10 === at(6);
}

const lineSchema = z.strictObject({
  product: z.string(),
  lot: line,
  expiresOn: daySchema,
  /** How many containers the invoice says; how many came is how many are listed. */
  expected: z.number().int().min(0).max(MOST_CONTAINERS),
  containers: z
    .array(
      z.strictObject({
        /** Made by the client. A container is received once, so it is the id of that movement as well. */
        id: uuid,
        /** "K-0042", unique in the clinic. */
        label: line,
        serial: line.optional(),
      }),
    )
    .max(MOST_CONTAINERS),
});

export const receiptSchema = z
  .strictObject({
    id: uuid,
    /** When it was received. */
    at: instantSchema,
    /** Into which safe. */
    safe: uuid,
    supplier: z.strictObject({
      name: longLine,
      address: longLine.optional(),
      deaNumber: z
        .string()
        .trim()
        .toUpperCase()
        .refine(isDeaNumber, 'must be a DEA registration number, such as AB1234563: its last digit does not fit')
        .optional(),
    }),
    invoice: line,
    lines: z.array(lineSchema).min(1, 'must have a line').max(50),
    /** What was done about what differs. */
    note: longLine.optional(),
  })
  .superRefine((receipt, context) => {
    const seen = new Set<string>();
    let count = 0;
    receipt.lines.forEach(({ containers }, index) => {
      containers.forEach(({ id, label, serial }, place) => {
        count += 1;
        const say = (field: string, message: string) =>
          context.addIssue({ code: 'custom', path: ['lines', index, 'containers', place, field], message });
        if (seen.has(`id ${id}`)) say('id', 'another container of this receipt has this id');
        if (seen.has(`label ${label}`)) say('label', `another container of this receipt is labelled ${label}`);
        if (serial && seen.has(`serial ${serial}`))
          say('serial', `another container of this receipt has serial ${serial}`);
        seen.add(`id ${id}`).add(`label ${label}`);
        if (serial) seen.add(`serial ${serial}`);
      });
    });
    if (count > MOST_CONTAINERS)
      context.addIssue({
        code: 'custom',
        path: ['lines'],
        message: `${count} containers are more than ${MOST_CONTAINERS}: record them as two receipts`,
      });
  });
export type Receipt = z.output<typeof receiptSchema>;

/** A line of which another number came than the invoice says. */
export interface Difference {
  readonly product: string;
  readonly lot: string;
  readonly expected: number;
  readonly received: number;
}
export const differencesOf = (receipt: Pick<Receipt, 'lines'>): readonly Difference[] =>
  receipt.lines.flatMap(({ product, lot, expected, containers }) =>
    containers.length === expected ? [] : [{ product, lot, expected, received: containers.length }],
  );

const bringsControlled = ({ lines }: Receipt, products: ReadonlyMap<string, Product>): boolean =>
  lines.some(({ product }) => {
    const known = products.get(product);
    return known !== undefined && isControlled(known);
  });
/** Whether something controlled came without the registration of who supplied it. */
export const lacksDeaNumber = (receipt: Receipt, products: ReadonlyMap<string, Product>): boolean =>
  receipt.supplier.deaNumber === undefined && bringsControlled(receipt, products);
/** Whether something controlled came without the address of who supplied it. */
export const lacksAddress = (receipt: Receipt, products: ReadonlyMap<string, Product>): boolean =>
  receipt.supplier.address === undefined && bringsControlled(receipt, products);
