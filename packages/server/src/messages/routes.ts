/** Messages between a patient and their clinic: written on the patient's own page, answered by who treats them. */
import { randomUUID } from 'node:crypto';
import {
  hasCrisisWords,
  LANGUAGES,
  MESSAGE_WAITS,
  messageAnswerSchema,
  patientMessageSchema,
  refuseTaskEnding,
  waitingSince,
} from '@holdspace/care';
import type { PatientMessage } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { demandAccess, demandEver } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { notFound, Problem } from '../problem.ts';
import { demandPatient } from '../readers/reader.ts';
import { idShape, instantShape, problems } from '../shapes.ts';
import { tellTask } from '../signals/tell.ts';
import { answerBy, hearMessages, hearRefused, messageRule, noticeAnswer } from './hear.ts';

const ANSWER = 'answer messages of a patient';

const messageShape = z
  .object({
    id: idShape,
    writtenAt: instantShape,
    /** Who of the clinic wrote it; absent where the patient did. */
    from: z.string().optional(),
    language: z.enum(LANGUAGES),
    text: z.string(),
  })
  .meta({ id: 'PatientMessage', description: 'A message between a patient and their clinic.' });
const waitingShape = z
  .object({ since: instantShape, answerBy: instantShape.optional(), owner: z.string().optional() })
  .optional()
  .describe('Whether the patient waits for an answer, and until when one is promised');

function parts(context: Context) {
  const { store } = context;
  return {
    async show(clinicId: string, messages: readonly PatientMessage[]) {
      const names = new Map((await store.practitioners.list(clinicId)).map(({ id, name }) => [id, name]));
      return messages.map(({ id, writtenAt, authorId, language, text }) => ({
        id,
        writtenAt,
        language,
        text,
        ...(authorId && { from: names.get(authorId) ?? 'somebody who has left' }),
      }));
    },
    /**
     * Keeps one, once: whoever sends it again is answered as the first time, also where both are under way at once, each with
     * a moment of its own.
     */
    async keep(clinicId: string, given: PatientMessage): Promise<PatientMessage> {
      const found = async () => {
        const kept = await store.messages.find(clinicId, given.id);
        if (!kept) return null;
        const isSame =
          kept.patientId === given.patientId && kept.authorId === given.authorId && kept.text === given.text;
        if (!isSame) throw new Problem('repeated-id', 'Something else is kept under this id.');
        return kept;
      };
      const before = await found();
      if (before) return before;
      return store.messages.write(clinicId, given).catch(async (error: unknown) => {
        const meanwhile = await found();
        if (!meanwhile) throw error;
        return meanwhile;
      });
    },
    async waiting(clinicId: string, patientId: string, messages: readonly PatientMessage[]) {
      const first = waitingSince(messages, await store.messages.endedAt(clinicId, patientId));
      if (!first) return undefined;
      const until = await answerBy(context, clinicId, first);
      return { since: first.writtenAt, ...(until && { answerBy: until }) };
    },
  };
}

