/** For patients: who has looked at their record. */
import { lookedAt } from '@holdspace/care';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { inLanguage } from '../fields.ts';
import { demandPatient } from '../readers/reader.ts';
import { dayShape, instantShape, problems } from '../shapes.ts';

/** Entries that are looked through; years of visits of one patient. */
const MOST_LOOKED_THROUGH = 5_000;

const lookedAtShape = z.object({
  name: z.string(),
  role: z.string(),
  day: dayShape,
  last: instantShape,
  times: z.number().int(),
  what: z.string(),
});

export function auditReaderRoutes(app: App, { store }: Context): void {
  app.get(
    '/api/reader/looked-at',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags: ['portal'],
        summary: 'Who has looked at one’s record, when, and what they did, in plain words',
        querystring: inLanguage,
        response: { 200: z.object({ looked: z.array(lookedAtShape).readonly() }), ...problems(400, 401, 404) },
      },
    },
    async (request) => {
      const { clinic, patient } = demandPatient(request);
      const entries = await store.audit.latest(clinic.id, { patientId: patient.id }, MOST_LOOKED_THROUGH);
      return { looked: lookedAt(entries, clinic.zone, request.query.language) };
    },
  );
}
