/** Imports: announced, looked through, tried, imported whole or not at all, and taken back. */
import { randomUUID } from 'node:crypto';
import {
  IMPORT_KINDS,
  IMPORT_LIMITS,
  type JudgedRow,
  type Mapping,
  mappingSchema,
  refuseImport,
  SAY_LIMITS,
  SEPARATORS,
} from '@holdspace/care';
import type { DataImport, FileRead } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { line, newId, oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { storedOnce } from '../stored-once.ts';
import { type FileToJudge, judgeFile } from './judge-file.ts';
import { FileRefused, lookThrough } from './read-file.ts';
import { fhirMapping, importShape, openedShape, openImport, questionsOf, showImport } from './shapes.ts';
import { takenBackWords } from './taken-back.ts';

const ACT = 'import records';
const tags = ['import'];
const FILE_GONE = 'The file of this import is not kept any more: it was imported. Bring it anew.';

export const fileRefused = ({ refusal: { rule, message, satisfy } }: FileRefused): Problem =>
  new Problem(
    rule === 'file-too-large' || rule === 'too-many-rows' ? 'too-large' : 'bad-input',
    `${message} ${satisfy}`,
    {
      errors: [{ field: '', rule, message }],
      satisfy,
    },
  );

/** The names of those who brought, imported and took back. */
export async function peopleOf({ store }: Pick<Context, 'store'>, clinicId: string) {
  const names = new Map((await store.practitioners.list(clinicId)).map(({ id, name }) => [id, name]));
  return (id: string) => names.get(id) ?? 'somebody who has left';
}

export async function demandImport({ store }: Pick<Context, 'store'>, request: FastifyRequest): Promise<DataImport> {
  const { id } = request.params as { id: string };
  const found = await store.imports.find(request.principal.clinic.id, id);
  if (!found) throw notFound('import');
  return found;
}

/** Looks through the file and keeps what was found. A file that cannot be read is not kept. */
export async function lookAndKeep(
  { store }: Pick<Context, 'store'>,
  clinicId: string,
  { id, kind }: DataImport,
  separator?: (typeof SEPARATORS)[number],
): Promise<void> {
  const read = await lookThrough(kind, () => store.imports.files.read(clinicId, id), separator).catch(
    async (error: unknown) => {
      if (!(error instanceof FileRefused)) throw error;
      if (separator === undefined) await store.imports.throwAway(clinicId, id);
      throw fileRefused(error);
    },
  );
  await store.imports.keepRead(clinicId, id, read);
}

const waits = (one: DataImport): { read: FileRead } => {
  if (one.imported) throw new Problem('stale', FILE_GONE);
  if (!one.read) throw badField('', 'no-file', 'Its file has not been sent yet, or not whole.');
  return { read: one.read };
};

export function importRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const clinicOf = (request: FastifyRequest) => request.principal.clinic;
  const opened = async (clinicId: string, id: string) => {
    const found = await store.imports.find(clinicId, id);
    if (!found) throw notFound('import');
    return openImport(found, await peopleOf(context, clinicId));
  };

  app.get(
    '/api/imports',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'What was brought in, and what waits: the newest first',
        response: { 200: z.object({ imports: z.array(importShape).readonly() }), ...problems(401, 403) },
      },
    },
    async (request) => {
      const { id } = clinicOf(request);
      const nameOf = await peopleOf(context, id);
      return { imports: (await store.imports.list(id)).map((one) => showImport(one, nameOf)) };
    },
  );

  app.post(
    '/api/imports',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'Say that a file is coming, and what it brings',
        description: `Its bytes go to \`/content\` afterwards: ${SAY_LIMITS}. A file that nobody imports is gone after seven days.`,
        body: z.strictObject({ id: newId, kind: z.enum(IMPORT_KINDS), fileName: line }),
        response: { 201: z.object({ import: importShape }), ...problems(400, 401, 403, 409) },
      },
    },
    async (request, reply) => {
      const { id: clinicId } = clinicOf(request);
      const { practitioner } = request.principal;
      const { id, kind, fileName } = request.body;
      const made = { madeAt: now(), madeBy: practitioner.id };
      await storedOnce({
        given: { id, kind, fileName },
        create: async () => {
          await store.imports.announce(clinicId, { id, kind, fileName, ...made });
          return { id, kind, fileName };
        },
        find: async () => {
          const found = await store.imports.find(clinicId, id);
          return found && { id: found.id, kind: found.kind, fileName: found.fileName };
        },
        taken: () => new Problem('repeated-id', 'This id was used for something else. Bring the file anew.'),
      });
      reply.code(201);
      return { import: (await opened(clinicId, id)).import };
    },
  );

  app.get(
    '/api/imports/:id',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'How a file was read, what its columns are, and what is to be settled',
        params: oneId,
        response: { 200: openedShape, ...problems(401, 403, 404) },
      },
    },
    (request) => opened(clinicOf(request).id, request.params.id),
  );

  app.post(
    '/api/imports/:id/separator',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'Say what stands between the cells; the file is looked through anew',
        params: oneId,
        body: z.strictObject({ separator: z.enum(SEPARATORS) }),
        response: { 200: openedShape, ...problems(400, 401, 403, 404, 409, 413) },
      },
    },
    async (request) => {
      const { id: clinicId } = clinicOf(request);
      const one = await demandImport(context, request);
      if (waits(one).read.format !== 'csv') throw badField('separator', 'no-columns', 'This file has no columns.');
      await lookAndKeep(context, clinicId, one, request.body.separator);
      return opened(clinicId, one.id);
    },
  );

  const toJudge = (request: FastifyRequest, one: DataImport, mapping: Mapping): FileToJudge => ({
    kind: one.kind,
    read: waits(one).read,
    mapping,
    at: { zone: clinicOf(request).zone, now: now() },
  });

  app.post(
    '/api/imports/:id/trials',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'A dry run: every row judged, and nothing brought in',
        description:
          'A mapping for rows; for FHIR, whether patients who are not here are made. Where something is to be settled first, it is refused question by question.',
        params: oneId,
        body: z.strictObject({ mapping: mappingSchema.optional(), makesPatients: z.boolean().optional() }),
        response: { 200: openedShape, ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request) => {
      const { id: clinicId } = clinicOf(request);
      const one = await demandImport(context, request);
      const { read } = waits(one);
      const { makesPatients = false } = request.body;
      const mapping = read.format === 'csv' ? request.body.mapping : fhirMapping(makesPatients);
      if (!mapping) throw badField('mapping', 'required', 'Mapping: say which column is what.');
      const questions = read.format === 'csv' ? questionsOf(one.kind, mapping, read.look) : [];
      if (questions.length > 0)
        throw new Problem('bad-input', questions.map(({ says }) => says).join(' '), {
          errors: questions.map(({ rule, column, says }) => ({
            field: column === undefined ? 'mapping' : `mapping.columns.${column}`,
            rule,
            message: says,
          })),
        });
      const trialId = randomUUID();
      const known = await store.imports.known(clinicId);
      const judged = judgeFile(() => store.imports.files.read(clinicId, one.id), toJudge(request, one, mapping), known);
      async function* rows(): AsyncGenerator<JudgedRow> {
        for await (const { judged: row } of judged.rows()) yield row;
      }
      await store.imports.rows.keep(clinicId, { importId: one.id, trialId }, rows()).catch((error: unknown) => {
        throw error instanceof FileRefused ? fileRefused(error) : error;
      });
      const trial = { id: trialId, at: now(), digest: judged.digest(), counts: judged.counts(), mapping };
      if (!(await store.imports.keepTrial(clinicId, one.id, trial))) throw new Problem('stale', FILE_GONE);
      return opened(clinicId, one.id);
    },
  );

  app.post(
    '/api/imports/:id/run',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'Import what the dry run said, in one piece or not at all',
        description: '`leftOut`: how many refused rows are left out; it must be all of them.',
        params: oneId,
        body: z.strictObject({ trial: newId, leftOut: z.number().int().min(0).max(IMPORT_LIMITS.mostRows) }),
        response: { 200: openedShape, ...problems(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request) => {
      const { id: clinicId } = clinicOf(request);
      const one = await demandImport(context, request);
      const { trial: trialId, leftOut } = request.body;
      // Asked twice, it is done once.
      if (one.imported && one.trial?.id === trialId) return opened(clinicId, one.id);
      const { trial } = one;
      const stale = (why: string) => new Problem('stale', `${why} Look at a dry run anew, and import that.`);
      if (!trial || trial.id !== trialId) throw stale('Another dry run was made since, or none yet.');
      const no = refuseImport(trial.counts, leftOut);
      if (no)
        throw new Problem('refused', no.message, {
          satisfy: no.satisfy,
          errors: [{ field: 'leftOut', rule: no.rule, message: no.message }],
        });
      const mapping = one.mapping ?? fhirMapping(false);
      const file = toJudge(request, one, mapping);
      const done = await store.imports.run(
        clinicId,
        one.id,
        { trialId, leftOut, by: request.principal.practitioner.id, at: now() },
        async function* (known, bytes) {
          const judged = judgeFile(bytes, file, known);
          for await (const { brings } of judged.rows()) if (brings) yield brings;
          if (judged.digest() !== trial.digest) throw stale('What is here has changed since the dry run.');
        },
      );
      if (!done.imported) throw done.because === 'gone' ? notFound('import') : stale('This was imported meanwhile.');
      request.auditWhy = `${trial.counts.ready} rows of a file with the SHA-256 ${one.file?.sha256 ?? ''}, ${leftOut} left out`;
      return opened(clinicId, one.id);
    },
  );

  app.post(
    '/api/imports/:id/take-back',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'Take back all that an import brought, while nothing was built on it',
        params: oneId,
        body: z.strictObject({ because: line }),
        response: { 200: openedShape, ...problems(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request) => {
      const { id: clinicId } = clinicOf(request);
      const one = await demandImport(context, request);
      const { because } = request.body;
      const done = await store.imports.takeBack(clinicId, one.id, {
        by: request.principal.practitioner.id,
        at: now(),
        because,
      });
      if (!done.takenBack) {
        if (done.because === 'gone') throw notFound('import');
        if (done.because !== 'built')
          throw new Problem(
            'stale',
            done.because === 'taken-back'
              ? 'This was taken back already.'
              : 'This was not imported: throw it away instead.',
          );
        const words = takenBackWords(done.table);
        throw new Problem('refused', words.message, {
          satisfy: words.satisfy,
          errors: [{ field: '', rule: 'built-upon', message: words.message }],
        });
      }
      request.auditWhy = `${done.patients} patients, ${done.scores} scores and ${done.doses} doses taken back`;
      return opened(clinicId, one.id);
    },
  );

  app.delete(
    '/api/imports/:id',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'Throw a file away that was not imported',
        params: oneId,
        response: { 200: z.object({ removed: z.literal(true) }), ...problems(401, 403, 404, 409) },
      },
    },
    async (request) => {
      const one = await demandImport(context, request);
      if (!(await store.imports.throwAway(clinicOf(request).id, one.id)))
        throw new Problem('stale', 'This was imported: take it back instead.');
      return { removed: true as const };
    },
  );
}
