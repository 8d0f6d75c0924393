/**
 * Movements by hand, of what lies in a safe: moved, returned, destroyed, wasted, lost, or one undone. What two people must
 * see carries the second one's signature; what is lost is recorded by whoever finds it out.
 */
import {
  actOfMovement,
  type HandMovement,
  handMovementSchema,
  type Misfit,
  type Movement,
  movementSchema,
  needsWitness,
  sayQuantity,
  turnedRound,
  undoingTakes,
  whyNotMoved,
  whyNotThen,
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
import { misfitProblem } from './misfit-problem.ts';
import { demandNotAhead } from './moment.ts';
import { answerOf, refuse } from './posted.ts';
import { containerShape, movementShape, tags } from './shapes.ts';
import { movementSigned, witnessOf } from './witness.ts';

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
          'Controlled medicine that is destroyed or wasted, or whose receiving is undone, is seen by a second person, who signs at `/api/inventory/signatures`; their proof goes with this request in the header `Holdspace-Proof`. Sent twice, it is stored once. While a safe in which the container stands or stood is being counted, those who may count it do this afterwards, with the time at which it happened.',
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
      const [container, history] = await Promise.all([
        store.inventory.container(clinic.id, body.container),
        store.inventory.movements(clinic.id, { container: body.container }),
      ]);
      const undone = body.kind === 'reversed' ? history.find(({ id }) => id === body.reverses) : undefined;
      if (body.kind === 'reversed' && !undone) throw notFound('movement');
      const takes = takesOf(body, container, undone);
      await demandCredentialed(context, request, takes.act, body.at);
      if (!container) throw notFound('container');
      demandNotAhead(body.at, now(), 'at');
      await demandNotCounted(context, request, [container.id]);
      const stored = await placed(clinic.id, body.id);
      // Sent again, it was asked about the first time.
      if (!stored) demandPossible(body, container, history, undone);
      const by = stored?.by ?? { id: practitioner.id, name: practitioner.name };
      const witness = stored ? stored.witness : await seenBy(request, body, container, takes.isWitnessed);
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

  /** The second person, where two must see it. */
  async function seenBy(
    { principal, headers }: FastifyRequest,
    body: HandMovement,
    { label }: StockedContainer,
    isWitnessed: boolean,
  ) {
    const proof = headers[PROOF_HEADER];
    if (typeof proof === 'string') return witnessOf(context, principal, movementSigned(body), body.at, proof);
    if (!isWitnessed) return undefined;
    throw new Problem(
      'signature-needed',
      `${label} is controlled: a second person sees this done and signs it as themselves, by passkey or PIN.`,
    );
  }
}

/** Who may do it, and whether a second person signs. Undoing takes as much as what it undoes. */
function takesOf(
  { kind }: HandMovement,
  container: StockedContainer | null,
  undone: PlacedMovement | undefined,
): ReturnType<typeof undoingTakes> {
  if (undone && container) return undoingTakes(undone.kind, [container.product]);
  return { act: actOfMovement(kind), isWitnessed: container !== null && needsWitness(kind, container.product) };
}

/** Throws where it cannot have been so, or is not done by hand. */
function demandPossible(
  body: HandMovement,
  container: StockedContainer,
  history: readonly PlacedMovement[],
  undone: PlacedMovement | undefined,
): void {
  const received = history.find(({ kind }) => kind === 'received');
  const whys: readonly (Misfit | null | undefined)[] = [
    received && whyNotThen(body.at, container.label, received),
    undone && whyNotUndone(undone, history, container),
    body.kind === 'reversed' ? null : whyNotMoved(body.kind, container, body),
  ];
  const misfits = whys.flatMap((why) => why ?? []);
  if (misfits.length > 0) throw misfitProblem(misfits);
}

/** What moves where, as the ledger says it. */
function movementOf(body: HandMovement, undone: PlacedMovement | undefined) {
  const { id, container } = body;
  if (body.kind === 'reversed') {
    if (!undone) throw new Error('nothing was found to be undone');
    return { id, ...turnedRound(undone), reason: body.reason };
  }
  const { kind, amount, safe, reason } = body;
  if (kind === 'moved' && body.into === safe)
    throw badField(
      'into',
      'somewhere-else',
      'Into: the container stands in that safe already. Choose another safe to move it into.',
    );
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
