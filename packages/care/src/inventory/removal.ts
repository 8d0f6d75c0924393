/** What may be done by hand with medicine that lies in a safe, and what it takes: a reason, a paper, a second person. */
import { z } from 'zod';
import type { Act } from '../authority/acts.ts';
import type { Misfit } from '../formulary/changes.ts';
import { isControlled, type Product } from '../formulary/product.ts';
import { type Instant, instantSchema } from '../instant.ts';
import { type DrugAmount, quantityOf, sayQuantity } from '../quantity.ts';
import { uuid } from '../uuid.ts';
import type { Container } from './container.ts';
import { MOVEMENTS, type Movement } from './movement.ts';
import { type InStock, inSafe } from './standing.ts';

const line = z.string().trim().min(1, 'must not be empty').max(300);

/** As a person asks for it: who they are, and when it was stored, the server knows. */
const base = {
  id: uuid,
  container: uuid,
  /** When it happened. */
  at: instantSchema,
};
const outOfSafe = { ...base, safe: uuid, amount: quantityOf('drug_amount', { low: 1, high: 1_000_000_000 }) };

export const handMovementSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('moved'), ...outOfSafe, into: uuid, reason: line.optional() }),
  z.strictObject({ kind: z.literal('returned'), ...outOfSafe, reason: line, document: line.optional() }),
  z.strictObject({ kind: z.literal('destroyed'), ...outOfSafe, reason: line, document: line.optional() }),
  z.strictObject({ kind: z.literal('wasted'), ...outOfSafe, reason: line }),
  z.strictObject({ kind: z.literal('lost'), ...outOfSafe, reason: line, document: line.optional() }),
  /** Turns a movement round that was recorded by mistake. */
  z.strictObject({ kind: z.literal('reversed'), ...base, reverses: uuid, reason: line }),
]);
export type HandMovement = z.output<typeof handMovementSchema>;
export type HandMovementInput = z.input<typeof handMovementSchema>;

/** Kinds that a practitioner answers for: whole containers leave the clinic for good. */
const FOR_GOOD: readonly Movement['kind'][] = ['returned', 'destroyed'];
/** Kinds that are seen by two, where the product is controlled. */
const SEEN_BY_TWO: readonly Movement['kind'][] = ['destroyed', 'wasted'];

/**
 * The act of the authority table. What was lost is recorded by whoever finds it out, and a leftover is wasted by those who
 * waste it in the room: recording never waits for a role that is not there. Undoing is as much as doing.
 */
export const actOfMovement = (kind: Movement['kind']): Act =>
  FOR_GOOD.includes(kind) ? 'remove medicine from stock' : 'receive and move medicine';

/** Whether a second person signs it as themselves. */
export const needsWitness = (kind: Movement['kind'], product: Pick<Product, 'schedule'>): boolean =>
  SEEN_BY_TWO.includes(kind) && isControlled(product);

/** Acts that take all of what lies in the safe: a vial goes as it is, and is never split by hand. */
const WHOLE: readonly Movement['kind'][] = ['moved', 'returned'];
export const goesWhole = (kind: Movement['kind']): boolean => WHOLE.includes(kind);

/** Why a hand does not do this with a container; null where it may. More than there is, the ledger refuses. */
export function whyNotMoved(
  kind: Movement['kind'],
  container: Pick<Container, 'label' | 'openedAt'> & Pick<InStock, 'places'>,
  { safe, amount }: { readonly safe: string; readonly amount: DrugAmount },
): Misfit | null {
  if (kind === 'returned' && container.openedAt !== undefined)
    return {
      field: 'kind',
      rule: 'returned-unopened',
      message: `Kind: ${container.label} was opened, and what was opened is not returned. Waste or destroy the ${sayQuantity(inSafe(container, safe))} that are left of it.`,
    };
  const there = inSafe(container, safe);
  if (goesWhole(kind) && amount.value < there.value)
    return {
      field: 'amount',
      rule: 'goes-whole',
      message: `Amount: ${container.label} is ${kind} whole, as it stands, and not ${sayQuantity(amount)} of it. Send all of the ${sayQuantity(there)} that are in the safe.`,
    };
  return null;
}

/**
 * Why nothing can have happened to a container then; null where it can. A receipt whose device ran ahead counts from when
 * it was stored.
 */
export function whyNotThen(at: Instant, label: string, received: Pick<Movement, 'at' | 'recordedAt'>): Misfit | null {
  const [since = received.at] = [received.at, received.recordedAt].toSorted();
  if (at >= since) return null;
  return {
    field: 'at',
    rule: 'not-before-received',
    message: `When: ${at} lies before ${label} was received, at ${since}. Say when it happened, at that moment or later.`,
  };
}

/** Whether the kind takes medicine out of a safe at all. */
export const isOutOfSafe = (kind: Movement['kind']): boolean =>
  (MOVEMENTS[kind].from as readonly string[]).includes('safe');
