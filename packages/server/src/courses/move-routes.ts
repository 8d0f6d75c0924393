/** Moving a running course knowingly to another version of its protocol. Sessions begun before stay as they were begun. */
import { ACKNOWLEDGEMENTS, refuseMove } from '@holdspace/care';
import type { CourseMoveRecord } from '@holdspace/store';
import { z } from 'zod';
import { demandAccess, demandEver } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { newId, oneId, words } from '../fields.ts';
import { notFound, Problem, refused } from '../problem.ts';
import { slug } from '../protocols/shapes.ts';
import { idShape, instantShape, problems } from '../shapes.ts';

const moveShape = z
  .object({
    id: idShape,
    courseId: idShape,
    protocolId: z.string(),
    fromVersion: z.string(),
    toVersion: z.string(),
    reason: z.string(),
    acknowledged: z.array(z.enum(ACKNOWLEDGEMENTS)).readonly(),
    movedBy: z.object({ id: idShape, name: z.string() }),
    movedAt: instantShape,
  })
  .meta({ id: 'CourseProtocolMove', description: 'A running course moved from one protocol version to another.' });

export function courseMoveRoutes(app: App, context: Context): void {
  const { store, governed, now } = context;
  app.get(
    '/api/courses/:id/protocol-moves',
    {
      config: { act: 'see the clinical record' },
      schema: {
        tags: ['patients'],
        summary: 'How a course came to its protocol version',
        params: oneId,
        response: { 200: z.object({ moves: z.array(moveShape).readonly() }), ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const { params } = request;
      const { clinic } = request.principal;
      demandEver(request, 'see the clinical record');
      const course = await store.courses.find(clinic.id, params.id);
      if (!course) throw notFound('course');
      await demandAccess(context, request, 'see the clinical record', { patientId: course.patientId });
      return { moves: await store.courseMoves.ofCourse(clinic.id, params.id) };
    },
  );

  app.post(
    '/api/courses/:id/protocol-moves',
    {
      config: { act: 'move a course' },
      schema: {
        tags: ['patients'],
        summary: 'Move a running course to another version of its protocol',
        description:
          'With a reason, and `acknowledged` for what becomes wider, newly asked, or called something else. A session that was begun keeps the version that it was begun under.',
        params: oneId,
        body: z.strictObject({
          id: newId,
          to: slug,
          reason: words,
          acknowledged: z.array(z.enum(ACKNOWLEDGEMENTS)).max(ACKNOWLEDGEMENTS.length),
        }),
        response: { 201: z.object({ move: moveShape }), ...problems(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const { clinic, practitioner } = request.principal;
      const course = await store.courses.find(clinic.id, params.id);
      if (!course) throw notFound('course');
      await demandAccess(context, request, 'move a course', { patientId: course.patientId });
      reply.code(201);
      const isSame = (one: CourseMoveRecord) => one.id === body.id && one.toVersion === body.to;
      const again = (await store.courseMoves.ofCourse(clinic.id, course.id)).find(isSame);
      if (again) return { move: again };

      const { protocolId, protocolVersion } = course;
      const from = await governed.find(clinic.id, protocolId, protocolVersion);
      const to = await governed.find(clinic.id, protocolId, body.to);
      const at = now();
      const refusals = refuseMove({ from, to, all: to.all, acknowledged: body.acknowledged, at });
      if (refusals.length > 0) throw refused(refusals);
      const move = await store.courseMoves.move(clinic.id, {
        id: body.id,
        courseId: course.id,
        protocolId,
        fromVersion: protocolVersion,
        toVersion: body.to,
        reason: body.reason,
        acknowledged: body.acknowledged,
        movedBy: { id: practitioner.id, name: practitioner.name },
        movedAt: at,
      });
      if (!move) throw new Problem('stale', 'Somebody moved this course since you looked. Look again.');
      return { move };
    },
  );
}
