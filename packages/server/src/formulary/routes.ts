/** The formulary: what the clinic buys, added, corrected and retired; what containers on record hold is never rewritten. */
import {
  contentOf,
  type DrugAmount,
  misfitsOf,
  type Product,
  productSchema,
  sayContent,
  whyNotChanged,
} from '@holdspace/care';
import type { KeptProduct } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { demandHolding } from '../access/access.ts';
import { may } from '../authority.ts';
import type { App, Context } from '../context.ts';
import { misfitProblem } from '../inventory/misfit-problem.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { instantShape, problems } from '../shapes.ts';

const tags = ['medicine'];
const productId = z.strictObject({
  product: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
});

const productShape = z
  .looseObject({ id: z.string(), name: z.string(), substance: z.string(), schedule: z.string() })
  .meta({
    id: 'Product',
    description: 'What the clinic buys: substance, schedule, contents, codes, use after opening.',
  });
const listedShape = z.object({
  product: productShape as unknown as z.ZodType<Product>,
  /** What a full container holds, and how that is reckoned. */
  holds: z.object({ value: z.number(), unit: z.literal('ug') }) as unknown as z.ZodType<DrugAmount>,
  holdsSaid: z.string(),
  savedAt: instantShape,
  retiredAt: instantShape.optional(),
});
const answerShape = z.object({ listed: listedShape });

export function formularyRoutes(app: App, { store, now }: Context): void {
  const show = ({ product, savedAt, retiredAt }: KeptProduct) => ({
    product,
    holds: contentOf(product),
    holdsSaid: sayContent(product),
    savedAt,
    ...(retiredAt && { retiredAt }),
  });
  const found = async (clinicId: string, id: string): Promise<KeptProduct> => {
    const kept = await store.formulary.find(clinicId, id);
    if (!kept) throw notFound('product');
    return kept;
  };
  /** For who keeps it and for who uses it. */
  const demandToSee = (request: FastifyRequest) => {
    const act = may(request.principal, 'see the inventory') ? 'see the inventory' : 'keep the formulary';
    demandHolding(request, act, {});
  };

  app.get(
    '/api/formulary',
    {
      config: { act: 'see the inventory', orActs: ['keep the formulary'] },
      schema: {
        tags,
        summary: 'What the clinic buys',
        response: { 200: z.object({ products: z.array(listedShape).readonly() }), ...problems(401, 403) },
      },
    },
    async (request) => {
      demandToSee(request);
      return { products: (await store.formulary.list(request.principal.clinic.id)).map(show) };
    },
  );

  app.get(
    '/api/formulary/:product',
    {
      config: { act: 'see the inventory', orActs: ['keep the formulary'] },
      schema: {
        tags,
        summary: 'A product',
        params: productId,
        response: { 200: answerShape, ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      demandToSee(request);
      return { listed: show(await found(request.principal.clinic.id, request.params.product)) };
    },
  );

  app.put(
    '/api/formulary/:product',
    {
      config: { act: 'keep the formulary' },
      schema: {
        tags,
        summary: 'Add a product, correct one, or bring a retired one back',
        description:
          'Strength, size, substance and schedule stay as they were once containers of it are on record; the rest may be corrected.',
        params: productId,
        body: productSchema,
        response: { 200: answerShape, ...problems(400, 401, 403, 409) },
      },
    },
    async ({ principal, params, body }) => {
      const { clinic, practitioner } = principal;
      if (body.id !== params.product)
        throw badField('id', 'cannot-be', `Id: the address says ${params.product}, the product ${body.id}.`);
      const misfits = misfitsOf(body);
      if (misfits.length > 0) throw misfitProblem(misfits);
      const saved = await store.formulary.save(clinic.id, body, { by: practitioner.id, at: now() });
      if (saved === 'in_use') throw misfitProblem(whyNotChanged((await found(clinic.id, body.id)).product, body));
      return { listed: show(await found(clinic.id, body.id)) };
    },
  );

  app.post(
    '/api/formulary/:product/retirement',
    {
      config: { act: 'keep the formulary' },
      schema: {
        tags,
        summary: 'Retire a product',
        description: 'It is bought no more; what is in stock may be used up.',
        params: productId,
        body: z.strictObject({}),
        response: { 200: answerShape, ...problems(400, 401, 403, 404, 409) },
      },
    },
    async ({ principal, params }) => {
      const { clinic, practitioner } = principal;
      const recording = { by: practitioner.id, at: now() };
      const retired = await store.formulary.retire(clinic.id, params.product, recording);
      const kept = await found(clinic.id, params.product);
      if (!retired && kept.retiredAt === undefined)
        throw new Problem('stale', 'Somebody changed this product meanwhile. Look again.');
      return { listed: show(kept) };
    },
  );
}
