/** In which language a patient is written to: the one in which they read their own pages. */
import { LANGUAGES } from '@holdspace/care';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { notFound } from '../problem.ts';
import { demandPatient } from '../readers/reader.ts';
import { problems } from '../shapes.ts';

const inWhich = z.strictObject({ language: z.enum(LANGUAGES) });

export function languageRoutes(app: App, { store }: Context): void {
  app.post(
    '/api/reader/language',
    {
      config: { act: 'write in one’s own record' },
      schema: {
        tags: ['portal'],
        summary: 'From now on the clinic’s e-mails come in this language',
        body: inWhich,
        response: { 200: inWhich, ...problems(400, 401, 404) },
      },
    },
    async (request) => {
      const { clinic, patient } = demandPatient(request);
      const { language } = request.body;
      if (!(await store.patients.speaks(clinic.id, patient.id, language))) throw notFound('patient');
      return { language };
    },
  );
}
