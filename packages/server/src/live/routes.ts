/** GET /api/live: which of the clinic's sessions moved, and that glass was broken, as it happens. */
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
          'Server-sent events: `event: session` with `{"sessionId", "seq"}` whenever a session of the clinic has moved; to those who review broken glass, `event: break-glass` with `{"id"}` whenever one was broken, ended or reviewed. A comment every 15 seconds keeps the connection.',
      },
    },
    (request, reply) => {
      const { principal } = request;
      const hearsOfGlass = may(principal, 'review break-glass');
      context.clinicFeed.listen(principal.clinic.id, openEventStream(request, reply, context), { hearsOfGlass });
    },
  );
}
