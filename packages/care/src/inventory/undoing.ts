/**
 * Undoing what was recorded by mistake: by a movement turned round, which takes as much as what it undoes. What was received
 * goes out of the safe again as surely as by returning it, alone or with its receipt.
 */
import { z } from 'zod';
import type { Act } from '../authority/acts.ts';
import type { Misfit } from '../formulary/changes.ts';
import { contentOf, isControlled, type Product } from '../formulary/product.ts';
import { instantSchema } from '../instant.ts';
import { sayQuantity } from '../quantity.ts';
import { uuid } from '../uuid.ts';
import type { Container } from './container.ts';
import type { Movement } from './movement.ts';
import { MOST_CONTAINERS } from './receipt.ts';
import { actOfMovement, needsWitness } from './removal.ts';
import { type InStock, inSafe, isAsReceived } from './standing.ts';

const line = z.string().trim().min(1, 'must not be empty').max(300);

/** A receipt is undone whole, by one movement for each of its containers. */
export const receiptUndoingSchema = z.strictObject({
  at: instantSchema,
  reason: line,
  /** One id for each container, made by the client. */
  movements: z
    .array(z.strictObject({ id: uuid, container: uuid }))
    .min(1)
    .max(MOST_CONTAINERS),
});
export type ReceiptUndoing = z.output<typeof receiptUndoingSchema>;

type OfProduct = Pick<Product, 'schedule'>;

/** Who may undo movements of this kind, of containers of these products; and whether a second person signs it. */
export function undoingTakes(
  kind: Movement['kind'],
  products: readonly OfProduct[],
): { readonly act: Act; readonly isWitnessed: boolean } {
  if (kind !== 'received')
    return { act: actOfMovement(kind), isWitnessed: products.some((product) => needsWitness(kind, product)) };
  return products.some(isControlled)
    ? { act: 'remove medicine from stock', isWitnessed: true }
    : { act: 'receive and move medicine', isWitnessed: false };
}

type Received = Pick<Container, 'label' | 'openedAt'> & Pick<InStock, 'places' | 'product'>;

/** Why what was received into a safe does not go back out of it as if it had not come; null where all of it may. */
export function whyNotAsReceived(containers: readonly Received[], into: { readonly safe: string }): Misfit | null {
  const touched = containers.filter((one) => !isAsReceived(one, into));
  if (touched.length === 0) return null;
  const said = touched.map(
    (one) =>
      `${one.label} (${sayQuantity(inSafe(one, into.safe))} of ${sayQuantity(contentOf(one.product))} in the safe that it came into${one.openedAt ? ', opened' : ''})`,
  );
  return {
    field: 'movements',
    rule: 'untouched',
    message: `Containers: ${said.join(', ')}. What was received is undone while it is as it came: full, unopened, in its safe. Return or destroy what is wrong instead.`,
  };
}

/** Kinds that a session recorded: undone there, where the patient's record says so too. */
const OF_A_SESSION: readonly Movement['kind'][] = ['drawn', 'administered', 'put_back'];

/** Why a movement is not undone by hand; null where it is. */
export function whyNotUndone(
  movement: Pick<Movement, 'id' | 'kind' | 'session' | 'into'>,
  ofContainer: readonly Pick<Movement, 'reverses'>[],
  container: Received,
): Misfit | null {
  const { label } = container;
  const not = (rule: string, message: string): Misfit => ({ field: 'reverses', rule, message });
  if (movement.kind === 'reversed')
    return not('undone-once', `${label}: this undoes another movement. Record the movement itself anew instead.`);
  if (movement.session !== undefined || OF_A_SESSION.includes(movement.kind))
    return not(
      'undone-in-session',
      `${label}: a session recorded this. Strike the entry out there, so that the patient’s record says the same.`,
    );
  if (movement.kind === 'count_adjusted')
    return not('undone-by-count', `${label}: a count recorded this. A new count sets it right.`);
  if (ofContainer.some(({ reverses }) => reverses === movement.id))
    return not(
      'undone-once',
      `${label}: this was undone already. Look at its history before you record anything anew.`,
    );
  if (movement.kind !== 'received' || movement.into.kind !== 'safe') return null;
  const touched = whyNotAsReceived([container], movement.into);
  return touched && { ...touched, field: 'reverses' };
}

/** The movement turned round, without who and when. */
export const turnedRound = ({ id, from, into, amount, container }: Movement) => ({
  kind: 'reversed' as const,
  container,
  amount,
  from: into,
  into: from,
  reverses: id,
});
