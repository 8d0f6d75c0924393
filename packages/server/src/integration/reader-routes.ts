/** What a patient does in integration, from their own pages: threads, practices and check-ins. */
import {
  dayAt,
  hasCrisisWords,
  type Instant,
  isLetGo,
  labelOf,
  mayMark,
  newThreadEntrySchema,
  writtenInEntry,
} from '@holdspace/care';
import type { KeptMark } from '@holdspace/store';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { badField, notFound } from '../problem.ts';
import { demandPatient } from '../readers/reader.ts';
import { idShape, problems } from '../shapes.ts';
import { addEntry, keepAnswer, keepChannel, madeOnce } from './entries.ts';
import { followPatient } from './following.ts';
import {
  answerBody,
  channelBody,
  channelShape,
  checkInShape,
  markBody,
  markShape,
  showCheckIn,
  showEntry,
  showMark,
  threadEntryShape,
} from './shapes.ts';

const READ = 'see one’s own record';
const WRITE = 'write in one’s own record';

const mineShape = z.object({
  clinic: z.object({ name: z.string(), zone: z.string() }),
  channel: channelShape.optional(),
  courses: z
    .array(
      z.object({
        id: idShape,
        label: z.string(),
        focus: z.string().optional(),
        intention: z.string().optional(),
        /** One's own words, as they were written down in sessions. */
        words: z
          .array(z.object({ sessionId: idShape, seq: z.number().int(), at: z.string(), words: z.string() }))
          .readonly(),
        entries: z.array(threadEntryShape).readonly(),
        checkIns: z.array(checkInShape).readonly(),
      }),
    )
    .readonly(),
  marks: z.array(markShape).readonly(),
});

export function integrationReaderRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const { threads, checkIns } = store.integration;

  app.get(
    '/api/reader/integration',
    {
      config: { act: READ },
      schema: {
        tags: ['portal'],
        summary: 'One’s own threads, practices and check-ins',
        response: { 200: mineShape, ...problems(401, 404) },
      },
    },
    async (request) => {
      const { clinic, patient } = demandPatient(request);
      const [followed, entries, marks, choices, people] = await Promise.all([
        followPatient(context, clinic, patient.id),
        threads.ofPatient(clinic.id, patient.id),
        threads.marksOf(clinic.id, patient.id),
        checkIns.choicesOf(clinic.id, patient.id),
        store.practitioners.list(clinic.id),
      ]);
      const names = new Map(people.map(({ id, name }) => [id, name]));
      const channel = choices.at(-1)?.channel;
      return {
        clinic: { name: clinic.name, zone: clinic.zone },
        ...(channel && { channel }),
        courses: followed.map(({ course, protocol, sessions, checkIns }) => ({
          id: course.id,
          label: labelOf(protocol).name,
          ...(course.focus && { focus: course.focus }),
          ...(course.intention && { intention: course.intention }),
          words: sessions.flatMap(({ id, words }) =>
            words.map(({ seq, at, words }) => ({ sessionId: id, seq, at, words })),
          ),
          entries: entries.filter((one) => one.courseId === course.id).map((one) => showEntry(one, names)),
          checkIns: checkIns.map((one) => showCheckIn(one, names)),
        })),
        marks: marks.map(showMark),
      };
    },
  );

  app.post(
    '/api/reader/courses/:id/entries',
    {
      config: { act: WRITE },
      schema: {
        tags: ['portal'],
        summary: 'Add an entry of one’s own to a thread',
        params: oneId,
        body: newThreadEntrySchema,
        response: { 201: z.object({ entry: threadEntryShape }), ...problems(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const { clinic, patient } = demandPatient(request);
      const course = await store.courses.find(clinic.id, request.params.id);
      if (course?.patientId !== patient.id) throw notFound('course');
      const entry = await addEntry(context, clinic, course, request.body);
      // The care team can read it, so it is shared as it is written.
      if (hasCrisisWords(writtenInEntry(request.body))) context.watch.soon(clinic.id);
      reply.code(201);
      return { entry: showEntry(entry, new Map()) };
    },
  );

  app.post(
    '/api/reader/practices/:id/marks',
    {
      config: { act: WRITE },
      schema: {
        tags: ['portal'],
        summary: 'Say of a day whether a practice was kept, or let go of it',
        params: oneId,
        body: markBody,
        response: { 201: z.object({ mark: markShape }), ...problems(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const { clinic, patient } = demandPatient(request);
      const { params, body } = request;
      const practice = (await threads.ofPatient(clinic.id, patient.id)).find(({ id }) => id === params.id);
      if (practice?.kind !== 'practice') throw notFound('practice');
      if (!mayMark(body.day, dayAt(now(), clinic.zone)))
        throw badField('day', 'day-out-of-reach', 'A day can be marked on the day itself and for two weeks after.');
      const marks = await threads.marksOf(clinic.id, patient.id);
      const own = marks.filter((one) => one.practiceId === practice.id);
      if (isLetGo(own) && !own.some(({ id }) => id === body.id))
        throw badField('mark', 'let-go', 'You have let go of this practice. If you want it back, begin it anew.');
      const mark = await madeOnce<KeptMark, 'markedAt'>({
        given: { ...body, practiceId: practice.id, patientId: patient.id, markedAt: now() },
        at: 'markedAt',
        create: (one) => threads.mark(clinic.id, one),
        find: async () => (await threads.marksOf(clinic.id, patient.id)).find(({ id }) => id === body.id) ?? null,
      });
      reply.code(201);
      return { mark: showMark(mark) };
    },
  );

  app.post(
    '/api/reader/check-in-channel',
    {
      config: { act: WRITE },
      schema: {
        tags: ['portal'],
        summary: 'Choose how one is asked how one is',
        body: channelBody,
        response: { 201: z.object({ chosen: z.literal(true) }), ...problems(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const { clinic, patient } = demandPatient(request);
      await keepChannel(context, clinic, patient, request.body);
      reply.code(201);
      return { chosen: true as const };
    },
  );

  app.post(
    '/api/reader/check-ins/:id/answers',
    {
      config: { act: WRITE },
      schema: {
        tags: ['portal'],
        summary: 'Answer a check-in; late answers are taken, and a second one is kept beside the first',
        params: oneId,
        body: answerBody,
        response: {
          201: z.object({ showHelp: z.boolean(), isFirst: z.boolean() }),
          ...problems(400, 401, 404, 409),
        },
      },
    },
    async (request, reply) => {
      const { clinic, patient } = demandPatient(request);
      const { params, body } = request;
      const at: Instant = now();
      const followed = await followPatient(context, clinic, patient.id);
      const checkIn = followed.flatMap((one) => one.checkIns).find(({ id }) => id === params.id);
      if (!checkIn) throw notFound('check-in');
      const { crisis, highDistress } = await keepAnswer(context, clinic, patient.id, checkIn, body, at);
      if (crisis || highDistress) context.watch.soon(clinic.id);
      reply.code(201);
      return { showHelp: crisis || highDistress, isFirst: checkIn.answers.every(({ id }) => id === body.id) };
    },
  );
}
