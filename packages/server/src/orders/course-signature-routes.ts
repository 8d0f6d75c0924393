/** Signatures for a course order: where several people use a device, who orders shows who they are, for that order alone. */
import { z } from 'zod';
import { demandAccess, demandEver } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { anyId, oneId } from '../fields.ts';
import { notFound } from '../problem.ts';
import { problems } from '../shapes.ts';
import { assertionSchema, ceremonyOptionsShape } from '../sign-in/passkeys.ts';
import { pinSchema } from '../sign-in/prove.ts';
import { relyingParty } from '../sign-in/relying-party.ts';
import { proofFor, proofShape } from '../sign-in/sign-here.ts';
import { boundTo } from '../sign-in/signatures.ts';
import { courseActSchema, courseActSigned } from './signed-act.ts';

const tags = ['orders'];

export function courseSignatureRoutes(app: App, context: Context): void {
  const { store, passkeys } = context;
  /** The course, to whoever may see its orders: who signs is asked when the order is sent. */
  const demandCourse = async (request: Parameters<typeof demandAccess>[1], id: string) => {
    demandEver(request, 'see course orders');
    const course = await store.courses.find(request.principal.clinic.id, id);
    if (!course) throw notFound('course');
    await demandAccess(context, request, 'see course orders', { patientId: course.patientId });
  };

  app.post(
    '/api/courses/:id/signature-challenge',
    {
      config: { act: 'see course orders' },
      schema: {
        tags,
        summary: 'What to ask a passkey with, to sign a course order',
        params: oneId,
        body: z.strictObject({ act: courseActSchema }),
        response: { 200: ceremonyOptionsShape, ...problems(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { id } = request.params;
      await demandCourse(request, id);
      const bound = boundTo(request.principal.clinic.id, courseActSigned(id, request.body.act));
      return passkeys.ask(relyingParty(request, context.publicUrl), bound);
    },
  );

  app.post(
    '/api/courses/:id/signatures',
    {
      config: { act: 'see course orders' },
      schema: {
        tags,
        summary: 'Sign a course order, as oneself or beside who is signed in',
        description:
          'The answer’s `proof` goes with that order in the header `Holdspace-Proof`, within two minutes, once. Its author is then who signed.',
        params: oneId,
        body: z.union([
          z.strictObject({ act: courseActSchema, practitioner: anyId, pin: pinSchema }),
          z.strictObject({ act: courseActSchema, practitioner: anyId.optional(), passkey: assertionSchema }),
        ]),
        response: { 201: proofShape, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const { act, ...shown } = body;
      await demandCourse(request, params.id);
      const given = await proofFor(context, request, courseActSigned(params.id, act), shown);
      reply.code(201);
      return given;
    },
  );
}
