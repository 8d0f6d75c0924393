/**
 * What a dose of a session may be drawn from. Apart from the pages of medicine, since it stays open while a safe is being
 * counted, also to who counts: a patient comes first. So it is open for a patient who is here, to those who treat them.
 */
import { refuseLookToDraw } from '@holdspace/care';
import { z } from 'zod';
import { demandSession } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { containerShape } from '../inventory/shapes.ts';
import { refused } from '../problem.ts';
import { problems } from '../shapes.ts';

export function sessionContainerRoutes(app: App, context: Context): void {
  const { store, keeper } = context;
  const act = 'see what may be drawn';

  app.get(
    '/api/sessions/:id/containers',
    {
      config: { act },
      schema: {
        tags: ['sessions'],
        summary: 'The containers from which a dose may be drawn in this session',
        description:
          'All of which something is here; from the arrival to the end of the session. Open also while a safe is being counted. Says nothing of a patient.',
        params: oneId,
        response: {
          200: z.object({ containers: z.array(containerShape).readonly() }),
          ...problems(401, 403, 404, 422),
        },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      const { id } = await demandSession(context, request, act, request.params.id);
      const { state } = await keeper.stateOf(clinic.id, id);
      const refusals = refuseLookToDraw(state);
      if (refusals.length > 0) throw refused(refusals);
      return { containers: await store.inventory.containers(clinic.id, { withStock: true }) };
    },
  );
}
