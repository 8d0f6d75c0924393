/** Receipts in answers: what came, what differs from the invoice, and where its containers are now. */
import { differencesOf } from '@holdspace/care';
import type { Store, StoredReceipt } from '@holdspace/store';
import { z } from 'zod';
import { idShape, instantShape } from '../shapes.ts';
import { containerShape } from './shapes.ts';

export const receiptShape = z.looseObject({ id: idShape, at: instantShape, invoice: z.string() }).meta({
  id: 'Receipt',
  description: 'What came with an invoice, line by line, and who recorded it.',
}) as unknown as z.ZodType<StoredReceipt>;
const differencesShape = z
  .array(z.object({ product: z.string(), lot: z.string(), expected: z.number(), received: z.number() }))
  .readonly();
export const receiptShownShape = z.object({
  receipt: receiptShape,
  differences: differencesShape,
  containers: z.array(containerShape).readonly(),
});

export async function showReceipt({ inventory }: Pick<Store, 'inventory'>, clinicId: string, receipt: StoredReceipt) {
  const ids = receipt.lines.flatMap(({ containers }) => containers.map(({ id }) => id));
  return { receipt, differences: differencesOf(receipt), containers: await inventory.containers(clinicId, { ids }) };
}
