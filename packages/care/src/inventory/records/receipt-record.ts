/** What came with which invoice: a line for each line of it, the number that it says beside the number that came. */
import { isControlled, type Product } from '../../formulary/product.ts';
import { formOf, packageOf, strengthOf } from '../product-words.ts';
import type { Receipt } from '../receipt.ts';
import { type RecordedMovement, sayUndone } from './movement-records.ts';
import { oneTable, type RecordLine, type RecordTable } from './record.ts';

export interface ReceiptFacts {
  readonly zone: string;
  readonly receipts: readonly (Receipt & { readonly by: { readonly name: string } })[];
  readonly products: ReadonlyMap<string, Product>;
  readonly safes: ReadonlyMap<string, string>;
  /** By container: the movement that received it. */
  readonly received: ReadonlyMap<string, RecordedMovement>;
}

/** Of what is controlled; what else came with an invoice is no part of it. */
export function receiptRecord({ zone, receipts, products, safes, received }: ReceiptFacts): RecordTable {
  const lines = receipts.flatMap((receipt) =>
    receipt.lines.flatMap((line, place): RecordLine[] => {
      const product = products.get(line.product);
      if (!product || !isControlled(product)) return [];
      // A receipt is undone whole.
      const first = received.get(line.containers[0]?.id ?? '');
      const undone = first ? sayUndone(first, zone) : null;
      return [
        {
          key: `${receipt.id}:${place}`,
          ...(undone !== null && { isUndone: true as const }),
          cells: [
            receipt.at,
            receipt.supplier.name,
            receipt.supplier.address ?? 'address not on record',
            receipt.supplier.deaNumber ?? 'registration not on record',
            receipt.invoice,
            product.name,
            `${product.substance}, schedule ${product.schedule}`,
            formOf(product),
            strengthOf(product),
            packageOf(product),
            product.codes.ndc[0] ?? null,
            line.lot,
            line.expiresOn,
            line.expected,
            line.containers.length,
            line.containers.map(({ label }) => label).join(', '),
            safes.get(receipt.safe) ?? 'a safe that is gone',
            receipt.by.name,
            receipt.note ?? null,
            undone,
          ],
        },
      ];
    }),
  );
  return oneTable(
    [
      { key: 'at', title: 'When', as: 'moment' },
      { key: 'supplier', title: 'From' },
      { key: 'address', title: 'Address', isUnder: true },
      { key: 'dea_number', title: 'DEA registration', isUnder: true },
      { key: 'invoice', title: 'Invoice' },
      { key: 'product', title: 'Product' },
      { key: 'substance', title: 'Substance', isUnder: true },
      { key: 'form', title: 'Form', isUnder: true },
      { key: 'strength', title: 'Strength', isUnder: true },
      { key: 'package', title: 'Package', isUnder: true },
      { key: 'ndc', title: 'NDC', isUnder: true },
      { key: 'lot', title: 'Lot' },
      { key: 'expires_on', title: 'Expires', isUnder: true },
      { key: 'invoiced', title: 'Invoiced', as: 'number' },
      { key: 'received', title: 'Came', as: 'number' },
      { key: 'containers', title: 'Containers' },
      { key: 'safe', title: 'Into', isUnder: true },
      { key: 'by_whom', title: 'By whom' },
      { key: 'note', title: 'Note' },
      { key: 'undone', title: 'Undone' },
    ],
    lines,
  );
}
