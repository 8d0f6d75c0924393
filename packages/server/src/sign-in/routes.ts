/** The door: signing in with a password and its second factor, or a passkey; signing out; and who one is. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { notFound, Problem } from '../problem.ts';
import { demandSameOrigin } from '../same-origin.ts';
import { clinicShape, practitionerShape, problems, roleShape } from '../shapes.ts';
import { asWebRequest, sendWebResponse } from './better-auth-bridge.ts';
import { demoPeople } from './demo-people.ts';
import { letIn } from './let-in.ts';
import { assertionSchema, ceremonyOptionsShape } from './passkeys.ts';
import { hashPassword, isOutdated } from './password.ts';
import { CLINIC_COOKIE, clinicChosen } from './principal.ts';
import { relyingParty } from './relying-party.ts';
import { SIGN_IN_PATH } from './sign-in.ts';

/** A passkey's answer at the door is good for signing in alone. */
const AT_THE_DOOR = 'sign-in';

const nothingElse = { tags: ['sign-in'], security: [] };

export function signInRoutes(app: App, context: Context): void {
  passwordRoutes(app, context);
  const { store, passkeys, guard, now, report } = context;

  app.post(
    '/api/sign-in/passkey/options',
    {
      config: { act: 'sign in' },
      schema: {
        ...nothingElse,
        summary: 'What to ask a passkey with',
        response: { 200: ceremonyOptionsShape, ...problems(403, 429) },
      },
    },
    async (request) => {
      demandSameOrigin(request);
      return passkeys.ask(relyingParty(request, context.publicUrl), AT_THE_DOOR);
    },
  );

  app.post(
    '/api/sign-in/passkey',
    {
      config: { act: 'sign in' },
      schema: {
        ...nothingElse,
        summary: 'Sign in with a passkey',
        body: z.strictObject({ response: assertionSchema }),
        response: { 200: z.object({ signedIn: z.literal(true) }), ...problems(400, 403, 429) },
      },
    },
    async (request, reply) => {
      demandSameOrigin(request);
      const attempt = await guard.attempt('address', request.ip, now());
      try {
        const party = relyingParty(request, context.publicUrl);
        const { userId } = await passkeys.proved(party, AT_THE_DOOR, request.body.response);
        await attempt.right();
        await letIn(context, request, reply, userId, 'passkey');
        return { signedIn: true as const };
      } catch (error) {
        if (error instanceof Problem) await report(request, { what: 'sign-in-refused', by: 'passkey' });
        throw error;
      }
    },
  );

  app.get(
    '/api/demo',
    {
      config: { act: 'sign in' },
      schema: {
        ...nothingElse,
        summary: 'The demo’s people',
        description:
          'One-touch sign-ins for the invented people of the demo clinics; nothing is here unless demo mode is on.',
        response: {
          200: z.array(
            z.object({
              email: z.string(),
              password: z.string(),
              name: z.string(),
              roles: z.array(roleShape).readonly(),
              clinic: z.object({ slug: z.string(), name: z.string() }),
            }),
          ),
          ...problems(404),
        },
      },
    },
    async () => {
      if (!context.demo) throw notFound('demo');
      return demoPeople(store);
    },
  );
}

const credentials = z.strictObject({ email: z.email().max(254), password: z.string().min(1).max(1024) });
const code = z.strictObject({ code: z.string().trim().min(6).max(32) });

