/** Safes, and what stands in them: all of it, and one container with its whole history. */
import { nextLabels, sayContent } from '@holdspace/care';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { demandNotCounted, demandNotCounting } from '../counts/blind.ts';
import { line, newId, oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { demandCredentialed } from './credentialed.ts';
import { recallsShown } from './recalls-shown.ts';
import { containerShape, movementShape, recallShape, safeShape, tags } from './shapes.ts';

export function stockRoutes(app: App, context: Context): void {
  const { store, now } = context;

  app.get(
    '/api/safes',
    {
      config: { act: 'see the inventory' },
      schema: {
        tags,
        summary: 'The safes of the clinic',
        response: { 200: z.object({ safes: z.array(safeShape).readonly() }), ...problems(401, 403) },
      },
    },
    async ({ principal: { clinic } }) => ({ safes: await store.inventory.safes(clinic.id) }),
  );

  app.post(
    '/api/safes',
    {
      config: { act: 'receive and move medicine' },
      schema: {
        tags,
        summary: 'Add a safe',
        body: z.strictObject({ id: newId, name: line }),
        response: { 201: z.object({ safe: safeShape }), ...problems(400, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const at = now();
      await demandCredentialed(context, request, 'receive and move medicine', at);
      const { principal, body } = request;
      const { clinic, practitioner } = principal;
      const outcome = await store.inventory.addSafe(clinic.id, body, { by: practitioner.id, at });
      if (outcome === 'name_taken')
        throw badField(
          'name',
          'taken',
          `Name: there is a safe called ${body.name} already. Give this one another name.`,
        );
      if (outcome === 'differs') throw new Problem('repeated-id', 'Another safe is kept under this id. Look again.');
      const safe = (await store.inventory.safes(clinic.id)).find(({ id }) => id === body.id);
      if (!safe) throw new Error('a safe that was just added is not there');
      reply.code(201);
      return { safe };
    },
  );

  app.get(
    '/api/inventory',
    {
      config: { act: 'see the inventory' },
      schema: {
        tags,
        summary: 'What stands in the safes',
        description:
          'Containers of which something is still here, in a safe or in hand. `all=true`: those used up as well. Shut while a safe is being counted to those who may count it.',
        querystring: z.strictObject({ all: z.enum(['true', 'false']).optional() }),
        response: {
          200: z.object({
            safes: z.array(safeShape).readonly(),
            containers: z.array(containerShape).readonly(),
            recalls: z.array(recallShape).readonly(),
          }),
          ...problems(400, 401, 403, 422),
        },
      },
    },
    async (request) => {
      const { principal, query } = request;
      const { clinic } = principal;
      await demandNotCounting(context, request);
      const [safes, containers, recalls] = await Promise.all([
        store.inventory.safes(clinic.id),
        store.inventory.containers(clinic.id, query.all === 'true' ? {} : { withStock: true }),
        recallsShown(store, clinic.id),
      ]);
      return { safes, containers, recalls };
    },
  );

  app.get(
    '/api/inventory/labels',
    {
      config: { act: 'see the inventory' },
      schema: {
        tags,
        summary: 'The next free label',
        description: 'One after the highest that was ever used; the others follow it.',
        response: { 200: z.object({ next: z.string() }), ...problems(401, 403) },
      },
    },
    async ({ principal: { clinic } }) => {
      const used = (await store.inventory.containers(clinic.id)).map(({ label }) => label);
      return { next: nextLabels(used, 1)[0] ?? 'K-0001' };
    },
  );

  app.get(
    '/api/inventory/containers/:id',
    {
      config: { act: 'see the inventory' },
      schema: {
        tags,
        summary: 'A container and its whole history',
        description: 'Shut while a safe in which it stands or stood is being counted to those who may count it.',
        params: oneId,
        response: {
          200: z.object({
            container: containerShape,
            holdsSaid: z.string(),
            movements: z.array(movementShape).readonly(),
          }),
          ...problems(401, 403, 404, 422),
        },
      },
    },
    async (request) => {
      const { principal, params } = request;
      const { clinic } = principal;
      const container = await store.inventory.container(clinic.id, params.id);
      if (!container) throw notFound('container');
      await demandNotCounted(context, request, [container.id]);
      const movements = await store.inventory.movements(clinic.id, { container: container.id });
      return { container, holdsSaid: sayContent(container.product), movements };
    },
  );
}
