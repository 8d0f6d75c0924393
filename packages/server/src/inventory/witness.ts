/** The second person of a movement: signed in as themselves, somebody else, licensed. */
import { type HandMovement, mayDo, type Practitioner } from '@holdspace/care';
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

/** Throws where somebody may not be the witness of what another does. */
export async function demandWitness(
  context: Pick<Context, 'credentials'>,
  { clinic, practitioner }: Principal,
  signer: Practitioner,
  movement: Pick<HandMovement, 'at'>,
): Promise<void> {
  if (signer.id === practitioner.id)
    throw new Problem('not-allowed', 'A witness is somebody else: whoever does it cannot be the one who saw it.', {
      rule: 'witness-is-another',
      satisfy: 'A second licensed person shows who they are, with their own PIN or passkey.',
    });
  const holding = { 'credentials in order': await inOrder(context, clinic, signer, ACT, movement.at) };
  const answer = mayDo(ACT, { roles: signer.roles, conditions: holding });
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
  movement: HandMovement,
  proof: string,
): Promise<Practitioner> {
  const signer = await signerOf(context, principal.clinic.id, movementSigned(movement), proof);
  if (!signer) throw proofSpent();
  await demandWitness(context, principal, signer, movement);
  return signer;
}
