/** A patient’s own forms: begun on one device and gone on with on another, saved as they write, and sent once. */
import {
  answersTo,
  crisisWordsIn,
  descriptionIn,
  type FormAnswers,
  formsFor,
  isFile,
  LANGUAGES,
  type Language,
  problemsOf,
  type Questionnaire,
  shownItems,
  textsIn,
  titleIn,
  uuid,
  valuesOf,
} from '@holdspace/care';
import type { FormFile, FormResponse } from '@holdspace/store';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { demandPatient, type PatientReader } from '../readers/reader.ts';
import { idShape, instantShape, problems } from '../shapes.ts';
import { storedOnce } from '../stored-once.ts';
import { hearFormCrisis } from './hear-crisis.ts';
import {
  answersSchema,
  draftShape,
  fileShape,
  formListedShape,
  questionnaireShape,
  responseShape,
  showFile,
  showResponse,
} from './shapes.ts';

const READ = 'see one’s own record';
const WRITE = 'write in one’s own record';
const tags = ['portal', 'intake'];
/** A form’s short name. */
export const formParams = z.strictObject({ form: z.string().min(1).max(64) });

/** The forms that are put to a patient now. */
export async function formsOf({ store }: Pick<Context, 'store'>, { clinic, patient }: PatientReader) {
  const courses = await store.courses.ofPatient(clinic.id, patient.id);
  return formsFor(courses.map(({ protocolId }) => protocolId));
}
export async function demandForm(
  context: Pick<Context, 'store'>,
  reader: PatientReader,
  id: string,
): Promise<Questionnaire> {
  const found = (await formsOf(context, reader)).find((one) => one.id === id);
  if (!found) throw notFound('form');
  return found;
}
const stale = () =>
  new Problem(
    'stale',
    'This form was saved or sent from another window meanwhile. Nothing is lost: both are shown, so that you can choose.',
  );
const said = (text: (language: Language) => string) => ({ en: text('en'), es: text('es') });

