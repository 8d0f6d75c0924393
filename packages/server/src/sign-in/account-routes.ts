/** How one signs in, and where one is signed in: each person for themselves. */
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { idShape, instantShape, problems } from '../shapes.ts';
import { demandFresh } from './lock.ts';
import { ceremonyOptionsShape, registrationSchema } from './passkeys.ts';
import { hashPassword } from './password.ts';
import { whyNot, whyNotPin } from './password-rules.ts';
import { demandPassword, ownSignIn, passwordSchema, pinSchema } from './prove.ts';
import { relyingParty } from './relying-party.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';

const tags = ['account'];
const nothing = z.object({ done: z.literal(true) });
const DONE = { done: true } as const;

const passkeyShape = z.object({
  id: idShape,
  name: z.string(),
  isSynced: z.boolean(),
  createdAt: instantShape,
  lastUsedAt: instantShape.nullable(),
});
const sessionShape = z.object({
  id: idShape,
  createdAt: instantShape,
  expiresAt: instantShape,
  touchedAt: instantShape,
  signedInBy: z.string(),
  isShared: z.boolean(),
  browser: z.string().nullable(),
  address: z.string().nullable(),
  isThis: z.boolean(),
});

export function accountRoutes(app: App, context: Context): void {
  const { store, now, report } = context;
  const { users, signatures, passkeys } = store.signIn;
  sessionsOfMine(app, context);
  passkeyRoutes(app, context);
  secondFactorRoutes(app, context);

  app.get(
    '/api/me/account',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags,
        summary: 'How one signs in, and where one is signed in',
        response: {
          200: z.object({
            email: z.string(),
            hasPassword: z.boolean(),
            hasSecondFactor: z.boolean(),
            hasPin: z.boolean(),
            passkeys: z.array(passkeyShape).readonly(),
            sessions: z.array(sessionShape).readonly(),
          }),
          ...problems(401, 403),
        },
      },
    },
    async (request) => {
      const { id, userId } = ownSignIn(request);
      const { clinic, practitioner } = request.principal;
      const [user, password, pin, keys, sessions] = await Promise.all([
        users.find(userId),
        users.passwordHash(userId),
        signatures.pinHash(clinic.id, practitioner.id),
        passkeys.ofUser(userId),
        store.signIn.sessions.ofUser(userId, now()),
      ]);
      return {
        email: user?.email ?? '',
        hasPassword: password !== null,
        hasSecondFactor: user?.hasSecondFactor ?? false,
        hasPin: pin !== null,
        passkeys: keys.map(({ id, name, isSynced, createdAt, lastUsedAt }) => ({
          id,
          name,
          isSynced,
          createdAt,
          lastUsedAt,
        })),
        sessions: sessions.map((session) => ({ ...session, isThis: session.id === id })),
      };
    },
  );

  app.post(
    '/api/me/password',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags,
        summary: 'Set one’s password',
        description:
          'Ends every other session of this person. Shown who one is within the last minutes, or 403 `prove-again`.',
        body: z.strictObject({ current: passwordSchema.optional(), password: passwordSchema }),
        response: { 200: nothing, ...problems(400, 401, 403, 429) },
      },
    },
    async (request) => {
      const signIn = ownSignIn(request);
      const { principal, body } = request;
      const { userId } = signIn;
      if ((await users.passwordHash(userId)) === null) demandFresh(signIn, now());
      else await demandPassword(context, userId, body.current ?? '');
      const user = await users.find(userId);
      if (!user) throw new Error('a sign-in of nobody');
      const { clinics, practitioner } = principal;
      const about = [user.name, user.email, practitioner.name, ...clinics.flatMap(({ name, slug }) => [name, slug])];
      const reason = await whyNot(body.password, { hasSecondFactor: user.hasSecondFactor, about });
      if (reason) throw badField('password', reason.rule, reason.message);
      await users.setPasswordHash(userId, await hashPassword(body.password), now());
      await store.signIn.sessions.endAll(userId, signIn.id);
      context.principals.forget();
      await store.signIn.announceRevocation();
      await report(request, { what: 'password-set', userId });
      return DONE;
    },
  );

  app.post(
    '/api/me/pin',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags,
        summary: 'Set one’s PIN, which signs single acts on a shared device',
        body: z.strictObject({ pin: pinSchema }),
        response: { 200: nothing, ...problems(400, 401, 403) },
      },
    },
    async (request) => {
      const signIn = ownSignIn(request);
      demandFresh(signIn, now());
      const { clinic, practitioner } = request.principal;
      const reason = whyNotPin(request.body.pin);
      if (reason) throw badField('pin', reason.rule, reason.message);
      await signatures.setPin(clinic.id, practitioner.id, await hashPassword(request.body.pin), now());
      await report(request, {
        what: 'pin-set',
        userId: signIn.userId,
        clinicId: clinic.id,
        practitionerId: practitioner.id,
      });
      return DONE;
    },
  );
  app.delete(
    '/api/me/pin',
    {
      config: { act: 'use one’s own account' },
      schema: { tags, summary: 'Do without a PIN', response: { 200: nothing, ...problems(401, 403) } },
    },
    async (request) => {
      const signIn = ownSignIn(request);
      const { clinic, practitioner } = request.principal;
      await signatures.removePin(clinic.id, practitioner.id);
      await report(request, { what: 'pin-removed', userId: signIn.userId, clinicId: clinic.id });
      return DONE;
    },
  );
}

