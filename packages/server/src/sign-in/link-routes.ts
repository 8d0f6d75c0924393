/** Patients come in by a link that is sent to their e-mail: it works once, not for long, and tells nobody who is a patient. */
import { createHash, randomBytes } from 'node:crypto';
import { LANGUAGES, type Language, later, MINUTE, signInNotice } from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { notFound, Problem } from '../problem.ts';
import { demandSameOrigin } from '../same-origin.ts';
import { problems } from '../shapes.ts';
import { spokenAddress } from '../spoken-address.ts';
import { letIn } from './let-in.ts';
import { originOf } from './relying-party.ts';

const LINK_HOLDS_MINUTES = 15;
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');
const tags = ['sign-in'];

export function linkRoutes(app: App, context: Context): void {
  const { store, guard, now, report } = context;

  /** Sends a link to who has an account as a patient; to everybody else, nothing. */
  async function sendLink(request: FastifyRequest, email: string, language?: Language): Promise<void> {
    const userId = await store.signIn.patientAccounts.userOfEmail(email);
    // Staff come in by what only they have; a mailbox alone is not enough for a clinic's records.
    if (userId === null || (await store.practitioners.membershipsOf(userId)).length > 0) return;
    const token = randomBytes(32).toString('base64url');
    await store.signIn.oneTime.keepLink({
      hash: hashOf(token),
      userId,
      expiresAt: later(now(), LINK_HOLDS_MINUTES * MINUTE),
    });
    // After the "#", which no server's log and no other site ever sees.
    const link = `${spokenAddress(`${originOf(request, context.publicUrl)}/portal/enter`, language)}#${token}`;
    await context.mailer?.send({ to: email, ...signInNotice(language ?? 'en', link, LINK_HOLDS_MINUTES) });
    await report(request, { what: 'link-sent', userId });
  }

  app.post(
    '/api/sign-in/link',
    {
      config: { act: 'sign in' },
      schema: {
        tags,
        security: [],
        summary: 'Ask for a sign-in link by e-mail',
        description: 'For patients. The answer is the same whether or not anybody has this e-mail.',
        body: z.strictObject({ email: z.email().max(254), language: z.enum(LANGUAGES).optional() }),
        response: { 202: z.object({ asked: z.literal(true) }), ...problems(400, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      demandSameOrigin(request);
      if (!context.mailer) throw notFound('way in by link');
      const email = request.body.email.toLowerCase();
      await guard.attempt('address', request.ip, now());
      await guard.attempt('link', email, now());
      // Not waited for: how long it takes would tell whether there is somebody.
      sendLink(request, email, request.body.language).catch((error: unknown) =>
        request.log.error({ part: 'sign-in link', err: error }, 'a sign-in link could not be sent'),
      );
      reply.code(202);
      return { asked: true as const };
    },
  );

  app.post(
    '/api/sign-in/link/use',
    {
      config: { act: 'sign in' },
      schema: {
        tags,
        security: [],
        summary: 'Sign in with the link that was sent',
        body: z.strictObject({ token: z.string().min(1).max(128) }),
        response: { 200: z.object({ signedIn: z.literal(true) }), ...problems(400, 403, 429) },
      },
    },
    async (request, reply) => {
      demandSameOrigin(request);
      const attempt = await guard.attempt('address', request.ip, now());
      const userId = await store.signIn.oneTime.useLink(hashOf(request.body.token), now());
      // Who has come to work here since is not let in by it either.
      if (userId === null || (await store.practitioners.membershipsOf(userId)).length > 0) {
        await report(request, { what: 'sign-in-refused', by: 'link' });
        throw new Problem('not-proved', 'This link was used already, or is too old. Ask for another.');
      }
      await attempt.right();
      await letIn(context, request, reply, userId, 'link');
      return { signedIn: true as const };
    },
  );
}
