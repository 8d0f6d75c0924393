/** Receiving against an invoice, and looking at what was received. */
import {
  dayAt,
  type KnownProducts,
  misfitsOfTakingIn,
  questionsOfTakingIn,
  type TakingIn,
  takingInSchema,
  unanswered,
} from '@holdspace/care';
import type { StoredReceipt } from '@holdspace/store';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { demandNotCounted, demandNotCounting } from '../counts/blind.ts';
import { oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { demandCredentialed } from './credentialed.ts';
import { misfitProblem } from './misfit-problem.ts';
import { demandNotAhead } from './moment.ts';
import { receiptShape, receiptShownShape, showReceipt } from './receipt-shown.ts';
import { tags } from './shapes.ts';

const containersOf = ({ lines }: StoredReceipt): readonly string[] =>
  lines.flatMap(({ containers }) => containers.map(({ id }) => id));

export function receiptRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const act = 'receive and move medicine';

  const show = (clinicId: string, receipt: StoredReceipt) => showReceipt(store, clinicId, receipt);

  app.post(
    '/api/inventory/receipts',
    {
      config: { act },
      schema: {
        tags,
        summary: 'Receive medicine against an invoice',
        description:
          'All of it or none. What is strange but can be so (expired, more or fewer than the invoice says, no registration or address of the supplier) is refused until its rule stands in `confirmed`.',
        body: takingInSchema,
        response: { 201: receiptShownShape, ...problems(400, 401, 403, 409, 422) },
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

  app.get(
    '/api/inventory/receipts',
    {
      config: { act: 'see the inventory' },
      schema: {
        tags,
        summary: 'What was received, the newest first',
        description: 'Shut while a safe is being counted to those who may count it.',
        response: { 200: z.object({ receipts: z.array(receiptShape).readonly() }), ...problems(401, 403, 422) },
      },
    },
    async (request) => {
      await demandNotCounting(context, request);
      return { receipts: await store.inventory.receipts(request.principal.clinic.id, { limit: 100 }) };
    },
  );

  app.get(
    '/api/inventory/receipts/:id',
    {
      config: { act: 'see the inventory' },
      schema: {
        tags,
        summary: 'A receipt, and where its containers are now',
        description: 'Shut while a safe in which any of it stands or stood is being counted to those who may count it.',
        params: oneId,
        response: { 200: receiptShownShape, ...problems(401, 403, 404, 422) },
      },
    },
    async (request) => {
      const { principal, params } = request;
      const { clinic } = principal;
      const receipt = await store.inventory.receipt(clinic.id, params.id);
      if (!receipt) throw notFound('receipt');
      await demandNotCounted(context, request, containersOf(receipt));
      return show(clinic.id, receipt);
    },
  );
}
