/** Counts: begun, counted by two people who are shown nothing, and then compared. */
import {
  biennialDue,
  inventoryRecord,
  isInventory,
  newCountSchema,
  newHalfSchema,
  type Refusal,
} from '@holdspace/care';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { line, oneId } from '../fields.ts';
import { notFound, Problem, refused } from '../problem.ts';
import { idShape, instantShape, problems } from '../shapes.ts';
import { blindCounts, demandNotBlindTo, sayCounted } from './blind.ts';
import { countShape, inventoryLineShape, sheetShape, showCount, showSheet } from './shapes.ts';

const SEES = 'see the inventory';
const COUNTS = 'count medicine';
const tags = ['counts'];
/** Shift hand-overs of two months; older ones are on the monthly pages. */
const MOST_LISTED = 200;

export function countRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const safesOf = async (clinicId: string): Promise<ReadonlyMap<string, string>> =>
    new Map((await store.inventory.safes(clinicId)).map(({ id, name }) => [id, name]));

  app.get(
    '/api/inventory/counts',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'Counts, the newest first; and for each safe when its next inventory is due',
        description: `The ${MOST_LISTED} begun last; without what they found where that safe is being counted and the asker may count it. An inventory is taken on the day on which the clinic first engages in dispensing, where nothing on hand is recorded too, and within two years of each (21 CFR 1304.11(b), (c)).`,
        response: {
          200: z.object({
            counts: z.array(countShape).readonly(),
            inventories: z
              .array(
                z.object({
                  safe: z.object({ id: idShape, name: z.string() }),
                  last: instantShape.optional(),
                  due: instantShape.optional(),
                }),
              )
              .readonly(),
          }),
          ...problems(401, 403),
        },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      const [counts, safes, last, blind] = await Promise.all([
        store.counts.list(clinic.id, { most: MOST_LISTED }),
        safesOf(clinic.id),
        store.counts.lastInventories(clinic.id),
        blindCounts(context, request),
      ]);
      const isShut = new Set(blind.map(({ safe }) => safe));
      return {
        counts: counts.map((count) => showCount(count, safes, { withResult: !isShut.has(count.safe) })),
        inventories: [...safes].map(([id, name]) => {
          const at = last.get(id);
          return { safe: { id, name }, ...(at && { last: at, due: biennialDue(at) }) };
        }),
      };
    },
  );

  app.post(
    '/api/inventory/counts',
    {
      config: { act: COUNTS },
      schema: {
        tags,
        summary: 'Begin a count of a safe',
        description: 'One count of a safe at a time. Whoever begins it need not be one of the two who count.',
        body: newCountSchema,
        response: { 201: z.object({ count: countShape }), ...problems(400, 401, 403, 404, 409) },
      },
    },
    async ({ principal: { clinic, practitioner }, body }, reply) => {
      const by = { id: practitioner.id, name: practitioner.name };
      const opened = await store.counts.open(clinic.id, body, by, now());
      switch (opened.outcome) {
        case 'unknown_safe':
          throw notFound('safe');
        case 'differs':
          throw repeated();
        case 'safe_is_counted':
          throw new Problem(
            'stale',
            `${await sayCounted(context, clinic, opened.count)}. Finish that count, or call it off.`,
            { count: opened.count.id },
          );
        default:
          reply.code(201);
          return { count: showCount(opened.count, await safesOf(clinic.id)) };
      }
    },
  );

  app.get(
    '/api/inventory/counts/:id',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'A count: what there is to count while it is open, and its result when both have signed',
        description: 'What an earlier count found is shut while its safe is counted again, to those who may count it.',
        params: oneId,
        response: {
          200: z.object({
            count: countShape,
            sheet: z.array(sheetShape).readonly(),
            /** Of an inventory that both have signed: what 21 CFR 1304.11 wants it to show. */
            inventory: z.array(inventoryLineShape).readonly().optional(),
          }),
          ...problems(401, 403, 404, 422),
        },
      },
    },
    async (request) => {
      const { principal, params } = request;
      const { clinic } = principal;
      const count = await store.counts.find(clinic.id, params.id);
      if (!count) throw notFound('count');
      if (count.completedAt) await demandNotBlindTo(context, request, count.safe);
      const [safes, sheet] = await Promise.all([safesOf(clinic.id), store.counts.sheet(clinic.id)]);
      const { result, kind } = count;
      return {
        count: showCount(count, safes),
        sheet: sheet.map(showSheet),
        ...(result && isInventory(kind) && { inventory: inventoryRecord(result, sheet) }),
      };
    },
  );

  app.post(
    '/api/inventory/counts/:id/halves',
    {
      config: { act: COUNTS },
      schema: {
        tags,
        summary: 'Sign what one has counted',
        description:
          'By its sender, as counted at `at`. The answer holds nothing of the ledger before the second person has signed; then it is the result, and what does not agree has opened a discrepancy.',
        params: oneId,
        body: newHalfSchema,
        response: { 201: z.object({ count: countShape }), ...problems(400, 401, 403, 404, 409, 422) },
      },
    },
    async ({ principal: { clinic, practitioner }, params, body }, reply) => {
      const by = { id: practitioner.id, name: practitioner.name };
      const taken = await store.counts.takeHalf(clinic.id, params.id, body, by, now());
      switch (taken.outcome) {
        case 'unknown_count':
          throw notFound('count');
        case 'differs':
          throw repeated();
        case 'refused':
          throw refused(taken.refusals);
        case 'faults': {
          const errors = taken.faults.map((fault) => ({ ...fault }));
          throw new Problem('bad-input', errors.map(({ message }) => message).join(' '), { errors });
        }
        default:
          reply.code(201);
          return { count: showCount(taken.count, await safesOf(clinic.id)) };
      }
    },
  );

  app.post(
    '/api/inventory/counts/:id/calling-off',
    {
      config: { act: COUNTS },
      schema: {
        tags,
        summary: 'Call a count off, with the reason',
        params: oneId,
        body: z.strictObject({ because: line }),
        response: { 200: z.object({ count: countShape }), ...problems(400, 401, 403, 404, 422) },
      },
    },
    async ({ principal: { clinic, practitioner }, params, body }) => {
      const by = { id: practitioner.id, name: practitioner.name };
      const answer = await store.counts.callOff(clinic.id, params.id, body.because, by, now());
      if (answer === null) throw notFound('count');
      if (isRefusals(answer)) throw refused(answer);
      return { count: showCount(answer, await safesOf(clinic.id)) };
    },
  );
}

export const isRefusals = (answer: object): answer is readonly Refusal[] => Array.isArray(answer);

export const repeated = () =>
  new Problem('repeated-id', 'Something else is kept under this id. Make another, and send it again.', {
    errors: [{ field: 'id', rule: 'repeated-id', message: 'This id was used for something else.' }],
  });
