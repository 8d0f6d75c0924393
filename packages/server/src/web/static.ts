/**
 * The built web app: hashed assets for ever, the page itself never from a cache, and every address that is
 * no file and no API answered with the page, since the app reads the address itself. The decision aid has pages of its own,
 * made at the build in each language: they can be read without a script.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { isLanguage, type Language } from '@holdspace/care';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../context.ts';
import { POLICY_FOR_COMPUTING } from '../security-headers.ts';
import { type FindOffers, pageWithOffers } from './decide-of-clinic.ts';

/** Under this folder the build puts files whose names carry a hash of their content. */
const HASHED = '/assets/';
/** The workers `packages/web/src/scan/code-reader.ts` and `…/music/loudness-worker.ts`, as the build names them. */
const COMPUTING = /^\/assets\/(?:code-reader|loudness-worker)-[\w-]+\.js(?:\.gz|\.br)?$/;

/** The decision aid, by itself or of a clinic. */
const DECIDE = /^\/decide(?:\/([^/]+))?\/?$/;

/** The decision aid's page in the language that the address asks for; in English where it asks for none of ours. */
function decidePage(path: string, query: string): { language: Language; slug: string | undefined } | undefined {
  const decide = DECIDE.exec(path);
  if (!decide) return undefined;
  const asked = new URLSearchParams(query).get('language');
  return { language: isLanguage(asked) ? asked : 'en', slug: decide[1] };
}

/** Answers with the app's page where the address is one that a person could open; false where it is none. */
export type ServePage = (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>;

/** Files lie in `assets` and beside the page; a dot further in is part of a page's address, as of a version 1.0.0. */
const isFile = (path: string): boolean =>
  path.startsWith('/assets/') ? !path.endsWith('/') : /^\/[^/]*\.[^/]*$/.test(path);

export async function serveWebApp(
  app: App,
  folder: string | undefined,
  findOffers: FindOffers = async () => undefined,
): Promise<ServePage> {
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
    const [path = '/', query = ''] = request.url.split('?');
    const isPage = request.method === 'GET' && !path.startsWith('/api/') && !isFile(path);
    if (!isPage) return false;
    const decide = decidePage(path, query);
    const file = decide && `decide/${decide.language}.html`;
    if (file && existsSync(join(folder, file))) {
      const made = decide.slug && (await pageWithOffers(folder, file, decide.slug, request, findOffers));
      if (made) reply.headers(made.headers).code(200).send(made.body);
      else await reply.code(200).sendFile(file);
      return true;
    }
    // Read anew each time: a rebuild while the server runs must not leave people with links to files that are gone.
    const page = await readFile(join(folder, 'index.html'));
    reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').code(200).send(page);
    return true;
  };
}
