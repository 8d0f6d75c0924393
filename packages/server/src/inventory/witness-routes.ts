/** A second person signs a movement that they see, on the same screen or their own: by PIN or passkey, for this one act. */
import { type HandMovement, handMovementSchema } from '@holdspace/care';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { anyId } from '../fields.ts';
import { notFound } from '../problem.ts';
import { problems } from '../shapes.ts';
import { assertionSchema, ceremonyOptionsShape } from '../sign-in/passkeys.ts';
import { pinSchema } from '../sign-in/prove.ts';
import { relyingParty } from '../sign-in/relying-party.ts';
import { proofFor, proofShape } from '../sign-in/sign-here.ts';
import { boundTo } from '../sign-in/signatures.ts';
import { demandCredentialed } from './credentialed.ts';
import { tags } from './shapes.ts';
import { demandWitness, movementSigned } from './witness.ts';

export function witnessRoutes(app: App, context: Context): void {
  const { store, passkeys } = context;
  const act = 'receive and move medicine';

  app.post(
    '/api/inventory/signature-challenge',
    {
      config: { act },
      schema: {
        tags,
        summary: 'What to ask a witness’s passkey with',
        body: z.strictObject({ movement: handMovementSchema }),
        response: { 200: ceremonyOptionsShape, ...problems(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { principal, body } = request;
      await demandCredentialed(context, request, act, body.movement.at);
      await demandThere(principal.clinic.id, body.movement);
      return passkeys.ask(
        relyingParty(request, context.publicUrl),
        boundTo(principal.clinic.id, movementSigned(body.movement)),
      );
    },
  );

  app.post(
    '/api/inventory/signatures',
    {
      config: { act },
      schema: {
        tags,
        summary: 'Sign a movement as its witness',
        description:
          'The answer’s `proof` goes with that movement in the header `Holdspace-Proof`, within two minutes, once. Who does it cannot witness it.',
        body: z.union([
          z.strictObject({ movement: handMovementSchema, practitioner: anyId, pin: pinSchema }),
          z.strictObject({
            movement: handMovementSchema,
            practitioner: anyId.optional(),
            passkey: assertionSchema,
          }),
        ]),
        response: { 201: proofShape, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      const { movement, ...shown } = body;
      await demandCredentialed(context, request, act, movement.at);
      await demandThere(principal.clinic.id, movement);
      const given = await proofFor(context, request, movementSigned(movement), shown, (signer) =>
        demandWitness(context, principal, signer, movement.at),
      );
      reply.code(201);
      return given;
    },
  );

  /** Nothing is signed of what is not this clinic's. */
  async function demandThere(clinicId: string, movement: HandMovement): Promise<void> {
    if (!(await store.inventory.container(clinicId, movement.container))) throw notFound('container');
    if (movement.kind === 'reversed') {
      const found = await store.inventory.movements(clinicId, { id: movement.reverses });
      if (found.length === 0) throw notFound('movement');
      return;
    }
    const safes = new Set((await store.inventory.safes(clinicId)).map(({ id }) => id));
    const named = movement.kind === 'moved' ? [movement.safe, movement.into] : [movement.safe];
    if (!named.every((id) => safes.has(id))) throw notFound('safe');
  }
}
