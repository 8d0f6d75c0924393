/** Recalls: a lot is blocked at once, and “who received it?” is answered to those who may see the patients’ records. */
import { instantSchema } from '@holdspace/care';
import { z } from 'zod';
import { demandHolding } from '../access/access.ts';
import { may } from '../authority.ts';
import type { App, Context } from '../context.ts';
import { demandNotCounted } from '../counts/blind.ts';
import { line, newId, oneId } from '../fields.ts';
import { notFound, Problem } from '../problem.ts';
import { idShape, instantShape, problems } from '../shapes.ts';
import { demandNotAhead } from './moment.ts';
import { whoReceived } from './recall-answer.ts';
import { recallsShown } from './recalls-shown.ts';
import { amountShape, containerShape, recallShape, tags } from './shapes.ts';

const givenShape = z.object({
  patient: z.object({ id: idShape, name: z.string(), recordNumber: z.string(), telephone: z.string().optional() }),
  session: idShape,
  at: instantShape,
  amount: amountShape,
  containers: z.array(z.object({ id: idShape, label: z.string() })).readonly(),
});

export function recallRoutes(app: App, context: Context): void {
  const { store, now } = context;

  app.post(
    '/api/inventory/recalls',
    {
      config: { act: 'recall a lot' },
      schema: {
        tags,
        summary: 'Record that a lot is recalled',
        description: 'Its containers are blocked at once. Recorded twice, it is kept once.',
        body: z.strictObject({
          id: newId,
          product: z.string().min(1).max(64),
          lot: z.string().trim().min(1, 'must not be empty').max(60),
          reason: line,
          at: instantSchema,
        }),
        response: { 201: z.object({ recall: recallShape }), ...problems(400, 401, 403, 404, 409) },
      },
    },
    async ({ principal, body }, reply) => {
      const { clinic, practitioner } = principal;
      demandNotAhead(body.at, now(), 'at');
      const outcome = await store.inventory.recallLot(clinic.id, body, { by: practitioner.id, at: now() });
      if (outcome.outcome === 'unknown_product') throw notFound('product');
      if (!('recall' in outcome))
        throw new Problem(
          'repeated-id',
          'Another recall is kept under this id. Look at the recalls before recording it anew.',
        );
      const [recall] = await recallsShown(store, clinic.id, [outcome.recall]);
      if (!recall) throw new Error('a recall that was just stored is not there');
      reply.code(201);
      return { recall };
    },
  );

  app.post(
    '/api/inventory/recalls/:id/taking-back',
    {
      config: { act: 'take a recall back' },
      schema: {
        tags,
        summary: 'Take back a recall that was recorded by mistake, with the reason',
        description:
          'Once. Its lot may be used again at once, and may be recalled anew; the recall and why it was taken back stay readable.',
        params: oneId,
        body: z.strictObject({ reason: line }),
        response: { 200: z.object({ recall: recallShape }), ...problems(400, 401, 403, 404, 409) },
      },
    },
    async ({ principal: { clinic, practitioner }, params, body }) => {
      const by = { by: practitioner.id, at: now() };
      const taken = await store.inventory.takeBack(clinic.id, params.id, body.reason, by);
      if (taken === null) throw notFound('recall');
      if (taken.outcome === 'taken_back_before')
        throw new Problem(
          'stale',
          'This recall was taken back already. Look at it again: who did so, and why, stands there.',
        );
      const [recall] = await recallsShown(store, clinic.id, [taken.recall]);
      if (!recall) throw new Error('a recall that was just taken back is not there');
      return { recall };
    },
  );

  app.get(
    '/api/inventory/recalls/:id',
    {
      config: { act: 'see the inventory', orActs: ['recall a lot'] },
      schema: {
        tags,
        summary: 'Who received a recalled lot, and what is left of it',
        description:
          'Names of those patients whose clinical record is open to who asks; the others are counted. Each name that is shown is written to the audit as a look at that patient. Shut while a safe in which any of it stands or stood is being counted to those who may count it.',
        params: oneId,
        response: {
          200: z.object({
            recall: recallShape,
            left: z.array(containerShape).readonly(),
            given: z.array(givenShape).readonly(),
            /** Patients whose records are not open to who asks. */
            hiddenPatients: z.number().int(),
          }),
          ...problems(401, 403, 404, 422, 503),
        },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      if (!may(request.principal, 'see the inventory')) demandHolding(request, 'recall a lot', {});
      const kept = await store.inventory.recall(clinic.id, request.params.id);
      if (!kept) throw notFound('recall');
      const [[recall], all] = await Promise.all([
        recallsShown(store, clinic.id, [kept]),
        store.inventory.containers(clinic.id, { product: kept.product, lot: kept.lot }),
      ]);
      if (!recall) throw new Error('a recall that was just read is not there');
      await demandNotCounted(
        context,
        request,
        all.map(({ id }) => id),
      );
      const answer = await whoReceived(context, request, kept);
      return { recall, left: all.filter(({ places }) => places.length > 0), ...answer };
    },
  );
}
