/** Courses: one patient's series of visits under one protocol version. */
import { dayAt } from '@holdspace/care';
import type { Course } from '@holdspace/store';
import { z } from 'zod';
import { demandAccess } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { newId, oneId, words } from '../fields.ts';
import { badField, notFound, Problem, refused } from '../problem.ts';
import { dayShape, idShape, problems } from '../shapes.ts';
import { storedOnce } from '../stored-once.ts';

const courseShape = z.object({
  id: idShape,
  patientId: idShape,
  protocolId: z.string(),
  protocolVersion: z.string(),
  startedOn: dayShape,
  focus: z.string().optional(),
  intention: z.string().optional(),
});

export function coursesRoutes(app: App, context: Context): void {
  const { store, protocols, governed, now } = context;
  app.post(
    '/api/patients/:id/courses',
    {
      config: { act: 'begin a course' },
      schema: {
        tags: ['patients'],
        summary: 'Begin a course under a protocol version',
        params: oneId,
        body: z.strictObject({
          id: newId,
          protocol: z.strictObject({ id: z.string().min(1).max(64), version: z.string().min(1).max(64) }),
          focus: words.optional(),
          intention: words.optional(),
          startedOn: z.iso.date({ error: 'must be a day, such as 2026-03-01' }).optional(),
        }),
        response: { 201: z.object({ course: courseShape }), ...problems(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const { clinic } = request.principal;
      if (!(await store.patients.find(clinic.id, params.id))) throw notFound('patient');
      await demandAccess(context, request, 'begin a course', { patientId: params.id });
      const { id, version } = body.protocol;
      if (!(await protocols.find(clinic.id, id, version)))
        throw badField('protocol', 'not-installed', `Protocol: this clinic has no ${id} ${version}.`);
      const existing = await store.courses.find(clinic.id, body.id);
      if (!existing) {
        const refusals = await governed.refusals(clinic.id, body.protocol, now(), 'new');
        if (refusals.length > 0) throw refused(refusals);
      }
      const given: Course = {
        id: body.id,
        patientId: params.id,
        protocolId: id,
        protocolVersion: version,
        // The day of the first sending; the same sent after midnight is still the same.
        startedOn: body.startedOn ?? existing?.startedOn ?? dayAt(now(), clinic.zone),
        ...(body.focus !== undefined && { focus: body.focus }),
        ...(body.intention !== undefined && { intention: body.intention }),
      };
      const { thing: course } = await storedOnce({
        given,
        create: () => store.courses.create(clinic.id, given),
        find: () => store.courses.find(clinic.id, given.id),
        taken: () => new Problem('repeated-id', 'This id was used for something else.'),
      });
      reply.code(201);
      return { course };
    },
  );
}
