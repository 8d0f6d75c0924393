/** Signatures for one act: a person shows who they are, on whatever screen of the clinic, and that command is theirs. */
import { commandSchema, signedAct } from '@holdspace/care';
import { z } from 'zod';
import { demandSession } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { instantShape, practitionerShape, problems } from '../shapes.ts';
import { assertionSchema, ceremonyOptionsShape } from './passkeys.ts';
import { demandPin, pinSchema } from './prove.ts';
import { relyingParty } from './relying-party.ts';
import { boundToCommand, newProof } from './signatures.ts';

const tags = ['sessions'];
const sessionId = z.strictObject({ id: z.uuid() });

export function signatureRoutes(app: App, context: Context): void {
  const { store, passkeys, now, report } = context;

  app.post(
    '/api/sessions/:id/signature-challenge',
    {
      config: { act: 'take part in a session' },
      schema: {
        tags,
        summary: 'What to ask a passkey with, to sign one command',
        params: sessionId,
        body: z.strictObject({ command: commandSchema }),
        response: { 200: ceremonyOptionsShape, ...problems(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      const { id } = request.params;
      await demandSession(context, request, 'take part in a session', id);
      const bound = boundToCommand(clinic.id, id, request.body.command);
      return passkeys.ask(relyingParty(request, context.publicUrl), bound);
    },
  );

  app.post(
    '/api/sessions/:id/signatures',
    {
      config: { act: 'take part in a session' },
      schema: {
        tags,
        summary: 'Sign one command, as oneself or beside who is signed in',
        description:
          'The answer’s `proof` goes with that command in the header `Holdspace-Proof`, within two minutes, once. Its author is then who signed.',
        params: sessionId,
        body: z.union([
          z.strictObject({ command: commandSchema, practitioner: z.uuid(), pin: pinSchema }),
          z.strictObject({ command: commandSchema, practitioner: z.uuid().optional(), passkey: assertionSchema }),
        ]),
        response: {
          201: z.object({ proof: z.string(), signer: practitionerShape, expiresAt: instantShape }),
          ...problems(400, 401, 403, 404, 429),
        },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const { clinic } = principal;
      const { command } = body;
      await demandSession(context, request, 'take part in a session', params.id);
      if (signedAct(command) === null)
        throw new Problem('bad-input', 'This records what happens, and needs no signature.');
      const about = { clinicId: clinic.id, by: 'pin' in body ? 'pin' : 'passkey' };
      try {
        const signerId = await signerOf();
        const signer = await store.practitioners.find(clinic.id, signerId);
        if (!signer) throw new Problem('not-proved', 'This person does not work in this clinic.');
        const { token, proof } = newProof({
          command,
          sessionId: params.id,
          practitionerId: signer.id,
          provedBy: 'pin' in body ? 'pin' : 'passkey',
          atSignInOf: principal.practitioner.id,
          now: now(),
        });
        await store.signIn.signatures.keepProof(clinic.id, proof);
        report(request, { what: 'proof-given', ...about, practitionerId: signer.id });
        reply.code(201);
        const { id, name, roles } = signer;
        return { proof: token, signer: { id, name, roles }, expiresAt: proof.expiresAt };
      } catch (error) {
        if (error instanceof Problem)
          report(request, { what: 'proof-refused', ...about, practitionerId: body.practitioner });
        throw error;
      }

      async function signerOf(): Promise<string> {
        if ('pin' in body) {
          await demandPin(context, clinic.id, body.practitioner, body.pin);
          return body.practitioner;
        }
        const party = relyingParty(request, context.publicUrl);
        const bound = boundToCommand(clinic.id, params.id, command);
        const { userId } = await passkeys.proved(party, bound, body.passkey);
        const here = (await store.practitioners.membershipsOf(userId)).find(({ clinicId }) => clinicId === clinic.id);
        if (!here || (body.practitioner !== undefined && body.practitioner !== here.practitionerId))
          throw new Problem('not-proved', 'This passkey is not of the person who was to sign.');
        return here.practitionerId;
      }
    },
  );
}
