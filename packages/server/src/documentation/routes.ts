/** The API's own description: OpenAPI 3.1 from the schemas that validate, and a page to read it on. */
import swagger from '@fastify/swagger';
import { commandSchema } from '@holdspace/care';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { OpenAPIV3_1 } from 'openapi-types';
import { z } from 'zod';
import type { App } from '../context.ts';
import { documentationPage } from './page.ts';

/** Where the page is: the one page among the API's addresses. */
export const DOCUMENTATION = '/api/docs';

/** Named once in the document and referred to, since it is long and used often. */
function nameSharedSchemas(): void {
  if (!z.globalRegistry.has(commandSchema))
    z.globalRegistry.add(commandSchema, { id: 'Command', description: 'What can be asked of a dosing session.' });
}

/** Quantities are brought to their base unit as they are read; the document shows what may be sent. */
const zodToJsonConfig = { unrepresentable: 'any' } as const;

/** Collects every route's schemas; must run before the routes are added. */
export async function openApiDocument(app: App): Promise<void> {
  nameSharedSchemas();
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Holdspace API',
        version: '1',
        description: [
          'Runs a licensed ketamine clinic: sessions, patients, courses, visits and protocols.',
          'Every number is a quantity with its UCUM unit: {"value": 98, "unit": "%"}. Every time carries its offset.',
          'Failures are problem documents (RFC 9457). 400: the input cannot be, `errors` names field and rule. 422: a rule of the protocol or of care says no, `refusals` says which, with its numbers and who may override. 409: the session moved on, or an id was used for something else.',
          'Send a command again, with the same id, whenever no answer came: it is stored once.',
        ].join('\n\n'),
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'An API token, hs_…' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'holdspace.session_token' },
        },
      },
      security: [{ token: [] }, { cookie: [] }],
    },
    transform: createJsonSchemaTransform({ zodToJsonConfig }) as never,
    transformObject: createJsonSchemaTransformObject({ zodToJsonConfig }) as never,
  });
}

export function documentationRoutes(app: App): void {
  let page: string | undefined;
  const document = () => app.swagger() as OpenAPIV3_1.Document;
  app.get(
    '/api/openapi.json',
    { config: { act: 'read what is open to all' }, schema: { hide: true } },
    (_request, reply) => reply.type('application/json').send(document()),
  );
  app.get(DOCUMENTATION, { config: { act: 'read what is open to all' }, schema: { hide: true } }, (_request, reply) => {
    page ??= documentationPage(document());
    return reply.type('text/html; charset=utf-8').send(page);
  });
}
