/** Signatures for a screening: where several people use a device, who decides shows who they are, for that decision alone. */
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { anyId, oneId } from '../fields.ts';
import { problems } from '../shapes.ts';
import { assertionSchema, ceremonyOptionsShape } from '../sign-in/passkeys.ts';
import { pinSchema } from '../sign-in/prove.ts';
import { relyingParty } from '../sign-in/relying-party.ts';
import { proofFor, proofShape } from '../sign-in/sign-here.ts';
import { boundTo } from '../sign-in/signatures.ts';
import { screenings } from './kept.ts';
import { screeningActSchema, screeningActSigned } from './signed-act.ts';

const tags = ['screening'];

export function screeningSignatureRoutes(app: App, context: Context): void {
  const { demandCourse } = screenings(context);

  app.post(
    '/api/courses/:id/screening/signature-challenge',
    {
      config: { act: 'see the clinical record' },
      schema: {
        tags,
        summary: 'What to ask a passkey with, to sign a screening',
        params: oneId,
        body: z.strictObject({ act: screeningActSchema }),
        response: { 200: ceremonyOptionsShape, ...problems(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { id } = request.params;
      await demandCourse(request, 'see the clinical record', id);
      const bound = boundTo(request.principal.clinic.id, screeningActSigned(id, request.body.act));
      return context.passkeys.ask(relyingParty(request, context.publicUrl), bound);
    },
  );

  app.post(
    '/api/courses/:id/screening/signatures',
    {
      config: { act: 'see the clinical record' },
      schema: {
        tags,
        summary: 'Sign a screening, as oneself or beside who is signed in',
        description:
          'The answer’s `proof` goes with that decision in the header `Holdspace-Proof`, within two minutes, once. Its author is then who signed.',
        params: oneId,
        body: z.union([
          z.strictObject({ act: screeningActSchema, practitioner: anyId, pin: pinSchema }),
          z.strictObject({ act: screeningActSchema, practitioner: anyId.optional(), passkey: assertionSchema }),
        ]),
        response: { 201: proofShape, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const { act, ...shown } = body;
      await demandCourse(request, 'see the clinical record', params.id);
      const given = await proofFor(context, request, screeningActSigned(params.id, act), shown);
      reply.code(201);
      return given;
    },
  );
}
