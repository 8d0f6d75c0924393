/** GET /api/live: which of the clinic's sessions moved, that glass was broken, and that a task changed, as it happens. */
import { may } from '../authority.ts';
import type { App, Context } from '../context.ts';
import { openEventStream } from './event-stream.ts';

export function liveRoutes(app: App, context: Context): void {
  app.get(
    '/api/live',
    {
      config: { act: 'see the clinic' },
      schema: {
        tags: ['live'],
        summary: 'The clinic’s news',
        description:
          'Server-sent events: `event: session` with `{"sessionId", "seq"}` whenever a session of the clinic has moved; to those who review broken glass, `event: break-glass` with `{"id"}` whenever one was broken, ended or reviewed; to those who see what waits, `event: task` with `{"id"}` whenever a task was raised, paged, taken, handed on or finished. A comment every 15 seconds keeps the connection.',
      },
    },
    (request, reply) => {
      const { principal } = request;
      const hearsOfGlass = may(principal, 'review break-glass');
      const hearsOfTasks = may(principal, 'see what waits');
      const stream = openEventStream(request, reply, context);
      context.clinicFeed.listen(principal.clinic.id, stream, { hearsOfGlass, hearsOfTasks });
    },
  );
}