/** better-auth's own steps, each behind our limits; what is not here of it is not reached. */
function passwordRoutes(app: App, context: Context): void {
  const { signIn, principals, store, guard, now, report } = context;

  app.post(
    `${SIGN_IN_PATH}/sign-in/email`,
    { config: { act: 'sign in' }, schema: { hide: true, body: credentials } },
    async (request, reply) => {
      demandSameOrigin(request);
      const email = request.body.email.toLowerCase();
      const byAddress = await guard.attempt('address', request.ip, now());
      const byAccount = await guard.attempt('password', email, now());
      const response = await signIn.handle(asWebRequest(request, { email, password: request.body.password }));
      if (!response.ok) {
        const user = await store.signIn.users.byEmail(email);
        await report(request, { what: 'sign-in-refused', by: 'password', userId: user?.id });
        return sendWebResponse(reply, response);
      }
      await Promise.all([byAddress.right(), byAccount.right()]);
      const user = await store.signIn.users.byEmail(email);
      if (user) await hashAnew(user.id, request.body.password);
      // With a second factor the door is still closed.
      if (user && !user.hasSecondFactor) await endFormer(request.headers.cookie);
      if (user && !user.hasSecondFactor) await report(request, { what: 'signed-in', by: 'password', userId: user.id });
      return sendWebResponse(reply, response);
    },
  );

  for (const [step, by] of [
    ['verify-totp', 'password and code'],
    ['verify-backup-code', 'password and backup code'],
  ] as const)
    app.post(
      `${SIGN_IN_PATH}/two-factor/${step}`,
      { config: { act: 'sign in' }, schema: { hide: true, body: code } },
      async (request, reply) => {
        demandSameOrigin(request);
        const byAddress = await guard.attempt('address', request.ip, now());
        // Without the cookie of a sign-in, or it would be taken for a code of the one who is signed in already.
        const response = await signIn.handle(
          asWebRequest(request, { code: request.body.code }, { withoutSession: true }),
        );
        if (!response.ok) {
          await report(request, { what: 'sign-in-refused', by });
          return sendWebResponse(
            reply,
            response,
            'This code is not right, or too old. Codes change every half minute.',
          );
        }
        const { user, token } = (await response.clone().json()) as { user: { id: string }; token: string };
        const codeHash = createHash('sha256').update(request.body.code).digest('base64url');
        if (!(await store.signIn.oneTime.useCode(user.id, codeHash, now()))) {
          await signIn.endByToken(token);
          await report(request, { what: 'sign-in-refused', by, userId: user.id });
          throw new Problem('sign-in-failed', 'This code was used already. Wait for the next one.');
        }
        await byAddress.right();
        await endFormer(request.headers.cookie);
        await report(request, { what: 'signed-in', by, userId: user.id });
        return sendWebResponse(reply, response);
      },
    );

  app.post(
    `${SIGN_IN_PATH}/sign-out`,
    { config: { act: 'sign in' }, schema: { hide: true } },
    async (request, reply) => {
      demandSameOrigin(request);
      const standing = await signIn.standing(request.headers.cookie ?? '');
      const response = await signIn.handle(asWebRequest(request, {}));
      // Whoever signed out is forgotten here at once, and on other servers as soon as they hear of it.
      principals.forget();
      await store.signIn.announceRevocation();
      if (standing) await report(request, { what: 'signed-out', userId: standing.userId });
      return sendWebResponse(reply, response);
    },
  );

  app.route({
    method: ['GET', 'POST'],
    url: `${SIGN_IN_PATH}/*`,
    config: { act: 'sign in' },
    schema: { hide: true },
    handler: async () => {
      throw new Problem('not-found', 'There is no such step of signing in.');
    },
  });

  async function endFormer(cookie: string | undefined): Promise<void> {
    const former = await signIn.standing(cookie ?? '');
    if (former) await store.signIn.sessions.end(former.userId, former.id);
    principals.forget();
  }

  /** A password that was kept with less than is asked for today is known now, and kept better. */
  async function hashAnew(userId: string, password: string): Promise<void> {
    const kept = await store.signIn.users.passwordHash(userId);
    if (kept === null || !isOutdated(kept)) return;
    await store.signIn.users.setPasswordHash(userId, await hashPassword(password), now());
  }
}

export function meRoutes(app: App, context: Context): void {
  const { lock, now, signingPolicy } = context;
  app.get(
    '/api/me',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags: ['sign-in'],
        summary: 'Who is signed in',
        response: {
          200: z.object({
            practitioner: practitionerShape,
            clinic: clinicShape,
            clinics: z.array(clinicShape).readonly(),
            hasChosen: z
              .boolean()
              .meta({ description: 'False where somebody of several clinics has not said yet at which they are.' }),
            demo: z.boolean(),
            screen: z
              .object({ isLocked: z.boolean(), isShared: z.boolean(), lockAfterSeconds: z.number().int() })
              .meta({ description: 'How this screen stands: locked after lying untouched, shared by several people.' }),
            signing: z.enum(['when_locked_or_shared', 'always']),
          }),
          ...problems(401),
        },
      },
    },
    ({ principal, headers }) => {
      const { practitioner, clinic, clinics, signIn } = principal;
      const hasChosen = clinics.length === 1 || clinicChosen(headers.cookie ?? '') === clinic.slug;
      return {
        practitioner,
        clinic,
        clinics,
        hasChosen,
        demo: context.demo,
        screen: {
          isLocked: signIn !== undefined && lock.isLocked(signIn, now()),
          isShared: signIn?.isShared ?? false,
          lockAfterSeconds: lock.afterMs / 1000,
        },
        signing: signingPolicy,
      };
    },
  );

  app.post(
    '/api/me/clinic',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags: ['sign-in'],
        summary: 'Go to another of one’s clinics',
        body: z.strictObject({ slug: z.string().min(1).max(64) }),
        response: { 200: z.object({ clinic: clinicShape }), ...problems(401, 404) },
      },
    },
    ({ principal, body }, reply) => {
      const clinic = principal.clinics.find(({ slug }) => slug === body.slug);
      if (!clinic) throw notFound('clinic');
      const secure = context.secure ? '; Secure' : '';
      reply.header(
        'set-cookie',
        `${CLINIC_COOKIE}=${encodeURIComponent(clinic.slug)}; Path=/; HttpOnly; SameSite=Lax${secure}`,
      );
      return { clinic };
    },
  );
}
