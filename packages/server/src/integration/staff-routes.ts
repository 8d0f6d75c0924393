/** What the care team does in integration: entries, check-ins by telephone, what came of visits, what a patient shares. */
import { newThreadEntrySchema, soundTypeOf } from '@holdspace/care';
import type { KeptOutcome } from '@holdspace/store';
import { z } from 'zod';
import { demandAccess, demandEver } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { newId, oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { addEntry, keepAnswer, keepChannel, madeOnce } from './entries.ts';
import { followCourse } from './following.ts';
import {
  answerBody,
  channelBody,
  journalEntryShape,
  outcomeShape,
  shareShape,
  showEntry,
  showJournal,
  showShare,
  threadEntryShape,
} from './shapes.ts';

const ACT = 'follow integration';

export function integrationRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const { checkIns, journal } = store.integration;

  app.post(
    '/api/courses/:id/integration/entries',
    {
      config: { act: ACT },
      schema: {
        tags: ['integration'],
        summary: 'Add an entry to a thread of a course',
        description: 'A practice takes a time of day; without one the answer asks for it. Sent twice, it is kept once.',
        params: oneId,
        body: newThreadEntrySchema,
        response: { 201: z.object({ entry: threadEntryShape }), ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      demandEver(request, ACT);
      const course = await store.courses.find(clinic.id, request.params.id);
      if (!course) throw notFound('course');
      await demandAccess(context, request, ACT, { patientId: course.patientId });
      const entry = await addEntry(context, clinic, course, request.body, practitioner.id);
      reply.code(201);
      return { entry: showEntry(entry, new Map([[practitioner.id, practitioner.name]])) };
    },
  );

  app.post(
    '/api/courses/:id/check-ins/:checkInId/answers',
    {
      config: { act: ACT },
      schema: {
        tags: ['integration'],
        summary: 'Record what a patient answered on the telephone',
        params: z.strictObject({ id: z.uuid(), checkInId: z.uuid() }),
        body: answerBody,
        response: {
          201: z.object({ crisis: z.boolean(), highDistress: z.boolean() }),
          ...problems(400, 401, 403, 404, 409),
        },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const { params, body } = request;
      demandEver(request, ACT);
      const course = await store.courses.find(clinic.id, params.id);
      if (!course) throw notFound('course');
      await demandAccess(context, request, ACT, { patientId: course.patientId });
      const checkIn = (await followCourse(context, clinic, course)).checkIns.find(({ id }) => id === params.checkInId);
      if (!checkIn) throw notFound('check-in');
      const kept = await keepAnswer(context, clinic, course.patientId, checkIn, body, now(), practitioner.id);
      if (kept.crisis || kept.highDistress) context.watch.soon(clinic.id);
      reply.code(201);
      return { crisis: kept.crisis, highDistress: kept.highDistress };
    },
  );

  app.post(
    '/api/patients/:id/check-in-channel',
    {
      config: { act: ACT },
      schema: {
        tags: ['integration'],
        summary: 'Record how a patient wants to be asked how they are',
        params: oneId,
        body: channelBody,
        response: { 201: z.object({ chosen: z.literal(true) }), ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      demandEver(request, ACT);
      const patient = await store.patients.find(clinic.id, request.params.id);
      if (!patient) throw notFound('patient');
      await demandAccess(context, request, ACT, { patientId: patient.id });
      await keepChannel(context, clinic, patient, request.body, practitioner.id);
      reply.code(201);
      return { chosen: true as const };
    },
  );

  app.post(
    '/api/visits/:id/outcomes',
    {
      config: { act: ACT },
      schema: {
        tags: ['integration'],
        summary: 'Say whether a visit was held, missed or called off; the last word stands',
        params: oneId,
        body: z.strictObject({ id: newId, outcome: outcomeShape }),
        response: { 201: z.object({ outcome: outcomeShape }), ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const { params, body } = request;
      demandEver(request, ACT);
      const visit = await store.visits.find(clinic.id, params.id);
      const course = visit && (await store.courses.find(clinic.id, visit.courseId));
      if (!visit || !course) throw notFound('visit');
      await demandAccess(context, request, ACT, { patientId: course.patientId });
      if (visit.kind === 'dosing')
        throw badField('outcome', 'dosing-visit', 'What came of a dosing visit stands in its session.');
      if (body.outcome === 'held' && visit.scheduledFor > now())
        throw badField(
          'outcome',
          'not-yet',
          'This visit is still to come. If it was earlier, arrange it at its own time.',
        );
      const given: KeptOutcome = {
        ...body,
        visitId: visit.id,
        courseId: course.id,
        saidAt: now(),
        saidBy: practitioner.id,
      };
      await madeOnce({
        given,
        at: 'saidAt',
        create: (outcome) => checkIns.sayOutcome(clinic.id, outcome),
        find: async () => (await checkIns.outcomesOf(clinic.id, course.id)).find((one) => one.id === body.id) ?? null,
      });
      reply.code(201);
      return { outcome: body.outcome };
    },
  );

  app.get(
    '/api/journal-shares/:id',
    {
      config: { act: ACT },
      schema: {
        tags: ['integration'],
        summary: 'An entry that a patient shares with the care team; who opens it is written down for the patient',
        params: oneId,
        response: {
          200: z.object({ share: shareShape, entry: journalEntryShape, sound: z.string().optional() }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const { clinic, practitioner } = request.principal;
      const { id } = request.params;
      demandEver(request, ACT);
      const share = await journal.findShare(clinic.id, id);
      if (!share) throw notFound('shared entry');
      await demandAccess(context, request, ACT, { patientId: share.patientId });
      const opened = await journal.opened(clinic.id, id, practitioner.id, now());
      if (!opened)
        throw new Problem(
          'not-found',
          'The patient shares this entry no longer. That it was shared stays; what it says is theirs.',
        );
      const people = await store.practitioners.list(clinic.id);
      const names = new Map(people.map(({ id, name }) => [id, name]));
      const { entry, sound } = opened;
      return {
        share: showShare((await journal.findShare(clinic.id, id)) ?? share, names),
        entry: showJournal(entry),
        ...(sound !== null && { sound }),
      };
    },
  );
}

/** The bytes of a recording, and what they are. */
export function readSound(base64: string): { readonly bytes: Uint8Array; readonly type: string | null } {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  return { bytes, type: soundTypeOf(bytes) };
}
