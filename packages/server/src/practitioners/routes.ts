/** The people of the clinic, for who is present and who signs. */
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { practitionerShape, problems } from '../shapes.ts';

export function practitionersRoutes(app: App, { store }: Context): void {
  app.get(
    '/api/practitioners',
    {
      config: { act: 'see who works here' },
      schema: {
        tags: ['practitioners'],
        summary: 'The clinic’s practitioners, by name',
        response: { 200: z.object({ practitioners: z.array(practitionerShape).readonly() }), ...problems(401) },
      },
    },
    async ({ principal: { clinic } }) => ({
      practitioners: (await store.practitioners.list(clinic.id)).map(({ id, name, roles }) => ({ id, name, roles })),
    }),
  );
}
