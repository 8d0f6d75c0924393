/** Somebody shows who they are for one act, on whatever screen of the clinic: the proof of it goes with that act. */
import type { Practitioner } from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { instantShape, practitionerShape } from '../shapes.ts';
import type { Assertion } from './passkeys.ts';
import { demandPin } from './prove.ts';
import { relyingParty } from './relying-party.ts';
import { boundTo, newProof, type SignedThing } from './signatures.ts';

export const proofShape = z.object({ proof: z.string(), signer: practitionerShape, expiresAt: instantShape });

/** By what it is shown: a person and their PIN, or a passkey, with whose it should be. */
type Shown =
  | { readonly practitioner: string; readonly pin: string }
  | { readonly practitioner?: string | undefined; readonly passkey: Assertion };

/** Throws 403 where nobody has proved themselves; each try is told to the audit. `mayBe` refuses who may not sign this. */
export async function proofFor(
  context: Context,
  request: FastifyRequest,
  signed: SignedThing,
  shown: Shown,
  mayBe: (signer: Practitioner) => void | Promise<void> = () => undefined,
): Promise<z.output<typeof proofShape>> {
  const { store, passkeys, now, report } = context;
  const { clinic, practitioner: signedIn } = request.principal;
  const by = 'pin' in shown ? 'pin' : 'passkey';
  const about = { clinicId: clinic.id, by } as const;
  try {
    const found = await store.practitioners.find(clinic.id, await provedId());
    if (!found) throw new Problem('not-proved', 'This person does not work in this clinic.');
    const signer = { id: found.id, name: found.name, roles: found.roles };
    await mayBe(signer);
    const { token, proof } = newProof({
      signed,
      practitionerId: signer.id,
      provedBy: by,
      atSignInOf: signedIn.id,
      now: now(),
    });
    await store.signIn.signatures.keepProof(clinic.id, proof);
    await report(request, { what: 'proof-given', ...about, practitionerId: signer.id });
    return { proof: token, signer, expiresAt: proof.expiresAt };
  } catch (error) {
    if (error instanceof Problem)
      await report(request, { what: 'proof-refused', ...about, practitionerId: shown.practitioner });
    throw error;
  }

  async function provedId(): Promise<string> {
    if ('pin' in shown) {
      await demandPin(context, clinic.id, shown.practitioner, shown.pin);
      return shown.practitioner;
    }
    const { userId } = await passkeys.proved(
      relyingParty(request, context.publicUrl),
      boundTo(clinic.id, signed),
      shown.passkey,
    );
    const here = (await store.practitioners.membershipsOf(userId)).find(({ clinicId }) => clinicId === clinic.id);
    if (!here || (shown.practitioner !== undefined && shown.practitioner !== here.practitionerId))
      throw new Problem('not-proved', 'This passkey is not of the person who was to sign.');
    return here.practitionerId;
  }
}
