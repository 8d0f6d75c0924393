/**
 * Where medicine can be: every microgram is on exactly one account. Two kinds keep what is still here and are never below
 * zero; the others say what became of it, or where it came from.
 */
import { z } from 'zod';
import { uuid } from '../uuid.ts';

export const accountSchema = z.discriminatedUnion('kind', [
  /** In a container, in a safe. */
  z.strictObject({ kind: z.literal('safe'), safe: uuid }),
  /** Drawn up or taken out for a session, and not yet given, wasted or put back. */
  z.strictObject({ kind: z.literal('in_hand'), session: uuid }),
  z.strictObject({ kind: z.literal('supplier') }),
  z.strictObject({ kind: z.literal('administered') }),
  z.strictObject({ kind: z.literal('wasted') }),
  z.strictObject({ kind: z.literal('returned') }),
  z.strictObject({ kind: z.literal('lost') }),
  z.strictObject({ kind: z.literal('destroyed') }),
  /** What a count found more or less than the ledger says, until and unless it is explained. */
  z.strictObject({ kind: z.literal('unexplained') }),
]);
export type Account = z.output<typeof accountSchema>;
export type AccountKind = Account['kind'];

/** Whether it keeps what is still here: its balance is never below zero. */
export const isKeeping = ({ kind }: Account): boolean => kind === 'safe' || kind === 'in_hand';

/** One text for one account: how it is stored and compared. */
export function accountKey(account: Account): string {
  if (account.kind === 'safe') return `safe:${account.safe}`;
  if (account.kind === 'in_hand') return `in_hand:${account.session}`;
  return account.kind;
}

/** The account of a key that `accountKey` made. Throws on any other text. */
export function accountOfKey(key: string): Account {
  const [kind, id] = key.split(':');
  return accountSchema.parse({
    kind,
    ...(kind === 'safe' && { safe: id }),
    ...(kind === 'in_hand' && { session: id }),
  });
}
