/** Receiving against an invoice, looking at what was received, and undoing it while all of it is untouched. */
import {
  accountKey,
  contentOf,
  dayAt,
  differencesOf,
  instantSchema,
  type KnownProducts,
  misfitsOfTakingIn,
  questionsOfTakingIn,
  type TakingIn,
  takingInSchema,
  unanswered,
} from '@holdspace/care';
import type { StockedContainer, StoredReceipt } from '@holdspace/store';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { anyId, line, newId, oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { idShape, instantShape, problems } from '../shapes.ts';
import { demandCredentialed } from './credentialed.ts';
import { misfitProblem } from './misfit-problem.ts';
import { demandNotAhead } from './moment.ts';
import { answerOf } from './posted.ts';
import { containerShape, tags } from './shapes.ts';

const receiptShape = z.looseObject({ id: idShape, at: instantShape, invoice: z.string() }).meta({
  id: 'Receipt',
  description: 'What came with an invoice, line by line, and who recorded it.',
}) as unknown as z.ZodType<StoredReceipt>;
const differencesShape = z
  .array(z.object({ product: z.string(), lot: z.string(), expected: z.number(), received: z.number() }))
  .readonly();
const shownShape = z.object({
  receipt: receiptShape,
  differences: differencesShape,
  containers: z.array(containerShape).readonly(),
});

export function receiptRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const act = 'receive and move medicine';

  const show = async (clinicId: string, receipt: StoredReceipt) => {
    const ids = receipt.lines.flatMap(({ containers }) => containers.map(({ id }) => id));
    const containers = await store.inventory.containers(clinicId, { ids });
    return { receipt, differences: differencesOf(receipt), containers };
  };

  app.post(
    '/api/inventory/receipts',
    {
      config: { act },
      schema: {
        tags,
        summary: 'Receive medicine against an invoice',
        description:
          'All of it or none. What is strange but can be so (expired, more or fewer than the invoice says) is refused until its rule stands in `confirmed`.',
        body: takingInSchema,
        response: { 201: shownShape, ...problems(400, 401, 403, 409, 422) },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      const { clinic, practitioner } = principal;
      await demandCredentialed(context, request, act, body.receipt.at);
      demandNotAhead(body.receipt.at, now(), 'receipt.at');
      const products: KnownProducts = new Map(
        (await store.formulary.list(clinic.id)).map((kept) => [kept.product.id, kept]),
      );
      const before = await store.inventory.receipt(clinic.id, body.receipt.id);
      // Sent again, it was asked about the first time.
      if (!before) demandRight(body, products, dayAt(body.receipt.at, clinic.zone));
      const by = { id: practitioner.id, name: practitioner.name };
      const outcome = await store.inventory.receive(clinic.id, body.receipt, { by, recordedAt: now() });
      switch (outcome.outcome) {
        case 'received':
        case 'repeated':
          reply.code(201);
          return show(clinic.id, outcome.receipt);
        case 'unknown_safe':
          throw notFound('safe');
        case 'label_taken':
          throw badField(
            'receipt.lines',
            'label-once',
            `${outcome.labels.join(', ')} ${outcome.labels.length === 1 ? 'is' : 'are'} on another container already. Give each a label that was never used.`,
          );
        case 'unknown_product':
          throw notFound('product');
        case 'retired_product':
          throw new Problem('stale', 'A product was retired from the formulary meanwhile. Look again.');
        case 'differs':
          throw new Problem(
            'repeated-id',
            'Another receipt or container is kept under one of these ids. Look at what was received before you enter it anew.',
          );
      }
    },
  );

  function demandRight(body: TakingIn, products: KnownProducts, day: string): void {
    const misfits = misfitsOfTakingIn(body, products);
    if (misfits.length > 0) throw misfitProblem(misfits);
    const open = unanswered(questionsOfTakingIn(body.receipt, products, day), body.confirmed);
    if (open.length > 0)
      throw misfitProblem(
        open.map(({ rule, field, asks }) => ({ field, rule, message: `${asks} Confirm that this is right.` })),
      );
  }

  /** Throws unless all of it stands as it came; what was undone by the same request before is let through. */
  async function demandUntouched(
    clinicId: string,
    receipt: StoredReceipt,
    containers: readonly StockedContainer[],
    undoing: readonly { readonly id: string }[],
  ): Promise<void> {
    const isSentAgain = (await store.inventory.movements(clinicId, { id: undoing[0]?.id })).length > 0;
    if (isSentAgain) return;
    const touched = containers.filter(({ places, product }) => {
      const [only, more] = places;
      const isWhole = only?.amount.value === contentOf(product).value && more === undefined;
      return !(isWhole && accountKey(only.account) === accountKey({ kind: 'safe', safe: receipt.safe }));
    });
    if (touched.length > 0)
      throw badField(
        'movements',
        'untouched',
        `${touched.map(({ label }) => label).join(', ')}: not full any more, or not in the safe that it came into. A receipt is undone while all of it is as it came; afterwards return or destroy what is wrong.`,
      );
  }

  app.get(
    '/api/inventory/receipts',
    {
      config: { act: 'see the inventory' },
      schema: {
        tags,
        summary: 'What was received, the newest first',
        response: { 200: z.object({ receipts: z.array(receiptShape).readonly() }), ...problems(401, 403) },
      },
    },
    async ({ principal: { clinic } }) => ({ receipts: await store.inventory.receipts(clinic.id, { limit: 100 }) }),
  );

  app.get(
    '/api/inventory/receipts/:id',
    {
      config: { act: 'see the inventory' },
      schema: {
        tags,
        summary: 'A receipt, and where its containers are now',
        params: oneId,
        response: { 200: shownShape, ...problems(401, 403, 404) },
      },
    },
    async ({ principal: { clinic }, params }) => {
      const receipt = await store.inventory.receipt(clinic.id, params.id);
      if (!receipt) throw notFound('receipt');
      return show(clinic.id, receipt);
    },
  );

  app.post(
    '/api/inventory/receipts/:id/reversal',
    {
      config: { act },
      schema: {
        tags,
        summary: 'Undo a receipt',
        description:
          'A movement back to the supplier’s account for each container, with the reason. Refused unless every container still stands full in the safe that it came into. Nothing is removed: both stay in the ledger.',
        params: oneId,
        body: z.strictObject({
          at: instantSchema,
          reason: line,
          /** One id for each container, made by the client. */
          movements: z
            .array(z.strictObject({ id: newId, container: anyId }))
            .min(1)
            .max(500),
        }),
        response: { 200: shownShape, ...problems(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request) => {
      const { principal, params, body } = request;
      const { clinic, practitioner } = principal;
      await demandCredentialed(context, request, act, body.at);
      demandNotAhead(body.at, now(), 'at');
      const receipt = await store.inventory.receipt(clinic.id, params.id);
      if (!receipt) throw notFound('receipt');
      const { containers } = await show(clinic.id, receipt);
      const undoing = new Map(body.movements.map((one) => [one.container, one.id]));
      const isAll = undoing.size === body.movements.length && containers.every(({ id }) => undoing.has(id));
      if (!isAll || containers.length !== body.movements.length)
        throw badField('movements', 'cannot-be', 'A receipt is undone whole: name each of its containers once.');
      await demandUntouched(clinic.id, receipt, containers, body.movements);
      const received = await Promise.all(
        containers.map(async ({ id }) => (await store.inventory.movements(clinic.id, { id }))[0]),
      );
      const by = { id: practitioner.id, name: practitioner.name };
      const recordedAt = now();
      const movements = received.flatMap((one) =>
        one
          ? [
              {
                id: undoing.get(one.container) ?? '',
                kind: 'reversed' as const,
                container: one.container,
                amount: one.amount,
                from: one.into,
                into: one.from,
                at: body.at,
                recordedAt,
                by,
                reason: body.reason,
                reverses: one.id,
              },
            ]
          : [],
      );
      await answerOf(store, clinic.id, containers, movements);
      return show(clinic.id, receipt);
    },
  );
}