/** What staff do. */
export function messageRoutes(app: App, context: Context): void {
  const { store, now, watch } = context;
  const { show, keep, waiting } = parts(context);
  const tags = ['messages'];
  const tasksOf = async (clinicId: string, patientId: string) =>
    (await store.tasks.waiting(clinicId)).filter((one) => one.patientId === patientId && one.ruleId === MESSAGE_WAITS);

  app.get(
    '/api/patients/:id/messages',
    {
      config: { act: ANSWER },
      schema: {
        tags,
        summary:
          'What a patient and the clinic wrote to each other, and whether an answer is waited for, and whose it is',
        params: oneId,
        response: {
          200: z.object({ messages: z.array(messageShape).readonly(), waiting: waitingShape }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      const { id } = request.params;
      demandEver(request, ANSWER);
      if (!(await store.patients.find(clinic.id, id))) throw notFound('patient');
      await demandAccess(context, request, ANSWER, { patientId: id });
      const messages = await store.messages.ofPatient(clinic.id, id);
      const waits = await waiting(clinic.id, id, messages);
      const [task] = waits ? await tasksOf(clinic.id, id) : [];
      const owner = task?.ownerId && (await store.practitioners.find(clinic.id, task.ownerId))?.name;
      return {
        messages: await show(clinic.id, messages),
        ...(waits && { waiting: { ...waits, ...(task && { answerBy: task.dueAt }), ...(owner && { owner }) } }),
      };
    },
  );

  app.post(
    '/api/patients/:id/messages',
    {
      config: { act: ANSWER },
      schema: {
        tags,
        summary: 'Answer a patient on their own page; what its author had seen waits no longer',
        description:
          'What the patient wrote after the last message that the author had seen goes on waiting, and is told. An e-mail that there is something new goes only where the patient agreed to messages by e-mail.',
        params: oneId,
        body: messageAnswerSchema,
        response: {
          201: z.object({ message: messageShape, noticed: z.boolean(), waiting: waitingShape }),
          ...problems(400, 401, 403, 404, 409),
        },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const { id: patientId } = request.params;
      demandEver(request, ANSWER);
      if (!(await store.patients.find(clinic.id, patientId))) throw notFound('patient');
      await demandAccess(context, request, ANSWER, { patientId });
      const before = await store.messages.ofPatient(clinic.id, patientId);
      const { id, language, text, answers } = request.body;
      if (answers !== undefined && !before.some((one) => one.id === answers)) throw notFound('message');
      const isKnown = before.some((one) => one.id === id);
      // What was raised and is no task yet becomes one first, or it would wait after its answer.
      await watch.atOnce(clinic.id);
      const message = await keep(clinic.id, {
        id,
        text,
        patientId,
        language,
        crisis: false,
        authorId: practitioner.id,
        ...(answers !== undefined && { answers }),
        writtenAt: now(),
      });
      const waits = await waiting(clinic.id, patientId, await store.messages.ofPatient(clinic.id, patientId));
      if (!waits) await endTasks(request, message);
      // The e-mail speaks as the patient does, whatever the answer is written in.
      const theirs = before.findLast(({ authorId }) => authorId === undefined)?.language ?? language;
      const noticed = !isKnown && (await noticeAnswer(context, clinic, { patientId, language: theirs }));
      reply.code(201);
      const [shown] = await show(clinic.id, [message]);
      return { message: shown as NonNullable<typeof shown>, noticed, ...(waits && { waiting: waits }) };
    },
  );

  /** At the moment of the answer: what comes after it was not answered by it, however long this takes. */
  async function endTasks({ principal, log }: FastifyRequest, { patientId, writtenAt }: PatientMessage): Promise<void> {
    const { clinic, practitioner } = principal;
    const ending = { outcome: 'real', words: 'Answered on the patient’s page.' } as const;
    for (const { id } of await tasksOf(clinic.id, patientId)) {
      await store.tasks.end(clinic.id, id, { id: randomUUID(), ...ending }, practitioner.id, writtenAt, (task) =>
        refuseTaskEnding({ task, ending, by: practitioner }),
      );
      await tellTask(context, log, clinic.id, id);
    }
  }
}

/** What the patient does. */
export function messageReaderRoutes(app: App, context: Context): void {
  const { store, now, watch } = context;
  const { show, keep, waiting } = parts(context);
  const tags = ['portal', 'messages'];

  app.get(
    '/api/reader/messages',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags,
        summary: 'What one and the clinic wrote to each other, and until when an answer is promised',
        response: {
          200: z.object({
            clinic: z.object({ name: z.string(), zone: z.string() }),
            messages: z.array(messageShape).readonly(),
            waiting: waitingShape,
            /** Within how many minutes a message is answered, where that is promised. */
            promise: z.number().int().optional(),
          }),
          ...problems(401, 404),
        },
      },
    },
    async (request) => {
      const { clinic, patient } = demandPatient(request);
      const messages = await store.messages.ofPatient(clinic.id, patient.id);
      const waits = await waiting(clinic.id, patient.id, messages);
      const rule = await messageRule(context, clinic.id);
      return {
        clinic: { name: clinic.name, zone: clinic.zone },
        messages: await show(clinic.id, messages),
        ...(waits && { waiting: waits }),
        ...(rule?.on && { promise: rule.dueWithinMinutes }),
      };
    },
  );

  app.post(
    '/api/reader/messages',
    {
      config: { act: 'write in one’s own record' },
      schema: {
        tags,
        summary: 'Write to the clinic; words that must not wait page whoever is on call',
        body: patientMessageSchema,
        response: { 201: z.object({ message: messageShape, help: z.boolean() }), ...problems(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const { clinic, patient } = demandPatient(request);
      const { id, language, text } = request.body;
      const crisis = hasCrisisWords(text);
      const given = { id, language, text, patientId: patient.id, crisis, writtenAt: now() };
      const message = await keep(clinic.id, given).catch(async (problem: unknown) => {
        // What is refused is kept nowhere: whoever is on call hears of it first.
        if (crisis) {
          await hearRefused(context, clinic.id, given);
          await watch.atOnce(clinic.id);
        }
        throw problem;
      });
      await hearMessages(context, clinic.id, patient.id);
      if (message.crisis) await watch.atOnce(clinic.id);
      reply.code(201);
      const [shown] = await show(clinic.id, [message]);
      return { message: shown as NonNullable<typeof shown>, help: message.crisis };
    },
  );
}
