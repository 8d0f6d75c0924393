/** What a patient is asked, on their own pages: the same forms as by a link, for who is signed in. */
import { OWN_MEASURES, openToPatient, ownCourse, scoreLines } from '@holdspace/care';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { notFound, Problem } from '../problem.ts';
import { demandPatient, type PatientReader } from '../readers/reader.ts';
import { instantShape, problems } from '../shapes.ts';
import { firstDosesOf } from './follow.ts';
import { CLINIC_TOLD, type DraftBody, keepActsOfRefused, keepAnswers, keepDraft } from './keep.ts';
import { measuresOfClinic, shownTo, toPut } from './put.ts';
import { draftBody, draftShape, formShape, requestShape, sendBody, showRequest } from './shapes.ts';

const READ = 'see one’s own record';
const WRITE = 'write in one’s own record';
const tags = ['portal', 'measures'];
const ownCourseShape = z.object({
  doses: z.array(instantShape).readonly(),
  lines: z
    .array(
      z.object({
        measure: z.enum(OWN_MEASURES),
        title: z.string(),
        range: z.object({ low: z.number(), high: z.number() }),
        betterIs: z.enum(['lower', 'higher']),
        points: z.array(z.object({ at: instantShape, value: z.number() })).readonly(),
        move: z.enum(['begun', 'better', 'worse', 'about_the_same', 'unsure_better', 'unsure_worse']),
      }),
    )
    .readonly(),
});

export function measureReaderRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const { measures } = store;
  /** `given`: what is saved or sent. What must not wait is kept of it also where the form is not asked any more. */
  const demandOwn = async (
    { clinic, patient }: PatientReader,
    id: string,
    given?: Pick<DraftBody, 'version' | 'answers'>,
  ) => {
    const found = await measures.requests.find(clinic.id, id);
    const how = found?.patientId === patient.id ? openToPatient(found, now()) : undefined;
    // Of what a clinician rates there is nothing for the patient to fill in.
    if (!found || how === undefined || how === 'clinician_rates') throw notFound('form');
    if (how !== 'withdrawn') return found;
    if (given && (await keepActsOfRefused(context, clinic.id, found, given)))
      throw new Problem('not-found', notFound('form').message, { errors: [CLINIC_TOLD] });
    throw notFound('form');
  };

  app.get(
    '/api/reader/measures',
    {
      config: { act: READ },
      schema: {
        tags,
        summary: 'What one is asked now',
        response: { 200: z.object({ requests: z.array(requestShape).readonly() }), ...problems(401, 404) },
      },
    },
    async (request) => {
      const { clinic, patient } = demandPatient(request);
      const [all, begun, clinicMeasures] = await Promise.all([
        measures.requests.ofPatient(clinic.id, patient.id),
        measures.drafts.begun(clinic.id, patient.id),
        measuresOfClinic(context, clinic.id),
      ]);
      const at = now();
      return {
        requests: all
          .filter((one) => openToPatient(one, at) === 'open' && toPut(clinicMeasures, one.instrument, null))
          .map((one) => showRequest(one, { now: at, begun })),
      };
    },
  );

  app.get(
    '/api/reader/course',
    {
      config: { act: READ },
      schema: {
        tags,
        summary: 'What one answered over time about how one is, and when something was given',
        response: { 200: ownCourseShape, ...problems(401, 404) },
      },
    },
    async (request) => {
      const { clinic, patient } = demandPatient(request);
      const scores = await measures.scores.ofPatient(clinic.id, patient.id);
      const doses = await firstDosesOf(context, clinic.id, patient.id);
      return { doses, lines: ownCourse(scoreLines(scores, doses[0])) };
    },
  );

  app.get(
    '/api/reader/measures/:id',
    {
      config: { act: READ },
      schema: {
        tags,
        summary: 'A form, and what was answered of it so far',
        params: oneId,
        response: { 200: z.object({ form: formShape.optional(), isAnswered: z.boolean() }), ...problems(401, 404) },
      },
    },
    async (request) => {
      const reader = demandPatient(request);
      const asked = await demandOwn(reader, request.params.id);
      if (asked.state === 'answered') return { isAnswered: true };
      const draft = await measures.drafts.find(reader.clinic.id, asked.id, 'patient');
      const instrument = toPut(await measuresOfClinic(context, reader.clinic.id), asked.instrument, draft);
      if (!instrument) throw notFound('form');
      return {
        isAnswered: false,
        form: { request: asked.id, instrument: shownTo(instrument), ...(draft && { draft }) },
      };
    },
  );

  app.post(
    '/api/reader/measures/:id/draft',
    {
      config: { act: WRITE },
      schema: {
        tags,
        summary: 'Save what is answered so far, on the version that it follows on',
        params: oneId,
        body: draftBody,
        response: { 201: z.object({ draft: draftShape, help: z.boolean() }), ...problems(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const reader = demandPatient(request);
      const asked = await demandOwn(reader, request.params.id, request.body);
      reply.code(201);
      return keepDraft(context, reader.clinic.id, asked, 'patient', request.body);
    },
  );

  app.post(
    '/api/reader/measures/:id/answers',
    {
      config: { act: WRITE },
      schema: {
        tags,
        summary: 'Send the answers to a form, once',
        params: oneId,
        body: sendBody,
        response: { 201: z.object({ help: z.boolean() }), ...problems(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const reader = demandPatient(request);
      const asked = await demandOwn(reader, request.params.id, request.body);
      reply.code(201);
      const by = { kind: 'patient', id: reader.patient.id } as const;
      const { help } = await keepAnswers(context, reader.clinic.id, asked, request.body, { by, way: 'portal' });
      return { help };
    },
  );
}
