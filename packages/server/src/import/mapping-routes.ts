/** Mappings that are kept by name, for the next file of the same columns. */
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { line, oneId } from '../fields.ts';
import { Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { keptMappingShape } from './shapes.ts';

const ACT = 'import records';
const tags = ['import'];

export function importMappingRoutes(app: App, context: Context): void {
  const { store, now } = context;

  app.get(
    '/api/import-mappings',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'Mappings that were kept',
        response: { 200: z.object({ mappings: z.array(keptMappingShape).readonly() }), ...problems(401, 403) },
      },
    },
    async (request) => ({ mappings: await store.imports.mappings.list(request.principal.clinic.id) }),
  );

  app.put(
    '/api/import-mappings/:id',
    {
      config: { act: ACT },
      schema: {
        tags,
        summary: 'Keep a mapping by name, in place of what had its id',
        params: oneId,
        body: keptMappingShape.omit({ id: true }).extend({ name: line }).strict(),
        response: { 200: z.object({ mapping: keptMappingShape }), ...problems(400, 401, 403, 409) },
      },
    },
    async (request) => {
      const { clinic, practitioner } = request.principal;
      const kept = { ...request.body, id: request.params.id };
      const isKept = await store.imports.mappings.save(clinic.id, kept, { by: practitioner.id, at: now() });
      if (!isKept) throw new Problem('repeated-id', 'A mapping of another kind is kept under this id.');
      return { mapping: kept };
    },
  );
}
