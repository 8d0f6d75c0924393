/** Measures for staff: what a patient is asked and answered; asking, sending, the tablet's code, and filling in a scale. */
import {
  ASKED_AT_WILL,
  dayAt,
  hasText,
  instantSchema,
  later,
  MEASURE_LINKS,
  openToPatient,
  uuid,
  whyNotAnsweredAt,
} from '@holdspace/care';
import type { MeasureRequest, NewMeasureRequest } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { demandAccess, demandEver } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { idShape, instantShape, problems } from '../shapes.ts';
import { originOf } from '../sign-in/relying-party.ts';
import { storedOnce } from '../stored-once.ts';
import { makeLink, sendLink } from './ask.ts';
import { followMeasures } from './follow.ts';
import { keepAnswers, keepDraft } from './keep.ts';
import { newKioskCode } from './link-secret.ts';
import { measuresOfClinic, shownTo, toPut, whyNoText } from './put.ts';
import {
  draftBody,
  draftShape,
  formShape,
  requestShape,
  responseShape,
  sendBody,
  showRequest,
  showResponse,
} from './shapes.ts';

const ASKS = 'ask for measures';
const FILLS = 'fill in a measure';
const SEES = 'see the clinical record';
const tags = ['measures'];

export function measureRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const { measures } = store;
  const demandPatientOf = async (request: FastifyRequest, act: typeof ASKS | typeof SEES, id: string) => {
    demandEver(request, act);
    const patient = await store.patients.find(request.principal.clinic.id, id);
    if (!patient) throw notFound('patient');
    await demandAccess(context, request, act, { patientId: id });
    return patient;
  };
  const demandRequest = async (request: FastifyRequest, act: typeof ASKS | typeof FILLS, id: string) => {
    demandEver(request, act);
    const asked = await measures.requests.find(request.principal.clinic.id, id);
    if (!asked) throw notFound('question to a patient');
    const { patientId, sessionId } = asked;
    await demandAccess(context, request, act, { patientId, ...(sessionId && { sessionId }) });
    return asked;
  };
  /** Throws where a patient cannot be asked this now. */
  const demandSendable = async (clinicId: string, asked: MeasureRequest): Promise<void> => {
    const how = openToPatient(asked, now());
    if (how === 'clinician_rates')
      throw badField(
        '',
        'clinician-rates',
        'A clinician fills this in; there is nothing in it for the patient to answer.',
      );
    if (how !== 'open' && how !== 'upcoming')
      throw badField(
        '',
        'not-open',
        'This is answered already, or its time is over. Ask for it anew where it is wanted.',
      );
    const found = (await measuresOfClinic(context, clinicId)).inUse.find(({ id }) => id === asked.instrument);
    if (found && !hasText(found)) throw badField('instrument', 'no-text', whyNoText(found.title));
  };

  app.get(
    '/api/patients/:id/measure-requests',
    {
      config: { act: ASKS },
      schema: {
        tags,
        summary: 'What a patient is asked: open, overdue, answered and over; and what cannot be asked here, and why',
        params: oneId,
        response: {
          200: z.object({
            requests: z.array(requestShape).readonly(),
            notAsked: z.array(z.object({ measure: z.string(), says: z.string() })).readonly(),
            /** What can be asked at will. */
            offers: z
              .array(
                z.object({
                  id: z.string(),
                  title: z.string(),
                  by: z.enum(['patient', 'clinician']),
                  minutes: z.number(),
                  /** Why it cannot be put to anybody yet. */
                  not: z.string().optional(),
                }),
              )
              .readonly(),
            hasEmail: z.boolean(),
          }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      const { id } = request.params;
      const patient = await demandPatientOf(request, ASKS, id);
      const notAsked = await followMeasures(context, clinic, id);
      const [all, sent, begun, { inUse }] = await Promise.all([
        measures.requests.ofPatient(clinic.id, id),
        measures.requests.notices(clinic.id, id),
        measures.drafts.begun(clinic.id, id),
        measuresOfClinic(context, clinic.id),
      ]);
      return {
        requests: all.map((one) => showRequest(one, { now: now(), sent, begun })),
        notAsked: notAsked.map(({ measure, why }) => ({
          measure,
          says:
            why === 'no_text'
              ? whyNoText(measure)
              : `The protocol asks for “${measure}”, which is no measure that Holdspace knows. It is not asked.`,
        })),
        offers: inUse.map((one) => ({
          id: one.id,
          title: one.title,
          by: one.by,
          minutes: one.minutes,
          ...(!hasText(one) && { not: whyNoText(one.title) }),
        })),
        hasEmail: patient.email !== undefined,
      };
    },
  );

  app.post(
    '/api/patients/:id/measure-requests',
    {
      config: { act: ASKS },
      schema: {
        tags,
        summary: 'Ask for a measure outside the protocol’s moments, or for a visit’s session',
        params: oneId,
        body: z.strictObject({ id: uuid, instrument: z.string().min(1).max(40), sessionId: uuid.optional() }),
        response: { 201: requestShape, ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const { id, instrument, sessionId } = request.body;
      const patientId = request.params.id;
      await demandPatientOf(request, ASKS, patientId);
      const found = (await measuresOfClinic(context, clinic.id)).inUse.find((one) => one.id === instrument);
      if (!found)
        throw badField('instrument', 'unknown', `There is no measure called “${instrument}”. Choose one of the list.`);
      if (!hasText(found)) throw badField('instrument', 'no-text', whyNoText(found.title));
      const head = sessionId === undefined ? undefined : await store.sessions.head(clinic.id, sessionId);
      if (sessionId !== undefined && head?.patientId !== patientId) throw notFound('session');
      const [visits, courses] = await Promise.all([
        store.visits.ofPatient(clinic.id, patientId),
        store.courses.ofPatient(clinic.id, patientId),
      ]);
      const courseId = head ? visits.find((one) => one.id === head.visitId)?.courseId : courses[0]?.id;
      const before = await measures.requests.find(clinic.id, id);
      const at = before?.askedAt ?? now();
      const given: NewMeasureRequest = {
        id,
        patientId,
        ...(courseId && { courseId }),
        ...(sessionId && { sessionId }),
        key: `at will ${id}`,
        occasion: `at-will:${id}`,
        instrument,
        answeredBy: found.by,
        moment: 'at_will',
        opensAt: at,
        dueAt: later(at, ASKED_AT_WILL.dueAfter),
        closesAt: later(at, ASKED_AT_WILL.closesAfter),
        askedAt: at,
        askedBy: practitioner.id,
      };
      const { thing } = await storedOnce<NewMeasureRequest>({
        given,
        create: async () => {
          await measures.requests.ask(clinic.id, given);
          return given;
        },
        find: async () => {
          const kept = await measures.requests.find(clinic.id, id);
          if (!kept) return null;
          const { state: _state, responseId: _response, answeredAt: _at, ...asked } = kept;
          return asked;
        },
        taken: () => new Problem('repeated-id', 'This id was used for something else.'),
      });
      reply.code(201);
      return showRequest((await measures.requests.find(clinic.id, id)) ?? { ...thing, state: 'asked' }, { now: now() });
    },
  );

  app.post(
    '/api/measure-requests/:id/link',
    {
      config: { act: ASKS },
      schema: {
        tags,
        summary:
          'Make a one-time link to what is asked on this occasion: sent by e-mail, or answered, to be handed over',
        description: 'Links that were made before it are good no longer.',
        params: oneId,
        body: z.strictObject({ by: z.enum(['email', 'hand']) }),
        response: {
          201: z.object({ link: z.string().optional(), expiresAt: instantShape }),
          ...problems(400, 401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const asked = await demandRequest(request, ASKS, request.params.id);
      await demandSendable(clinic.id, asked);
      const origin = originOf(request, context.publicUrl);
      const patient = await store.patients.find(clinic.id, asked.patientId);
      if (request.body.by === 'hand') {
        const { id: linkId, ...made } = await makeLink(context, clinic.id, asked, {
          language: patient?.language,
          origin,
          madeBy: practitioner.id,
        });
        await measures.links.endOlder(clinic.id, linkId, now());
        // It has reached the patient: the sweep does not send another, which would end this one.
        await measures.requests.noticeSent(clinic.id, asked, now());
        reply.code(201);
        return made;
      }
      if (!patient?.email)
        throw badField(
          'by',
          'no-way-to-reach',
          'The clinic has no e-mail address of this patient. Hand over the link, or use the tablet.',
        );
      if (!context.mailer)
        throw badField('by', 'no-mail', 'This server sends no e-mail. Hand over the link, or use the tablet.');
      const expiresAt = await sendLink(context, clinic, asked, {
        to: patient.email,
        language: patient.language,
        origin,
        madeBy: practitioner.id,
      });
      reply.code(201);
      return { expiresAt };
    },
  );

  app.post(
    '/api/measure-requests/:id/kiosk-code',
    {
      config: { act: ASKS },
      schema: {
        tags,
        summary: 'A short code by which the clinic’s tablet shows what is asked on this occasion, once',
        params: oneId,
        body: z.strictObject({}),
        response: {
          201: z.object({ code: z.string(), at: z.string(), expiresAt: instantShape }),
          ...problems(400, 401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const asked = await demandRequest(request, ASKS, request.params.id);
      await demandSendable(clinic.id, asked);
      const { code, hash } = newKioskCode(clinic.id);
      const expiresAt = later(now(), MEASURE_LINKS.codeHolds);
      const { patientId, occasion } = asked;
      const made = { patientId, occasion, kind: 'kiosk', hash, madeAt: now(), madeBy: practitioner.id } as const;
      const codeId = await measures.links.make(clinic.id, { ...made, expiresAt });
      await measures.links.endOlder(clinic.id, codeId, now());
      reply.code(201);
      return { code, at: `${originOf(request, context.publicUrl)}/kiosk/${clinic.slug}`, expiresAt };
    },
  );

  app.get(
    '/api/patients/:id/measures',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'What a patient answered, with scores and bands, in the order in which it was answered',
        params: oneId,
        response: { 200: z.object({ responses: z.array(responseShape).readonly() }), ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      const { id } = request.params;
      const patient = await demandPatientOf(request, SEES, id);
      const [responses, people] = await Promise.all([
        measures.responses.ofPatient(clinic.id, id),
        store.people.list(clinic.id),
      ]);
      const names = new Map([...people.map((one) => [one.id, one.name] as const), [id, patient.name] as const]);
      return { responses: responses.map((one) => showResponse(one, names)) };
    },
  );

  app.get(
    '/api/measure-requests/:id',
    {
      config: { act: FILLS },
      schema: {
        tags,
        summary: 'A measure to be filled in by a clinician, and what is filled in of it so far',
        params: oneId,
        response: {
          200: z.object({
            request: requestShape,
            patient: z.object({ id: idShape, name: z.string() }),
            form: formShape.optional(),
          }),
          ...problems(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      const asked = await demandRequest(request, FILLS, request.params.id);
      const patient = await store.patients.find(clinic.id, asked.patientId);
      if (!patient) throw new Error('a request without its patient');
      const draft = await measures.drafts.find(clinic.id, asked.id, 'staff');
      const instrument = toPut(await measuresOfClinic(context, clinic.id), asked.instrument, draft);
      return {
        request: showRequest(asked, { now: now() }),
        patient: { id: patient.id, name: patient.name },
        ...(instrument &&
          asked.state === 'asked' && {
            form: { request: asked.id, instrument: shownTo(instrument), ...(draft && { draft }) },
          }),
      };
    },
  );

  app.post(
    '/api/measure-requests/:id/draft',
    {
      config: { act: FILLS },
      schema: {
        tags,
        summary: 'Save what is filled in so far, on the version that it follows on',
        params: oneId,
        body: draftBody,
        response: { 201: z.object({ draft: draftShape, help: z.boolean() }), ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const asked = await demandRequest(request, FILLS, request.params.id);
      const kept = await keepDraft(context, request.principal.clinic.id, asked, 'staff', request.body);
      reply.code(201);
      return kept;
    },
  );

  app.post(
    '/api/measure-requests/:id/answers',
    {
      config: { act: FILLS },
      schema: {
        tags,
        summary: 'Keep what a clinician filled in, with when it was answered',
        params: oneId,
        body: sendBody.extend({ at: instantSchema.optional() }),
        response: {
          201: z.object({ help: z.boolean(), response: responseShape }),
          ...problems(400, 401, 403, 404, 409),
        },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const asked = await demandRequest(request, FILLS, request.params.id);
      const { at, ...body } = request.body;
      const patient = await store.patients.find(clinic.id, asked.patientId);
      if (!patient) throw new Error('a request without its patient');
      const wrong =
        at &&
        whyNotAnsweredAt(at, { now: now(), bornOn: patient.dateOfBirth, zoneDayOf: (one) => dayAt(one, clinic.zone) });
      if (wrong) throw badField('at', wrong.rule, wrong.says);
      const by = { kind: 'practitioner', id: practitioner.id } as const;
      const said = { by, way: 'staff', ...(at && { at }) } as const;
      const { response, help } = await keepAnswers(context, clinic.id, asked, body, said);
      const names = new Map([[practitioner.id, practitioner.name]]);
      reply.code(201);
      return { help, response: showResponse(response, names) };
    },
  );
}
