/**
 * The ledger's movements: whole micrograms of one container, out of one account and into another. Nothing else changes a
 * balance, so balances are sums and never typed. 21 CFR 1304.21 to 1304.22 say what a record must hold.
 */
import { z } from 'zod';
import { daySchema, instantSchema } from '../instant.ts';
import { quantityOf } from '../quantity.ts';
import { uuid } from '../uuid.ts';
import { type AccountKind, accountKey, accountSchema } from './account.ts';

/** What moves where, by kind: from any of the first into any of the second. */
export const MOVEMENTS = {
  received: { from: ['supplier'], into: ['safe'] },
  moved: { from: ['safe'], into: ['safe'] },
  drawn: { from: ['safe'], into: ['in_hand'] },
  administered: { from: ['in_hand'], into: ['administered'] },
  wasted: { from: ['in_hand', 'safe'], into: ['wasted'] },
  put_back: { from: ['in_hand'], into: ['safe'] },
  returned: { from: ['safe'], into: ['returned'] },
  lost: { from: ['safe', 'in_hand'], into: ['lost'] },
  destroyed: { from: ['safe'], into: ['destroyed'] },
  count_adjusted: { from: ['safe', 'unexplained'], into: ['unexplained', 'safe', 'in_hand'] },
  /** A movement that was recorded by mistake, turned round; it names the one that it undoes. */
  reversed: {
    from: ['safe', 'in_hand', 'administered', 'wasted', 'lost', 'returned', 'destroyed', 'unexplained'],
    into: ['supplier', 'safe', 'in_hand', 'unexplained'],
  },
} as const satisfies Record<string, { readonly from: readonly AccountKind[]; readonly into: readonly AccountKind[] }>;
export type MovementKind = keyof typeof MOVEMENTS;
export const MOVEMENT_KINDS = Object.keys(MOVEMENTS) as [MovementKind, ...MovementKind[]];

const line = z.string().trim().min(1, 'must not be empty').max(300);
const person = z.strictObject({ id: uuid, name: line });

/** What a container was received as. It stands in the movement, so that the ledger's hashes cover product and lot. */
const receivedAsSchema = z.strictObject({
  product: z.string(),
  label: line,
  lot: line,
  expiresOn: daySchema,
  serial: line.optional(),
  receipt: uuid,
});

export const movementSchema = z
  .strictObject({
    /** Made by the client; the same movement sent twice is stored once. */
    id: uuid,
    kind: z.enum(MOVEMENT_KINDS),
    container: uuid,
    amount: quantityOf('drug_amount', { low: 1, high: 1_000_000_000 }),
    from: accountSchema,
    into: accountSchema,
    /** When it happened, and when it was stored. */
    at: instantSchema,
    recordedAt: instantSchema,
    by: person,
    /** Who saw it, signed in as themselves. */
    witness: person.optional(),
    reason: line.optional(),
    /** The session, where a patient's treatment caused it. */
    session: uuid.optional(),
    /** The paper that goes with it: invoice, return, Form 41, Form 106. */
    document: line.optional(),
    /** The movement that this one undoes. */
    reverses: uuid.optional(),
    receivedAs: receivedAsSchema.optional(),
  })
  .superRefine((movement, context) => {
    const { kind, from, into } = movement;
    const say = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    const may: { from: readonly AccountKind[]; into: readonly AccountKind[] } = MOVEMENTS[kind];
    if (!may.from.includes(from.kind)) say('from', `what is ${kind} comes from ${may.from.join(' or ')}`);
    if (!may.into.includes(into.kind)) say('into', `what is ${kind} goes into ${may.into.join(' or ')}`);
    if (accountKey(from) === accountKey(into)) say('into', 'a movement goes somewhere else');
    if (movement.witness?.id === movement.by.id) say('witness', 'a witness is somebody else');
    if ((kind === 'reversed') !== (movement.reverses !== undefined))
      say('reverses', 'only what is reversed names what it undoes');
    if (movement.receivedAs && kind !== 'received')
      say('receivedAs', 'only what is received says what it was received as');
  });
export type Movement = z.output<typeof movementSchema>;
