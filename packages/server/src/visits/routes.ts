/** Visits: arranged within a course, and, for dosing visits, the session that is begun there. */
import { type CommandOf, commandSchema, instantSchema } from '@holdspace/care';
import { type StoredEvent, VISIT_KINDS, type Visit } from '@holdspace/store';
import { z } from 'zod';
import { demandAccess, hasAccess } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { line, newId, oneId } from '../fields.ts';
import { badField, notFound, Problem, refused } from '../problem.ts';
import { idShape, instantShape, problems, storedEventShape } from '../shapes.ts';
import { storedOnce } from '../stored-once.ts';
import { planFor } from './begin-session.ts';

const visitShape = z.object({
  id: idShape,
  courseId: idShape,
  kind: z.enum(VISIT_KINDS),
  scheduledFor: instantShape,
  room: z.string(),
});

const planSession = commandSchema.options.find((option) => option.shape.type.value === 'PlanSession');
if (!planSession) throw new Error('the core knows no PlanSession');
/** The plan without what the clinic knows already: patient, protocol and zone. */
const planBody = (planSession as unknown as z.ZodObject)
  .omit({ patient: true, protocol: true, zone: true, overrides: true, happened: true })
  .partial() as unknown as z.ZodType<
  Partial<Omit<CommandOf<'PlanSession'>, 'patient' | 'protocol' | 'zone' | 'overrides' | 'happened'>>
>;

export function visitsRoutes(app: App, context: Context): void {
  const { store, keeper, governed, now } = context;

  app.post(
    '/api/courses/:id/visits',
    {
      config: { act: 'arrange visits' },
      schema: {
        tags: ['visits'],
        summary: 'Arrange a visit',
        params: oneId,
        body: z.strictObject({ id: newId, kind: z.enum(VISIT_KINDS), scheduledFor: instantSchema, room: line }),
        response: { 201: z.object({ visit: visitShape }), ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const { clinic } = request.principal;
      const course = await store.courses.find(clinic.id, params.id);
      if (!course) throw notFound('course');
      await demandAccess(context, request, 'arrange visits', { patientId: course.patientId });
      const given: Visit = { ...body, courseId: params.id };
      const { thing: visit } = await storedOnce({
        given,
        create: () => store.visits.create(clinic.id, given),
        find: () => store.visits.find(clinic.id, given.id),
        taken: () => new Problem('repeated-id', 'This id was used for something else.'),
      });
      reply.code(201);
      return { visit };
    },
  );

  app.post(
    '/api/visits/:id/session',
    {
      config: { act: 'plan a session' },
      schema: {
        tags: ['visits', 'sessions'],
        summary: 'Begin the visit’s dosing session',
        description:
          'Makes the session and plans it. Patient, protocol, focus and the last weight and dose are known; `command` may say more. Sent twice with the same id, it is made once. `events` is for those who may see the session.',
        params: oneId,
        body: z.strictObject({ id: newId, command: planBody.optional() }),
        response: {
          201: z.object({ session: z.object({ id: idShape }), events: z.array(storedEventShape).readonly() }),
          ...problems(400, 401, 403, 404, 409, 422),
        },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      const { clinic } = principal;
      const visit = await store.visits.find(clinic.id, params.id);
      if (!visit) throw notFound('visit');
      if (visit.kind !== 'dosing')
        throw badField('kind', 'no-dosing-visit', 'Only a dosing visit has a dosing session.');
      const course = await store.courses.find(clinic.id, visit.courseId);
      const patient = course && (await store.patients.find(clinic.id, course.patientId));
      if (!course || !patient) throw new Error('a visit without its course or patient');
      const subject = { patientId: patient.id, sessionId: body.id };
      await demandAccess(context, request, 'plan a session', subject);
      // The plan carries weight and dose of the time before, which not everybody who may plan may see.
      const shown = async (events: readonly StoredEvent[]) =>
        (await hasAccess(context, request, 'see a session', subject)) ? events : [];

      const { protocolId, protocolVersion } = course;
      const treating = { id: protocolId, version: protocolVersion };
      const refusals = await governed.refusals(clinic.id, treating, now(), 'running');
      // One that was begun before is answered as it was.
      if (refusals.length > 0 && !(await store.sessions.ofVisit(clinic.id, visit.id))) throw refused(refusals);
      const origin = { sessionId: body.id, visitId: visit.id, patientId: patient.id, protocolId, protocolVersion };
      const made = await store.sessions.create(clinic.id, origin, now());
      reply.code(201);
      if (!made) {
        const begun = await store.sessions.ofVisit(clinic.id, visit.id);
        if (begun?.id !== body.id) throw begun ? alreadyBegun() : idTaken();
        // Sent again; where the first time got as far as the plan, that is the answer.
        if (begun.seq > 0)
          return {
            session: { id: body.id },
            events: await shown((await store.sessions.events(clinic.id, body.id)).slice(0, 1)),
          };
      }
      const plan = await planFor(context, {
        principal,
        visit,
        course,
        patient,
        said: body.command ?? {},
        sessionId: body.id,
      });
      const author = principal.practitioner;
      const events = await keeper.send({ clinicId: clinic.id, sessionId: body.id, author, commands: [plan] });
      return { session: { id: body.id }, events: await shown(events) };
    },
  );
}

const alreadyBegun = () =>
  new Problem('repeated-id', 'Somebody has begun this visit’s session already. Open it from Today.');
const idTaken = () => new Problem('repeated-id', 'This id was used for another session.');
