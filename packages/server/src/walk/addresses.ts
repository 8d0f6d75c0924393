/** For tests that walk the API: every address of a running server, from its OpenAPI document and as Fastify was told. */
import { channel } from 'node:diagnostics_channel';
import { type Act, groupOf } from '@holdspace/care';
import type { FastifyInstance, RouteOptions } from 'fastify';
import type { Schema } from './valid-values.ts';

export interface Address {
  /** "POST /api/patients/:id/courses" */
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly act: Act;
  /** Other acts that are done there; whoever may do any of them is let in. */
  readonly orActs: readonly Act[];
  /** Left out of the OpenAPI document. */
  readonly isHidden: boolean;
  readonly params: readonly string[];
  readonly query: readonly { readonly name: string; readonly isRequired: boolean; readonly schema: Schema }[];
  readonly body: Schema | undefined;
}

interface Operation {
  readonly parameters?: readonly { in: string; name: string; required?: boolean; schema: Schema }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> };
}
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Hears of every route that a Fastify made in this process is given from now on; ask for it before the server starts. */
export function collectRoutes(): { readonly routes: readonly RouteOptions[]; stop(): void } {
  const routes: RouteOptions[] = [];
  const initialization = channel('fastify.initialization');
  const listen = (message: unknown) =>
    (message as { fastify: FastifyInstance }).fastify.addHook('onRoute', (route) => {
      routes.push(route);
    });
  initialization.subscribe(listen);
  return { routes, stop: () => initialization.unsubscribe(listen) };
}

/** The addresses of the document as "GET /api/patients/:id". */
export const documentedNames = ({ paths }: ApiDocument): string[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );

/** Every address, each once; HEAD, which Fastify makes of each GET, and the web app's files are walked elsewhere. */
export function addressesOf(document: ApiDocument, routes: readonly RouteOptions[]): Address[] {
  const addresses = new Map<string, Address>();
  for (const { method, url, config } of routes)
    for (const one of Array.isArray(method) ? method : [method]) {
      if (one === 'HEAD' || url === '/*') continue;
      const name = `${one} ${url}`;
      const operation = document.paths[url.replace(/:(\w+)/g, '{$1}')]?.[one.toLowerCase()];
      const act = config?.act;
      if (!act) throw new Error(`${name} names no act`);
      addresses.set(name, {
        name,
        method: one,
        url,
        act,
        orActs: config?.orActs ?? [],
        isHidden: operation === undefined,
        params: [...url.matchAll(/:(\w+)/g)].map(([, param = '']) => param),
        query: (operation?.parameters ?? [])
          .filter((parameter) => parameter.in === 'query')
          .map(({ name, required, schema }) => ({ name, isRequired: required === true, schema })),
        body: operation?.requestBody?.content?.['application/json']?.schema,
      });
    }
  return [...addresses.values()];
}

/** Whether nobody need be signed in there. */
export const isOpen = ({ act }: Address): boolean => groupOf(act) === 'open';
/** Whether it is the clinic’s own face: a clinic is named there on purpose, and asked things by whoever likes. */
export const isPublic = ({ url }: Address): boolean => url.startsWith('/api/public/');
/** Whether it is for patients and members outside, who are no practitioners. */
export const isForReaders = ({ url }: Address): boolean => /^\/api\/(reader|portal)\//.test(url);

/** Ends the way in of who calls, or changes it: walked last. */
export const ENDS_THE_CALLER = /sign-out|\/me\/(lock|device)|\/reader\/leave/;
