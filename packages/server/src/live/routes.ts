/** GET /api/live: which of the clinic's sessions moved, as it happens. */
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
          'Server-sent events: `event: session` with `{"sessionId", "seq"}` whenever a session of the clinic has moved. A comment every 15 seconds keeps the connection.',
      },
    },
    (request, reply) => {
      context.clinicFeed.listen(request.principal.clinic.id, openEventStream(request, reply, context));
    },
  );
}
