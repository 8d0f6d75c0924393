/**
 * Undoing a receipt while all of it is as it came: of what is controlled it is a practitioner's, and a second person signs
 * it as themselves. All of it is undone or none, and sent twice it is undone once.
 */
import {
  type Movement,
  type ReceiptUndoing,
  receiptUndoingSchema,
  turnedRound,
  undoingTakes,
  whyNotAsReceived,
  whyNotThen,
} from '@holdspace/care';
import type { PlacedMovement, StockedContainer, StoredReceipt } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { demandNotCounted } from '../counts/blind.ts';
import { anyId, oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { assertionSchema, ceremonyOptionsShape } from '../sign-in/passkeys.ts';
import { pinSchema } from '../sign-in/prove.ts';
import { relyingParty } from '../sign-in/relying-party.ts';
import { proofFor, proofShape } from '../sign-in/sign-here.ts';
import { boundTo, PROOF_HEADER } from '../sign-in/signatures.ts';
import { demandCredentialed } from './credentialed.ts';
import { misfitProblem } from './misfit-problem.ts';
import { demandNotAhead } from './moment.ts';
import { refuse } from './posted.ts';
import { receiptShownShape, showReceipt } from './receipt-shown.ts';
import { tags } from './shapes.ts';
import { demandWitness, undoingSigned, witnessOf } from './witness.ts';

export function reversalRoutes(app: App, context: Context): void {
  const { store, passkeys, now } = context;
  const act = 'receive and move medicine';

  app.post(
    '/api/inventory/receipts/:id/reversal',
    {
      config: { act, orActs: ['remove medicine from stock'] },
      schema: {
        tags,
        summary: 'Undo a receipt',
        description:
          'A movement back to the supplier’s account for each container, with the reason: all of them or none, and sent twice they are stored once. Refused unless every container still stands full and unopened in the safe that it came into. Where any of it is controlled, a second person signs at `/api/inventory/receipts/{id}/signatures`; their proof goes with this request in the header `Holdspace-Proof`. Nothing is removed: both stay in the ledger.',
        params: oneId,
        body: receiptUndoingSchema,
        response: { 200: receiptShownShape, ...problems(400, 401, 403, 404, 409, 422, 428) },
      },
    },
    async (request) => {
      const { principal, params, body } = request;
      const { clinic, practitioner } = principal;
      const { receipt, containers } = await ofReceipt(clinic.id, params.id);
      const takes = undoingTakes(
        'received',
        containers.map(({ product }) => product),
      );
      await demandCredentialed(context, request, takes.act, body.at);
      demandNotAhead(body.at, now(), 'at');
      await demandNotCounted(
        context,
        request,
        containers.map(({ id }) => id),
      );
      demandWhole(body, containers);
      const [received, stored] = await Promise.all([
        store.inventory.movements(clinic.id, { ids: containers.map(({ id }) => id) }),
        store.inventory.movements(clinic.id, { ids: body.movements.map(({ id }) => id) }),
      ]);
      // All of it is stored or none: what is there in part is something else, and is asked about like anything new.
      const before = stored.length === body.movements.length ? stored[0] : undefined;
      if (!before) demandPossible(body, receipt, containers, received);
      const by = before?.by ?? { id: practitioner.id, name: practitioner.name };
      const witness = before ? before.witness : await seenBy(request, receipt, takes.isWitnessed);
      const recorded = { at: body.at, recordedAt: now(), by, reason: body.reason, ...(witness && { witness }) };
      await postAll(clinic.id, body, received, containers, recorded);
      return showReceipt(store, clinic.id, receipt);
    },
  );

  app.post(
    '/api/inventory/receipts/:id/signature-challenge',
    {
      config: { act },
      schema: {
        tags,
        summary: 'What to ask the passkey of the witness of a receipt’s undoing with',
        params: oneId,
        body: z.strictObject({ undoing: receiptUndoingSchema }),
        response: { 200: ceremonyOptionsShape, ...problems(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { principal, params, body } = request;
      await demandCredentialed(context, request, act, body.undoing.at);
      demandWhole(body.undoing, (await ofReceipt(principal.clinic.id, params.id)).containers);
      return passkeys.ask(
        relyingParty(request, context.publicUrl),
        boundTo(principal.clinic.id, undoingSigned(params.id, body.undoing)),
      );
    },
  );

  app.post(
    '/api/inventory/receipts/:id/signatures',
    {
      config: { act },
      schema: {
        tags,
        summary: 'Sign the undoing of a receipt as its witness',
        description:
          'The answer’s `proof` goes with that undoing in the header `Holdspace-Proof`, within two minutes, once. Who does it cannot witness it.',
        params: oneId,
        body: z.union([
          z.strictObject({ undoing: receiptUndoingSchema, practitioner: anyId, pin: pinSchema }),
          z.strictObject({
            undoing: receiptUndoingSchema,
            practitioner: anyId.optional(),
            passkey: assertionSchema,
          }),
        ]),
        response: { 201: proofShape, ...problems(400, 401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const { undoing, ...shown } = body;
      await demandCredentialed(context, request, act, undoing.at);
      demandWhole(undoing, (await ofReceipt(principal.clinic.id, params.id)).containers);
      const given = await proofFor(context, request, undoingSigned(params.id, undoing), shown, (signer) =>
        demandWitness(context, principal, signer, undoing.at),
      );
      reply.code(201);
      return given;
    },
  );

  async function ofReceipt(clinicId: string, id: string) {
    const receipt = await store.inventory.receipt(clinicId, id);
    if (!receipt) throw notFound('receipt');
    return showReceipt(store, clinicId, receipt);
  }

  /** The second person, where two must see it. */
  async function seenBy(
    { principal, headers, body }: FastifyRequest<{ Body: ReceiptUndoing }>,
    { id, invoice }: StoredReceipt,
    isWitnessed: boolean,
  ): Promise<Movement['by'] | undefined> {
    const proof = headers[PROOF_HEADER];
    if (typeof proof === 'string') {
      const signer = await witnessOf(context, principal, undoingSigned(id, body), body.at, proof);
      return { id: signer.id, name: signer.name };
    }
    if (!isWitnessed) return undefined;
    throw new Problem(
      'signature-needed',
      `Invoice ${invoice}: what came with it is controlled. A second person sees it go back and signs that as themselves, by passkey or PIN.`,
    );
  }

  async function postAll(
    clinicId: string,
    { movements }: ReceiptUndoing,
    received: readonly PlacedMovement[],
    containers: readonly StockedContainer[],
    recorded: Pick<Movement, 'at' | 'recordedAt' | 'by' | 'witness' | 'reason'>,
  ): Promise<void> {
    const turned = movements.map(({ id, container }): Movement => {
      const came = received.find((one) => one.container === container);
      if (!came) throw new Error('a container of a receipt was never received');
      return { id, ...turnedRound(came), ...recorded };
    });
    for (const one of await store.inventory.postTogether(clinicId, turned)) {
      const movement = turned.find(({ id }) => id === one.movement);
      const label = containers.find(({ id }) => id === movement?.container)?.label ?? 'the container';
      if (movement) refuse(one, movement, label, 'movements');
    }
  }
}

/** Throws unless each container of the receipt is named once, and nothing else. */
function demandWhole({ movements }: ReceiptUndoing, containers: readonly StockedContainer[]): void {
  const named = new Set(movements.map(({ container }) => container));
  const ids = new Set(movements.map(({ id }) => id));
  const isWhole = named.size === movements.length && ids.size === movements.length;
  if (isWhole && containers.length === movements.length && containers.every(({ id }) => named.has(id))) return;
  throw badField(
    'movements',
    'cannot-be',
    `Movements: a receipt is undone whole. Name each of its ${containers.length} containers once, each with an id of its own; ${movements.length} were sent.`,
  );
}

/** Throws where it cannot have been so, or not all of it stands as it came. */
function demandPossible(
  { at }: ReceiptUndoing,
  { safe }: StoredReceipt,
  containers: readonly StockedContainer[],
  received: readonly PlacedMovement[],
): void {
  const early = containers.flatMap(({ id, label }) => {
    const came = received.find(({ container }) => container === id);
    return (came && whyNotThen(at, label, came)) ?? [];
  });
  // They came together: what is said of one holds for all.
  const misfits = [early[0], whyNotAsReceived(containers, { safe })].flatMap((why) => why ?? []);
  if (misfits.length > 0) throw misfitProblem(misfits);
}
