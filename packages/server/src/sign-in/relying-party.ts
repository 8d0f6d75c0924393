/** The site as a person's browser knows it: from the operator's setting, or from the request itself. */
import type { FastifyRequest } from 'fastify';
import type { RelyingParty } from './passkeys.ts';

/** "https://clinic.example", without a slash at the end. */
export const originOf = (request: FastifyRequest, publicUrl: string | undefined): string =>
  publicUrl === undefined ? `${request.protocol}://${request.host}` : new URL(publicUrl).origin;

export function relyingParty(request: FastifyRequest, publicUrl: string | undefined): RelyingParty {
  const origin = originOf(request, publicUrl);
  return { id: new URL(origin).hostname, origin };
}
