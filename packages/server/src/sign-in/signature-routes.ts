/** Signatures for one act: a person shows who they are, on whatever screen of the clinic, and that command is theirs. */
import { commandSchema, signedAct } from '@holdspace/care';
import { z } from 'zod';
import { demandSession } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { anyId, oneId } from '../fields.ts';
import { Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { assertionSchema, ceremonyOptionsShape } from './passkeys.ts';
import { pinSchema } from './prove.ts';
import { relyingParty } from './relying-party.ts';
import { proofFor, proofShape } from './sign-here.ts';
import { boundTo, commandSigned } from './signatures.ts';

const tags = ['sessions'];

export function signatureRoutes(app: App, context: Context): void {
  const { passkeys } = context;

  app.post(
    '/api/sessions/:id/signature-challenge',
    {
      config: { act: 'take part in a session' },
      schema: {
        tags,
        summary: 'What to ask a passkey with, to sign one command',
        params: oneId,
        body: z.strictObject({ command: commandSchema }),
        response: { 200: ceremonyOptionsShape, ...problems(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      const { id } = request.params;
      await demandSession(context, request, 'take part in a session', id);
      const bound = boundTo(clinic.id, commandSigned(id, request.body.command));
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
        params: oneId,
        body: z.union([
          z.strictObject({ command: commandSchema, practitioner: anyId, pin: pinSchema }),
          z.strictObject({ command: commandSchema, practitioner: anyId.optional(), passkey: assertionSchema }),
        ]),
        response: {
          201: proofShape,
          ...problems(400, 401, 403, 404, 429),
        },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const { command, ...shown } = body;
      await demandSession(context, request, 'take part in a session', params.id);
      if (signedAct(command) === null)
        throw new Problem('bad-input', 'This records what happens, and needs no signature.');
      reply.code(201);
      return proofFor(context, request, commandSigned(params.id, command), shown);
    },
  );
}
