/** The patient’s journal: written, shared entry by entry, withdrawn, and put away. Nobody else has an address here. */
import {
  drawingProblem,
  hasCrisisWords,
  type JournalContent,
  type JournalProblem,
  journalContentSchema,
  soundProblem,
  writtenIn,
} from '@holdspace/care';
import type { JournalEntry } from '@holdspace/store';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { newId, oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { demandPatient } from '../readers/reader.ts';
import { problems } from '../shapes.ts';
import { madeOnce } from './entries.ts';
import { journalEntryShape, shareShape, showJournal, showShare } from './shapes.ts';
import { readSound } from './staff-routes.ts';

const READ = 'see one’s own record';
const WRITE = 'write in one’s own record';
/** Five megabytes of sound, as JSON carries them, and a little more so that a larger one is answered in words. */
const MOST_SOUND_BODY = 9 * 1024 * 1024;

export function journalRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const { journal } = store.integration;
  const demandEntry = async (clinicId: string, patientId: string, id: string): Promise<JournalEntry> => {
    const entry = await journal.find(clinicId, patientId, id);
    if (!entry) throw notFound('entry');
    return entry;
  };
  const namesAt = async (clinicId: string) =>
    new Map((await store.practitioners.list(clinicId)).map(({ id, name }) => [id, name]));

  app.get(
    '/api/reader/journal',
    {
      config: { act: READ },
      schema: {
        tags: ['portal'],
        summary: 'One’s own journal, the newest first, and what of it was shared',
        querystring: z.strictObject({ putAway: z.enum(['true', 'false']).optional() }),
        response: {
          200: z.object({
            entries: z.array(journalEntryShape).readonly(),
            shares: z.array(shareShape).readonly(),
            /** How many are put away. */
            putAway: z.number().int(),
          }),
          ...problems(400, 401, 404),
        },
      },
    },
    async (request) => {
      const { clinic, patient } = demandPatient(request);
      const isPutAway = request.query.putAway === 'true';
      const [kept, away, shares, names] = await Promise.all([
        journal.ofPatient(clinic.id, patient.id),
        journal.ofPatient(clinic.id, patient.id, true),
        journal.sharesOf(clinic.id, patient.id),
        namesAt(clinic.id),
      ]);
      return {
        entries: (isPutAway ? away : kept).map(showJournal),
        shares: shares.map((one) => showShare(one, names)),
        putAway: away.length,
      };
    },
  );

  app.get(
    '/api/reader/journal/:id',
    {
      config: { act: READ },
      schema: {
        tags: ['portal'],
        summary: 'One entry of one’s own, with its sound',
        params: oneId,
        response: {
          200: z.object({ entry: journalEntryShape, sound: z.string().optional() }),
          ...problems(401, 404),
        },
      },
    },
    async (request) => {
      const { clinic, patient } = demandPatient(request);
      const entry = await demandEntry(clinic.id, patient.id, request.params.id);
      const sound = entry.kind === 'voice' ? await journal.sound(clinic.id, patient.id, entry.id) : null;
      return { entry: showJournal(entry), ...(sound !== null && { sound }) };
    },
  );

  app.post(
    '/api/reader/journal',
    {
      config: { act: WRITE },
      bodyLimit: MOST_SOUND_BODY,
      schema: {
        tags: ['portal'],
        summary: 'Write in one’s journal: text, voice or drawing. Nobody else can read it until it is shared',
        body: z.strictObject({ id: newId, courseId: z.uuid(), content: journalContentSchema }),
        response: { 201: z.object({ entry: journalEntryShape }), ...problems(400, 401, 404, 409, 413) },
      },
    },
    async (request, reply) => {
      const { clinic, patient } = demandPatient(request);
      const { id, courseId, content } = request.body;
      const course = await store.courses.find(clinic.id, courseId);
      if (course?.patientId !== patient.id) throw notFound('course');
      const { kept, sound } = keptOf(content);
      const entry = await madeOnce<JournalEntry, 'writtenAt'>({
        given: { id, courseId, patientId: patient.id, kind: content.kind, writtenAt: now(), ...kept },
        at: 'writtenAt',
        create: (one) => journal.write(clinic.id, one, sound),
        find: () => journal.find(clinic.id, patient.id, id),
      });
      reply.code(201);
      return { entry: showJournal(entry) };
    },
  );

  app.post(
    '/api/reader/journal/:id/shares',
    {
      config: { act: WRITE },
      schema: {
        tags: ['portal'],
        summary: 'Share one entry with the care team',
        params: oneId,
        body: z.strictObject({ id: newId }),
        response: { 201: z.object({ share: shareShape, showHelp: z.boolean() }), ...problems(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const { clinic, patient } = demandPatient(request);
      const entry = await demandEntry(clinic.id, patient.id, request.params.id);
      if (entry.putAwayAt)
        throw badField('', 'put-away', 'This entry is put away. Bring it back first, if you want to share it.');
      const crisis = hasCrisisWords(writtenIn(entry));
      await journal.share(clinic.id, {
        id: request.body.id,
        entryId: entry.id,
        courseId: entry.courseId,
        patientId: patient.id,
        kind: entry.kind,
        sharedAt: now(),
        crisis,
      });
      const standing = (await journal.sharesOf(clinic.id, patient.id)).find(
        (one) => one.entryId === entry.id && !one.withdrawnAt,
      );
      if (!standing) throw new Problem('repeated-id', 'This id was used for something else. Share it again.');
      if (crisis) context.watch.soon(clinic.id);
      reply.code(201);
      return { share: showShare(standing, await namesAt(clinic.id)), showHelp: crisis };
    },
  );

  const changes = [
    [
      'withdraw',
      'Share an entry no longer: nobody else can read it from now on; that it was shared stays',
      'withdrawn',
    ],
    ['put-away', 'Put an entry away: out of one’s own sight, and shared no longer', 'putAway'],
    ['bring-back', 'Bring back what was put away', 'broughtBack'],
  ] as const;
  for (const [name, summary] of changes)
    app.post(
      `/api/reader/journal/:id/${name}`,
      {
        config: { act: WRITE },
        schema: {
          tags: ['portal'],
          summary,
          params: oneId,
          body: z.strictObject({}),
          response: { 200: z.object({ done: z.literal(true) }), ...problems(400, 401, 404) },
        },
      },
      async (request) => {
        const { clinic, patient } = demandPatient(request);
        const { id } = await demandEntry(clinic.id, patient.id, request.params.id);
        if (name === 'withdraw') await journal.withdraw(clinic.id, patient.id, id, now());
        else if (name === 'put-away') await journal.putAway(clinic.id, patient.id, id, now());
        else await journal.bringBack(clinic.id, patient.id, id);
        return { done: true as const };
      },
    );
}

/** What is kept of what was sent; the sound apart. Throws a problem that says what to do. */
function keptOf(content: JournalContent) {
  const demandNone = (problem: JournalProblem | null) => {
    if (problem) throw badField(problem.field, problem.rule, problem.message);
  };
  const about = 'about' in content && content.about ? { about: content.about } : {};
  switch (content.kind) {
    case 'text':
      return { kept: { words: content.words } };
    case 'drawing':
      demandNone(drawingProblem(content.strokes));
      return { kept: { strokes: content.strokes, ...about } };
    case 'voice': {
      const { bytes, type } = readSound(content.sound);
      demandNone(soundProblem(bytes, content.seconds));
      return {
        kept: { seconds: content.seconds, soundType: type ?? '', ...about },
        sound: Buffer.from(bytes).toString('base64'),
      };
    }
  }
}
