/** The file of an import: taken in as bytes, sealed as they come, and refused where they are too many. */
import { Readable } from 'node:stream';
import { IMPORT_LIMITS, tooManyBytes } from '@holdspace/care';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { FileRefused } from './read-file.ts';
import { demandImport, fileRefused, lookAndKeep, peopleOf } from './routes.ts';
import { openedShape, openImport } from './shapes.ts';

/** Cut off at the byte at which it is too large, whatever its sender had said. */
async function* upToTheLimit(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for await (const piece of source) {
    sent += piece.length;
    const tooLarge = tooManyBytes(sent);
    if (tooLarge) throw new FileRefused(tooLarge);
    yield piece;
  }
}

export function importContentRoutes(app: App, context: Context): void {
  const { store } = context;

  // Bytes are taken in at this one address, in a scope of its own: everywhere else nothing but JSON is understood.
  void app.register(async (files: App) => {
    files.removeAllContentTypeParsers();
    files.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    files.put(
      '/api/imports/:id/content',
      {
        config: { act: 'import records' },
        schema: {
          tags: ['import'],
          summary: 'Send the file, as the body itself; it is looked through at once',
          description: `CSV in UTF-8, UTF-16 or Windows-1252, cut by comma, semicolon, tab or bar; or FHIR R4 as a Bundle or NDJSON. ${IMPORT_LIMITS.mostBytes / 1024 / 1024} MB at most. A file that cannot be read is not kept.`,
          params: oneId,
          response: { 200: openedShape, ...problems(400, 401, 403, 404, 409, 413) },
        },
      },
      async (request, reply) => {
        const { id: clinicId } = request.principal.clinic;
        const one = await demandImport(context, request);
        if (one.imported)
          throw new Problem('stale', 'This was imported already. Bring the file as an import of its own.');
        const refuse = (error: unknown): never => {
          // Not read to its end only to be thrown away.
          reply.header('connection', 'close');
          throw error instanceof FileRefused ? fileRefused(error) : error;
        };
        const announced = Number(request.headers['content-length'] ?? 0);
        const tooLarge = tooManyBytes(announced);
        if (tooLarge) {
          await store.imports.throwAway(clinicId, one.id);
          refuse(new FileRefused(tooLarge));
        }
        const source: AsyncIterable<Uint8Array> =
          request.body instanceof Readable ? (request.body as Readable) : Readable.from([]);
        const isKept = await store.imports.files
          .save(clinicId, one.id, upToTheLimit(source))
          .catch(async (error: unknown) => {
            await store.imports.throwAway(clinicId, one.id);
            return refuse(error);
          });
        if (!isKept)
          throw new Problem(
            'repeated-id',
            'Another file was sent under this id. Bring this one as an import of its own.',
          );
        if (!one.read) await lookAndKeep(context, clinicId, one);
        const found = await demandImport(context, request);
        return openImport(found, await peopleOf(context, clinicId));
      },
    );
  });
}