function passkeyRoutes(app: App, context: Context): void {
  const { store, passkeys, now, report } = context;
  app.post(
    '/api/me/passkeys/options',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags,
        summary: 'What to make a passkey with',
        response: { 200: ceremonyOptionsShape, ...problems(400, 401, 403) },
      },
    },
    async (request) => {
      const signIn = ownSignIn(request);
      demandFresh(signIn, now());
      const user = await store.signIn.users.find(signIn.userId);
      if (!user) throw new Error('a sign-in of nobody');
      return passkeys.askToAdd(relyingParty(request, context.publicUrl), user);
    },
  );
  app.post(
    '/api/me/passkeys',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags,
        summary: 'Add a passkey',
        body: z.strictObject({ name: z.string().trim().min(1).max(80), response: registrationSchema }),
        response: { 201: z.object({ passkey: passkeyShape }), ...problems(400, 401, 403) },
      },
    },
    async (request, reply) => {
      const signIn = ownSignIn(request);
      demandFresh(signIn, now());
      const { name, response } = request.body;
      const added = await passkeys.add(relyingParty(request, context.publicUrl), signIn.userId, name, response);
      await report(request, { what: 'passkey-added', userId: signIn.userId });
      reply.code(201);
      const { id, isSynced, createdAt, lastUsedAt } = added;
      return { passkey: { id, name, isSynced, createdAt, lastUsedAt } };
    },
  );
  app.delete(
    '/api/me/passkeys/:id',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags,
        summary: 'Remove a passkey',
        params: oneId,
        response: { 200: nothing, ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const signIn = ownSignIn(request);
      demandFresh(signIn, now());
      const { users } = store.signIn;
      const own = await store.signIn.passkeys.ofUser(signIn.userId);
      if (own.length === 1 && (await users.passwordHash(signIn.userId)) === null)
        throw new Problem(
          'bad-input',
          'This is the only way in that you have. Set a password or add another passkey first.',
        );
      if (!(await store.signIn.passkeys.remove(signIn.userId, request.params.id))) throw notFound('passkey');
      await report(request, { what: 'passkey-removed', userId: signIn.userId });
      return DONE;
    },
  );
}

/** Where one is signed in; each can be ended from any other. */
function sessionsOfMine(app: App, context: Context): void {
  const { store, principals, report } = context;
  const forgotten = async () => {
    principals.forget();
    await store.signIn.announceRevocation();
  };
  app.delete(
    '/api/me/sessions/:id',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags,
        summary: 'End one of one’s sign-ins',
        params: oneId,
        response: { 200: nothing, ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const { userId } = ownSignIn(request);
      if (!(await store.signIn.sessions.end(userId, request.params.id))) throw notFound('sign-in');
      await forgotten();
      await report(request, { what: 'session-revoked', userId });
      return DONE;
    },
  );
  app.post(
    '/api/me/sign-out-everywhere',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags,
        summary: 'End all of one’s sign-ins, this one too',
        response: { 200: z.object({ ended: z.number().int() }), ...problems(401, 403) },
      },
    },
    async (request) => {
      const { userId } = ownSignIn(request);
      const ended = await store.signIn.sessions.endAll(userId);
      await forgotten();
      await report(request, { what: 'signed-out-everywhere', userId });
      return { ended };
    },
  );
}
