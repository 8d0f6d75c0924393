/**
 * The built web app: hashed assets for ever, the page itself never from a cache, and every address that is
 * no file and no API answered with the page, since the app reads the address itself.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../context.ts';
import { POLICY_FOR_COMPUTING } from '../security-headers.ts';

/** Under this folder the build puts files whose names carry a hash of their content. */
const HASHED = '/assets/';
/** The workers `packages/web/src/scan/code-reader.ts` and `…/music/loudness-worker.ts`, as the build names them. */
const COMPUTING = /^\/assets\/(?:code-reader|loudness-worker)-[\w-]+\.js(?:\.gz|\.br)?$/;

/** Answers with the app's page where the address is one that a person could open; false where it is none. */
export type ServePage = (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>;

/** Files lie in `assets` and beside the page; a dot further in is part of a page's address, as of a version 1.0.0. */
const isFile = (path: string): boolean =>
  path.startsWith('/assets/') ? !path.endsWith('/') : /^\/[^/]*\.[^/]*$/.test(path);

export async function serveWebApp(app: App, folder: string | undefined): Promise<ServePage> {
  if (folder === undefined || !existsSync(join(folder, 'index.html'))) return async () => false;
  await app.register(fastifyStatic, {
    root: folder,
    preCompressed: true,
    wildcard: true,
    cacheControl: false,
    index: false,
    // A folder is no file: its address is the page's below, also for who accepts no compressed answer.
    allowedPath: (path) => !path.endsWith('/'),
    setHeaders: (reply, path) => {
      const address = path.slice(folder.length).replaceAll('\\', '/');
      const hashed = address.startsWith(HASHED);
      if (COMPUTING.test(address)) reply.header('content-security-policy', POLICY_FOR_COMPUTING);
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return async (request, reply) => {
    const [path = '/'] = request.url.split('?');
    const isPage = request.method === 'GET' && !path.startsWith('/api/') && !isFile(path);
    if (!isPage) return false;
    // Read anew each time: a rebuild while the server runs must not leave people with links to files that are gone.
    const page = await readFile(join(folder, 'index.html'));
    reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').code(200).send(page);
    return true;
  };
}
