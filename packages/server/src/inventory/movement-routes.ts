/**
 * Movements by hand, of what lies in a safe: moved, returned, destroyed, wasted, lost, or one undone. What two people must
 * see carries the second one's signature; what is lost is recorded by whoever finds it out.
 */
import {
  actOfMovement,
  type HandMovement,
  handMovementSchema,
  type Movement,
  movementSchema,
  needsWitness,
  sayQuantity,
  turnedRound,
  whyNotUndone,
} from '@holdspace/care';
import type { PlacedMovement, StockedContainer } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { demandNotCounted } from '../counts/blind.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { PROOF_HEADER } from '../sign-in/signatures.ts';
import { demandCredentialed } from './credentialed.ts';
import { demandNotAhead } from './moment.ts';
import { answerOf, refuse } from './posted.ts';
import { containerShape, movementShape, tags } from './shapes.ts';
import { witnessOf } from './witness.ts';

export function movementRoutes(app: App, context: Context): void {
  const { store, now } = context;

  app.post(
    '/api/inventory/movements',
    {
      config: { act: 'receive and move medicine', orActs: ['remove medicine from stock'] },
      schema: {
        tags,
        summary: 'Move, return, destroy, waste or lose what lies in a safe; or undo a movement',
        description:
          'Controlled medicine that is destroyed or wasted is seen by a second person, who signs at `/api/inventory/signatures`; their proof goes with this request in the header `Holdspace-Proof`. Sent twice, it is stored once. While a safe in which the container stands or stood is being counted, those who may count it do this afterwards, with the time at which it happened.',
        body: handMovementSchema,
        response: {
          201: z.object({ movement: movementShape, container: containerShape }),
          ...problems(400, 401, 403, 404, 409, 422, 428),
        },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      const { clinic, practitioner } = principal;
      const container = await store.inventory.container(clinic.id, body.container);
      const undone = body.kind === 'reversed' ? await undoneBy(clinic.id, body) : undefined;
      await demandCredentialed(context, request, actOfMovement(undone?.kind ?? body.kind), body.at);
      if (!container) throw notFound('container');
      demandNotAhead(body.at, now(), 'at');
      await demandNotCounted(context, request, [container.id]);
      const stored = await placed(clinic.id, body.id);
      const by = stored?.by ?? { id: practitioner.id, name: practitioner.name };
      const witness = stored ? stored.witness : await seenBy(request, body, container, undone);
      const movement: Movement = movementSchema.parse({
        ...movementOf(body, undone),
        at: body.at,
        recordedAt: now(),
        by,
        ...(witness && { witness: { id: witness.id, name: witness.name } }),
      });
      if (movement.kind === 'lost') {
        const what = `${container.label}: ${sayQuantity(movement.amount)} of ${container.product.name}. ${movement.reason}`;
        refuse(await store.inventory.lose(clinic.id, movement, what), movement, container.label);
      } else await answerOf(store, clinic.id, [container], [movement]);
      const [kept, after] = await Promise.all([
        placed(clinic.id, body.id),
        store.inventory.container(clinic.id, container.id),
      ]);
      if (!kept || !after) throw new Error('a movement that was just stored is not there');
      reply.code(201);
      return { movement: kept, container: after };
    },
  );

  const placed = async (clinicId: string, id: string): Promise<PlacedMovement | undefined> =>
    (await store.inventory.movements(clinicId, { id }))[0];

  /** The movement that is to be turned round, where it can be by hand. */
  async function undoneBy(
    clinicId: string,
    { id, reverses, container }: Extract<HandMovement, { kind: 'reversed' }>,
  ): Promise<PlacedMovement> {
    const all = await store.inventory.movements(clinicId, { container });
    const found = all.find((one) => one.id === reverses);
    if (!found) throw notFound('movement');
    const others = all.filter((one) => one.id !== id);
    const why = whyNotUndone(found, others);
    if (why) throw badField('reverses', why.rule, why.message);
    return found;
  }

  /** The second person, where two must see it. */
  async function seenBy(
    { principal, headers }: FastifyRequest,
    body: HandMovement,
    { product, label }: StockedContainer,
    undone: PlacedMovement | undefined,
  ) {
    const proof = headers[PROOF_HEADER];
    if (typeof proof === 'string') return witnessOf(context, principal, body, proof);
    if (!needsWitness(undone?.kind ?? body.kind, product)) return undefined;
    throw new Problem(
      'signature-needed',
      `${label} is controlled: a second person sees this done and signs it as themselves, by passkey or PIN.`,
    );
  }
}

/** What moves where, as the ledger says it. */
function movementOf(body: HandMovement, undone: PlacedMovement | undefined) {
  const { id, container } = body;
  if (body.kind === 'reversed') {
    if (!undone) throw new Error('nothing was found to be undone');
    return { id, ...turnedRound(undone), reverses: undone.id, reason: body.reason };
  }
  const { kind, amount, safe, reason } = body;
  if (kind === 'moved' && body.into === safe)
    throw badField('into', 'somewhere-else', 'Into: it stands in that safe already. Choose another.');
  const into = kind === 'moved' ? { kind: 'safe', safe: body.into } : { kind };
  const document = 'document' in body ? body.document : undefined;
  return {
    id,
    kind,
    container,
    amount,
    from: { kind: 'safe', safe },
    into,
    ...(reason && { reason }),
    ...(document && { document }),
  };
}
