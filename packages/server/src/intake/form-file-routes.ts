/** Files that a patient adds to a form: told by their first bytes and never by their name, limited in size, and sealed. */
import { Readable } from 'node:stream';
import {
  type AttachedFileRefusal,
  allItems,
  FILE_HEAD_BYTES,
  FILE_LIMITS,
  FILE_TYPES,
  fileKindOf,
  LANGUAGES,
  type Language,
  nameIn,
  TOO_MANY_FILES,
  uuid,
  whyFileNotTaken,
  whyFileTooLarge,
} from '@holdspace/care';
import type { FormFile } from '@holdspace/store';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { demandPatient, type PatientReader } from '../readers/reader.ts';
import { problems } from '../shapes.ts';
import { storedOnce } from '../stored-once.ts';
import { demandForm, formParams } from './form-reader-routes.ts';
import { sendFile } from './send-file.ts';
import { fileShape, showFile } from './shapes.ts';

const WRITE = 'write in one’s own record';
const tags = ['portal', 'intake'];
const language = z.enum(LANGUAGES).default('en');

const refusal = ({ rule, words }: AttachedFileRefusal, spoken: Language): Problem =>
  new Problem(rule === 'file-too-large' ? 'too-large' : 'bad-input', words[spoken], {
    errors: [{ field: '', rule, message: words[spoken] }],
  });

/** The first bytes, and all of them again from the start. */
async function withHead(source: AsyncIterable<Uint8Array>, spoken: Language) {
  const bytes = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < FILE_HEAD_BYTES) {
    const { done, value } = await bytes.next();
    if (done) break;
    first.push(value);
    length += value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    let sent = 0;
    const counted = (piece: Uint8Array) => {
      sent += piece.length;
      const tooLarge = whyFileTooLarge(sent);
      if (tooLarge) throw refusal(tooLarge, spoken);
      return piece;
    };
    for (const piece of first) yield counted(piece);
    for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield counted(next.value);
  }
  return { head: Buffer.concat(first), all };
}

export function formFileRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const { formFiles } = store;
  const demandFile = async ({ clinic, patient }: PatientReader, id: string): Promise<FormFile> => {
    const file = await formFiles.find(clinic.id, patient.id, id);
    if (!file) throw notFound('file');
    return file;
  };

  app.post(
    '/api/reader/forms/:form/files',
    {
      config: { act: WRITE },
      schema: {
        tags,
        summary: 'Say that a file is coming: its name, and to which question it belongs',
        params: formParams,
        body: z.strictObject({
          id: uuid,
          linkId: z.string().min(1).max(64),
          name: z.string().max(2000),
          language,
        }),
        response: { 201: z.object({ file: fileShape }), ...problems(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const reader = demandPatient(request);
      const { clinic, patient } = reader;
      const questionnaire = await demandForm(context, reader, request.params.form);
      const { id, linkId, name, language: spoken } = request.body;
      if (!allItems(questionnaire).some((one) => one.linkId === linkId && one.type === 'attachment'))
        throw badField('linkId', 'not-asked', 'This question takes no files.');
      const before = await formFiles.find(clinic.id, patient.id, id);
      const waiting = (await formFiles.ofPatient(clinic.id, patient.id)).filter(
        ({ responseId }) => responseId === undefined,
      );
      if (!before && waiting.length >= FILE_LIMITS.mostFiles) throw refusal(TOO_MANY_FILES, spoken);
      const given: FormFile = {
        id,
        patientId: patient.id,
        questionnaire: questionnaire.id,
        linkId,
        name: nameIn(name).slice(0, 200) || 'file',
        madeAt: before?.madeAt ?? now(),
      };
      const { thing } = await storedOnce<FormFile>({
        given,
        create: () => formFiles.announce(clinic.id, given),
        find: async () => {
          const found = await formFiles.find(clinic.id, patient.id, id);
          if (!found) return null;
          const { kept, responseId, ...announced } = found;
          return announced;
        },
        taken: () => new Problem('repeated-id', 'This id was used for something else. Add the file once more.'),
      });
      reply.code(201);
      return { file: showFile(thing) };
    },
  );

  // Bytes are taken in at this one address, in a scope of its own: everywhere else nothing but JSON is understood.
  void app.register(async (files: App) => {
    files.removeAllContentTypeParsers();
    files.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    files.put(
      '/api/reader/form-files/:id/content',
      {
        config: { act: WRITE },
        schema: {
          tags,
          summary: 'Send a file, as the body itself',
          description: `A photograph (JPEG or PNG) or a PDF, told by its first bytes; ${FILE_LIMITS.mostBytes / 1024 / 1024} MB at most. Sent twice, it is kept once.`,
          params: oneId,
          querystring: z.strictObject({ language }),
          response: { 200: z.object({ file: fileShape }), ...problems(400, 401, 404, 409, 413) },
        },
      },
      async (request, reply) => {
        const reader = demandPatient(request);
        const spoken = request.query.language;
        const { id } = request.params;
        await demandFile(reader, id);
        const announced = Number(request.headers['content-length'] ?? Number.NaN);
        const tooLarge = Number.isNaN(announced) ? undefined : whyFileTooLarge(announced);
        if (tooLarge) {
          // Not read to its end only to be thrown away.
          reply.header('connection', 'close');
          throw refusal(tooLarge, spoken);
        }
        const source: AsyncIterable<Uint8Array> =
          request.body instanceof Readable ? (request.body as Readable) : Readable.from([]);
        const { head, all } = await withHead(source, spoken);
        const whyNot = whyFileNotTaken(head, head.length);
        const kind = fileKindOf(head);
        if (whyNot || !kind) {
          reply.header('connection', 'close');
          throw whyNot ? refusal(whyNot, spoken) : notFound('file');
        }
        if (!(await formFiles.save(reader.clinic.id, id, FILE_TYPES[kind], all())))
          throw new Problem('repeated-id', 'Another file was sent under this id. Add this one anew.');
        return { file: showFile(await demandFile(reader, id)) };
      },
    );
  });

  app.get(
    '/api/reader/form-files/:id/content',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags,
        summary: 'A file of one’s own, to be kept',
        params: oneId,
        produces: ['application/pdf', 'image/jpeg', 'image/png'],
      },
    },
    async (request, reply) => {
      const reader = demandPatient(request);
      const file = await demandFile(reader, request.params.id);
      if (!file.kept) throw notFound('file');
      return sendFile(reply, file.name, file.kept, formFiles.read(reader.clinic.id, file.id));
    },
  );

  app.delete(
    '/api/reader/form-files/:id',
    {
      config: { act: WRITE },
      schema: {
        tags,
        summary: 'Take a file away that was not sent yet',
        params: oneId,
        response: { 200: z.object({ removed: z.literal(true) }), ...problems(401, 404, 409) },
      },
    },
    async (request) => {
      const { clinic, patient } = demandPatient(request);
      const { id } = request.params;
      if (await formFiles.remove(clinic.id, patient.id, id)) return { removed: true as const };
      if (await formFiles.find(clinic.id, patient.id, id))
        throw new Problem('stale', 'This file was sent with its form, and belongs to your record now.');
      throw notFound('file');
    },
  );
}
