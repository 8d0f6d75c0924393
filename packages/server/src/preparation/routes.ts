/** Preparation for the clinic: the whole of it, a section saved, the setting of a session, and the room's one quiet page. */
import {
  preparationSections,
  quietPage,
  sectionSavingSchema,
  settingFaults,
  settingSavingSchema,
  withoutEmpty,
} from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { demandAccess, demandEver, demandSession } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { Preparations, type Prepared, stale, taken } from './preparation.ts';
import { plannedElementShape, preparationShape, quietPageShape, sectionShape, sessionPlanShape } from './shapes.ts';

export function preparationRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const preparations = new Preparations(context);

  const demandCourse = async (
    request: FastifyRequest,
    act: 'see the clinical record' | 'prepare a patient',
    courseId: string,
  ): Promise<Prepared> => {
    demandEver(request, act);
    const { clinic } = request.principal;
    const course = await store.courses.find(clinic.id, courseId);
    if (!course) throw notFound('course');
    await demandAccess(context, request, act, { patientId: course.patientId });
    const patient = await store.patients.find(clinic.id, course.patientId);
    if (!patient) throw new Error('a course without its patient');
    return { clinic, course, patient };
  };

  app.get(
    '/api/courses/:id/preparation',
    {
      config: { act: 'see the clinical record' },
      schema: {
        tags: ['preparation'],
        summary: 'A course’s preparation: every section, who said what when, and the setting of its dosing sessions',
        params: oneId,
        response: {
          200: z.object({
            preparation: preparationShape,
            sessions: z.array(sessionPlanShape).readonly(),
          }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const about = await demandCourse(request, 'see the clinical record', request.params.id);
      const { clinic, course, patient } = about;
      const { protocol } = await preparations.protocolOf(about);
      const visits = await store.visits.ofPatient(clinic.id, patient.id);
      const dosing = visits.filter(({ courseId, kind }) => courseId === course.id && kind === 'dosing');
      return {
        preparation: await preparations.show(about),
        sessions: protocol.setting.length > 0 ? await preparations.plans(about, protocol, dosing) : [],
      };
    },
  );

  app.post(
    '/api/courses/:id/preparation',
    {
      config: { act: 'prepare a patient' },
      schema: {
        tags: ['preparation'],
        summary: 'Save a section of a course’s preparation',
        description:
          'Names the version that it follows on; where somebody saved meanwhile it is refused as stale, and nothing is lost. The same sent twice is stored once. Focus and intention go on to the course.',
        params: oneId,
        body: sectionSavingSchema,
        response: { 201: z.object({ section: sectionShape }), ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const about = await demandCourse(request, 'prepare a patient', request.params.id);
      const { practitioner } = request.principal;
      const section = await preparations.save(about, request.body, { kind: 'practitioner', id: practitioner.id });
      reply.code(201);
      return { section };
    },
  );

  app.post(
    '/api/visits/:id/setting-plan',
    {
      config: { act: 'prepare a patient' },
      schema: {
        tags: ['preparation'],
        summary: 'Settle how the room is made ready for a dosing session',
        params: oneId,
        body: settingSavingSchema,
        response: { 201: z.object({ session: sessionPlanShape }), ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      demandEver(request, 'prepare a patient');
      const visit = await store.visits.find(request.principal.clinic.id, params.id);
      if (!visit) throw notFound('visit');
      const about = await demandCourse(request, 'prepare a patient', visit.courseId);
      if (visit.kind !== 'dosing') throw badField('id', 'no-dosing-visit', 'Only a dosing visit has a setting.');
      const { protocol } = await preparations.protocolOf(about);
      const faults = settingFaults(protocol, body.elements);
      if (faults.length > 0)
        throw new Problem('bad-input', faults.map(({ message }) => message).join(' '), { errors: faults });
      const [standing] = await store.preparation.plansOf(about.clinic.id, [visit.id]);
      if (body.follows > (standing?.version ?? 0)) throw stale();
      const answer = await store.preparation.savePlan(about.clinic.id, {
        id: body.id,
        visitId: visit.id,
        version: body.follows + 1,
        authorId: request.principal.practitioner.id,
        at: now(),
        elements: withoutEmpty(body.elements),
      });
      if (!answer.saved) throw answer.because === 'stale' ? stale() : taken();
      const [session] = await preparations.plans(about, protocol, [visit]);
      if (!session) throw new Error('a plan that does not stand');
      reply.code(201);
      return { session };
    },
  );

  app.get(
    '/api/sessions/:id/preparation',
    {
      config: { act: 'see a session' },
      schema: {
        tags: ['sessions', 'preparation'],
        summary: 'What was said in preparation, as one quiet page for the room, and how the room is to be set',
        params: oneId,
        response: {
          200: z.object({
            /** Absent where the way of treating has no preparation, or the session was begun without a visit. */
            page: quietPageShape.optional(),
            courseId: z.string().optional(),
            plan: z.array(plannedElementShape).readonly(),
          }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const head = await demandSession(context, request, 'see a session', request.params.id);
      const { clinic } = request.principal;
      const visit = head.visitId ? await store.visits.find(clinic.id, head.visitId) : null;
      const course = visit && (await store.courses.find(clinic.id, visit.courseId));
      if (!visit || !course) return { plan: [] };
      const { protocol } = await preparations.protocolOf({ clinic, course });
      const [session] = await preparations.plans({ clinic, course }, protocol, [visit]);
      const plan = session?.plan ?? [];
      if (preparationSections(protocol).length === 0) return { courseId: course.id, plan };
      const standing = await preparations.standing({ clinic, course }, protocol);
      return { courseId: course.id, plan, page: quietPage(standing, plan) };
    },
  );
}
