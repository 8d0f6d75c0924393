/** What a clinic offers, for everybody: its services in force, each under its computed label. No account, no patient in it. */
import { OPTION_IDS } from '@holdspace/care';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { notFound } from '../problem.ts';
import { problems, serviceLabelShape } from '../shapes.ts';
import { offersOf } from './offers.ts';

/** Where a consult request is taken; the page offers to send one where this server has the address. */
const CONSULT_REQUESTS = '/api/public/clinics/:slug/consult-requests';

const serviceShape = z
  .object({
    kind: z.enum(['kap', 'medical']),
    label: serviceLabelShape,
    option: z.enum(OPTION_IDS).optional().meta({ description: 'The option of the decision aid that tells about it.' }),
    approval: z.enum(['off_label', 'labelled']),
  })
  .meta({ id: 'PublicService', description: 'A service as the public is told of it, its label computed.' });

export function publicServicesRoutes(app: App, context: Context): void {
  app.get(
    '/api/public/clinics/:slug/services',
    {
      config: { act: 'read what is open to all' },
      schema: {
        tags: ['public'],
        security: [],
        summary: 'What a clinic offers, with computed labels',
        params: z.object({ slug: z.string().min(1).max(100) }),
        response: {
          200: z.object({
            clinic: z.object({ slug: z.string(), name: z.string() }),
            services: z.array(serviceShape).readonly(),
            takesConsultRequests: z.boolean(),
          }),
          ...problems(404, 429),
        },
      },
    },
    async (request) => {
      const offers = await offersOf(context, request.params.slug, request.ip);
      if (!offers) throw notFound('clinic');
      return {
        ...offers,
        takesConsultRequests: app.hasRoute({ method: 'POST', url: CONSULT_REQUESTS }),
      };
    },
  );
}
