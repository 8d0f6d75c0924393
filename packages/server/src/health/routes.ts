/** For whoever runs the server: is it alive, is it ready, what has it done. Open, and without patient data. */
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { problems } from '../shapes.ts';

export function healthRoutes(app: App, { store, metrics }: Context): void {
  app.get(
    '/healthz',
    {
      config: { act: 'read what is open to all' },
      schema: {
        tags: ['operations'],
        summary: 'Is the process alive',
        response: { 200: z.object({ status: z.literal('alive') }) },
      },
    },
    () => ({ status: 'alive' as const }),
  );

  app.get(
    '/readyz',
    {
      config: { act: 'read what is open to all' },
      schema: {
        tags: ['operations'],
        summary: 'Can it serve',
        description: 'Ready when the database answers and every migration that this version knows was applied.',
        response: { 200: z.object({ status: z.literal('ready') }), ...problems(503) },
      },
    },
    async () => {
      const { pending } = await store.migrations().catch((cause: unknown) => {
        throw new Problem('unavailable', 'The database cannot be asked.', { cause });
      });
      if (pending.length > 0)
        throw new Problem('unavailable', `The database awaits migrations: ${pending.join(', ')}.`);
      return { status: 'ready' as const };
    },
  );

  app.get(
    '/metrics',
    {
      config: { act: 'read what is open to all' },
      schema: { tags: ['operations'], summary: 'Counts and times', description: 'Prometheus text format.' },
    },
    async (_request, reply) =>
      reply
        .type(metrics.registry.contentType)
        .serializer(String)
        .send(await metrics.registry.metrics()),
  );
}
