/** Who cares for a patient: seen by those who may see the record, changed by whoever treats or runs the clinic, with a reason. */
import { CREDENTIALED_ROLES } from '@holdspace/care';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { anyId, newId, oneId, words } from '../fields.ts';
import { badField, notFound } from '../problem.ts';
import { idShape, instantShape, practitionerShape, problems } from '../shapes.ts';
import { demandAccess, hasAccess } from './access.ts';

const CHANGE = 'change who cares for a patient';
const named = z.object({ id: idShape, name: z.string() });
const memberShape = z
  .object({
    id: idShape,
    person: practitionerShape,
    since: instantShape,
    why: z.string(),
    addedBy: named.optional(),
    ended: z.object({ at: instantShape, because: z.string(), by: named.optional() }).optional(),
  })
  .meta({ id: 'CareTeamMember', description: 'Somebody of the clinic who cares for a patient, or has.' });

export function careTeamRoutes(app: App, context: Context): void {
  const { store, standings, now } = context;
  const demandPatient = async (clinicId: string, patientId: string) => {
    if (!(await store.patients.find(clinicId, patientId))) throw notFound('patient');
  };

  app.get(
    '/api/patients/:id/care-team',
    {
      config: { act: 'see the clinical record', orActs: [CHANGE] },
      schema: {
        tags: ['patients'],
        summary: 'Who of the clinic cares for a patient, and who has',
        params: oneId,
        response: {
          200: z.object({ members: z.array(memberShape).readonly(), mayChange: z.boolean() }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      const { id } = request.params;
      await demandPatient(clinic.id, id);
      const mayChange = await hasAccess(context, request, CHANGE, { patientId: id });
      await demandAccess(context, request, mayChange ? CHANGE : 'see the clinical record', { patientId: id });
      return { members: await store.careTeam.ofPatient(clinic.id, id), mayChange };
    },
  );

  app.post(
    '/api/patients/:id/care-team',
    {
      config: { act: CHANGE },
      schema: {
        tags: ['patients'],
        summary: 'Take somebody into a patient’s care team',
        params: oneId,
        body: z.strictObject({ id: newId, personId: anyId, why: words }),
        response: { 201: z.object({ id: idShape }), ...problems(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const { params, body } = request;
      await demandPatient(clinic.id, params.id);
      await demandAccess(context, request, CHANGE, { patientId: params.id });
      const person = await store.practitioners.find(clinic.id, body.personId);
      if (!person) throw badField('personId', 'not-here', 'Person: nobody who works here.');
      if (!person.roles.some((role) => CREDENTIALED_ROLES.includes(role)))
        throw badField('personId', 'no-clinician', `Person: ${person.name} is not here as somebody who treats.`);
      const isIn = await store.careTeam.add(
        clinic.id,
        { ...body, patientId: params.id },
        { by: practitioner.id, at: now() },
      );
      if (!isIn) throw badField('personId', 'there-already', `Person: ${person.name} belongs to the team already.`);
      reply.code(201);
      return { id: body.id };
    },
  );

  app.post(
    '/api/patients/:id/care-team/:memberId/end',
    {
      config: { act: CHANGE },
      schema: {
        tags: ['patients'],
        summary: 'End somebody’s part in a patient’s care team, at once',
        description: 'That they belonged to it stays on record, with the reason.',
        params: z.strictObject({ id: anyId, memberId: anyId }),
        body: z.strictObject({ because: words }),
        response: { 200: z.object({ ended: z.literal(true) }), ...problems(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { clinic, practitioner } = request.principal;
      const { params, body } = request;
      await demandPatient(clinic.id, params.id);
      await demandAccess(context, request, CHANGE, { patientId: params.id });
      const recording = { by: practitioner.id, at: now() };
      const ended = await store.careTeam.end(clinic.id, params.id, params.memberId, body.because, recording);
      if (ended === null) throw notFound('member of a care team');
      standings.forget();
      // Other servers look again at what is open there.
      await store.signIn.announceRevocation();
      return { ended: true as const };
    },
  );
}