export function formReaderRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const { forms, formFiles } = store;

  app.get(
    '/api/reader/forms',
    {
      config: { act: READ },
      schema: {
        tags,
        summary: 'The forms that are put to one, and how far each is',
        response: { 200: z.object({ forms: z.array(formListedShape).readonly() }), ...problems(401, 404) },
      },
    },
    async (request) => {
      const reader = demandPatient(request);
      const { clinic, patient } = reader;
      const [asked, begun, sent] = await Promise.all([
        formsOf(context, reader),
        forms.begun(clinic.id, patient.id),
        forms.ofPatient(clinic.id, patient.id),
      ]);
      return {
        forms: asked.map((one) => {
          const savedAt = begun.get(one.id);
          const sentAt = sent.find(({ questionnaire }) => questionnaire === one.id)?.submittedAt;
          return {
            id: one.id,
            title: said((language) => titleIn(one, language)),
            about: said((language) => descriptionIn(one, language)),
            state: savedAt ? ('begun' as const) : sentAt ? ('sent' as const) : ('open' as const),
            ...(savedAt && { savedAt }),
            ...(sentAt && { sentAt }),
          };
        }),
      };
    },
  );

  app.get(
    '/api/reader/forms/:form',
    {
      config: { act: READ },
      schema: {
        tags,
        summary: 'A form, what was written in it so far, and what was sent last',
        params: formParams,
        response: {
          200: z.object({
            questionnaire: questionnaireShape,
            draft: draftShape.optional(),
            sent: responseShape.optional(),
            files: z.array(fileShape).readonly(),
          }),
          ...problems(401, 404),
        },
      },
    },
    async (request) => {
      const reader = demandPatient(request);
      const { clinic, patient } = reader;
      const questionnaire = await demandForm(context, reader, request.params.form);
      const [draft, sent, files] = await Promise.all([
        forms.draft(clinic.id, patient.id, questionnaire.id),
        forms.latest(clinic.id, patient.id, questionnaire.id),
        formFiles.ofPatient(clinic.id, patient.id),
      ]);
      return {
        questionnaire,
        ...(draft && { draft }),
        ...(sent && { sent: showResponse(sent, new Map([[patient.id, patient.name]])) }),
        files: files.filter((one) => one.questionnaire === questionnaire.id && one.kept).map(showFile),
      };
    },
  );

  app.post(
    '/api/reader/forms/:form/draft',
    {
      config: { act: WRITE },
      schema: {
        tags,
        summary: 'Save what is written so far, on the version that it follows on',
        description:
          'Not judged: a form that is being written may hold anything. 409 where another window saved meanwhile.',
        params: formParams,
        body: z.strictObject({ id: uuid, follows: z.number().int().min(0), answers: answersSchema }),
        response: { 201: z.object({ draft: draftShape }), ...problems(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const reader = demandPatient(request);
      const { clinic, patient } = reader;
      const questionnaire = await demandForm(context, reader, request.params.form);
      const { id, follows, answers } = request.body;
      const saving = { id, patientId: patient.id, questionnaire: questionnaire.id, follows, at: now(), answers };
      const saved = await forms.save(clinic.id, saving);
      if (!saved.saved) throw stale();
      reply.code(201);
      return { draft: saved.draft };
    },
  );

  app.post(
    '/api/reader/forms/:form/responses',
    {
      config: { act: WRITE },
      schema: {
        tags,
        summary: 'Send a form to one’s care team, once, on the version of the draft that it follows on',
        description: '409 where another window saved or sent meanwhile: what it saved is not thrown away.',
        params: formParams,
        body: z.strictObject({
          id: uuid,
          follows: z.number().int().min(0),
          language: z.enum(LANGUAGES),
          answers: answersSchema,
        }),
        response: {
          201: z.object({ id: idShape, submittedAt: instantShape, help: z.boolean() }),
          ...problems(400, 401, 404, 409),
        },
      },
    },
    async (request, reply) => {
      const reader = demandPatient(request);
      const { clinic, patient } = reader;
      const questionnaire = await demandForm(context, reader, request.params.form);
      const { id, follows, language, answers } = request.body;
      const before = await forms.find(clinic.id, patient.id, id);
      const files = await formFiles.ofPatient(clinic.id, patient.id);
      demandGood(questionnaire, answers, language, before ? undefined : files);
      // What is not asked any more is not sent: somebody changed their mind.
      const counting = answersTo(shownItems(questionnaire, answers), answers);
      const crisis = crisisWordsIn(textsIn(counting)).length > 0;
      const given: FormResponse = {
        id,
        patientId: patient.id,
        questionnaire: questionnaire.id,
        questionnaireVersion: before?.questionnaireVersion ?? questionnaire.version,
        language,
        by: { kind: 'patient', id: patient.id },
        submittedAt: before?.submittedAt ?? now(),
        crisis,
        answers: counting,
      };
      const { thing } = await storedOnce<FormResponse>({
        given,
        create: async () => {
          const kept = await forms.submit(clinic.id, given, follows);
          if (!kept) throw stale();
          return kept;
        },
        find: () => forms.find(clinic.id, patient.id, id),
        taken: () => new Problem('repeated-id', 'This id was used for something else. Send it once more.'),
      });
      if (thing.crisis) await hearFormCrisis(context, clinic.id, thing);
      reply.code(201);
      return { id: thing.id, submittedAt: thing.submittedAt, help: thing.crisis };
    },
  );

  /** Throws what cannot be sent, question by question, in the language of the form. */
  function demandGood(
    questionnaire: Questionnaire,
    answers: FormAnswers,
    language: Language,
    files: readonly FormFile[] | undefined,
  ): void {
    const found = problemsOf(questionnaire, answers);
    if (found.length > 0)
      throw new Problem('bad-input', found.map(({ words }) => words[language]).join(' '), {
        errors: found.map((one) => ({ field: one.linkId, rule: one.id, message: one.words[language] })),
      });
    if (!files) return;
    for (const { linkId } of shownItems(questionnaire, answers))
      for (const value of valuesOf(answers, linkId)) {
        if (!isFile(value)) continue;
        const file = files.find((one) => one.id === value.attachment && one.questionnaire === questionnaire.id);
        if (!file?.kept)
          throw badField(
            linkId,
            'no-such-file',
            language === 'es'
              ? 'Este archivo no llegó a la clínica. Agréguelo otra vez.'
              : 'This file did not reach the clinic. Please add it again.',
          );
      }
  }
}
