/** What patients sent by forms, for those who treat them: the answers beside the questions, and the files. */
import { formsFor, shippedForm, toResponse } from '@holdspace/care';
import { z } from 'zod';
import { demandAccess, demandEver } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { anyId, oneId } from '../fields.ts';
import { notFound } from '../problem.ts';
import { instantShape, problems } from '../shapes.ts';
import { sendFile } from './send-file.ts';
import {
  askedShape,
  fileShape,
  questionnaireShape,
  requestShape,
  responseShape,
  showAsked,
  showFile,
  showRequest,
  showResponse,
} from './shapes.ts';

const SEES = 'see the clinical record';
const tags = ['intake'];

export function formRoutes(app: App, context: Context): void {
  const { store, now } = context;

  app.get(
    '/api/patients/:id/forms',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'The forms that are put to a patient, what they sent, and what they asked before they came',
        params: oneId,
        response: {
          200: z.object({
            forms: z
              .array(
                z.object({
                  questionnaire: questionnaireShape,
                  /** When it was saved last, where it is begun and not sent. What stands in a draft is nobody’s but theirs. */
                  savedAt: instantShape.optional(),
                  /** The last first. */
                  responses: z.array(responseShape).readonly(),
                }),
              )
              .readonly(),
            files: z.array(fileShape).readonly(),
            requests: z.array(z.object({ request: requestShape, asked: askedShape })).readonly(),
          }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      const { id } = request.params;
      demandEver(request, SEES);
      const patient = await store.patients.find(clinic.id, id);
      if (!patient) throw notFound('patient');
      await demandAccess(context, request, SEES, { patientId: id });
      const [courses, responses, begun, files, requests, people] = await Promise.all([
        store.courses.ofPatient(clinic.id, id),
        store.forms.ofPatient(clinic.id, id),
        store.forms.begun(clinic.id, id),
        store.formFiles.ofPatient(clinic.id, id),
        store.consults.ofPatient(clinic.id, id),
        store.people.list(clinic.id),
      ]);
      const names = new Map([...people.map((one) => [one.id, one.name] as const), [id, patient.name] as const]);
      const put = formsFor(courses.map(({ protocolId }) => protocolId));
      // What was sent stays to be read, also where it is not asked any more.
      const sent = responses.flatMap(({ questionnaire }) => shippedForm(questionnaire) ?? []);
      const forms = [...new Map([...put, ...sent].map((one) => [one.id, one])).values()];
      return {
        forms: forms.map((questionnaire) => {
          const savedAt = begun.get(questionnaire.id);
          return {
            questionnaire,
            ...(savedAt && { savedAt }),
            responses: responses
              .filter((one) => one.questionnaire === questionnaire.id)
              .map((one) => showResponse(one, names)),
          };
        }),
        files: files.filter(({ responseId }) => responseId !== undefined).map(showFile),
        requests: requests.map((one) => ({ request: showRequest(one, names, now()), asked: showAsked(one) })),
      };
    },
  );

  app.get(
    '/api/patients/:id/form-responses/:responseId',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'What a patient sent by a form, as a FHIR R4 QuestionnaireResponse',
        params: z.strictObject({ id: anyId, responseId: anyId }),
        response: {
          200: z
            .looseObject({ resourceType: z.literal('QuestionnaireResponse') })
            .meta({ id: 'QuestionnaireResponse', description: 'FHIR R4.' }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const { clinic } = request.principal;
      const { id, responseId } = request.params;
      demandEver(request, SEES);
      if (!(await store.patients.find(clinic.id, id))) throw notFound('patient');
      await demandAccess(context, request, SEES, { patientId: id });
      const found = await store.forms.find(clinic.id, id, responseId);
      const questionnaire = found && shippedForm(found.questionnaire);
      if (!found || !questionnaire) throw notFound('form that was sent');
      reply.header('content-type', 'application/fhir+json; charset=utf-8');
      const author = found.by.kind === 'patient' ? `Patient/${found.by.id}` : `Practitioner/${found.by.id}`;
      return {
        ...toResponse(questionnaire, found.answers, {
          id: found.id,
          language: found.language,
          subject: { reference: `Patient/${id}` },
          authored: found.submittedAt,
          author: { reference: author },
        }),
      };
    },
  );

  app.get(
    '/api/patients/:id/form-files/:fileId',
    {
      config: { act: SEES },
      schema: {
        tags,
        summary: 'A file that a patient sent with a form, to be kept and not to be run',
        params: z.strictObject({ id: anyId, fileId: anyId }),
        produces: ['application/pdf', 'image/jpeg', 'image/png'],
      },
    },
    async (request, reply) => {
      const { clinic } = request.principal;
      const { id, fileId } = request.params;
      demandEver(request, SEES);
      if (!(await store.patients.find(clinic.id, id))) throw notFound('patient');
      await demandAccess(context, request, SEES, { patientId: id });
      const file = await store.formFiles.find(clinic.id, id, fileId);
      // What was not sent with a form is still the patient's alone.
      if (!file?.kept || file.responseId === undefined) throw notFound('file');
      return sendFile(reply, file.name, file.kept, store.formFiles.read(clinic.id, file.id));
    },
  );
}
