/** The authenticator app beside a password: enrolled with a QR code, proved by a code before it counts, with backup codes. */
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { badField, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { headersFor } from './better-auth-bridge.ts';
import { demandFresh } from './lock.ts';
import { SHORTEST_ALONE } from './password-rules.ts';
import { demandPassword, ownSignIn, passwordSchema } from './prove.ts';

const tags = ['account'];
const nothing = z.object({ done: z.literal(true) });

export function secondFactorRoutes(app: App, context: Context): void {
  const { signIn, guard, now, principals, report } = context;

  app.post(
    '/api/me/second-factor',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags,
        summary: 'Begin to add an authenticator app',
        body: z.strictObject({ password: passwordSchema }),
        response: {
          200: z.object({ uri: z.string(), backupCodes: z.array(z.string()).readonly() }),
          ...problems(400, 401, 403, 429),
        },
      },
    },
    async (request) => {
      const { userId } = ownSignIn(request);
      await demandPassword(context, userId, request.body.password);
      const made = await signIn.api
        .enableTwoFactor({ body: { password: request.body.password, method: 'totp' }, headers: headersFor(request) })
        .catch((cause: unknown) => {
          throw new Problem('bad-input', 'An authenticator app is there already. Remove it first.', { cause });
        });
      if (!('totpURI' in made) || !made.totpURI || !made.backupCodes)
        throw new Error('the sign-in library made no secret');
      return { uri: made.totpURI, backupCodes: made.backupCodes };
    },
  );

  app.post(
    '/api/me/second-factor/confirm',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags,
        summary: 'Show that the authenticator app works: from now on its code is asked for',
        body: z.strictObject({ code: z.string().trim().min(6).max(10) }),
        response: { 200: nothing, ...problems(400, 401, 403, 429) },
      },
    },
    async (request, reply) => {
      const { userId } = ownSignIn(request);
      const attempt = await guard.attempt('code', userId, now());
      const response = await signIn.api.verifyTOTP({
        body: { code: request.body.code },
        headers: headersFor(request),
        asResponse: true,
      });
      if (!response.ok) throw badField('code', 'wrong-code', 'This code is not right. Codes change every half minute.');
      await attempt.right();
      // It begins a new session, as signing in does.
      const cookies = response.headers.getSetCookie();
      if (cookies.length > 0) reply.header('set-cookie', cookies);
      principals.forget();
      await report(request, { what: 'second-factor-added', userId });
      return { done: true as const };
    },
  );

  app.post(
    '/api/me/second-factor/remove',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags,
        summary: 'Do without the authenticator app',
        body: z.strictObject({ password: passwordSchema }),
        response: { 200: nothing, ...problems(400, 401, 403, 429) },
      },
    },
    async (request, reply) => {
      const own = ownSignIn(request);
      demandFresh(own, now());
      const { password } = request.body;
      await demandPassword(context, own.userId, password);
      if ([...password].length < SHORTEST_ALONE)
        throw badField(
          'password',
          'too-short',
          `A password that stands alone has at least ${SHORTEST_ALONE} characters. Set a longer one first.`,
        );
      const response = await signIn.api.disableTwoFactor({
        body: { password },
        headers: headersFor(request),
        asResponse: true,
      });
      if (!response.ok) throw new Problem('bad-input', 'There is no authenticator app to remove.');
      const cookies = response.headers.getSetCookie();
      if (cookies.length > 0) reply.header('set-cookie', cookies);
      principals.forget();
      await report(request, { what: 'second-factor-removed', userId: own.userId });
      return { done: true as const };
    },
  );
}
