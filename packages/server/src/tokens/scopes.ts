/** Which scope opens which route to a token. A route that no scope names is open to tokens for everything alone. */
import { TOKEN_SCOPES, type TokenScope } from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem.ts';
import type { Principal } from '../sign-in/principal.ts';

/** By what a route is about, its first tag: to look, and to change. */
const BY_TAG: Readonly<Record<string, { readonly look?: TokenScope; readonly change?: TokenScope }>> = {
  today: { look: 'see-schedule' },
  live: { look: 'see-schedule' },
  visits: { look: 'see-schedule', change: 'arrange-visits' },
  patients: { look: 'see-patients', change: 'register-patients' },
  courses: { look: 'see-patients', change: 'register-patients' },
  sessions: { look: 'see-sessions', change: 'record-sessions' },
  record: { look: 'see-sessions', change: 'record-sessions' },
  protocols: { look: 'see-protocols' },
  practitioners: { look: 'see-people' },
  people: { look: 'see-people' },
};
/** Who the token's owner is may be asked with any token. */
const ANY_TOKEN = '/api/me';
const LOOKS = new Set(['GET', 'HEAD']);

/** Throws where a token was not made for what is asked. */
export function demandScope(request: FastifyRequest, { scopes }: Principal): void {
  if (scopes === undefined || scopes.includes('everything')) return;
  const { url, schema } = request.routeOptions;
  const looks = LOOKS.has(request.method);
  if (looks && url === ANY_TOKEN) return;
  const [tag = ''] = (schema as { readonly tags?: readonly string[] } | undefined)?.tags ?? [];
  const needed = BY_TAG[tag]?.[looks ? 'look' : 'change'];
  if (needed !== undefined && scopes.includes(needed)) return;
  throw new Problem(
    'not-allowed',
    needed === undefined
      ? 'This API token was not made for that.'
      : `This API token was not made for that: it takes the scope ${needed} (${TOKEN_SCOPES[needed].toLowerCase()}).`,
  );
}
