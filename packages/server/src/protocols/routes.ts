/** Protocols: those installed in the clinic, a check of a document, and the rules that refusals name. */
import { labelOf, parseProtocol, protocolJsonSchema, RULES } from '@holdspace/care';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { fieldErrorSchema, notFound } from '../problem.ts';
import { labelShape, problems, protocolDocumentShape, protocolShape } from '../shapes.ts';

/** What ids and versions are made of; anything else is nowhere. */
const slug = z.string().regex(/^[\w.-]{1,64}$/);

const ruleShape = z.object({
  id: z.string(),
  title: z.string(),
  source: z.string(),
  stop: z.enum(['hard', 'soft']),
  overrideBy: z.array(z.string()).readonly(),
  commands: z.array(z.string()).readonly(),
});

export function protocolsRoutes(app: App, { store, protocols }: Context): void {
  app.get(
    '/api/protocols',
    {
      config: { act: 'read protocols' },
      schema: {
        tags: ['protocols'],
        summary: 'The clinic’s installed protocol versions',
        response: { 200: z.object({ protocols: z.array(protocolShape).readonly() }), ...problems(401) },
      },
    },
    async ({ principal: { clinic } }) => {
      const installed = await store.protocols.list(clinic.id);
      return {
        protocols: await Promise.all(installed.map(({ id, version }) => protocols.show(clinic.id, id, version))),
      };
    },
  );

  app.get(
    '/api/protocols/:id/versions/:version',
    {
      config: { act: 'read protocols' },
      schema: {
        tags: ['protocols'],
        summary: 'One protocol version, whole, with its computed label',
        params: z.strictObject({ id: slug, version: slug }),
        response: {
          200: z.object({
            protocol: protocolDocumentShape,
            label: labelShape,
          }),
          ...problems(401, 404),
        },
      },
    },
    async ({ principal: { clinic }, params }) => {
      const shelved = await protocols.find(clinic.id, params.id, params.version);
      if (!shelved) throw notFound('protocol version');
      return shelved;
    },
  );

  app.post(
    '/api/protocols/check',
    {
      config: { act: 'read protocols' },
      schema: {
        tags: ['protocols'],
        summary: 'Check a protocol document',
        description:
          'Nothing is stored. Answers the label that the document would carry, or everything that is wrong with it.',
        body: z.looseObject({}),
        response: {
          200: z.union([
            z.object({ ok: z.literal(true), label: labelShape }),
            z.object({ ok: z.literal(false), errors: z.array(fieldErrorSchema).readonly() }),
          ]),
          ...problems(400, 401, 413),
        },
      },
    },
    ({ body }) => {
      const parsed = parseProtocol(body);
      if (parsed.ok) return { ok: true as const, label: labelOf(parsed.protocol) };
      return {
        ok: false as const,
        errors: parsed.issues.map(({ path, rule, message }) => ({ field: path, rule, message })),
      };
    },
  );

  app.get(
    '/api/protocols/schema.json',
    {
      config: { act: 'read protocols' },
      schema: {
        tags: ['protocols'],
        summary: 'The protocol language as JSON Schema',
        response: { 200: z.looseObject({}) },
      },
    },
    () => protocolJsonSchema() as Record<string, unknown>,
  );

  app.get(
    '/api/rules',
    {
      config: { act: 'see the clinic' },
      schema: {
        tags: ['protocols'],
        summary: 'The rules that decide commands',
        response: { 200: z.object({ rules: z.array(ruleShape).readonly() }), ...problems(401) },
      },
    },
    () => ({
      rules: RULES.map(({ id, title, source, stop, overrideBy, commands }) => ({
        id,
        title,
        source,
        stop,
        overrideBy,
        commands,
      })),
    }),
  );
}
