/** Who is planned for a visit: each with their credentials at its time, and whom the protocol asks for beside them. */
import { ROLES } from '@holdspace/care';
import { z } from 'zod';
import { demandAccess } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { anyId, newId, oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { idShape, instantShape, problems, protocolShape, visitKindShape } from '../shapes.ts';
import { assignmentShape, phaseStaffingShape, plansOf } from './plans.ts';

const role = z.enum(ROLES);

export function assignmentsRoutes(app: App, context: Context): void {
  const { store, protocols, standings, now } = context;

  app.get(
    '/api/visits/:id/assignments',
    {
      config: { act: 'see the schedule' },
      schema: {
        tags: ['visits'],
        summary: 'Who is planned for a visit',
        params: oneId,
        response: {
          200: z.object({
            visit: z.object({
              id: idShape,
              courseId: idShape,
              kind: visitKindShape,
              scheduledFor: instantShape,
              room: z.string(),
            }),
            patient: z.object({ id: idShape, name: z.string() }),
            protocol: protocolShape,
            assignments: z.array(assignmentShape).readonly(),
            phases: z.array(phaseStaffingShape).readonly(),
          }),
          ...problems(401, 404),
        },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { clinic } = request.principal;
      const visit = await store.visits.find(clinic.id, id);
      const course = visit && (await store.courses.find(clinic.id, visit.courseId));
      const patient = course && (await store.patients.find(clinic.id, course.patientId));
      if (!visit || !course || !patient) throw notFound('visit');
      await demandAccess(context, request, 'see the schedule', { patientId: patient.id });
      const [plan] = await plansOf(context, clinic, [{ visit, ...course }]);
      if (!plan) throw new Error('a visit without its plan');
      return {
        visit: { id, courseId: course.id, kind: visit.kind, scheduledFor: visit.scheduledFor, room: visit.room },
        patient: { id: patient.id, name: patient.name },
        protocol: await protocols.show(clinic.id, course.protocolId, course.protocolVersion),
        assignments: plan.assignments,
        phases: plan.phases,
      };
    },
  );

  app.post(
    '/api/visits/:id/assignments',
    {
      config: { act: 'plan who works when' },
      schema: {
        tags: ['visits'],
        summary: 'Plan somebody for a visit',
        description: 'In one of their roles, for one phase of the protocol or, without `phase`, the whole visit.',
        params: oneId,
        body: z.strictObject({ id: newId, personId: anyId, role, phase: z.string().min(1).max(64).optional() }),
        response: {
          201: z.object({ assignment: z.object({ id: idShape }) }),
          ...problems(400, 401, 403, 404, 409),
        },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const { clinic, practitioner } = request.principal;
      const visit = await store.visits.find(clinic.id, params.id);
      const course = visit && (await store.courses.find(clinic.id, visit.courseId));
      if (!visit || !course) throw notFound('visit');
      await demandAccess(context, request, 'plan who works when', { patientId: course.patientId });
      const person = await store.people.find(clinic.id, body.personId);
      if (!person || person.endedAt) throw badField('personId', 'not-here', 'Person: nobody of this clinic.');
      if (!person.roles.includes(body.role)) throw badField('role', 'not-theirs', `Role: ${person.name} has another.`);
      const shelved = await protocols.find(clinic.id, course.protocolId, course.protocolVersion);
      if (body.phase !== undefined && !shelved?.protocol.phases.some(({ id }) => id === body.phase))
        throw badField('phase', 'unknown-phase', 'Phase: the protocol of this visit has no such phase.');
      const planned = await store.assignments.ofVisits(clinic.id, [visit.id]);
      const same = planned.find(
        (one) => one.person.id === body.personId && one.role === body.role && one.phase === body.phase,
      );
      if (same && same.id !== body.id)
        throw badField('personId', 'planned-already', `${person.name} is planned for this already.`);
      if (!same)
        await store.assignments
          .assign(clinic.id, { ...body, visitId: visit.id }, { by: practitioner.id, at: now() })
          .catch((error: unknown) => {
            if ((error as { code?: unknown }).code === '23505')
              throw new Problem('repeated-id', 'This id was used for something else.');
            throw error;
          });
      reply.code(201);
      return { assignment: { id: body.id } };
    },
  );

  app.post(
    '/api/visits/:id/assignments/:assignmentId/remove',
    {
      config: { act: 'plan who works when' },
      schema: {
        tags: ['visits'],
        summary: 'Take somebody off a visit',
        params: z.strictObject({ id: anyId, assignmentId: anyId }),
        body: z.strictObject({}),
        response: { 200: z.object({ removed: z.literal(true) }), ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const { params } = request;
      const { clinic, practitioner } = request.principal;
      const visit = await store.visits.find(clinic.id, params.id);
      const course = visit && (await store.courses.find(clinic.id, visit.courseId));
      if (!course) throw notFound('assignment');
      await demandAccess(context, request, 'plan who works when', { patientId: course.patientId });
      const recording = { by: practitioner.id, at: now() };
      if (!(await store.assignments.remove(clinic.id, params.id, params.assignmentId, recording)))
        throw notFound('assignment');
      standings.forget();
      return { removed: true as const };
    },
  );
}
