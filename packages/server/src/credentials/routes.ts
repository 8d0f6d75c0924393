/** Licences and trainings: added, corrected, ended; never removed. */
import { daySchema } from '@holdspace/care';
import type { Credential } from '@holdspace/store';
import { z } from 'zod';
import { demand } from '../authority.ts';
import type { App, Context } from '../context.ts';
import { line, newId, oneId, words } from '../fields.ts';
import { credentialShape } from '../people/shapes.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import type { Principal } from '../sign-in/principal.ts';
import { storedOnce } from '../stored-once.ts';

const ACT = 'manage credentials';
const said = {
  kind: line,
  number: line.optional(),
  issuer: line.optional(),
  validFrom: daySchema.optional(),
  expiresOn: daySchema,
};
const answer = z.object({ credential: credentialShape });

export function credentialsRoutes(app: App, { store, credentials, now }: Context): void {
  const recording = ({ practitioner }: Principal) => ({ by: practitioner.id, at: now() });

  app.post(
    '/api/people/:id/credentials',
    {
      config: { act: 'manage credentials' },
      schema: {
        tags: ['people'],
        summary: 'Add a credential',
        params: oneId,
        body: z.strictObject({ id: newId, ...said }),
        response: { 201: answer, ...problems(400, 401, 403, 404, 409) },
      },
    },
    async ({ principal, params, body }, reply) => {
      demand(principal, ACT);
      demandOrderedDays(body);
      const { clinic } = principal;
      const person = await store.people.find(clinic.id, params.id);
      if (!person || person.endedAt) throw notFound('person');
      const { id, ...content } = body;
      const { thing } = await storedOnce({
        given: { personId: params.id, ...content },
        create: async () => {
          await store.credentials.add(clinic.id, params.id, id, content, recording(principal));
          return { personId: params.id, ...content };
        },
        find: async () => {
          const found = await store.credentials.find(clinic.id, id);
          return found && { personId: found.personId, ...contentOf(found) };
        },
        taken: () => new Problem('repeated-id', 'This id was used for something else.'),
      });
      const credential = await store.credentials.find(clinic.id, id);
      credentials.forget();
      if (!credential) throw new Error(`a credential of ${thing.personId} that was just stored is not there`);
      reply.code(201);
      return { credential };
    },
  );

  app.post(
    '/api/credentials/:id/correction',
    {
      config: { act: 'manage credentials' },
      schema: {
        tags: ['people'],
        summary: 'Correct a credential',
        description: 'What was said before stays on record, marked as corrected.',
        params: oneId,
        body: z.strictObject({ id: newId, ...said }),
        response: { 200: answer, ...problems(400, 401, 403, 404, 409) },
      },
    },
    async ({ principal, params, body }) => {
      demand(principal, ACT);
      demandOrderedDays(body);
      const { clinic } = principal;
      const before = await store.credentials.find(clinic.id, params.id);
      if (!before) throw notFound('credential');
      const { id, ...content } = body;
      const credential = await store.credentials
        .correct(clinic.id, before, id, content, recording(principal))
        .catch((error: unknown) => {
          if ((error as { code?: unknown }).code === '23505')
            throw new Problem('repeated-id', 'This id was used for something else.');
          throw error;
        });
      if (!credential) throw noLonger();
      credentials.forget();
      return { credential };
    },
  );

  app.post(
    '/api/credentials/:id/end',
    {
      config: { act: 'manage credentials' },
      schema: {
        tags: ['people'],
        summary: 'End a credential before its time',
        description: 'Surrendered, suspended or revoked: it is good through the day before `on`.',
        params: oneId,
        body: z.strictObject({ on: daySchema, because: words }),
        response: { 200: answer, ...problems(400, 401, 403, 404, 409) },
      },
    },
    async ({ principal, params, body }) => {
      demand(principal, ACT);
      const { clinic } = principal;
      const before = await store.credentials.find(clinic.id, params.id);
      if (!before) throw notFound('credential');
      if (body.on > before.expiresOn)
        throw badField('on', 'cannot-be', `Day: it runs out by itself on ${before.expiresOn}.`);
      const credential = await store.credentials.end(clinic.id, params.id, body, recording(principal));
      if (!credential) throw noLonger();
      credentials.forget();
      return { credential };
    },
  );
}

function contentOf({ kind, number, issuer, validFrom, expiresOn }: Credential) {
  return { kind, ...(number && { number }), ...(issuer && { issuer }), ...(validFrom && { validFrom }), expiresOn };
}

function demandOrderedDays({ validFrom, expiresOn }: { validFrom?: string | undefined; expiresOn: string }): void {
  if (validFrom !== undefined && validFrom > expiresOn)
    throw badField('validFrom', 'cannot-be', `Valid from: ${validFrom} is after it runs out, ${expiresOn}.`);
}

const noLonger = () => new Problem('stale', 'This credential was corrected or ended meanwhile. Look again.');
