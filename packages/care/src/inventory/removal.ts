/** What may be done by hand with medicine that lies in a safe, and what it takes: a reason, a paper, a second person. */
import { z } from 'zod';
import type { Act } from '../authority/acts.ts';
import { isControlled, type Product } from '../formulary/product.ts';
import { instantSchema } from '../instant.ts';
import { quantityOf } from '../quantity.ts';
import { uuid } from '../uuid.ts';
import { MOVEMENTS, type Movement } from './movement.ts';

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

/** Kinds that a session recorded: undone there, where the patient's record says so too. */
const OF_A_SESSION: readonly Movement['kind'][] = ['drawn', 'administered', 'put_back'];

/** Why a movement is not undone by hand; null where it is. */
export function whyNotUndone(
  movement: Pick<Movement, 'id' | 'kind' | 'session'>,
  ofContainer: readonly Pick<Movement, 'reverses'>[],
): { readonly rule: string; readonly message: string } | null {
  if (movement.kind === 'reversed')
    return { rule: 'undone-once', message: 'This undoes another movement. Record the movement itself anew instead.' };
  if (movement.session !== undefined || OF_A_SESSION.includes(movement.kind))
    return {
      rule: 'undone-in-session',
      message: 'A session recorded this. Strike the entry out there, so that the patient’s record says the same.',
    };
  if (movement.kind === 'count_adjusted')
    return { rule: 'undone-by-count', message: 'A count recorded this. A new count sets it right.' };
  if (ofContainer.some(({ reverses }) => reverses === movement.id))
    return { rule: 'undone-once', message: 'This was undone already.' };
  return null;
}

/** The movement turned round, without who and when. */
export const turnedRound = ({ from, into, amount, container }: Movement) => ({
  kind: 'reversed' as const,
  container,
  amount,
  from: into,
  into: from,
});

/** Whether the kind takes medicine out of a safe at all. */
export const isOutOfSafe = (kind: Movement['kind']): boolean =>
  (MOVEMENTS[kind].from as readonly string[]).includes('safe');
