/**
 * Keeps other sites from acting in a signed-in person's name: whatever changes something, and is
 * authorized by a cookie, must come from our own pages. API tokens are not sent by browsers unasked and
 * need no such check.
 */
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

const HARMLESS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Throws unless the request comes from a page of this very server, or changes nothing. */
export function demandSameOrigin(request: FastifyRequest): void {
  if (HARMLESS.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  // `Sec-Fetch-Site` is the browser's own word and cannot be forged by a page; old browsers send `Origin` alone.
  const same = site === undefined ? isOwnOrigin(request.headers.origin, request.host) : site === 'same-origin';
  if (!same) throw new Problem('other-origin', 'Changes are taken from this clinic’s own pages only.');
}

function isOwnOrigin(origin: string | undefined, host: string): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}
