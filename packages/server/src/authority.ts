/**
 * Asks the authority table of the core on behalf of a request. Every route names its act; one without is refused before
 * the server listens, so that a new address is never open by being forgotten.
 */
import { type Act, mayDo } from '@holdspace/care';
import type { App } from './context.ts';
import { Problem } from './problem.ts';
import type { Principal } from './sign-in/principal.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What is done at this address, as the authority table names it. */
    act: Act;
  }
}

/** The web app's files, an address that @fastify/static makes and gives no act to. */
const WEB_FILES = '/*';

/** Throws, before anything listens, where a route names no act. */
export function demandActs(app: App): void {
  app.addHook('onRoute', (route) => {
    if (route.url === WEB_FILES) route.config = { ...route.config, act: 'read what is open to all' };
    if (!route.config?.act) throw new Error(`${String(route.method)} ${route.url} names no act of the authority table`);
  });
}

/** Throws a problem that names who may, unless the principal may whatever else holds. */
export function demand({ practitioner: { roles } }: Principal, act: Act): void {
  const answer = mayDo(act, { roles });
  if (!answer.allowed) throw new Problem('not-allowed', answer.message);
}
