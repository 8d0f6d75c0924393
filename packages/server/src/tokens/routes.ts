/** API tokens, as their owner makes, lists and revokes them. */
import { dayAt, daySchema, type Holding, instant, LONGEST_TOKEN_DAYS, tokenScopeSchema } from '@holdspace/care';
import { z } from 'zod';
import { demandHolding } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { line, newId, oneId } from '../fields.ts';
import { tokenShape } from '../people/shapes.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { hashOfToken, newToken } from '../sign-in/principal.ts';
import { dayBounds } from '../today/day-bounds.ts';

const DAY_MS = 86_400_000;
/** Every token here is listed, made and revoked as the asker's own. */
const OWN: Holding = { 'own record': true };

export function tokensRoutes(app: App, { store, now }: Context): void {
  app.get(
    '/api/tokens',
    {
      config: { act: 'issue API tokens' },
      schema: {
        tags: ['tokens'],
        summary: 'One’s own API tokens at this clinic',
        response: { 200: z.object({ tokens: z.array(tokenShape).readonly() }), ...problems(401, 403) },
      },
    },
    async (request) => {
      demandHolding(request, 'issue API tokens', OWN);
      const { clinic, practitioner } = request.principal;
      return { tokens: await store.tokens.ofPractitioner(clinic.id, practitioner.id) };
    },
  );

  app.post(
    '/api/tokens',
    {
      config: { act: 'issue API tokens' },
      schema: {
        tags: ['tokens'],
        summary: 'Make an API token',
        description:
          'Shown this once; only its hash is kept. It acts in its owner’s name, never beyond its scopes or what its owner may do, through the day `expiresOn`, at most a year. A token makes no tokens.',
        body: z.strictObject({
          id: newId,
          label: line,
          scopes: z.array(tokenScopeSchema).min(1, 'must name at least one scope').max(20),
          expiresOn: daySchema,
        }),
        response: {
          201: z.object({ token: tokenShape, secret: z.string() }),
          ...problems(400, 401, 403, 409),
        },
      },
    },
    async (request, reply) => {
      demandHolding(request, 'issue API tokens', OWN);
      const { principal, body } = request;
      // A token that leaked could otherwise outlive its own end.
      if (principal.by === 'token') throw new Problem('not-allowed', 'A token makes no tokens. Sign in for that.');
      const { clinic, practitioner } = principal;
      const createdAt = now();
      const today = dayAt(createdAt, clinic.zone);
      const last = dayAt(instant(Date.parse(createdAt) + LONGEST_TOKEN_DAYS * DAY_MS), clinic.zone);
      if (body.expiresOn < today) throw badField('expiresOn', 'cannot-be', 'Good until: this day is over.');
      if (body.expiresOn > last)
        throw badField('expiresOn', 'too-long', `Good until: a token lasts at most a year, so ${last} at the latest.`);
      const secret = newToken();
      const token = {
        id: body.id,
        label: body.label,
        scopes: [...new Set(body.scopes)],
        createdAt,
        expiresAt: dayBounds(body.expiresOn, clinic.zone).to,
      };
      await store.tokens
        .create({ ...token, hash: hashOfToken(secret), clinicId: clinic.id, practitionerId: practitioner.id })
        .catch((error: unknown) => {
          if ((error as { code?: unknown }).code === '23505')
            throw new Problem('repeated-id', 'This token was made already. Make another.');
          throw error;
        });
      reply.code(201);
      return { token, secret };
    },
  );

  app.post(
    '/api/tokens/:id/revoke',
    {
      config: { act: 'issue API tokens' },
      schema: {
        tags: ['tokens'],
        summary: 'Revoke one of one’s own tokens',
        description: 'At once, on every server.',
        params: oneId,
        body: z.strictObject({}),
        response: { 200: z.object({ revoked: z.literal(true) }), ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      demandHolding(request, 'issue API tokens', OWN);
      const { params } = request;
      const { clinic, practitioner } = request.principal;
      if (!(await store.tokens.revoke(clinic.id, practitioner.id, params.id, now()))) throw notFound('token');
      await store.signIn.announceRevocation();
      return { revoked: true as const };
    },
  );
}
