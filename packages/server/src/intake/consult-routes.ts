/** The inbox: who asks, whose it is and until when; taken, and answered once: invited, declined, or found to be a patient already. */
import {
  DEFAULT_PROMISE,
  declineLetter,
  decliningSchema,
  mayBeSame,
  mayDo,
  type NewPromise,
  promiseSchema,
  uuid,
} from '@holdspace/care';
import type { ConsultRequest } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { demandAccess, thoseAccessible } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { line, oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { inviteReader } from '../readers/reader.ts';
import { idShape, instantShape, patientShape, problems } from '../shapes.ts';
import { invitationShape } from '../sharing/shapes.ts';
import { becomePatient, patientIdOf } from './hear-crisis.ts';
import { requestShape, showAsked, showRequest, showStep, wholeRequestShape } from './shapes.ts';

const ANSWER = 'answer consult requests';
const tags = ['intake'];
const promiseShape = z.object({
  hours: z.number().int(),
  /** As it is shipped, until the clinic has said so itself. */
  isDefault: z.boolean(),
  source: z.string(),
  madeAt: instantShape.optional(),
});

export function consultRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const { consults } = store;
  const namesAt = async (clinicId: string) =>
    new Map((await store.people.list(clinicId)).map(({ id, name }) => [id, name]));
  const demandRequest = async (clinicId: string, id: string): Promise<ConsultRequest> => {
    const found = await consults.find(clinicId, id);
    if (!found) throw notFound('request');
    return found;
  };
  const promiseAt = async (clinicId: string): Promise<z.output<typeof promiseShape>> => {
    const made = await consults.promise(clinicId);
    return made
      ? { hours: made.hours, isDefault: false, source: 'The clinic’s own', madeAt: made.madeAt }
      : { hours: DEFAULT_PROMISE.hours, isDefault: true, source: DEFAULT_PROMISE.source };
  };
  const shown = async (request: FastifyRequest, id: string): Promise<z.output<typeof wholeRequestShape>> => {
    const { clinic } = request.principal;
    const one = await demandRequest(clinic.id, id);
    const [names, steps, patients] = await Promise.all([
      namesAt(clinic.id),
      consults.steps(clinic.id, id),
      one.state === 'open' ? store.patients.list(clinic.id) : [],
    ]);
    const alike = patients.filter((patient) => patient.id !== one.patientId && mayBeSame(one.request, patient));
    const seen = await thoseAccessible(
      context,
      request,
      'see demographics',
      alike.map((patient) => patient.id),
    );
    const declined = steps.find(({ kind }) => kind === 'declined');
    return {
      request: showRequest(one, names, now()),
      asked: showAsked(one),
      steps: steps.map((step) => showStep(step, names)),
      mayBe: alike.filter((patient) => seen.has(patient.id)),
      ...(declined?.reason && {
        letter: declineLetter(declined.reason, one.request.name, clinic.name)[one.request.language],
      }),
    };
  };
  /** Throws what stands in the way of a step. */
  const demandDone = (outcome: Awaited<ReturnType<typeof consults.act>>) => {
    if (outcome === 'unknown') throw notFound('request');
    if (outcome === 'answered')
      throw new Problem('stale', 'Somebody has answered this request already. Look at what was done.');
  };

  app.get(
    '/api/consult-requests',
    {
      config: { act: ANSWER },
      schema: {
        tags,
        summary: 'Who asks for a consult, the nearest promised time first; or those who were answered',
        querystring: z.strictObject({ state: z.enum(['open', 'answered']).default('open') }),
        response: {
          200: z.object({ requests: z.array(requestShape).readonly(), promise: promiseShape }),
          ...problems(400, 401, 403),
        },
      },
    },
    async (request) => {
      const { id: clinicId } = request.principal.clinic;
      const all = request.query.state === 'open' ? await consults.open(clinicId) : await consults.answered(clinicId);
      const names = await namesAt(clinicId);
      return { requests: all.map((one) => showRequest(one, names, now())), promise: await promiseAt(clinicId) };
    },
  );

  app.get(
    '/api/consult-requests/waiting',
    {
      config: { act: ANSWER },
      schema: {
        tags,
        summary: 'How many wait for an answer, for the way between places',
        response: { 200: z.object({ open: z.number().int(), overdue: z.number().int() }), ...problems(401, 403) },
      },
    },
    (request) => consults.waiting(request.principal.clinic.id, now()),
  );

  app.get(
    '/api/consult-requests/:id',
    {
      config: { act: ANSWER },
      schema: {
        tags,
        summary: 'A request: what the person sent, what was done, and which patients may be the same person',
        params: oneId,
        response: { 200: wholeRequestShape, ...problems(401, 403, 404) },
      },
    },
    (request) => shown(request, request.params.id),
  );

  app.post(
    '/api/consult-requests/:id/owner',
    {
      config: { act: ANSWER },
      schema: {
        tags,
        summary: 'Take a request, or hand it to somebody who answers requests here',
        params: oneId,
        body: z.strictObject({ id: uuid, owner: uuid }),
        response: { 200: wholeRequestShape, ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request) => {
      const { params, body, principal } = request;
      const { clinic, practitioner } = principal;
      await demandRequest(clinic.id, params.id);
      const owner = (await store.practitioners.list(clinic.id)).find(({ id }) => id === body.owner);
      if (!owner || !mayDo(ANSWER, { roles: owner.roles }).allowed)
        throw badField('owner', 'cannot-answer', 'Choose somebody who works here and answers requests.');
      const kind = owner.id === practitioner.id ? 'taken' : 'handed_on';
      const step = { id: body.id, kind, at: now(), by: practitioner.id, told: owner.id } as const;
      demandDone(await consults.act(clinic.id, params.id, step, { ownerId: owner.id }));
      return shown(request, params.id);
    },
  );

  app.post(
    '/api/consult-requests/:id/invitation',
    {
      config: { act: ANSWER },
      schema: {
        tags,
        summary:
          'Invite who asked: they become a prospective patient, and come to their own pages by a link and a code',
        description: 'With nothing typed twice. Sent again, the same patient gets another link.',
        params: oneId,
        body: z.strictObject({ id: uuid, recordNumber: line.optional() }),
        response: {
          201: z.object({ patient: patientShape, invitation: invitationShape }),
          ...problems(400, 401, 403, 404, 409),
        },
      },
    },
    async (request, reply) => {
      const { params, body, principal } = request;
      const { clinic, practitioner } = principal;
      const asked = await demandRequest(clinic.id, params.id);
      if (asked.state !== 'open' && asked.state !== 'invited') demandDone('answered');
      const patientId = patientIdOf(clinic.id, asked);
      await demandAccess(context, request, 'register patients', { patientId });
      await demandAccess(context, request, 'let a patient in', { patientId });
      const patient = await becomePatient(context, clinic.id, asked, body.recordNumber);
      if (!patient) throw badField('recordNumber', 'taken', 'Record number: another patient of this clinic has it.');
      if (asked.state === 'open') {
        const step = { id: body.id, kind: 'invited', at: now(), by: practitioner.id } as const;
        const change = { state: 'invited', patientId: patient.id, ownerId: asked.ownerId ?? practitioner.id } as const;
        demandDone(await consults.act(clinic.id, params.id, step, change));
      }
      const subject = { clinicId: clinic.id, kind: 'patient' as const, subjectId: patient.id };
      reply.code(201);
      return { patient, invitation: await inviteReader(store, subject, now(), asked.request.language) };
    },
  );

  app.post(
    '/api/consult-requests/:id/decline',
    {
      config: { act: ANSWER },
      schema: {
        tags,
        summary: 'Decline a request kindly, with the reason; the letter is answered, to be read out or sent on by hand',
        params: oneId,
        body: decliningSchema,
        response: { 200: wholeRequestShape, ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request) => {
      const { params, body, principal } = request;
      const { clinic, practitioner } = principal;
      const asked = await demandRequest(clinic.id, params.id);
      if (body.reason === 'other' && !body.words)
        throw badField(
          'words',
          'reason-in-words',
          'Say the reason in a line: whoever reads it in a year was not there.',
        );
      const step = {
        id: body.id,
        kind: 'declined',
        at: now(),
        by: practitioner.id,
        reason: body.reason,
        ...(body.words && { words: body.words }),
      } as const;
      const change = { state: 'declined', ownerId: asked.ownerId ?? practitioner.id } as const;
      demandDone(await consults.act(clinic.id, params.id, step, change));
      return shown(request, params.id);
    },
  );

  app.post(
    '/api/consult-requests/:id/merge',
    {
      config: { act: ANSWER },
      schema: {
        tags,
        summary: 'Say that who asked is a patient already; the request is kept with that patient',
        params: oneId,
        body: z.strictObject({ id: uuid, patientId: uuid }),
        response: { 200: wholeRequestShape, ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request) => {
      const { params, body, principal } = request;
      const { clinic, practitioner } = principal;
      const asked = await demandRequest(clinic.id, params.id);
      const patient = await store.patients.find(clinic.id, body.patientId);
      if (!patient) throw notFound('patient');
      await demandAccess(context, request, 'see demographics', { patientId: patient.id });
      const step = { id: body.id, kind: 'merged', at: now(), by: practitioner.id } as const;
      const change = { state: 'merged', patientId: patient.id, ownerId: asked.ownerId ?? practitioner.id } as const;
      demandDone(await consults.act(clinic.id, params.id, step, change));
      return shown(request, params.id);
    },
  );

  app.post(
    '/api/consult-promise',
    {
      config: { act: 'promise when requests are answered' },
      schema: {
        tags,
        summary: 'Say within how many hours requests are answered from now on',
        body: promiseSchema,
        response: { 201: z.object({ id: idShape, promise: promiseShape }), ...problems(400, 401, 403) },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const { id, hours }: NewPromise = request.body;
      await consults.makePromise(clinic.id, { id, hours, madeAt: now(), madeBy: practitioner.id });
      reply.code(201);
      return { id, promise: await promiseAt(clinic.id) };
    },
  );
}
