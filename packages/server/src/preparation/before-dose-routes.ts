/** What a prescriber writes for a patient to do before each dose of a course: read by the patient as it was written. */
import { beforeDoseWordsSchema, dayAt } from '@holdspace/care';
import type { BeforeDoseWords } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { demandAccess, demandEver } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { hasPapers } from '../inventory/credentialed.ts';
import { notFound } from '../problem.ts';
import { instantShape, problems } from '../shapes.ts';
import { stale, taken } from './preparation.ts';

export const writtenShape = z.object({
  version: z.number().int().describe('What the next writing follows on; 0 where nothing was written'),
  words: z.string().optional(),
  by: z.string().optional(),
  at: instantShape.optional(),
});

/** As it is shown: what was taken away is not, though its version counts. */
export async function writtenBefore(
  { store }: Pick<Context, 'store'>,
  clinicId: string,
  courseId: string,
): Promise<z.output<typeof writtenShape>> {
  const latest = await store.beforeDose.latest(clinicId, courseId);
  if (!latest) return { version: 0 };
  if (latest.words === '') return { version: latest.version };
  const author = (await store.practitioners.list(clinicId)).find(({ id }) => id === latest.authorId);
  return { version: latest.version, words: latest.words, at: latest.at, ...(author && { by: author.name }) };
}

export function beforeDoseRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const courseOf = async (request: FastifyRequest, courseId: string) => {
    const course = await store.courses.find(request.principal.clinic.id, courseId);
    if (!course) throw notFound('course');
    return course;
  };

  app.get(
    '/api/courses/:id/before-dose',
    {
      config: { act: 'see the clinical record' },
      schema: {
        tags: ['preparation'],
        summary: 'What a prescriber wrote for the patient to do before each dose of a course',
        params: oneId,
        response: { 200: z.object({ written: writtenShape }), ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      demandEver(request, 'see the clinical record');
      const course = await courseOf(request, request.params.id);
      await demandAccess(context, request, 'see the clinical record', { patientId: course.patientId });
      return { written: await writtenBefore(context, request.principal.clinic.id, course.id) };
    },
  );

  app.post(
    '/api/courses/:id/before-dose',
    {
      config: { act: 'sign a course order' },
      schema: {
        tags: ['preparation'],
        summary: 'Write what the patient does before each dose of a course, such as medicines to hold',
        description:
          'The patient reads it as it stands here, with who wrote it and when. Empty words take it away. Names the version that it follows on; where somebody wrote meanwhile it is refused as stale. The same sent twice is stored once.',
        params: oneId,
        body: beforeDoseWordsSchema,
        response: { 201: z.object({ written: writtenShape }), ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      demandEver(request, 'sign a course order');
      const { clinic, practitioner } = request.principal;
      const course = await courseOf(request, request.params.id);
      const credentials = await context.credentials.surelyOf(clinic.id, practitioner.id);
      const papers = credentials[practitioner.id] ?? [];
      await demandAccess(context, request, 'sign a course order', {
        patientId: course.patientId,
        holding: {
          'credentials in order': hasPapers(practitioner, papers, 'sign a course order', dayAt(now(), clinic.zone)),
        },
      });
      const { id, follows, words } = request.body;
      if (follows > ((await store.beforeDose.latest(clinic.id, course.id))?.version ?? 0)) throw stale();
      const given: BeforeDoseWords = {
        id,
        courseId: course.id,
        version: follows + 1,
        authorId: practitioner.id,
        at: now(),
        words,
      };
      const answer = await store.beforeDose.save(clinic.id, given);
      if (!answer.saved) throw answer.because === 'stale' ? stale() : taken();
      reply.code(201);
      return { written: await writtenBefore(context, clinic.id, course.id) };
    },
  );
}
