/**
 * What a dose of a session may be drawn from. Apart from the pages of medicine, since it stays open while a safe is being
 * counted, also to who counts: a patient comes first.
 */
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { containerShape } from '../inventory/shapes.ts';
import { notFound } from '../problem.ts';
import { problems } from '../shapes.ts';

export function sessionContainerRoutes(app: App, { store }: Context): void {
  app.get(
    '/api/sessions/:id/containers',
    {
      config: { act: 'see the inventory' },
      schema: {
        tags: ['sessions'],
        summary: 'The containers from which a dose may be drawn in this session',
        description:
          'All of which something is here. Open also while a safe is being counted. Says nothing of a patient.',
        params: oneId,
        response: { 200: z.object({ containers: z.array(containerShape).readonly() }), ...problems(401, 403, 404) },
      },
    },
    async ({ principal: { clinic }, params }) => {
      if (!(await store.sessions.head(clinic.id, params.id))) throw notFound('session');
      return { containers: await store.inventory.containers(clinic.id, { withStock: true }) };
    },
  );
}
