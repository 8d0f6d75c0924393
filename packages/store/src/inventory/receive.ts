/** Receiving: a receipt, its containers and a movement for each, all of them or none. */
import { contentOf, type Instant, type Movement, productSchema, type Receipt } from '@holdspace/care';
import { sql } from 'kysely';
import { canonicalJson } from '../canonical-json.ts';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import { movementItem, type PostRow } from './post.ts';

/** Who recorded it, and when. */
export interface Recorded {
  readonly by: Movement['by'];
  readonly witness?: Movement['by'];
  readonly recordedAt: Instant;
}
/** As it is kept: what was sent, with who recorded it. */
export interface StoredReceipt extends Receipt, Recorded {}

export type Receiving =
  | { readonly outcome: 'received'; readonly receipt: StoredReceipt }
  /** It is stored already, and was sent again. */
  | { readonly outcome: 'repeated'; readonly receipt: StoredReceipt }
  /** Another receipt, container or movement is stored under one of its ids. */
  | { readonly outcome: 'differs' }
  | { readonly outcome: 'unknown_safe' }
  | { readonly outcome: 'unknown_product' | 'retired_product'; readonly products: readonly string[] }
  | { readonly outcome: 'label_taken'; readonly labels: readonly string[] };

/** What makes a transaction be taken back, with what is answered then. */
class Refused extends Error {
  readonly answer: Receiving;
  constructor(answer: Receiving) {
    super(answer.outcome);
    this.answer = answer;
  }
}

export function createReceive(db: Database) {
  return async function receive(clinicId: string, receipt: Receipt, recorded: Recorded): Promise<Receiving> {
    try {
      return await withClinic(db, clinicId, (transaction) => receiveIn(transaction, clinicId, receipt, recorded));
    } catch (error) {
      if (error instanceof Refused) return error.answer;
      throw error;
    }
  };
}

async function receiveIn(
  transaction: ClinicTransaction,
  clinicId: string,
  receipt: Receipt,
  recorded: Recorded,
): Promise<Receiving> {
  const stored: StoredReceipt = { ...receipt, ...recorded };
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('holdspace.receipt')
    .values({
      clinic_id: clinicId,
      receipt_id: receipt.id,
      at: receipt.at,
      recorded_at: recorded.recordedAt,
      recorded_by: recorded.by.id,
      document: JSON.stringify(stored),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return answerAgain(transaction, clinicId, stored);

  const products = await productsOf(transaction, clinicId, receipt);
  const containers = receipt.lines.flatMap(({ containers: labelled, ...line }) =>
    labelled.map((container) => ({ ...container, ...line })),
  );
  if (containers.length === 0) return { outcome: 'received', receipt: stored };
  const inserted = await transaction
    .insertInto('holdspace.container')
    .values(
      containers.map(({ id, product, label, lot, expiresOn, serial }) => ({
        clinic_id: clinicId,
        container_id: id,
        product_id: product,
        label,
        lot,
        expires_on: expiresOn,
        serial: serial ?? null,
        opened_at: null,
        receipt_id: receipt.id,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('container_id')
    .execute();
  if (inserted.length < containers.length) {
    const taken = await transaction
      .selectFrom('holdspace.container')
      .select('label')
      .where('clinic_id', '=', clinicId)
      .where(
        'label',
        'in',
        containers.map(({ label }) => label),
      )
      .where('receipt_id', '<>', receipt.id)
      .orderBy('label')
      .execute();
    throw new Refused(
      taken.length > 0 ? { outcome: 'label_taken', labels: taken.map(({ label }) => label) } : { outcome: 'differs' },
    );
  }

  const movements = containers.map((container): Movement => {
    const { id, product, label, lot, expiresOn, serial } = container;
    const known = products.get(product);
    if (!known) throw new Error('a product that was not looked up');
    return {
      id,
      kind: 'received',
      container: id,
      amount: contentOf(known),
      from: { kind: 'supplier' },
      into: { kind: 'safe', safe: receipt.safe },
      at: receipt.at,
      recordedAt: recorded.recordedAt,
      by: recorded.by,
      ...(recorded.witness && { witness: recorded.witness }),
      document: receipt.invoice,
      receivedAs: { product, label, lot, expiresOn, ...(serial && { serial }), receipt: receipt.id },
    };
  });
  const items = `[${movements.map(movementItem).join(',')}]`;
  const { rows } = await sql<PostRow>`
    select item, outcome, held from holdspace.post_movements(${clinicId}, ${items})`.execute(transaction);
  const refused = rows.find(({ outcome }) => outcome !== 'posted');
  if (refused)
    throw new Refused(refused.outcome === 'unknown_safe' ? { outcome: 'unknown_safe' } : { outcome: 'differs' });
  return { outcome: 'received', receipt: stored };
}

/** The receipt that is stored under this id already: the same, or another. */
async function answerAgain(
  transaction: ClinicTransaction,
  clinicId: string,
  receipt: StoredReceipt,
): Promise<Receiving> {
  const there = await transaction
    .selectFrom('holdspace.receipt')
    .select('document')
    .where('clinic_id', '=', clinicId)
    .where('receipt_id', '=', receipt.id)
    .executeTakeFirstOrThrow();
  const first = there.document as StoredReceipt;
  const isSame = canonicalJson({ ...first, recordedAt: '' }) === canonicalJson({ ...receipt, recordedAt: '' });
  return isSame ? { outcome: 'repeated', receipt: first } : { outcome: 'differs' };
}

/** The products of its lines, held as they are until it is stored. */
async function productsOf(transaction: ClinicTransaction, clinicId: string, receipt: Receipt) {
  const asked = [...new Set(receipt.lines.map(({ product }) => product))].sort();
  const rows = await transaction
    .selectFrom('holdspace.product')
    .select(['product_id', 'document', 'retired_at'])
    .where('clinic_id', '=', clinicId)
    .where('product_id', 'in', asked)
    .orderBy('product_id')
    .forShare()
    .execute();
  const known = new Map(rows.map((row) => [row.product_id, productSchema.parse(row.document)]));
  const unknown = asked.filter((id) => !known.has(id));
  if (unknown.length > 0) throw new Refused({ outcome: 'unknown_product', products: unknown });
  const retired = rows.filter((row) => row.retired_at !== null).map((row) => row.product_id);
  if (retired.length > 0) throw new Refused({ outcome: 'retired_product', products: retired });
  return known;
}
