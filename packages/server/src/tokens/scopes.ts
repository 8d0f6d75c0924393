/** What a token was made for, asked of every request that carries one: its scopes name acts, and each route names its act. */
import { scopesThatOpen, TOKEN_SCOPES } from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem.ts';
import type { Principal } from '../sign-in/principal.ts';

/** Who its owner is may be asked with any token. */
const ANY_TOKEN = '/api/me';

/** Throws where a token was not made for what is asked. */
export function demandScope({ method, routeOptions }: FastifyRequest, { scopes }: Principal): void {
  if (scopes === undefined) return;
  if (routeOptions.url === ANY_TOKEN && method === 'GET') return;
  const opening = scopesThatOpen(routeOptions.config.act);
  if (opening.some((scope) => scopes.includes(scope))) return;
  const named = opening.map((scope) => `${scope} (${TOKEN_SCOPES[scope].says.toLowerCase()})`).join(' or ');
  throw new Problem('not-allowed', `This API token was not made for that: it takes the scope ${named}.`);
}
