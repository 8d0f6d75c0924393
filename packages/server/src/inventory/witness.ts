/** The second person of a movement: signed in as themselves, somebody else, licensed. */
import { type HandMovement, type Instant, mayDo, type Practitioner, type ReceiptUndoing } from '@holdspace/care';
import { hashOfContent } from '@holdspace/store';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import type { Principal } from '../sign-in/principal.ts';
import { proofSpent, type SignedThing, signerOf } from '../sign-in/signatures.ts';
import { inOrder } from './credentialed.ts';

const ACT = 'witness a removal from stock';

/** What a witness signs: this movement of this container, to the letter. */
export const movementSigned = (movement: HandMovement): SignedThing => ({
  about: movement.container,
  id: movement.id,
  hash: hashOfContent(movement),
});

/** The same of a receipt's undoing: of all its containers at once. */
export const undoingSigned = (receipt: string, undoing: ReceiptUndoing): SignedThing => ({
  about: receipt,
  id: undoing.movements[0]?.id ?? receipt,
  hash: hashOfContent({ receipt, undoing }),
});

/**
 * Throws where somebody may not be the witness of what another does. Their papers are in order on the day of what they saw
 * and on the day on which they sign it: what is dated back brings no licence back.
 */
export async function demandWitness(
  context: Pick<Context, 'credentials' | 'now'>,
  { clinic, practitioner }: Principal,
  signer: Practitioner,
  at: Instant,
): Promise<void> {
  if (signer.id === practitioner.id)
    throw new Problem('not-allowed', 'A witness is somebody else: whoever does it cannot be the one who saw it.', {
      rule: 'witness-is-another',
      satisfy: 'A second licensed person shows who they are, with their own PIN or passkey.',
    });
  const days = await Promise.all([at, context.now()].map((day) => inOrder(context, clinic, signer, ACT, day)));
  const answer = mayDo(ACT, { roles: signer.roles, conditions: { 'credentials in order': days.every(Boolean) } });
  if (!answer.allowed)
    throw new Problem('not-allowed', `${signer.name}: ${answer.message}`, {
      rule: answer.rule,
      satisfy: answer.satisfy,
    });
}

/** Uses the proof up; answers who saw it. */
export async function witnessOf(
  context: Context,
  principal: Principal,
  signed: SignedThing,
  at: Instant,
  proof: string,
): Promise<Practitioner> {
  const signer = await signerOf(context, principal.clinic.id, signed, proof);
  if (!signer) throw proofSpent();
  await demandWitness(context, principal, signer, at);
  return signer;
}
