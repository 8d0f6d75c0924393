/** Somebody shows who they are for one act, by PIN or passkey, and gets the proof that goes with it: of a session or a course. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { instantShape, practitionerShape } from '../shapes.ts';
import { type Assertion, assertionSchema } from './passkeys.ts';
import { demandPin, pinSchema } from './prove.ts';
import { relyingParty } from './relying-party.ts';
import { boundToAct, newProof, type SignedThing } from './signatures.ts';

/** How it is shown, beside what is signed. */
export const byPin = { practitioner: z.uuid(), pin: pinSchema };
export const byPasskey = { practitioner: z.uuid().optional(), passkey: assertionSchema };
export const proofShape = z.object({ proof: z.string(), signer: practitionerShape, expiresAt: instantShape });

type Shown =
  | { readonly practitioner: string; readonly pin: string }
  | { readonly practitioner?: string | undefined; readonly passkey: Assertion };

/** The proof of who it was. Throws where nobody was shown, and says so at the door either way. */
export async function proofFor(context: Context, request: FastifyRequest, thing: SignedThing, shown: Shown) {
  const { store, now, report } = context;
  const { principal } = request;
  const { clinic } = principal;
  const by = 'pin' in shown ? 'pin' : 'passkey';
  const about = { clinicId: clinic.id, by };
  try {
    const signer = await store.practitioners.find(clinic.id, await signerOf());
    if (!signer) throw new Problem('not-proved', 'This person does not work in this clinic.');
    const { token, proof } = newProof({
      thing,
      practitionerId: signer.id,
      provedBy: by,
      atSignInOf: principal.practitioner.id,
      now: now(),
    });
    await store.signIn.signatures.keepProof(clinic.id, proof);
    await report(request, { what: 'proof-given', ...about, practitionerId: signer.id });
    const { id, name, roles } = signer;
    return { proof: token, signer: { id, name, roles }, expiresAt: proof.expiresAt };
  } catch (error) {
    if (error instanceof Problem)
      await report(request, { what: 'proof-refused', ...about, practitionerId: shown.practitioner });
    throw error;
  }

  async function signerOf(): Promise<string> {
    if ('pin' in shown) {
      await demandPin(context, clinic.id, shown.practitioner, shown.pin);
      return shown.practitioner;
    }
    const party = relyingParty(request, context.publicUrl);
    const { userId } = await context.passkeys.proved(party, boundToAct(clinic.id, thing), shown.passkey);
    const here = (await store.practitioners.membershipsOf(userId)).find(({ clinicId }) => clinicId === clinic.id);
    if (!here || (shown.practitioner !== undefined && shown.practitioner !== here.practitionerId))
      throw new Problem('not-proved', 'This passkey is not of the person who was to sign.');
    return here.practitionerId;
  }
}
